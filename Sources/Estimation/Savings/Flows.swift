import Inventory

/// What goes with a year's energy, one number a lane; see ``Lane``.
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

extension FactorsInUse {
  /// What goes with a kilowatt-hour at the agency's meter.
  var rates: Rates {
    Rates(
      grid: grid.value,
      price: price.value,
      market: market?.value ?? 0,
      water: water?.value ?? 0
    )
  }
}

/// Which parts of a footprint everybody gave the factors for.
struct OptionalParts {
  var hasMarket: Bool
  var hasWater: Bool

  /// The parts that all of these places have; of none, those that the first has.
  init(_ places: [FactorsInUse], used: Set<Int>) {
    let counted = used.isEmpty ? [0] : used
    hasMarket = counted.allSatisfy { places[$0].market != nil }
    hasWater = counted.allSatisfy { places[$0].water != nil }
  }
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

/// A year's flows in each draw.
struct Outcomes {
  /// At the agency's meter.
  var gross: [Flows]
  /// At the destination's.
  var destination: [Flows]

  init(draws: Int) {
    gross = Array(repeating: .zero, count: draws)
    destination = gross
  }

  mutating func add(_ other: Outcomes) {
    for draw in gross.indices {
      gross[draw] += other.gross[draw]
      destination[draw] += other.destination[draw]
    }
  }

  /// What is left after the destination's part.
  var net: [Flows] { zip(gross, destination).map { $0 - $1 } }

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
  static func footprint(
    _ value: Flows,
    _ draws: [Flows],
    _ basis: Basis,
    _ parts: OptionalParts
  ) -> Footprint {
    Footprint(
      energy: estimate(Lane.energy, value, draws, basis),
      carbon: estimate(Lane.carbon, value, draws, basis),
      cost: estimate(Lane.cost, value, draws, basis),
      marketCarbon: parts.hasMarket ? estimate(Lane.marketCarbon, value, draws, basis) : nil,
      water: parts.hasWater ? estimate(Lane.water, value, draws, basis) : nil
    )
  }

  /// The estimate of one lane.
  static func estimate<Unit>(
    _ lane: Int,
    _ value: Flows,
    _ draws: [Flows],
    _ basis: Basis
  ) -> Estimate<Unit> {
    estimate(value[lane], draws.map { $0[lane] }, basis)
  }
}
