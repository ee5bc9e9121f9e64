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
}

extension FactorsInUse {
  /// What goes with a kilowatt-hour at the agency's meter.
  var rates: Flows { Self.rates(grid: grid.value, price: price.value) }

  static func rates(grid: Double, price: Double) -> Flows {
    var rates = Flows.zero
    rates[Lane.energy] = 1
    rates[Lane.carbon] = grid / 1_000
    rates[Lane.cost] = price
    return rates
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
