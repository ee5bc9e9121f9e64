import GRDB
public import Inventory
public import Matching
import Retirement

/// A decision about the identity of machines or applications, a fact, a relation, an exception or a
/// project, as the workspace keeps it.
public struct FiledDecision: Sendable, Hashable {
  /// What was decided.
  public enum Decision: Sendable, Hashable {
    case identity(IdentityDecision)
    case value(ValueDecision)
    case relation(RelationDecision)
    case exception(ExceptionDecision)
    case assignment(AssignmentDecision)

    /// The records that it names.
    public var records: [RecordID] {
      switch self {
      case .identity(let decision): [decision.first, decision.second]
      case .value(let decision): [decision.record]
      case .relation(let decision): [decision.from.record, decision.to.record]
      case .exception(let decision): [decision.machine.record]
      case .assignment(let decision): [decision.application.record]
      }
    }
  }

  /// Its number, from 1 in each agency.
  public var number: Int
  /// What was decided.
  public var decision: Decision
  /// Who decided.
  public var by: String
  /// Why.
  public var reason: String
  /// When, in seconds since 1970, UTC.
  public var at: Int
  /// Who withdrew it, and when; `nil` while it holds.
  public var withdrawn: Withdrawal?

  /// That a decision was taken back.
  public struct Withdrawal: Sendable, Hashable {
    /// Who took it back.
    public var by: String
    /// When, in seconds since 1970, UTC.
    public var at: Int
  }
}

extension Store {
  /// Records that two records are of one machine or application, or of two; matching then holds to
  /// it.
  ///
  /// - Parameters:
  ///   - decision: What was decided; a score that is missing is found where the two were compared.
  ///   - agency: The agency that both records are of.
  ///   - by: Who decides.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The decision with its number.
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  /// - Complexity: that of ``match(_:at:)`` for a decision without a score.
  @discardableResult
  public func decide(
    _ decision: IdentityDecision,
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    guard decision.first != decision.second || decision.firstMention != decision.secondMention
    else { throw DecisionRefusal.oneRecord(decision.first) }
    return try file(.identity(decision), of: agency, by: by, reason: reason, at: at)
  }

  /// Records that one record of an asset is right about an attribute; matching then holds to it.
  ///
  /// - Parameters:
  ///   - decision: What was decided.
  ///   - agency: The agency that the record is of.
  ///   - by: Who decides.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The decision with its number.
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  @discardableResult
  public func decide(
    _ decision: ValueDecision,
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    try file(.value(decision), of: agency, by: by, reason: reason, at: at)
  }

