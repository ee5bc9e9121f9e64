import Inventory

/// The machines among an agency's records: read, compared, weighed and joined.
struct MachineMatching: Sendable {
  let machines: Machines
  let statistics: ValueStatistics
  private(set) var clustering: Clustering
  /// Decisions that something speaks against, in the order of the decisions.
  private(set) var conflicts: [DecisionConflict]
  /// Values too common to compare by, with their ground.
  let dropped: [(value: Int32, ground: IdentityLink.Ground)]

  /// Rounds of learning: the second hardly moves a weight.
  private static let rounds = 2

  /// The evidence moved against a decision when it changed by more than this.
  private static let change = 3.0

  /// Matches the records at `devices`, which are in the order of their ids.
  init(
    _ records: [FiledRecord],
    _ devices: [Int],
    _ sources: SourceKinds,
    decisions: [IdentityDecision]
  ) {
    let positions = Self.positions(of: decisions, records, devices)
    let machines = Machines(records, devices, sources, singles: Set(positions.values))
    let settled = SettledDecisions(decisions) { id in
      positions[id].map { machines.machineOf[Int($0)] }
    }
    self.machines = machines
    statistics = ValueStatistics(machines)
    let likeNames = LikeNames(machines.values, statistics)
    let candidates = Candidates(machines, statistics, likeNames)
    dropped = statistics.dropped + candidates.dropped
    var evidence = Evidence(
      machines,
      statistics,
      likeNames,
      places: Places(machines.places, pairs: candidates.certainPlaces),
      weights: Weights(population: devices.count)
    )
    for _ in 0..<Self.rounds {
      evidence.weights.learn(Tally(machines, candidates.pairs, &evidence))
    }
    clustering = Clustering(
      machines,
      pairs: candidates.pairs,
      same: settled.same,
      different: settled.different,
      evidence: &evidence
    )
    conflicts = settled.conflicts
    for (decision, first, second) in settled.standing {
      let found =
        decision.verdict == .same
        ? clustering.joins.first { $0.isDecided && $0.first == first && $0.second == second }?
          .evidence : clustering.evidence(first, second, &evidence)
      if let found, Self.contradicts(found, decision) {
        conflicts.append(
          DecisionConflict(decision: decision, reason: .evidence, evidence: found)
        )
      }
    }
    let order = Dictionary(
      zip(decisions, decisions.indices),
      uniquingKeysWith: { first, _ in first }
    )
    conflicts.sort { (order[$0.decision] ?? 0) < (order[$1.decision] ?? 0) }
  }

  /// Where the records of decisions stand among the devices.
  private static func positions(
    of decisions: [IdentityDecision],
    _ records: [FiledRecord],
    _ devices: [Int]
  ) -> [RecordID: Int32] {
    let named = Set(decisions.flatMap { [$0.first, $0.second] })
    guard !named.isEmpty else { return [:] }
    var positions: [RecordID: Int32] = [:]
    for (position, device) in devices.enumerated() where named.contains(records[device].id) {
      positions[records[device].id] = Int32(position)
    }
    return positions
  }

  /// Whether evidence speaks against a decision; with the score of then, whether it moved so.
  private static func contradicts(
    _ evidence: IdentityEvidence,
    _ decision: IdentityDecision
  ) -> Bool {
    let score = evidence.score
    switch decision.verdict {
    case .same:
      guard let then = decision.score else { return evidence.obstacle != nil || score <= -4 }
      return score <= 0 && score <= then - change
    case .different:
      guard evidence.obstacle == nil, score >= change else { return false }
      return score >= (decision.score.map { $0 + change } ?? 8)
    }
  }
}

extension MachineMatching {
  /// The positions of each cluster's records among the devices, in order; clusters in the order of
  /// their first.
  var members: [[Int]] {
    var clusterOf = [Int](repeating: -1, count: machines.machines.count)
    var clusters: [[Int]] = []
    for position in machines.machineOf.indices {
      let root = Int(clustering.roots[machines.machine(of: position)])
      if clusterOf[root] < 0 {
        clusterOf[root] = clusters.count
        clusters.append([])
      }
      clusters[clusterOf[root]].append(position)
    }
    return clusters
  }

