public import Inventory

/// An application or machine that stays, and what it keeps from being switched off.
public struct Blocker: Sendable, Hashable {
  /// What stays: the root of the chains, such as the application on the virtual machine on the
  /// host.
  public var root: EntityID
  /// The blocked machines above it, in the order of ids; devices that are no servers included.
  public var machines: [EntityID]
  /// How many of these are servers, physical or virtual.
  public var servers: Int
  /// How many of these servers nothing else keeps.
  public var alone: Int

  /// Creates a blocker.
  public init(root: EntityID, machines: [EntityID], servers: Int, alone: Int) {
    self.root = root
    self.machines = machines
    self.servers = servers
    self.alone = alone
  }

  /// Whether `left` is to be named before `right`: what keeps most servers first, then what keeps
  /// most of them alone, then by id.
  public static func precedes(_ left: Self, _ right: Self) -> Bool {
    (right.servers, right.alone, left.root) < (left.servers, left.alone, right.root)
  }

  /// Returns what keeps the planned machines of `estate` that are `included`, in the order of
  /// ``precedes(_:_:)``.
  ///
  /// A machine whose chain runs in a circle has no root.
  ///
  /// - Complexity: O(*b* × *c*) for *b* blocked machines and chains of *c* things.
  public static func all(
    in estate: Estate,
    where included: (EntityID) -> Bool = { _ in true }
  ) -> [Blocker] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    let servers = Set(estate.assets.lazy.filter { $0.kind.isServer }.map(\.id))
    var found: [EntityID: Blocker] = [:]
    for entry in estate.plan where entry.status == .blocked && included(entry.entity) {
      let roots = roots(of: entry.entity, in: plan)
      for root in roots {
        var blocker = found[root] ?? Blocker(root: root, machines: [], servers: 0, alone: 0)
        blocker.machines.append(entry.entity)
        if servers.contains(entry.entity) {
          blocker.servers += 1
          if roots.count == 1 { blocker.alone += 1 }
        }
        found[root] = blocker
      }
    }
    return found.values.map { blocker in
      var blocker = blocker
      blocker.machines.sort()
      return blocker
    }.sorted(by: precedes)
  }

  /// What keeps `entity` in the end, each once.
  static func roots(of entity: EntityID, in plan: [EntityID: PlanEntry]) -> Set<EntityID> {
    var seen: Set<EntityID> = [entity]
    var open = [entity]
    var found: Set<EntityID> = []
    while let next = open.popLast() {
      let blockers = plan[next].map { $0.status == .blocked ? $0.blockers : [] } ?? []
      if blockers.isEmpty, next != entity { found.insert(next) }
      for blocker in blockers where seen.insert(blocker).inserted { open.append(blocker) }
    }
    return found
  }
}
