import GRDB
public import Inventory

/// What a person settled: kept beside what steps conclude, never overwritten.
public struct Decision: Sendable, Hashable {
  /// What kind of thing was settled.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Records or assets are one.
    case merge
    /// Records of one asset are not one.
    case split
    /// The subject belongs to the project or service in `value`, or to none.
    case assign
    /// What a step concluded is right.
    case accept
    /// What a step concluded is wrong; `value` is right.
    case override
  }

  /// Its number within the agency, counting up from 1.
  public var number: Int
  /// The agency.
  public var agency: AgencyCode
  /// What kind of thing was settled.
  public var kind: Kind
  /// What it is about: an entity or record, as written.
  public var subject: String
  /// What was settled: a project, a status, another entity.
  public var value: String
  /// Who settled it.
  public var by: String
  /// When, in seconds since 1970, UTC.
  public var at: Int
  /// Why.
  public var reason: String

  /// Creates a decision.
  public init(
    number: Int,
    agency: AgencyCode,
    kind: Kind,
    subject: String,
    value: String,
    by: String,
    at: Int,
    reason: String
  ) {
    self.number = number
    self.agency = agency
    self.kind = kind
    self.subject = subject
    self.value = value
    self.by = by
    self.at = at
    self.reason = reason
  }
}

extension Store {
  /// Records a decision, made `at` seconds after 1970, UTC; corrections are new decisions.
  @discardableResult
  public func decide(
    _ kind: Decision.Kind,
    of agency: AgencyCode,
    subject: String,
    value: String,
    by person: String,
    at: Int,
    reason: String
  ) throws -> Decision {
    try write { db in
      _ = try knownAgency(agency, in: db)
      let last = try db.integer(
        "SELECT max(number) FROM decision WHERE agency = ?",
        agency.description
      )
      let write = try db.prepared(
        """
        INSERT INTO decision (agency, kind, subject, value, made_by, reason, number, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        agency.description,
        kind.rawValue,
        subject,
        value,
        person,
        reason
      )
      let number = (last ?? 0) + 1
      write.bind(number, at: 6)
      write.bind(at, at: 7)
      try write.run()
      return Decision(
        number: number,
        agency: agency,
        kind: kind,
        subject: subject,
        value: value,
        by: person,
        at: at,
        reason: reason
      )
    }
  }

  /// The decisions of an agency, in the order in which they were made.
  public func decisions(of agency: AgencyCode) throws -> [Decision] {
    try read { db in
      try db.prepared(
        """
        SELECT number, kind, subject, value, made_by, made_at, reason FROM decision
        WHERE agency = ? ORDER BY number
        """,
        agency.description
      ).rows { row in
        guard let kind = row.text(1).flatMap({ Decision.Kind(rawValue: $0) }) else {
          throw damaged("decision")
        }
        return Decision(
          number: row.integer(0) ?? 0,
          agency: agency,
          kind: kind,
          subject: row.text(2) ?? "",
          value: row.text(3) ?? "",
          by: row.text(4) ?? "",
          at: row.integer(5) ?? 0,
          reason: row.text(6) ?? ""
        )
      }
    }
  }
}
