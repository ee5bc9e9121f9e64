import GRDB
public import Inventory

/// What bringing in a list did to the workspace.
public struct MergeCounts: Sendable, Hashable {
  /// Entries that were not there before.
  public var added = 0
  /// Entries that were there with other facts.
  public var changed = 0
  /// Entries that were there just so.
  public var unchanged = 0

  /// Creates counts of nothing.
  public init() {}

  /// Counts one entry by what was there before.
  mutating func count<Entry: Equatable>(_ entry: Entry, before: Entry?) {
    switch before {
    case nil: added += 1
    case entry?: unchanged += 1
    default: changed += 1
    }
  }
}

extension Store {
  /// The agencies, by code in order.
  public func agencies() throws -> [Agency] {
    try read { db in try agencies(in: db) }
  }

  /// The agency with `code`; `nil` when the workspace has none.
  public func agency(_ code: AgencyCode) throws -> Agency? {
    try read { db in try agency(code, in: db) }
  }

  /// Adds agencies, or renames those that are there.
  @discardableResult
  public func add(_ agencies: [Agency]) throws -> MergeCounts {
    try write { db in try merge(agencies, in: db) }
  }

  func agencies(in db: Database) throws -> [Agency] {
    try db.prepared("SELECT code, name FROM agency ORDER BY code").rows { row in
      guard let code = row.text(0).flatMap({ AgencyCode($0) }), let name = row.text(1) else {
        throw damaged("agency")
      }
      return Agency(code: code, name: name)
    }
  }

  func agency(_ code: AgencyCode, in db: Database) throws -> Agency? {
    let name = try db.prepared("SELECT name FROM agency WHERE code = ?", code.description)
      .rows { $0.text(0) ?? "" }.first
    return name.map { Agency(code: code, name: $0) }
  }

  /// The agency with `code`, which must be there.
  func knownAgency(_ code: AgencyCode, in db: Database) throws -> Agency {
    guard let agency = try agency(code, in: db) else {
      throw StoreFailure(.unknownAgency(code), path: path)
    }
    return agency
  }

  func merge(_ agencies: [Agency], in db: Database) throws -> MergeCounts {
    var counts = MergeCounts()
    let write = try db.prepared(
      """
      INSERT INTO agency (code, name) VALUES (?, ?)
      ON CONFLICT (code) DO UPDATE SET name = excluded.name
      """
    )
    for agency in agencies {
      counts.count(agency, before: try self.agency(agency.code, in: db))
      write.bind(agency.code.description, at: 0)
      write.bind(agency.name, at: 1)
      try write.run()
    }
    return counts
  }
}
