import Estimation
import Inventory
import Retirement

extension Report {
  /// Finds what blocks most among the servers of the report, with names, reasons and energy, and
  /// which servers are freed together.
  static func blockers(
    _ scope: Scope,
    servers: [ServerLine],
    _ language: Language
  ) -> (lines: [BlockerLine], freed: [FreedGroup]) {
    let selected = Set(servers.map(\.entity))
    var found: [(blocker: Blocker, line: BlockerLine)] = []
    for estate in scope.estates {
      let names = Names(estate, language)
      for blocker in Blocker.all(in: estate, where: { selected.contains($0) }) {
        guard let name = names.names[blocker.root] else { continue }
        let energy = blocker.machines.reduce(0) { sum, machine in
          sum + (scope.machines[machine]?.yearly.energy.value.value ?? 0)
        }
        let line = BlockerLine(
          entity: blocker.root,
          name: name,
          isApplication: names.applications.contains(blocker.root),
          agency: estate.agency.name,
          reason: names.reasons[blocker.root] ?? "",
          servers: blocker.servers,
          alone: blocker.alone,
          energy: KilowattHours(energy)
        )
        found.append((blocker, line))
      }
    }
    found.sort { Blocker.precedes($0.blocker, $1.blocker) }
    return (found.map(\.line), groups(of: found.map(\.blocker), servers))
  }

  /// Puts servers together that the same blockers keep, the largest group first.
  private static func groups(of blockers: [Blocker], _ servers: [ServerLine]) -> [FreedGroup] {
    let names = Dictionary(
      servers.lazy.filter(\.kind.isServer).map { ($0.entity, $0.name) }
    ) { first, _ in first }
    var roots: [EntityID: [Int]] = [:]
    for (index, blocker) in blockers.enumerated() {
      for machine in blocker.machines where names[machine] != nil {
        roots[machine, default: []].append(index)
      }
    }
    return Dictionary(grouping: roots.keys) { roots[$0] ?? [] }.map { blockers, machines in
      FreedGroup(
        blockers: blockers,
        names: machines.compactMap { names[$0] }.sorted().prefix(4).map(\.self),
        servers: machines.count
      )
    }.sorted { left, right in
      if left.servers != right.servers { return left.servers > right.servers }
      return left.blockers.lexicographicallyPrecedes(right.blockers)
    }
  }

  /// What an estate's machines and applications are called, and why they stay.
  private struct Names {
    var names: [EntityID: String] = [:]
    var applications: Set<EntityID> = []
    var reasons: [EntityID: String] = [:]

    init(_ estate: Estate, _ language: Language) {
      for asset in estate.assets { names[asset.id] = asset.name }
      for application in estate.applications {
        names[application.id] = application.name
        applications.insert(application.id)
      }
      func joined(_ reasons: [some Message]) -> String {
        reasons.map { $0.text(in: language) }.joined(separator: "; ")
      }
      for assignment in estate.assignments {
        reasons[assignment.entity] = joined(assignment.reasons)
      }
      for entry in estate.plan { reasons[entry.entity] = joined(entry.reasons) }
    }
  }
}
