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

  /// Matches `machines`, where `position` tells the place of a record among the devices, `nil` for
  /// records that are none.
  init(
    _ machines: Machines,
    decisions: [IdentityDecision],
    position: (RecordID) -> Int?
  ) {
    let settled = SettledDecisions(decisions) { id, _ in
      position(id).map { machines.machineOf[$0] }
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
      weights: Weights(population: machines.machineOf.count)
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
      if let found, decision.isContradicted(by: found) {
        conflicts.append(
          DecisionConflict(decision: decision, reason: .evidence, evidence: found)
        )
      }
    }
    clustering.finish()
  }
}

extension MachineMatching {
  /// The positions of each cluster's records among the devices, in order; clusters in the order of
  /// their first.
  var clusters: Clusters { Clusters(self) }

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
        firstEntity: asset(one),
        secondEntity: asset(other),
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

  /// Why the records that `first` and `second` stand for are one, they being places among the
  /// devices, whose records `id` tells.
  func link(_ first: Int32, _ second: Int32, _ id: (Int) -> RecordID) -> IdentityLink {
    let (ground, value) = ground(
      machines.machine(of: Int(first)),
      machines.machine(of: Int(second))
    )
    let ids = (id(Int(first)), id(Int(second)))
    return IdentityLink(
      first: min(ids.0, ids.1),
      second: max(ids.0, ids.1),
      ground: ground,
      value: value.map { machines.values.text($0) } ?? ""
    )
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