  /// Files a decision that fits, under the next number.
  func file(
    _ decision: FiledDecision.Decision,
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    guard !reason.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noReason }
    return try write { db in
      for record in decision.records {
        guard let known = try records(of: agency, only: record, in: db).first else {
          throw DecisionRefusal.unknownRecord(record)
        }
        switch decision {
        case .identity(let identity) where identity.subject == .application:
          let mention =
            record == identity.first ? identity.firstMention : identity.secondMention
          guard (mention == nil) == (known.record.kind == .application) else {
            throw DecisionRefusal.notAnApplication(record)
          }
        case .identity, .value:
          guard known.record.kind.isDevice else { throw DecisionRefusal.notADevice(record) }
        case .relation, .exception, .assignment: break
        }
        if case .value(let value) = decision, known.record.value(of: value.attribute) == nil {
          throw DecisionRefusal.noValue(record, value.attribute)
        }
      }
      var filed = FiledDecision(
        number: try nextDecision(of: agency, in: db),
        decision: decision,
        by: by,
        reason: reason,
        at: at
      )
      if case .identity(var identity) = decision, identity.score == nil {
        identity.score = try reconciliation(of: agency, in: db)
          .score(of: identity)
        filed.decision = .identity(identity)
      }
      if case .relation(var relation) = decision {
        relation.number = filed.number
        filed.decision = .relation(relation)
      }
      if case .assignment(var assignment) = decision {
        assignment.number = filed.number
        filed.decision = .assignment(assignment)
      }
      try write(filed, of: agency, in: db)
      return filed
    }
  }

  /// Takes a decision back; what was matched by it is matched anew by the evidence.
  ///
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  public func withdraw(
    decision number: Int,
    of agency: AgencyCode,
    by: String,
    at: Int
  ) throws {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    try write { db in
      guard let filed = try decisions(of: agency, in: db).first(where: { $0.number == number })
      else { throw DecisionRefusal.unknownDecision(number) }
      guard filed.withdrawn == nil else { throw DecisionRefusal.withdrawnAlready(number) }
      let statement = try db.prepared(
        "UPDATE decision SET withdrawn_by = ?, withdrawn_at = ? "
          + "WHERE agency = ? AND number = ?",
        by
      )
      statement.bind(at, at: 1)
      statement.bind(agency.description, at: 2)
      statement.bind(number, at: 3)
      try statement.run()
    }
  }

  /// The decisions of an agency in the order they were made, the withdrawn ones among them.
  public func decisions(of agency: AgencyCode) throws -> [FiledDecision] {
    try read { db in try decisions(of: agency, in: db) }
  }

  func decisions(of agency: AgencyCode, in db: Database) throws -> [FiledDecision] {
    try db.prepared(
      """
      SELECT number, verdict, first, second, attribute, score, decided_by, reason, decided_at,
        withdrawn_by, withdrawn_at, particulars
      FROM decision WHERE agency = ? ORDER BY number
      """,
      agency.description
    ).rows { row in
      guard
        let decision = FiledDecision.Decision(
          verdict: row.text(1) ?? "",
          number: row.integer(0) ?? 0,
          records: (row.integer(2), row.integer(3)),
          attribute: row.text(4),
          score: row.number(5),
          particulars: row.text(11).flatMap { FactJSON.value(of: $0) }
        )
      else { throw damaged("decision") }
      return FiledDecision(
        number: row.integer(0) ?? 0,
        decision: decision,
        by: row.text(6) ?? "",
        reason: row.text(7) ?? "",
        at: row.integer(8) ?? 0,
        withdrawn: row.text(9).map {
          FiledDecision.Withdrawal(by: $0, at: row.integer(10) ?? 0)
        }
      )
    }
  }

  private func nextDecision(of agency: AgencyCode, in db: Database) throws -> Int {
    let last = try db.integer(
      "SELECT max(number) FROM decision WHERE agency = ?",
      agency.description
    )
    return (last ?? 0) + 1
  }

  private func write(
    _ filed: FiledDecision,
    of agency: AgencyCode,
    in db: Database
  ) throws {
    let statement = try db.prepared(
      """
      INSERT INTO decision (agency, number, verdict, first, second, attribute, score, decided_by,
        reason, decided_at, particulars)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      agency.description
    )
    statement.bind(filed.number, at: 1)
    let records = filed.decision.records.map { Int($0.number) }
    statement.bind(filed.decision.verdict, at: 2)
    statement.bind(records[0], at: 3)
    statement.bind(records.count > 1 ? records[1] : nil, at: 4)
    statement.bind(filed.decision.attribute, at: 5)
    statement.bind(filed.decision.score, at: 6)
    statement.bind(filed.by, at: 7)
    statement.bind(filed.reason, at: 8)
    statement.bind(filed.at, at: 9)
    statement.bind(filed.decision.particulars?.json, at: 10)
    try statement.run()
  }
}

extension Reconciliation {
  /// The score of the evidence on what a decision is about; `nil` where it was not compared.
  fileprivate func score(of decision: IdentityDecision) -> Double? {
    let (first, second) = (decision.first, decision.second)
    if decision.subject == .application {
      return comparisons.first { Set($0.ends) == Set(decision.ends) }?.evidence.score
    }
    var assets: [RecordID: EntityID] = [:]
    for asset in self.assets {
      for record in asset.records where record == first || record == second {
        assets[record] = asset.id
      }
    }
    guard let one = assets[first], let other = assets[second] else { return nil }
    let compared = comparisons.first { comparison in
      one == other
        ? Set([comparison.first, comparison.second]) == [first, second]
        : Set([comparison.firstEntity, comparison.secondEntity]) == [one, other]
    }
    return compared?.evidence.score
  }
}
