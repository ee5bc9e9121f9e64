import GRDB
public import Inventory

/// Where a record or finding stands: file and place in it.
public struct Place: Sendable, Hashable {
  /// The file, as it was given for import.
  public var file: FiledImport.File
  /// The place in it.
  public var locator: Locator

  /// The place in words: `exports/vms.csv: row 12`.
  public func text(in language: Language) -> String {
    "\(Excerpt(whole: file.path)): \(locator.text(in: language))"
  }
}

extension Store {
  /// The records of an agency, in the order in which they were filed.
  ///
  /// - Complexity: O(records); about 20 µs each in a release build.
  public func records(of agency: AgencyCode) throws -> [FiledRecord] {
    try read { db in try records(of: agency, in: db) }
  }

  /// Whether an import has brought records since the agency was last reconciled.
  public func hasUnmatchedRecords(of agency: AgencyCode) throws -> Bool {
    let code = agency.description
    return try read { db in
      let newest = try db.integer(
        "SELECT max(id) FROM record WHERE agency = ? AND record_kind <> 'dependency'",
        code
      )
      let matched = try [
        db.integer("SELECT max(record) FROM asset_record WHERE agency = ?", code),
        db.integer("SELECT max(record) FROM application_record WHERE agency = ?", code),
      ].compactMap(\.self).max()
      return (newest ?? 0) > (matched ?? 0)
    }
  }

  /// Whether an agency has the record with `id`.
  public func hasRecord(_ id: RecordID, of agency: AgencyCode) throws -> Bool {
    try read { db in try !records(of: agency, only: id, in: db).isEmpty }
  }

  /// The record with `id`; `nil` when there is none.
  public func record(_ id: RecordID) throws -> FiledRecord? {
    try read { db in
      for agency in try agencies(in: db) {
        if let record = try records(of: agency.code, only: id, in: db).first { return record }
      }
      return nil
    }
  }

  /// The record of an agency with `id`; `nil` when there is none.
  public func record(_ id: RecordID, of agency: AgencyCode) throws -> FiledRecord? {
    try read { db in try records(of: agency, only: id, in: db).first }
  }

  /// Where a record of an agency stands, its supplements after its own place; empty when there is
  /// no such record.
  public func places(of id: RecordID, in agency: AgencyCode) throws -> [Place] {
    try read { db in try places(of: id, in: agency, db) ?? [] }
  }

  private func places(
    of id: RecordID,
    in agency: AgencyCode,
    _ db: Database
  ) throws -> [Place]? {
    guard let record = try records(of: agency, only: id, in: db).first else { return nil }
    let files = try files(of: agency, only: Int(record.importID.number), in: db)
    let known = files[Int(record.importID.number)] ?? []
    return ([record.record.locator] + record.record.supplements).compactMap { locator in
      known.indices.contains(locator.file)
        ? Place(file: known[locator.file], locator: locator) : nil
    }
  }

  /// Where a record stands, its supplements after its own place; empty when there is no such
  /// record.
  public func places(of id: RecordID) throws -> [Place] {
    try read { db in
      for agency in try agencies(in: db) {
        if let places = try places(of: id, in: agency.code, db) { return places }
      }
      return []
    }
  }

  func records(
    of agency: AgencyCode,
    only id: RecordID? = nil,
    in db: Database
  ) throws -> [FiledRecord] {
    struct Origin {
      var format: FormatIdentifier
      var asOf: CalendarDate?
      var isSuperseded: Bool
    }
    var origins: [Int: Origin] = [:]
    try db.prepared(
      "SELECT id, format, as_of, is_superseded FROM import WHERE agency = ?",
      agency.description
    ).forEachRow { row in
      origins[row.integer(0) ?? 0] = Origin(
        format: FormatIdentifier(row.text(1) ?? ""),
        asOf: row.text(2).flatMap { CalendarDate(iso: $0) },
        isSuperseded: row.flag(3) ?? false
      )
    }
    let columns = RecordColumns.names.joined(separator: ", ")
    let condition = id == nil ? "" : "AND id = ?"
    let statement = try db.prepared(
      "SELECT id, import, \(columns) FROM record WHERE agency = ? \(condition) ORDER BY id",
      agency.description
    )
    if let id { statement.bind(Int(id.number), at: 1) }
    return try statement.rows { row in
      guard let id = row.integer(0), let number = row.integer(1), let origin = origins[number],
        let record = RecordColumns.record(in: row, from: 2)
      else { throw damaged("record \(row.integer(0) ?? 0)") }
      return FiledRecord(
        id: RecordID(Int64(id)),
        importID: ImportID(Int64(number)),
        format: origin.format,
        asOf: origin.asOf,
        isSuperseded: origin.isSuperseded,
        record: record
      )
    }
  }

