import Inventory

/// UPSs that feed the same machines side by side, and what they lose.
///
///     losses = no-load · rated + proportional · load + square · load² ÷ rated
///
/// The three parts are those of Schneider Electric's definitions of UPS losses (2012): what a UPS draws
/// without load, what grows with the load, and what grows with its square.
struct UPSBank {
  var units: [EntityID]
  var name: String
  /// How they work; of several sorts, the first that is known.
  var topology: UPSName.Topology?
  /// What they can deliver together, in watts.
  var rated: Double
  /// Whether they are from before 2010, when transformers were usual.
  var isOld: Bool
  /// The machines, with the share of each that comes through the bank.
  var members: [EntityID: Double]

  /// The banks of an estate, in order.
  ///
  /// A UPS of which no source says what it feeds stands for all machines of its room that no other
  /// feeds.
  static func all(in estate: Estate) -> [UPSBank] {
    var units: [EntityID: (name: UPSName, asset: Asset)] = [:]
    for asset in estate.assets where asset.kind == .powerUnit {
      if let name = UPSName(asset.facts, name: asset.name), name.rating != nil {
        units[asset.id] = (name, asset)
      }
    }
    guard !units.isEmpty else { return [] }
    let fed = FedMachines(estate)
    var sets = fed.sideBySide(Set(units.keys)).filter { !$0.members.isEmpty }
    let taken = Set(sets.flatMap(\.members.keys))
    let named = Set(sets.flatMap(\.units))
    var rooms: [Room: [EntityID]] = [:]
    for (id, unit) in units where !named.contains(id) {
      if let room = Room(unit.asset.facts) { rooms[room, default: []].append(id) }
    }
    for (room, ids) in rooms.sorted(by: { $0.key < $1.key }) {
      let machines = estate.assets.filter {
        $0.kind.drawsPower && !taken.contains($0.id) && Room($0.facts) == room
      }
      guard !machines.isEmpty else { continue }
      let members = Dictionary(machines.map { ($0.id, 1.0) }) { first, _ in first }
      sets.append((ids.sorted(), members))
    }
    return sets.map { set in
      let own = set.units.compactMap { units[$0] }
      return UPSBank(
        units: set.units,
        name: own.map(\.asset.name).joined(separator: " + "),
        topology: own.lazy.compactMap(\.name.topology).first,
        rated: own.reduce(0) { $0 + ($1.name.rating ?? 0) },
        isOld: own.contains { ($0.asset.facts.purchased?.year ?? .max) < 2010 },
        members: set.members
      )
    }
  }
}

/// A bank at the load that it carries.
struct UPSLoad: Hashable {
  /// Which factors tell its losses.
  enum Part: CaseIterable {
    case fixed, proportional, square
  }

  var name: String
  var topology: UPSName.Topology?
  var isOld: Bool
  var rated: Double
  /// What its machines draw through it, in watts.
  var load: Double
  /// What meters say that it loses, in watts; `nil` where they do not stand on both sides.
  var measured: Double?

  /// The factor of a part.
  func key(_ part: Part) -> EstimationSettings.Key {
    switch (part, topology) {
    case (.fixed, .lineInteractive): .upsInteractiveFixed
    case (.proportional, .lineInteractive): .upsInteractiveProportional
    case (.square, .lineInteractive): .upsInteractiveSquare
    case (.fixed, _): .upsFixed
    case (.proportional, _): .upsProportional
    case (.square, _): .upsSquare
    }
  }

  /// The losses by part, in watts, each factor's value taken from `value`.
  ///
  /// Where they are metered, the parts are brought to what is.
  func losses(_ value: (EstimationSettings.Key) -> Double) -> [Part: Double] {
    let age = isOld ? value(.upsAge) : 1
    let parts: [Part: Double] = [
      .fixed: value(key(.fixed)) * rated * age,
      .proportional: value(key(.proportional)) * load * age,
      .square: value(key(.square)) * load * load / rated * age,
    ]
    guard let measured else { return parts }
    let sum = max(parts.values.reduce(0, +), .leastNormalMagnitude)
    return parts.mapValues { $0 * measured / sum }
  }

  /// What a watt through it costs on the average, and what the next one does: losses ÷ load, and
  /// their slope.
  func overhead(_ value: (EstimationSettings.Key) -> Double) -> (average: Double, marginal: Double)
  {
    let parts = losses(value)
    let (proportional, square) = (parts[.proportional] ?? 0, parts[.square] ?? 0)
    return (
      ((parts[.fixed] ?? 0) + proportional + square) / load, (proportional + 2 * square) / load
    )
  }
}
