import Estimation
import Inventory

extension Report {
  /// Finds what blocks most: for each blocked server the applications and machines at the root of
  /// the chain, such as the application on the virtual machine on the host.
  static func blockers(
    _ scope: Scope,
    servers: [ServerLine],
    _ language: Language
  ) -> [BlockerLine] {
    let selected = Set(servers.map(\.entity))
    var lines: [BlockerLine] = []
    for estate in scope.estates {
      lines += blockers(in: estate, among: selected, machines: scope.machines, language)
    }
    return lines.sorted { left, right in
      (right.energy.value, right.servers, left.name, left.entity)
        < (left.energy.value, left.servers, right.name, right.entity)
    }
  }

  private struct Tally {
    var servers = 0
    var alone = 0
    var energy = 0.0
  }

  private static func blockers(
    in estate: Estate,
    among selected: Set<EntityID>,
    machines: [EntityID: MachineEstimate],
    _ language: Language
  ) -> [BlockerLine] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    let kinds = Dictionary(estate.assets.map { ($0.id, $0.kind) }) { first, _ in first }
    let roots = BlockerRoots(plan: plan)
    var tallies: [EntityID: Tally] = [:]
    for entry in estate.plan where entry.status == .blocked && selected.contains(entry.entity) {
      let found = roots.roots(of: entry.entity)
      for root in found {
        var tally = tallies[root] ?? Tally()
        if kinds[entry.entity]?.isServer == true {
          tally.servers += 1
          if found.count == 1 { tally.alone += 1 }
        }
        tally.energy += machines[entry.entity]?.yearly.energy.value.value ?? 0
        tallies[root] = tally
      }
    }
    let assignments = Dictionary(estate.assignments.map { ($0.entity, $0) }) { first, _ in first }
    func line(_ entity: EntityID, _ name: String, isApplication: Bool) -> BlockerLine? {
      guard let tally = tallies[entity] else { return nil }
      let reasons =
        plan[entity]?.reasons.map { $0.text(in: language) }
        ?? assignments[entity]?.reasons.map { $0.text(in: language) } ?? []
      return BlockerLine(
        entity: entity,
        name: name,
        isApplication: isApplication,
        agency: estate.agency.name,
        reason: reasons.joined(separator: "; "),
        servers: tally.servers,
        alone: tally.alone,
        energy: KilowattHours(tally.energy)
      )
    }
    return estate.applications.compactMap { line($0.id, $0.name, isApplication: true) }
      + estate.assets.compactMap { line($0.id, $0.name, isApplication: false) }
  }
}

/// Walks from a blocked machine to what blocks it in the end.
private struct BlockerRoots {
  let plan: [EntityID: PlanEntry]

  /// The roots of `entity`, in order, each once; empty where its chain runs in a circle.
  func roots(of entity: EntityID) -> [EntityID] {
    var seen: Set<EntityID> = [entity]
    var open = [entity]
    var found: Set<EntityID> = []
    while let next = open.popLast() {
      let blockers = plan[next].map { $0.status == .blocked ? $0.blockers : [] } ?? []
      if blockers.isEmpty {
        if next != entity { found.insert(next) }
      }
      for blocker in blockers where seen.insert(blocker).inserted { open.append(blocker) }
    }
    return found.sorted()
  }
}
