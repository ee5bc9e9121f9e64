import GRDB
public import Inventory
import Matching

/// Something that became of the id of an asset or application when records were reconciled anew.
public struct EntityChange: Sendable, Hashable {
  /// What became of it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It is part of the other one now, and its id stands for that.
    case merged
    /// Some of its records are the other one now.
    case split
  }

  /// What became of it.
  public var kind: Kind
  /// The asset or application.
  public var entity: EntityID
  /// Where its records are now.
  public var other: EntityID
  /// When that was noticed, in seconds since 1970, UTC.
  public var at: Int
  /// Of a merge, a record of the one and of the other as they were; `nil` where none is known.
  public var records: Records?

  /// A record of each.
  public struct Records: Sendable, Hashable {
    /// Of what became part of the other.
    public var entity: RecordID
    /// Of the other.
    public var other: RecordID
  }
}

extension EntityChange: Message {
  /// The change's stable name.
  public var code: String { "identity.\(kind.rawValue)" }

  /// The change in words.
  public func text(in language: Language) -> String {
    switch kind {
    case .merged:
      language("\(entity) fa ora parte di \(other)", "\(entity) is part of \(other) now")
    case .split:
      language(
        "alcune registrazioni di \(entity) sono ora \(other)",
        "some records of \(entity) are \(other) now"
      )
    }
  }
}

extension EntityChange {
  /// What became of the assets or applications of before, by their ids in order.
  ///
  /// - Parameters:
  ///   - previous: The asset or application that each record belonged to, for records of one alone.
  ///   - now: The records of those there are.
  ///   - at: When it is noticed.
  /// - Returns: The changes, that something became part of another before its splits.
  /// - Complexity: O(*n* log *n*) in the number of records.
  static func changes(
    from previous: [RecordID: EntityID],
    to now: [(id: EntityID, records: [RecordID])],
    at: Int
  ) -> [EntityChange] {
    let ids = Set(now.map(\.id))
    var counts: [EntityID: [EntityID: Int]] = [:]
    for entity in now {
      for record in entity.records {
        guard let before = previous[record], before != entity.id else { continue }
        counts[before, default: [:]][entity.id, default: 0] += 1
      }
    }
    var firsts: [EntityID: RecordID] = [:]
    for (record, owner) in previous { firsts[owner] = min(firsts[owner] ?? record, record) }
    var changes: [EntityChange] = []
    for (before, targets) in counts.sorted(by: { $0.key < $1.key }) {
      var rest = targets.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      if !ids.contains(before), let heir = rest.first {
        // The id of what is no more stands for where most of its records are.
        var change = EntityChange(kind: .merged, entity: before, other: heir, at: at)
        if let one = firsts[before], let other = firsts[heir] {
          change.records = Records(entity: one, other: other)
        }
        changes.append(change)
        rest.removeFirst()
      }
      changes += rest.sorted().map {
        EntityChange(kind: .split, entity: before, other: $0, at: at)
      }
    }
    return changes
  }
}

extension EntityChange {
  /// What became of applications, by the records that named one alone and name one alone now.
  static func changes(
    from before: [Application],
    to now: [Application],
    at: Int
  ) -> [EntityChange] {
    func owners(_ applications: [Application]) -> [RecordID: EntityID] {
      var owners: [RecordID: EntityID?] = [:]
      for application in applications {
        for record in application.records {
          owners[record] = owners[record] == nil ? .some(application.id) : .some(nil)
        }
      }
      return owners.compactMapValues(\.self)
    }
    let known = owners(now)
    return changes(
      from: owners(before),
      to: now.map { application in
        (application.id, application.records.filter { known[$0] == application.id })
      },
      at: at
    )
  }
}

extension Store {
  /// What became of the id of an asset or application, and which others came to it, in the order noticed.
  public func changes(of entity: EntityID, in agency: AgencyCode) throws -> [EntityChange] {
    try read { db in
      try db.prepared(
        """
        SELECT kind, entity, other, noticed_at FROM entity_change
        WHERE agency = ?1 AND (entity = ?2 OR other = ?2) ORDER BY number
        """,
        agency.description,
        entity.description
      ).rows { row in
        guard let kind = row.text(0).flatMap({ EntityChange.Kind(rawValue: $0) }) else {
          throw damaged("entity_change")
        }
        return EntityChange(
          kind: kind,
          entity: EntityID(row.text(1) ?? ""),
          other: EntityID(row.text(2) ?? ""),
          at: row.integer(3) ?? 0
        )
      }
    }
  }

  /// The ids that stand for others, in the order that they came to.
  func formerIDs(of agency: AgencyCode, in db: Database) throws -> [FormerID] {
    try db.prepared(
      """
      SELECT entity, record, other_record FROM entity_change AS c
      WHERE agency = ? AND kind = 'merged' AND record IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM asset AS a WHERE a.agency = c.agency AND a.id = c.entity)
        AND NOT EXISTS
          (SELECT 1 FROM application AS a WHERE a.agency = c.agency AND a.id = c.entity)
      ORDER BY number
      """,
      agency.description
    ).rows { row in
      FormerID(
        id: EntityID(row.text(0) ?? ""),
        record: RecordID(Int64(row.integer(1) ?? 0)),
        other: RecordID(Int64(row.integer(2) ?? 0))
      )
    }
  }

  func write(_ changes: [EntityChange], of agency: AgencyCode, in db: Database) throws {
    guard !changes.isEmpty else { return }
    var number =
      try db.integer(
        "SELECT max(number) FROM entity_change WHERE agency = ?",
        agency.description
      ) ?? 0
    let statement = try db.prepared(
      "INSERT INTO entity_change (agency, number, kind, entity, other, noticed_at, record, "
        + "other_record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      agency.description
    )
    for change in changes {
      number += 1
      statement.bind(number, at: 1)
      statement.bind(change.kind.rawValue, at: 2)
      statement.bind(change.entity.description, at: 3)
      statement.bind(change.other.description, at: 4)
      statement.bind(change.at, at: 5)
      statement.bind(change.records.map { Int($0.entity.number) }, at: 6)
      statement.bind(change.records.map { Int($0.other.number) }, at: 7)
      try statement.run()
    }
  }

  /// The asset that the id of one that was merged stands for; `nil` for every other id.
  func heir(of id: String, in agency: AgencyCode?, _ db: Database) throws -> EntityID? {
    var heir: EntityID?
    var asked = id
    // A chain of merges is as long as there were runs of matching; a bound ends what is damaged.
    for _ in 0..<100 {
      let next = try db.prepared(
        """
        SELECT other FROM entity_change
        WHERE (?1 IS NULL OR agency = ?1) AND lower(entity) = lower(?2) AND kind = 'merged'
        ORDER BY number DESC LIMIT 1
        """,
        agency?.description,
        asked
      ).rows { $0.text(0) ?? "" }.first
      guard let next else { break }
      heir = EntityID(next)
      asked = next
    }
    return heir
  }
}
