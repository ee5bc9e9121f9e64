import Inventory

/// What goes with energy, one number a lane; see ``Lane``.
typealias Flows = SIMD8<Double>

/// The lanes of ``Flows``.
enum Lane {
  /// Kilowatt-hours.
  static let energy = 0
  /// Kilograms of CO₂ equivalent of the grid where it is drawn.
  static let carbon = 1
  /// Euros.
  static let cost = 2
  /// Kilograms of CO₂ equivalent of the electricity bought, 0 where nobody told.
  static let marketCarbon = 3
  /// Litres of water, 0 where nobody told.
  static let water = 4
}

/// What goes with a kilowatt-hour at the agency's meter and at the destination's.
struct Rates {
  let meter: Flows
  /// As at the meter but for the electricity bought: what the destination buys is not known, so that
  /// its grid's stands in.
  let destination: Flows

  init(grid: Double, price: Double, market: Double, water: Double) {
    var rates = Flows.zero
    rates[Lane.energy] = 1
    rates[Lane.carbon] = grid / 1_000
    rates[Lane.cost] = price
    rates[Lane.marketCarbon] = market / 1_000
    rates[Lane.water] = water
    meter = rates
    rates[Lane.marketCarbon] = grid / 1_000
    destination = rates
  }
}

/// What machines save, once they are off.
struct Sums {
  /// In a year, at the agency's meter.
  var gross = Flows.zero
  /// What the workload draws in a year at its destination.
  var moved = Flows.zero
  /// What the hardware draws in a year where it is used again.
  var reused = Flows.zero
  /// What running twice draws once.
  var twice = Flows.zero
  /// What wiping draws once.
  var wiping = Flows.zero

  /// What is left of a year.
  var net: Flows { gross - moved - reused }
  /// What the move draws once.
  var once: Flows { twice + wiping }

  static func += (left: inout Sums, right: Sums) {
    left.gross += right.gross
    left.moved += right.moved
    left.reused += right.reused
    left.twice += right.twice
    left.wiping += right.wiping
  }
}

/// What machines save, its value and that of each draw.
struct Outcomes {
  var value = Sums()
  var draws: [Sums]

  init(draws: Int) {
    self.draws = Array(repeating: Sums(), count: draws)
  }

  /// The estimate of `value` whose interval is that between the draws' 5 % and 95 % points.
  static func estimate<Unit>(_ value: Double, _ draws: [Double], _ basis: Basis) -> Estimate<Unit> {
    let sorted = draws.sorted()
    func point(_ share: Double) -> Double {
      sorted[Int((Double(sorted.count - 1) * share).rounded())]
    }
    return Estimate(
      Unit(value),
      low: Unit(min(value, point(0.05))),
      high: Unit(max(value, point(0.95))),
      basis: basis
    )
  }

  /// The footprint of these flows, its optional parts where they are given.
  func footprint(
    _ flows: (Sums) -> Flows,
    _ basis: Basis,
    _ parts: OptionalParts
  ) -> Footprint {
    let whole = flows(value)
    let drawn = draws.map(flows)
    func part<Unit>(_ lane: Int) -> Estimate<Unit> {
      Self.estimate(whole[lane], drawn.map { $0[lane] }, basis)
    }
    return Footprint(
      energy: part(Lane.energy),
      carbon: part(Lane.carbon),
      cost: part(Lane.cost),
      marketCarbon: parts.hasMarket ? part(Lane.marketCarbon) : nil,
      water: parts.hasWater ? part(Lane.water) : nil
    )
  }
}

/// Which parts of a footprint everybody gave the factors for.
struct OptionalParts {
  var hasMarket: Bool
  var hasWater: Bool

  /// The parts that all of these places have; of none, those of everywhere.
  init(_ places: [FactorsInUse], used: Set<Int>) {
    let counted = used.isEmpty ? [0] : used
    hasMarket = counted.allSatisfy { places[$0].market != nil }
    hasWater = counted.allSatisfy { places[$0].water != nil }
  }
}
