public import Inventory

extension DarkPlace {
  /// Returns the places that the machines of `estate` are in, its power units and its racks, with
  /// what is to become of them.
  ///
  /// A place that sources spell in several cases is one, called as its first machine has it. A
  /// power unit is the place of what it feeds, also through other units. What stands somewhere in a
  /// room may stand in each of its racks where no source tells its own, what stands somewhere on a
  /// site in each of its rooms; a unit may feed what stands where it does and no source says is fed
  /// by any. Network devices follow what they connect, and are not looked for elsewhere. Where all
  /// hardware is gone and virtual machines are not, a person must look.
  ///
  /// - Returns: The places, by kind and path in order.
  /// - Complexity: O(*n* log *n*) in assets, and O(*r*) for each power unit and *r* relations of
  ///   units that it feeds.
  public static func all(in estate: Estate) -> [DarkPlace] {
    let racks = Whereabouts.racks(in: estate)
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    let supply = PowerSupply(estate)
    var gathered = Gathered()
    var lost = LostMachines()
    var virtual: [String: [EntityID]] = [:]
    for asset in estate.assets.sorted(by: { $0.id < $1.id }) {
      if asset.kind.isPlanned, let cluster = asset.facts.cluster {
        gathered.add(asset, to: .cluster, [cluster], Whereabouts())
      }
      // A virtual machine leaves its host's place with the host.
      guard asset.kind.isPhysical else {
        guard let entry = plan[asset.id], entry.status != .gone, entry.reasons != [.template]
        else { continue }
        for (kind, names) in Whereabouts(of: asset, mountedIn: nil).places {
          virtual[DarkPlace(kind: kind, names: names).key.lowercased(), default: []].append(
            asset.id
          )
        }
        continue
      }
      let whereabouts = Whereabouts(of: asset, mountedIn: racks[asset.id])
      for (kind, names) in whereabouts.places {
        gathered.add(asset, to: kind, names, whereabouts)
      }
      if asset.kind == .powerUnit {
        gathered.add(asset, feeding: supply.fed(by: asset.id), whereabouts)
      }
      let leaves = plan[asset.id].map { $0.status == .retire || $0.status == .gone } ?? false
      if asset.kind.isServer || asset.kind == .storage, !leaves {
        lost.add(asset.id, whereabouts, isFed: supply.isFed(asset.id))
      }
    }
    return gathered.places.map { place, whereabouts in
      var place = place
      let strays = lost.strays(of: place.kind, near: whereabouts)
      place.outlook = Outlook(of: place.machines, strays: strays) { plan[$0] }
      // Where virtual machines are, something is on that runs them, whatever the sources list.
      if place.outlook.status == .gone, let guests = virtual[place.key.lowercased()] {
        place.outlook.status = .review
        place.outlook.doubts = guests
      }
      return place
    }
  }
}

/// The places found so far.
private struct Gathered {
  private struct Entry {
    var place: DarkPlace
    var whereabouts: Whereabouts
  }

  /// By key in lower case.
  private var entries: [String: Entry] = [:]

  /// The places with something in them, or that are things, by kind and path in order.
  var places: [(DarkPlace, Whereabouts)] {
    entries.values.filter { $0.place.thing != nil || !$0.place.machines.isEmpty }
      .map { ($0.place, $0.whereabouts) }
      .sorted { ($0.0.kind.rank, $0.0.path) < ($1.0.kind.rank, $1.0.path) }
  }

  mutating func add(
    _ asset: Asset,
    to kind: DarkPlace.Kind,
    _ names: [String],
    _ whereabouts: Whereabouts
  ) {
    change(kind, names, whereabouts) { entry in
      if asset.kind.isPlanned {
        entry.place.machines.append(asset.id)
      } else if kind == .rack, asset.kind == .rack {
        entry.place.thing = entry.place.thing ?? asset.id
      } else if kind == .rack {
        entry.place.others.append(asset.id)
      }
    }
  }

  /// Adds a power unit, which feeds `machines`.
  mutating func add(_ unit: Asset, feeding machines: Set<EntityID>, _ whereabouts: Whereabouts) {
    let names = [whereabouts.site, whereabouts.room, unit.name].compactMap(\.self)
    change(.powerUnit, names, whereabouts) { entry in
      entry.place.thing = entry.place.thing ?? unit.id
      entry.place.machines = machines.union(entry.place.machines).sorted()
    }
  }

  private mutating func change(
    _ kind: DarkPlace.Kind,
    _ names: [String],
    _ whereabouts: Whereabouts,
    _ change: (inout Entry) -> Void
  ) {
    let place = DarkPlace(kind: kind, names: names)
    change(&entries[place.key.lowercased(), default: Entry(place: place, whereabouts: whereabouts)])
  }
}

/// Machines that do not leave, of which no source tells in which rack or room they stand, or what
/// feeds them.
private struct LostMachines {
  private var withoutRack: [Whereabouts: [EntityID]] = [:]
  private var withoutRoom: [Whereabouts: [EntityID]] = [:]
  /// Those that no source says are fed, by each place that may be all that is known of a unit's.
  private var unfed: [Whereabouts: [EntityID]] = [:]

  mutating func add(_ machine: EntityID, _ whereabouts: Whereabouts, isFed: Bool) {
    let (room, site) = (whereabouts.folded.inRoom, whereabouts.folded.onSite)
    if whereabouts.rack == nil { withoutRack[room, default: []].append(machine) }
    if whereabouts.room == nil { withoutRoom[site, default: []].append(machine) }
    guard !isFed else { return }
    for place in Set([room, site, Whereabouts()]) { unfed[place, default: []].append(machine) }
  }

  /// What may be in a place of `kind` there.
  func strays(of kind: DarkPlace.Kind, near whereabouts: Whereabouts) -> [EntityID] {
    let place = whereabouts.folded
    return switch kind {
    case .rack: withoutRack[place.inRoom] ?? []
    case .room: withoutRoom[place.onSite] ?? []
    case .powerUnit: unfed[place.inRoom] ?? []
    case .cluster, .site: []
    }
  }
}
