import GRDB
import Importers
import Inventory

/// The statements that file imports of one agency, prepared once for a whole call.
///
/// A class, because a value of so many parts would be copied for each record written.
final class ImportWriter {
  private let agency: AgencyCode
  private let beginImport: PreparedStatement
  private let finishImport: PreparedStatement
  private let supersedeImport: PreparedStatement
  private let file: PreparedStatement
  private let record: PreparedStatement
  private let finding: PreparedStatement
  private let unmapped: PreparedStatement
  private let decision: PreparedStatement
  private let refusal: PreparedStatement
  private let forget: PreparedStatement

  init(of agency: AgencyCode, in db: Database) throws {
    self.agency = agency
    /// Prepares an insert whose first column is the agency, bound once for all rows.
    func insert(into table: String, _ columns: [String]) throws -> PreparedStatement {
      let names = (["agency"] + columns).joined(separator: ", ")
      let marks = String(repeating: ", ?", count: columns.count)
      return try db.prepared(
        "INSERT INTO \(table) (\(names)) VALUES (?\(marks))",
        agency.description
      )
    }
    beginImport = try insert(
      into: "import",
      [
        "id", "format", "container", "encoding", "delimiter", "source", "content", "imported_at",
        "is_superseded", "rows_read", "rows_recorded", "rows_skipped", "rows_rejected", "mapping",
      ]
    )
    finishImport = try db.prepared(
      """
      UPDATE import SET as_of = ?, is_superseded = ?, rows_read = ?, rows_recorded = ?,
        rows_skipped = ?, rows_rejected = ?, first_record = ?, last_record = ?
      WHERE agency = ? AND id = ?
      """
    )
    supersedeImport = try db.prepared(
      "UPDATE import SET is_superseded = 1 WHERE agency = ? AND id = ?",
      agency.description
    )
    file = try insert(into: "import_file", ["import", "position", "path", "sha256", "size"])
    record = try insert(into: "record", ["id", "import"] + RecordColumns.names)
    finding = try insert(
      into: "finding",
      ["import", "number", "is_rejection", "place", "value", "reason", "row_count"]
    )
    unmapped = try insert(into: "unmapped_column", ["import", "number", "name", "filled"])
    decision = try insert(into: "reading_decision", ["import", "number", "decision"])
    refusal = try db.prepared(
      """
      INSERT INTO refusal (agency, path, line, code, italian, english, refused_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (agency, path) DO UPDATE SET line = excluded.line, code = excluded.code,
        italian = excluded.italian, english = excluded.english, refused_at = excluded.refused_at
      """,
      agency.description
    )
    forget = try db.prepared(
      "DELETE FROM refusal WHERE agency = ? AND path = ?",
      agency.description
    )
  }

  /// Files the import before its records, which refer to it.
  func begin(
    _ filed: FiledImport,
    export: Export,
    source: String,
    content: String,
    at: Int
  ) throws {
    beginImport.bind(Int(filed.id.number), at: 1)
    beginImport.bind(export.format.description, at: 2)
    beginImport.bind(export.container, at: 3)
    beginImport.bind(export.encoding, at: 4)
    beginImport.bind(export.delimiter, at: 5)
    beginImport.bind(source, at: 6)
    beginImport.bind(content, at: 7)
    beginImport.bind(at, at: 8)
    for position in 9...13 { beginImport.bind(0, at: position) }
    beginImport.bind(export.mapping?.settings.json, at: 14)
    try beginImport.run()
    for (position, entry) in filed.files.enumerated() {
      file.bind(Int(filed.id.number), at: 1)
      file.bind(position, at: 2)
      file.bind(entry.path, at: 3)
      file.bind(entry.sha256, at: 4)
      file.bind(Int(entry.size), at: 5)
      try file.run()
    }
  }

  func write(_ entry: Record, id: Int, of filed: ImportID) throws {
    record.bind(id, at: 1)
    record.bind(Int(filed.number), at: 2)
    RecordColumns.bind(entry, to: record, from: 3)
    try record.run()
  }

  /// Files what is known only at the end of the reading: the account, the day and the records.
  func finish(_ filed: FiledImport, records: Range<Int>) throws {
    let id = Int(filed.id.number)
    let ledger = filed.ledger
    finishImport.bind(filed.asOf?.description, at: 0)
    finishImport.bind(filed.isSuperseded, at: 1)
    finishImport.bind(ledger.read, at: 2)
    finishImport.bind(ledger.records, at: 3)
    finishImport.bind(ledger.skipped, at: 4)
    finishImport.bind(ledger.rejected, at: 5)
    finishImport.bind(records.isEmpty ? nil : records.lowerBound, at: 6)
    finishImport.bind(records.isEmpty ? nil : records.upperBound - 1, at: 7)
    finishImport.bind(agency.description, at: 8)
    finishImport.bind(id, at: 9)
    try finishImport.run()

    let findings = ledger.rejections.map { ($0, true) } + ledger.skips.map { ($0, false) }
    for (number, (entry, isRejection)) in findings.enumerated() {
      finding.bind(id, at: 1)
      finding.bind(number, at: 2)
      finding.bind(isRejection, at: 3)
      finding.bind(entry.at.stored, at: 4)
      finding.bind(entry.value, at: 5)
      finding.bind(entry.reason.storedText, at: 6)
      finding.bind(entry.rows, at: 7)
      try finding.run()
    }
    for (number, entry) in ledger.unmapped.enumerated() {
      unmapped.bind(id, at: 1)
      unmapped.bind(number, at: 2)
      unmapped.bind(entry.name, at: 3)
      unmapped.bind(entry.filled, at: 4)
      try unmapped.run()
    }
    for (number, entry) in ledger.decisions.enumerated() {
      decision.bind(id, at: 1)
      decision.bind(number, at: 2)
      decision.bind(entry.storedText, at: 3)
      try decision.run()
    }
  }

  func supersede(_ id: ImportID) throws {
    supersedeImport.bind(Int(id.number), at: 1)
    try supersedeImport.run()
  }

  func write(_ entry: Refusal) throws {
    refusal.bind(entry.path, at: 1)
    refusal.bind(entry.line, at: 2)
    refusal.bind(entry.code, at: 3)
    refusal.bind(entry.text(in: .italian), at: 4)
    refusal.bind(entry.text(in: .english), at: 5)
    refusal.bind(entry.at, at: 6)
    try refusal.run()
  }

  func forgetRefusal(of path: String) throws {
    forget.bind(path, at: 1)
    try forget.run()
  }
}