  /// The records that an obstacle keeps apart though much speaks for them.
  func keptApart(_ id: (Int) -> RecordID) -> [ReconciliationNote] {
    clustering.apart.compactMap { pair in
      guard !pair.isDecided, let obstacle = pair.evidence.obstacle, pair.evidence.score > 8 else {
        return nil
      }
      return .keptApart(
        first: id(Int(machines.machines[Int(pair.first)].record)),
        second: id(Int(machines.machines[Int(pair.second)].record)),
        obstacle: obstacle
      )
    }
  }

  /// What was compared: joins in the order made, then what stayed apart, the strongest first.
  ///
  /// `id` tells the record of a position among the devices, `asset` its asset.
  func comparisons(
    id: (Int) -> RecordID,
    asset: (Int) -> EntityID
  ) -> [IdentityComparison] {
    func comparison(
      _ first: Int32,
      _ second: Int32,
      _ evidence: IdentityEvidence,
      _ outcome: IdentityComparison.Outcome
    ) -> IdentityComparison {
      let one = Int(machines.machines[Int(first)].record)
      let other = Int(machines.machines[Int(second)].record)
      return IdentityComparison(
        first: id(one),
        second: id(other),
        firstAsset: asset(one),
        secondAsset: asset(other),
        evidence: evidence,
        outcome: outcome
      )
    }
    let joined = clustering.joins.map { join in
      comparison(
        join.first,
        join.second,
        join.evidence,
        join.isDecided ? .joinedByDecision : .joined
      )
    }
    return joined
      + clustering.apart.map { pair in
        let outcome: IdentityComparison.Outcome
        if pair.isDecided {
          outcome = .separatedByDecision
        } else if let obstacle = pair.evidence.obstacle {
          outcome = .impossible(obstacle)
        } else {
          outcome = pair.hasRival ? .rivalled : .weak
        }
        return comparison(pair.first, pair.second, pair.evidence, outcome)
      }
  }

  /// Why the records of each cluster are one, clusters as ``members`` orders them.
  func links(_ id: (Int) -> RecordID) -> [[IdentityLink]] {
    var clusterOf = [Int](repeating: -1, count: machines.machines.count)
    var count = 0
    for position in machines.machineOf.indices {
      let root = Int(clustering.roots[machines.machine(of: position)])
      if clusterOf[root] < 0 {
        clusterOf[root] = count
        count += 1
      }
    }
    var links: [[IdentityLink]] = Array(repeating: [], count: count)
    func add(_ first: Int32, _ second: Int32, _ one: Int, _ other: Int) {
      let (ground, value) = ground(one, other)
      let cluster = clusterOf[Int(clustering.roots[one])]
      let ids = (id(Int(first)), id(Int(second)))
      links[cluster].append(
        IdentityLink(
          first: min(ids.0, ids.1),
          second: max(ids.0, ids.1),
          ground: ground,
          value: value.map { machines.values.text($0) } ?? ""
        )
      )
    }
    for (first, second) in machines.repeats {
      let machine = machines.machine(of: Int(second))
      add(first, second, machine, machine)
    }
    for join in clustering.joins {
      add(
        machines.machines[Int(join.first)].record,
        machines.machines[Int(join.second)].record,
        Int(join.first),
        Int(join.second)
      )
    }
    return links
  }

  /// What two machines agree on that tells most.
  private func ground(_ one: Int, _ other: Int) -> (IdentityLink.Ground, Int32?) {
    let theirs = machines.marks[machines.machines[other].marks]
    let common = machines.marks[machines.machines[one].marks].filter { mark in
      theirs.contains { $0.key == mark.key }
    }
    func agrees(_ trait: Trait) -> Int32? {
      common.first {
        $0.trait == trait.rawValue && statistics.levels[Int($0.value)] != .shared
      }?.value
    }
    if let serial = agrees(.serial) { return (.serial, serial) }
    if let uuid = agrees(.uuid) { return (.uuid, uuid) }
    if let mac = agrees(.macAddress) { return (.macAddress, mac) }
    if let name = agrees(.name) { return (.hostName, name) }
    if let tag = agrees(.assetTag) { return (.assetTag, tag) }
    if let name = agrees(.flatName) { return (.hostName, name) }
    if let ip = agrees(.ipAddress) { return (.ipAddress, ip) }
    return (.hostName, theirs.first { $0.trait == Trait.name.rawValue }?.value)
  }
}
