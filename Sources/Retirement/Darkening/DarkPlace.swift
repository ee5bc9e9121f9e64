public import Inventory

/// A part of an estate that can go dark as a whole: a rack, what a power unit feeds, a cluster, a
/// room or a site.
public struct DarkPlace: Sendable, Hashable {
  /// What kind of part it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case rack
    case powerUnit
    case cluster
    case room
    case site

    /// The kind's name.
    public func label(in language: Language) -> String {
      switch self {
      case .rack: language("armadio", "rack")
      case .powerUnit: language("alimentazione", "power unit")
      case .cluster: language("cluster", "cluster")
      case .room: language("sala", "room")
      case .site: language("sede", "site")
      }
    }
  }

  /// What kind of part it is.
  public var kind: Kind
  /// Its name after those of what it is in: site, room and rack, parted by `/`.
  public var path: String
  /// The planned machines in it, by id in order.
  public var machines: [EntityID]

  /// Creates a place.
  public init(kind: Kind, path: String, machines: [EntityID]) {
    self.kind = kind
    self.path = path
    self.machines = machines
  }

  /// The kind and the path, as they can be typed: `rack:Riva/CED/A1`.
  public var key: String { "\(kind.rawValue):\(path)" }

  /// Returns the places of `estate` that `text` names, by kind and path in order.
  ///
  /// It is compared whatever the case with names, ends of paths and ``key``.
  ///
  /// - Complexity: O(*n* log *n*) in assets.
  public static func named(_ text: String, in estate: Estate) -> [DarkPlace] {
    let query = text.lowercased()
    return all(in: estate).filter { place in
      let path = place.path.lowercased()
      return path == query || path.hasSuffix("/" + query) || place.key.lowercased() == query
    }
  }

  /// Returns the places that the planned machines of `estate` say that they are in.
  ///
  /// A place that sources spell in several cases is one, called as its first machine has it. A
  /// power unit is one where an export or a decision says what it feeds.
  ///
  /// - Returns: The places, by kind and path in order.
  public static func all(in estate: Estate) -> [DarkPlace] {
    let planned = Set(estate.plan.map(\.entity))
    var found: [String: DarkPlace] = [:]
    for asset in estate.assets.sorted(by: { $0.id < $1.id }) where planned.contains(asset.id) {
      for (kind, names) in places(of: asset) {
        let fresh = DarkPlace(kind: kind, path: names.joined(separator: "/"), machines: [])
        found[fresh.key.lowercased(), default: fresh].machines.append(asset.id)
      }
    }
    let names = Dictionary(estate.assets.map { ($0.id, $0.name) }) { first, _ in first }
    var fed: [EntityID: Set<EntityID>] = [:]
    for relation in estate.relations
    where relation.kind == .poweredBy && planned.contains(relation.from) {
      fed[relation.to, default: []].insert(relation.from)
    }
    for (unit, machines) in fed {
      let path = names[unit] ?? unit.description
      let fresh = DarkPlace(kind: .powerUnit, path: path, machines: [])
      let known = found[fresh.key.lowercased(), default: fresh].machines
      found[fresh.key.lowercased(), default: fresh].machines =
        Set(known).union(machines).sorted()
    }
    return found.sorted { left, right in
      let kinds = (Kind.allCases.firstIndex(of: left.value.kind), left.key)
      let others = (Kind.allCases.firstIndex(of: right.value.kind), right.key)
      return (kinds.0 ?? 0, kinds.1) < (others.0 ?? 0, others.1)
    }.map(\.value)
  }

  private static func places(of asset: Asset) -> [(Kind, [String])] {
    let facts = asset.facts
    let site = facts.site ?? facts.dataCentre
    var places: [(Kind, [String])] = []
    if let cluster = facts.cluster { places.append((.cluster, [cluster])) }
    // A virtual machine leaves its host's place with the host.
    guard asset.kind.isPhysical else { return places }
    if let site { places.append((.site, [site])) }
    if let room = facts.room {
      places.append((.room, [site, room].compactMap(\.self)))
    }
    if let rack = facts.rack {
      places.append((.rack, [site, facts.room, rack].compactMap(\.self)))
    }
    return places
  }
}
