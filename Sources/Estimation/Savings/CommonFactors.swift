import Inventory

/// What the machines of a place have in common, at its value or in one draw.
struct CommonFactors {
  /// Kilowatt-hours a year for each watt.
  let hours: Double
  /// What a watt at the plug is at the meter while the room lives.
  let marginal: Double
  /// What goes besides for each watt when the room's fixed overhead goes.
  let fixed: Double
  let ratio: Double
  /// Watts of a virtual processor and of a gibibyte at the destination, and its overhead.
  let processor: Double
  let memory: Double
  let destination: Double
  /// How long a move runs twice, in months.
  let months: Double
  let wipingHours: Double
  /// Megabytes a second.
  let wipingSpeed: Double
  let rates: Rates

  /// Takes each factor's value from `taken`.
  init(
    _ factors: FactorsInUse,
    _ taken: (EstimationSettings.Key, Factor) -> Double
  ) {
    func value(_ key: EstimationSettings.Key, _ factor: Factor? = nil) -> Double {
      taken(key, factor ?? factors[key])
    }
    let effectiveness = max(1, value(.effectiveness, factors.effectiveness))
    let share = min(1, value(.fixedOverhead, factors.fixedOverhead))
    hours = factors.yearlyHours
    let ups = factors.ups?.overhead { value($0) }
    marginal = FactorsInUse.marginal(
      effectiveness: effectiveness,
      fixedOverhead: share,
      ups: ups ?? (0, 0)
    )
    fixed = effectiveness - marginal
    ratio = value(.destinationRatio)
    processor = value(.destinationCore) / value(.destinationOvercommit)
    memory = value(.destinationMemory)
    destination = max(1, value(.destinationEffectiveness))
    months = value(.doubleRunning)
    wipingHours = value(.wiping)
    wipingSpeed = value(.wipingSpeed)
    rates = Rates(
      grid: value(.gridIntensity, factors.grid),
      price: value(.price, factors.price),
      market: factors.market.map { value(.marketIntensity, $0) } ?? 0,
      water: factors.water.map { value(.water, $0) } ?? 0
    )
  }
}

/// Standard normal numbers for each thing that can be off, each a stream of its own, so that one
/// more factor leaves the draws of all others as they were.
struct Causes {
  private let draws: Int
  private let seed: UInt64
  private let known: EstimationSettings.Key?
  private var drawn: [Cause: [Double]] = [:]

  private struct Cause: Hashable {
    var key: EstimationSettings.Key
    var place: SettingPlace
  }

  init(draws: Int, seed: UInt64, known: EstimationSettings.Key?) {
    self.draws = draws
    self.seed = seed
    self.known = known
  }

  /// The numbers of a key where it holds in `place`, one a draw: noughts for what is known.
  mutating func deviates(_ key: EstimationSettings.Key, _ place: SettingPlace) -> [Double] {
    let cause = Cause(key: key, place: place)
    if let before = drawn[cause] { return before }
    // The same stream for the same key and place, whatever else is set.
    var mixed = seed
    let name = key.rawValue + "\u{1F}" + (place.agency?.description ?? "")
    for byte in (name + "\u{1F}" + (place.room ?? "")).utf8 {
      var bits = UniformNumbers(seed: mixed ^ UInt64(byte))
      mixed = bits.next()
    }
    var normal = NormalDeviates(seed: mixed)
    let numbers =
      key == known
      ? [Double](repeating: 0, count: draws) : (0..<draws).map { _ in normal.next() }
    drawn[cause] = numbers
    return numbers
  }
}