  /// The files of each import, in order.
  func files(
    of agency: AgencyCode,
    only id: Int?,
    in db: Database
  ) throws -> [Int: [FiledImport.File]] {
    var files: [Int: [FiledImport.File]] = [:]
    try parts(of: "import_file", columns: "path, sha256, size", agency, id, "position", in: db) {
      number,
      row in
      files[number, default: []].append(
        FiledImport.File(
          path: row.text(1) ?? "",
          sha256: row.text(2) ?? "",
          size: Int64(row.integer(3) ?? 0)
        )
      )
    }
    return files
  }

  func imports(
    of agency: AgencyCode,
    only id: Int?,
    withFindings: Bool = true,
    in db: Database
  ) throws -> [FiledImport] {
    let files = try files(of: agency, only: id, in: db)
    var ledgers = withFindings ? try ledgers(of: agency, only: id, in: db) : [:]
    let statement = try db.prepared(
      """
      SELECT id, format, as_of, is_superseded, rows_read, rows_recorded, rows_skipped,
        rows_rejected
      FROM import WHERE agency = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY id
      """,
      agency.description
    )
    statement.bind(id, at: 1)
    return try statement.rows { row in
      let number = row.integer(0) ?? 0
      var ledger = ledgers.removeValue(forKey: number) ?? Ledger()
      ledger.read = row.integer(4) ?? 0
      ledger.records = row.integer(5) ?? 0
      ledger.skipped = row.integer(6) ?? 0
      ledger.rejected = row.integer(7) ?? 0
      return FiledImport(
        id: ImportID(Int64(number)),
        agency: agency,
        files: files[number] ?? [],
        format: FormatIdentifier(row.text(1) ?? ""),
        asOf: row.text(2).flatMap { CalendarDate(iso: $0) },
        isSuperseded: row.flag(3) ?? false,
        ledger: ledger
      )
    }
  }

  /// The findings, unmapped columns and guesses of each import; row counts stand with the import.
  private func ledgers(
    of agency: AgencyCode,
    only id: Int?,
    in db: Database
  ) throws
    -> [Int: Ledger]
  {
    var ledgers: [Int: Ledger] = [:]
    try parts(
      of: "finding",
      columns: "is_rejection, place, value, reason, row_count",
      agency,
      id,
      "number",
      in: db
    ) { number, row in
      guard let place = row.text(2).flatMap({ Locator(stored: $0) }),
        let reason = row.text(4).flatMap({ FindingReason(storedText: $0) })
      else { throw damaged("finding") }
      let finding = Finding(
        at: place,
        value: row.text(3) ?? "",
        reason: reason,
        rows: row.integer(5) ?? 0
      )
      if row.flag(1) == true {
        ledgers[number, default: Ledger()].rejections.append(finding)
      } else {
        ledgers[number, default: Ledger()].skips.append(finding)
      }
    }
    try parts(of: "unmapped_column", columns: "name, filled", agency, id, "number", in: db) {
      number,
      row in
      ledgers[number, default: Ledger()].unmapped.append(
        UnmappedColumn(name: row.text(1) ?? "", filled: row.integer(2) ?? 0)
      )
    }
    try parts(of: "reading_decision", columns: "decision", agency, id, "number", in: db) {
      number,
      row in
      guard let decision = row.text(1).flatMap({ ReadingDecision(storedText: $0) }) else {
        throw damaged("reading_decision")
      }
      ledgers[number, default: Ledger()].decisions.append(decision)
    }
    return ledgers
  }

  /// Hands out the rows of a table that hangs on imports; the first column is the import.
  private func parts(
    of table: String,
    columns: String,
    _ agency: AgencyCode,
    _ id: Int?,
    _ order: String,
    in db: Database,
    _ body: (Int, borrowing PreparedStatement) throws -> Void
  ) throws {
    let statement = try db.prepared(
      """
      SELECT import, \(columns) FROM \(table)
      WHERE agency = ?1 AND (?2 IS NULL OR import = ?2) ORDER BY import, \(order)
      """,
      agency.description
    )
    statement.bind(id, at: 1)
    try statement.forEachRow { row in try body(row.integer(0) ?? 0, row) }
  }
}
