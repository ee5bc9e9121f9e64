import GRDB
public import Inventory
public import Retirement

extension Store {
  /// The end of an agency's journal.
  public func journalHead(of agency: AgencyCode) throws -> JournalHead {
    try read { db in try Journal.head(of: agency, in: db) }
  }

  /// The entries of an agency's journal, in order.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - entity: The device that they are about; `nil` for all.
  /// - Returns: The entries; none for a device of which nothing is recorded.
  /// - Throws: ``StoreFailure``, also for an entry that this program does not understand.
  public func journal(of agency: AgencyCode, entity: EntityID? = nil) throws -> [JournalEntry] {
    try read { db in
      if let entity { return try entries(of: entity, agency: agency, in: db) }
      return try db.prepared(
        "SELECT line FROM journal_entry WHERE agency = ? ORDER BY sequence",
        agency.description
      ).rows { row in try entry(in: row) }
    }
  }

  /// The last entries of an agency's journal, the newest first.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - number: The number that all are below; `nil` for the very last.
  ///   - limit: The most entries.
  /// - Returns: The entries.
  /// - Throws: ``StoreFailure``, also for an entry that this program does not understand.
  public func journal(
    of agency: AgencyCode,
    before number: Int?,
    limit: Int
  ) throws -> [JournalEntry] {
    try read { db in
      let entries = try db.prepared(
        """
        SELECT line FROM journal_entry WHERE agency = ? AND sequence < ?
        ORDER BY sequence DESC LIMIT ?
        """,
        agency.description
      )
      entries.bind(number ?? .max, at: 1)
      entries.bind(limit, at: 2)
      return try entries.rows { row in try entry(in: row) }
    }
  }

  /// The lines of an agency's journal with their hashes, in order.
  public func forEachJournalLine(
    of agency: AgencyCode,
    _ body: (_ line: String, _ hash: String) throws -> Void
  ) throws {
    try read { db in
      try db.prepared(
        "SELECT line, hash FROM journal_entry WHERE agency = ? ORDER BY sequence",
        agency.description
      ).forEachRow { row in try body(row.text(0) ?? "", row.text(1) ?? "") }
    }
  }

  /// The retirement of a device on the word of its entries.
  public func retirement(of entity: EntityID, in agency: AgencyCode) throws -> Retirement {
    try read { db in Retirement(try entries(of: entity, agency: agency, in: db)) }
  }

  func entries(
    of entity: EntityID,
    agency: AgencyCode,
    in db: Database
  ) throws -> [JournalEntry] {
    try db.prepared(
      "SELECT line FROM journal_entry WHERE agency = ? AND entity = ? ORDER BY sequence",
      agency.description,
      entity.description
    ).rows { row in try entry(in: row) }
  }

  private func entry(in row: borrowing PreparedStatement) throws -> JournalEntry {
    guard let entry = row.text(0).flatMap({ JournalEntry(line: $0) }) else {
      throw damaged("journal_entry")
    }
    return entry
  }
}
