import Estimation
import GRDB
public import Inventory
public import Matching

/// A pair of records about which a person should say whether they are one machine or application.
public struct ReviewQuestion: Sendable, Hashable {
  /// What was compared, and how it came out.
  public var comparison: IdentityComparison
  /// The name of the first record's asset; of an application, what the record calls it.
  public var firstName: String
  /// The name of the second record's asset; of a join that is in doubt, and of an application, what
  /// the record calls it.
  public var secondName: String
  /// The energy whose saving hangs on the answer, in kilowatt-hours a year.
  ///
  /// Of two physical machines that may be one, the smaller, which is counted twice if they are; and
  /// that of the servers that are blocked or in review and are one of the two, or host one. Of two
  /// applications, that of such servers beneath them, unless the same projects move both.
  public var kilowattHours: Double
  /// The servers that are blocked or in review and are one of the two, or beneath one.
  public var servers: Int
}

/// What a person should look at in the identity of an agency's machines and applications.
public struct Review: Sendable, Hashable {
  /// What to answer, that on which the most energy hangs first.
  public var questions: [ReviewQuestion]
  /// Decisions that something speaks against, in the order they were made.
  public var conflicts: [DecisionConflict]
}

extension Store {
  /// Finds what a person should be asked about the identity of an agency's machines and applications.
  ///
  /// Energy is known where there is a plan; without one the surest questions come first.
  ///
  /// - Complexity: that of ``match(_:at:)`` and of an estimate.
  public func review(of agency: AgencyCode) throws -> Review {
    let savings = try savings(of: [agency], asOf: nil)
    return try read { db in
      let found = try reconciliation(of: agency, in: db)
      let estate = try estate(of: agency, in: db)
      let worth = ReviewWorth(
        powers: savings.machines.map { ($0.entity, $0.power.value.value) },
        relations: found.relations,
        assignments: estate.assignments,
        open: estate.plan.filter { $0.status == .blocked || $0.status == .review }.map(\.entity)
      )
      let names = Dictionary(
        found.assets.map { ($0.id, $0.name) },
        uniquingKeysWith: { one, _ in one }
      )
      func ownName(_ record: RecordID) throws -> String? {
        try records(of: agency, only: record, in: db).first.map {
          $0.record.hostname ?? $0.record.name ?? ""
        }
      }
      var questions: [ReviewQuestion] = []
      for comparison in found.questions {
        let servers = worth.servers(comparison)
        let isApplication = comparison.subject == .application
        let isJoin = comparison.firstEntity == comparison.secondEntity
        let first =
          isApplication ? try comparison.firstMention ?? ownName(comparison.first) : nil
        let second =
          isApplication || isJoin
          ? try comparison.secondMention ?? ownName(comparison.second) : nil
        questions.append(
          ReviewQuestion(
            comparison: comparison,
            firstName: first ?? names[comparison.firstEntity] ?? "",
            secondName: second ?? names[comparison.secondEntity] ?? "",
            kilowattHours: worth.kilowattHours(comparison, servers),
            servers: servers.count
          )
        )
      }
      questions.sort { one, other in
        if one.kilowattHours != other.kilowattHours {
          return one.kilowattHours > other.kilowattHours
        }
        let scores = (one.comparison.evidence.score, other.comparison.evidence.score)
        if scores.0 != scores.1 { return scores.0 > scores.1 }
        return (one.comparison.first, one.comparison.second)
          < (other.comparison.first, other.comparison.second)
      }
      return Review(questions: questions, conflicts: found.conflicts)
    }
  }
}

extension Store {
  /// Numbers that change when an agency gets records, assets or a plan, and not by a decision.
  ///
  /// What was found by ``review(of:)`` holds as long as they are the same, but for what was decided
  /// since.
  public func conclusionMark(of agency: AgencyCode) throws -> [Int] {
    try read { db in
      try [
        "SELECT max(id) FROM import WHERE agency = ?",
        "SELECT max(number) FROM entity_change WHERE agency = ?",
        "SELECT count(*) FROM last_entity WHERE agency = ?",
        "SELECT EXISTS (SELECT 1 FROM asset WHERE agency = ?)",
        "SELECT EXISTS (SELECT 1 FROM plan_entry WHERE agency = ?)",
      ].map { try db.integer($0, agency.description) ?? 0 }
    }
  }
}

