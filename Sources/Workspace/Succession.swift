import GRDB
import Importers
import Inventory

/// The name by which a later export of the same source is known: format and file names.
struct SourceName {
  /// The name, one line for the format and one for each file.
  let text: String
  /// The path of the first file, as given.
  let path: String

  init(of export: Export) {
    let names = export.paths.map { path in
      path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    }
    text = ([export.format.description] + names).joined(separator: "\n")
    path = export.paths.first ?? ""
  }
}

/// Which earlier imports a new one replaces.
///
/// An import of the same source name is replaced when it came from the same path; where none did,
/// when at least half of its records are of machines that the new one lists too. A file name
/// alone is not enough: two sites may both export to `inventory.csv`, and to take the one for the
/// other would make living servers look gone.
struct Succession {
  /// The part of an earlier import's records that the new one must list to replace it.
  static let overlapNeeded = 0.5

  private struct Candidate {
    var id: Int
    var asOf: CalendarDate?
    var isSamePath: Bool
    var records: (first: Int?, last: Int?)
  }

  private let filed: FiledImport
  private let db: Database
  private let candidates: [Candidate]
  /// What the new import's records are known by; kept only when it can matter.
  private var names: Set<String> = []

  init(of filed: FiledImport, source: SourceName, before first: Int, in db: Database) throws {
    self.filed = filed
    self.db = db
    let statement = try db.prepared(
      """
      SELECT i.id, i.as_of, f.path, i.first_record, i.last_record FROM import AS i
      JOIN import_file AS f ON f.agency = i.agency AND f.import = i.id AND f.position = 0
      WHERE i.agency = ? AND i.source = ? AND i.is_superseded = 0 AND i.id < ?
      ORDER BY i.id
      """,
      filed.agency.description,
      source.text
    )
    statement.bind(first, at: 2)
    let all = try statement.rows { row in
      Candidate(
        id: row.integer(0) ?? 0,
        asOf: row.text(1).flatMap { CalendarDate(iso: $0) },
        isSamePath: row.text(2) == source.path,
        records: (row.integer(3), row.integer(4))
      )
    }
    let same = all.filter(\.isSamePath)
    candidates = same.isEmpty ? all : same
  }

  /// Takes note of a record of the new import.
  mutating func note(_ record: Record) {
    guard !candidates.isEmpty, !candidates[0].isSamePath else { return }
    names.formUnion(Self.identities(of: record))
  }

  /// Returns the imports that are replaced, and whether the new one is itself older than what is
  /// there.
  func settle(asOf: CalendarDate?) throws -> (superseded: [ImportID], isSuperseded: Bool) {
    var superseded: [ImportID] = []
    for candidate in candidates where try candidate.isSamePath || overlaps(candidate) {
      if let asOf, let other = candidate.asOf, asOf < other { return ([], true) }
      superseded.append(ImportID(Int64(candidate.id)))
    }
    return (superseded, false)
  }

  private func overlaps(_ candidate: Candidate) throws -> Bool {
    let columns = RecordColumns.names.joined(separator: ", ")
    let statement = try db.prepared(
      "SELECT \(columns) FROM record WHERE agency = ? AND id BETWEEN ? AND ?",
      filed.agency.description
    )
    statement.bind(candidate.records.first, at: 1)
    statement.bind(candidate.records.last, at: 2)
    var (records, common) = (0, 0)
    try statement.forEachRow { row in
      guard let record = RecordColumns.record(in: row, from: 0) else { return }
      records += 1
      if !names.isDisjoint(with: Self.identities(of: record)) { common += 1 }
    }
    return records > 0 && Double(common) >= Double(records) * Self.overlapNeeded
  }

  private static func identities(of record: Record) -> Set<String> {
    var names: Set<String> = []
    if let serial = record.serial { names.insert("s" + serial.key) }
    if let uuid = record.uuid { names.insert("u" + uuid.key) }
    if let name = record.hostname ?? record.name { names.insert("n" + name.lowercased()) }
    return names
  }
}
