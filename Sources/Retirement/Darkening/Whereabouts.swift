import Inventory

/// Where a thing stands: site, room and rack, as far as sources tell.
struct Whereabouts: Sendable, Hashable {
  /// The site; where no source names one, the virtual data centre.
  var site: String?
  var room: String?
  var rack: String?

  /// Nowhere that a source tells.
  init() {}

  /// Where the facts of `asset` say that it stands; what they leave open is filled in from the
  /// `rack` that it is mounted in.
  init(of asset: Asset, mountedIn rack: Asset? = nil) {
    let facts = asset.facts
    site = facts.site ?? rack?.facts.site ?? facts.dataCentre
    room = facts.room ?? rack?.facts.room
    self.rack = facts.rack ?? rack?.name ?? (asset.kind == .rack ? asset.name : nil)
  }

  /// The same in lower case, to compare.
  var folded: Whereabouts {
    var folded = self
    folded.site = site?.lowercased()
    folded.room = room?.lowercased()
    folded.rack = rack?.lowercased()
    return folded
  }

  /// The same, in whichever rack.
  var inRoom: Whereabouts {
    var room = self
    room.rack = nil
    return room
  }

  /// The same, in whichever room.
  var onSite: Whereabouts {
    var site = inRoom
    site.room = nil
    return site
  }

  /// The places that something there is in, with their names, outermost first.
  var places: [(kind: DarkPlace.Kind, names: [String])] {
    var places: [(kind: DarkPlace.Kind, names: [String])] = []
    if let site { places.append((.site, [site])) }
    if let room { places.append((.room, [site, room].compactMap(\.self))) }
    if let rack { places.append((.rack, [site, room, rack].compactMap(\.self))) }
    return places
  }

  /// The racks of `estate` that relations say things are mounted in, by the thing; of several the
  /// first by id.
  static func racks(in estate: Estate) -> [EntityID: Asset] {
    let mounted = estate.relations.filter { $0.kind == .mountedIn }
    guard !mounted.isEmpty else { return [:] }
    let wanted = Set(mounted.map(\.to))
    let racks = Dictionary(
      estate.assets.lazy.filter { wanted.contains($0.id) }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return mounted.reduce(into: [:]) { found, relation in
      guard let rack = racks[relation.to] else { return }
      if let known = found[relation.from], known.id < rack.id { return }
      found[relation.from] = rack
    }
  }
}
