import Estimation
import GRDB
public import Inventory
public import Matching

/// A pair of records about which a person should say whether they are one machine.
public struct ReviewQuestion: Sendable, Hashable {
  /// What was compared, and how it came out.
  public var comparison: IdentityComparison
  /// The name of the first record's asset.
  public var firstName: String
  /// The name of the second record's asset; of a join that is in doubt, the second record's own.
  public var secondName: String
  /// The energy whose saving hangs on the answer, in kilowatt-hours a year.
  ///
  /// Of two physical machines that may be one, the smaller, which is counted twice if they are; and
  /// that of the servers that are blocked or in review and are one of the two, or host one.
  public var kilowattHours: Double
  /// The servers that are blocked or in review and are one of the two, or host one.
  public var servers: Int
}

/// What a person should look at in the identity of an agency's machines.
public struct Review: Sendable, Hashable {
  /// What to answer, that on which the most energy hangs first.
  public var questions: [ReviewQuestion]
  /// Decisions that something speaks against, in the order they were made.
  public var conflicts: [DecisionConflict]
}

extension Store {
  /// Finds what a person should be asked about the identity of an agency's machines.
  ///
  /// Energy is known where there is a plan; without one the surest questions come first.
  ///
  /// - Complexity: that of ``match(_:at:)`` and of an estimate.
  public func review(of agency: AgencyCode) throws -> Review {
    let savings = try savings(of: [agency], asOf: nil)
    return try read { db in
      let found = try reconciliation(of: agency, in: db)
      let plan = try estate(of: agency, in: db).plan
      let worth = ReviewWorth(
        powers: savings.machines.map { ($0.entity, $0.power.value.value) },
        hosts: found.relations.filter { $0.kind == .hostedOn }.map { ($0.from, $0.to) },
        open: plan.filter { $0.status == .blocked || $0.status == .review }.map(\.entity)
      )
      let names = Dictionary(
        found.assets.map { ($0.id, $0.name) },
        uniquingKeysWith: { one, _ in one }
      )
      var questions: [ReviewQuestion] = []
      for comparison in found.questions {
        let servers = worth.servers(comparison.firstAsset, comparison.secondAsset)
        let isJoin = comparison.firstAsset == comparison.secondAsset
        let own =
          isJoin ? try records(of: agency, only: comparison.second, in: db).first?.record : nil
        questions.append(
          ReviewQuestion(
            comparison: comparison,
            firstName: names[comparison.firstAsset] ?? "",
            secondName: own.map { $0.hostname ?? $0.name ?? "" }
              ?? names[comparison.secondAsset] ?? "",
            kilowattHours: worth.kilowattHours(
              comparison.firstAsset,
              comparison.secondAsset,
              servers
            ),
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

/// Why the records of one asset are one machine, and no other is.
public struct AssetIdentity: Sendable, Hashable {
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
  /// Finds why the records of an asset are one machine, by weighing them again.
  ///
  /// - Complexity: that of ``match(_:at:)``.
  public func identity(of asset: Asset, in agency: AgencyCode) throws -> AssetIdentity {
    let changes = try changes(of: asset.id, in: agency)
    return try read { db in
      let found = try reconciliation(of: agency, in: db)
      let records = Set(asset.records)
      return AssetIdentity(
        joins: found.joins(of: asset.id),
        runnerUp: found.runnerUp(of: asset.id),
        decisions: try decisions(of: agency, in: db).filter { filed in
          filed.withdrawn == nil && !records.isDisjoint(with: filed.decision.records)
        },
        changes: changes
      )
    }
  }
}

/// What hangs on whether two assets are one.
private struct ReviewWorth {
  private static let hoursAYear = 8.76

  private var powers: [EntityID: Double] = [:]
  private var hosts: [EntityID: Set<EntityID>] = [:]
  private let open: Set<EntityID>

  init(
    powers: [(EntityID, Double)],
    hosts: [(guest: EntityID, host: EntityID)],
    open: [EntityID]
  ) {
    for (entity, watts) in powers { self.powers[entity] = watts }
    for (guest, host) in hosts { self.hosts[guest, default: []].insert(host) }
    self.open = Set(open)
  }

  /// The open servers among both and their hosts.
  func servers(_ one: EntityID, _ other: EntityID) -> Set<EntityID> {
    var servers: Set<EntityID> = [one, other]
    for guest in [one, other] { servers.formUnion(hosts[guest] ?? []) }
    return servers.filter { open.contains($0) && powers[$0] != nil }
  }

  /// Kilowatt-hours a year: watts times 8,760 hours, by a thousand.
  func kilowattHours(_ one: EntityID, _ other: EntityID, _ servers: Set<EntityID>) -> Double {
    // In order, so that the sum is the same each time.
    let unlocked = servers.sorted().reduce(0) { $0 + (powers[$1] ?? 0) }
    let twice = one == other ? 0 : min(powers[one] ?? 0, powers[other] ?? 0)
    return (unlocked + twice) * Self.hoursAYear
  }
}
