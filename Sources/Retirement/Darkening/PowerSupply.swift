import Inventory

/// What feeds what.
struct PowerSupply {
  private var fedBy: [EntityID: Set<EntityID>] = [:]
  private var fed: Set<EntityID> = []
  private var machines: Set<EntityID> = []

  init(_ estate: Estate) {
    let relations = estate.relations.filter { $0.kind == .poweredBy }
    guard !relations.isEmpty else { return }
    for relation in relations {
      fedBy[relation.to, default: []].insert(relation.from)
      fed.insert(relation.from)
    }
    for asset in estate.assets where asset.kind.isPlanned && fed.contains(asset.id) {
      machines.insert(asset.id)
    }
  }

  /// Whether a source says what feeds the machine.
  func isFed(_ machine: EntityID) -> Bool { fed.contains(machine) }

  /// The planned machines that `unit` feeds, by itself or through other units.
  func fed(by unit: EntityID) -> Set<EntityID> {
    var seen: Set<EntityID> = [unit]
    var open = [unit]
    while let next = open.popLast() {
      for thing in fedBy[next] ?? [] where seen.insert(thing).inserted { open.append(thing) }
    }
    return seen.intersection(machines)
  }
}
