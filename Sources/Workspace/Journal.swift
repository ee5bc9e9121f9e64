import Crypto
import GRDB
import Inventory
import Retirement

/// The end of an agency's journal.
public struct JournalHead: Sendable, Hashable {
  /// The number of entries.
  public var size: Int
  /// The hash of the last entry; ``Retirement/JournalEntry/origin`` when there is none.
  public var hash: String

  /// Creates a head.
  public init(size: Int, hash: String) {
    self.size = size
    self.hash = hash
  }
}

/// The journal of one agency, within a transaction: entries are added at its end, and never else.
struct Journal {
  let agency: AgencyCode
  let db: Database
  private(set) var head: JournalHead
  private let insert: PreparedStatement

  /// Opens the journal at its end.
  init(of agency: AgencyCode, in db: Database) throws {
    self.agency = agency
    self.db = db
    head = try Self.head(of: agency, in: db)
    insert = try db.prepared(
      "INSERT INTO journal_entry (agency, sequence, deed, entity, line, hash) "
        + "VALUES (?, ?, ?, ?, ?, ?)"
    )
  }

  /// The end of the chain.
  static func head(of agency: AgencyCode, in db: Database) throws -> JournalHead {
    try db.prepared(
      "SELECT sequence, hash FROM journal_entry WHERE agency = ? ORDER BY sequence DESC LIMIT 1",
      agency.description
    ).rows { JournalHead(size: $0.integer(0) ?? 0, hash: $0.text(1) ?? "") }.first
      ?? JournalHead(size: 0, hash: JournalEntry.origin)
  }

  /// Adds an entry.
  ///
  /// - Returns: The entry with its place in the chain.
  @discardableResult
  mutating func add(
    _ deed: JournalEntry.Deed,
    documents: [JournalEntry.Document] = [],
    by actor: String,
    approvedBy approver: String? = nil,
    at time: Int
  ) throws -> JournalEntry {
    let entry = JournalEntry(
      agency: agency,
      sequence: head.size + 1,
      previous: head.hash,
      at: time,
      by: actor,
      approvedBy: approver,
      deed: deed,
      documents: documents
    )
    let line = entry.line
    let hash = Self.hash(of: line)
    insert.bind(agency.description, at: 0)
    insert.bind(entry.sequence, at: 1)
    insert.bind(deed.name, at: 2)
    insert.bind(entry.entity?.description, at: 3)
    insert.bind(line, at: 4)
    insert.bind(hash, at: 5)
    try insert.run()
    head = JournalHead(size: entry.sequence, hash: hash)
    return entry
  }

  /// The hash of the entry with this line.
  static func hash(of line: String) -> String {
    var hash = SHA256()
    hash.update(data: Array(JournalEntry.domain.utf8))
    hash.update(data: Array(line.utf8))
    return Fingerprint.hexadecimal(hash.finalize())
  }
}

extension JournalEntry {
  /// Reads the line of an entry; `nil` when it is none.
  init?(line: String) {
    guard let fact = FactJSON.value(of: line) else { return nil }
    self.init(fact)
  }
}