/// Why the records of one asset or application are one, and no other is.
public struct EntityIdentity: Sendable, Hashable {
  /// The joins that made it, in the order made.
  public var joins: [IdentityComparison]
  /// The best match that was turned down; `nil` when it was compared with none.
  public var runnerUp: IdentityComparison?
  /// The decisions that hold and name one of its records, in the order made.
  public var decisions: [FiledDecision]
  /// What became of its id and of those that came to it, in the order noticed.
  public var changes: [EntityChange]
}

extension Store {
  /// Finds why the records of an asset or application are one, by weighing them again.
  ///
  /// - Parameters:
  ///   - entity: The asset or application.
  ///   - records: Its records.
  ///   - agency: The agency that it is of.
  /// - Returns: The joins, the likest other, decisions and changes.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: that of ``match(_:at:)``.
  public func identity(
    of entity: EntityID,
    records: [RecordID],
    in agency: AgencyCode
  ) throws -> EntityIdentity {
    let changes = try changes(of: entity, in: agency)
    return try read { db in
      let found = try reconciliation(of: agency, in: db)
      let records = Set(records)
      return EntityIdentity(
        joins: found.joins(of: entity),
        runnerUp: found.runnerUp(of: entity),
        decisions: try decisions(of: agency, in: db).filter { filed in
          filed.withdrawn == nil && !records.isDisjoint(with: filed.decision.records)
        },
        changes: changes
      )
    }
  }
}

/// What hangs on whether two machines or applications are one.
private struct ReviewWorth {
  private static let hoursAYear = 8.76

  private var powers: [EntityID: Double] = [:]
  private var hosts: [EntityID: Set<EntityID>] = [:]
  private var carriers: [EntityID: Set<EntityID>] = [:]
  private var projects: [EntityID: [ProjectCode]] = [:]
  private let open: Set<EntityID>

  init(
    powers: [(EntityID, Double)],
    relations: [Relation],
    assignments: [Assignment],
    open: [EntityID]
  ) {
    for (entity, watts) in powers { self.powers[entity] = watts }
    for relation in relations {
      switch relation.kind {
      case .hostedOn: hosts[relation.from, default: []].insert(relation.to)
      case .runsOn: carriers[relation.from, default: []].insert(relation.to)
      case .dependsOn, .storedOn, .mountedIn, .poweredBy: continue
      }
    }
    for assignment in assignments where assignment.isApplication {
      projects[assignment.entity] = assignment.projects
    }
    self.open = Set(open)
  }

  /// The open servers among both and beneath them.
  func servers(_ comparison: IdentityComparison) -> Set<EntityID> {
    let (one, other) = (comparison.firstEntity, comparison.secondEntity)
    var servers: Set<EntityID> = [one, other]
    if comparison.subject == .application {
      if one != other, projects[one] == projects[other] { return [] }
      servers = (carriers[one] ?? []).union(carriers[other] ?? [])
    }
    for guest in servers { servers.formUnion(hosts[guest] ?? []) }
    return servers.filter { open.contains($0) && powers[$0] != nil }
  }

  /// Kilowatt-hours a year: watts times 8,760 hours, by a thousand.
  func kilowattHours(_ comparison: IdentityComparison, _ servers: Set<EntityID>) -> Double {
    let (one, other) = (comparison.firstEntity, comparison.secondEntity)
    // In order, so that the sum is the same each time.
    let unlocked = servers.sorted().reduce(0) { $0 + (powers[$1] ?? 0) }
    let twice = one == other ? 0 : min(powers[one] ?? 0, powers[other] ?? 0)
    return (unlocked + twice) * Self.hoursAYear
  }
}
