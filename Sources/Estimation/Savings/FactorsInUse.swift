import Inventory

/// The settings as one estimate uses them in one place: one grid intensity, every factor there.
struct FactorsInUse {
  private let table: [EstimationSettings.Key: Factor]
  let effectiveness: Factor
  let fixedOverhead: Factor
  let hours: Factor
  let grid: Factor
  let price: Factor
  let market: Factor?
  let water: Factor?
  /// The UPS that the machines stand behind; `nil` where none is known.
  var ups: UPSLoad?

  init(_ settings: EstimationSettings, asOf: CalendarDate?) {
    var table: [EstimationSettings.Key: Factor] = [:]
    for key in EstimationSettings.Key.allCases {
      table[key] = settings[key] ?? FactorDefinition.of(key).standard
    }
    self.table = table
    func factor(_ key: EstimationSettings.Key) -> Factor { Self.factor(key, in: table) }
    effectiveness = factor(.effectiveness)
    fixedOverhead = factor(.fixedOverhead)
    hours = factor(.hours)
    grid = settings.gridIntensity(year: asOf?.year) ?? factor(.gridIntensity2024)
    price = Self.price(
      table,
      flat: factor(.price),
      year: asOf?.year ?? grid.year ?? factor(.gridIntensity2024).year ?? 2024
    )
    market = table[.marketIntensity]
    water = table[.water]
  }

  /// A factor that is always there.
  ///
  /// - Precondition: The product has a value of its own for the key.
  subscript(key: EstimationSettings.Key) -> Factor { Self.factor(key, in: table) }

  /// A factor that counts only where somebody set it.
  func optional(_ key: EstimationSettings.Key) -> Factor? { table[key] }

  private static func factor(
    _ key: EstimationSettings.Key,
    in table: [EstimationSettings.Key: Factor]
  ) -> Factor {
    guard let factor = table[key] else {
      preconditionFailure("\(key.rawValue) counts only where somebody sets it")
    }
    return factor
  }

  /// The factors, in the order of their keys, with the one grid intensity that is used.
  var used: [Factor] {
    EstimationSettings.Key.allCases.compactMap { key in
      switch key {
      case .gridIntensity: grid
      case .gridIntensity2023, .gridIntensity2024: nil
      case .price: price
      default: table[key]
      }
    }
  }

  /// What one watt less at the plug takes off the meter while the room lives:
  /// 1 + (1 − fixed share) × (PUE − 1).
  ///
  /// Behind a UPS, 1 + slope of its losses + (1 − fixed share) × (PUE − 1 − losses ÷ load): its
  /// losses are in the PUE, and never more than its overhead.
  static func marginal(
    effectiveness: Double,
    fixedOverhead: Double,
    ups: (average: Double, marginal: Double) = (0, 0)
  ) -> Double {
    let lost = min(ups.average, effectiveness - 1)
    return 1 + min(ups.marginal, lost) + (1 - fixedOverhead) * (effectiveness - 1 - lost)
  }

  var marginalOverhead: Double {
    Self.marginal(
      effectiveness: effectiveness.value,
      fixedOverhead: fixedOverhead.value,
      ups: upsOverhead { $0.value }
    )
  }

  /// What the UPS loses for each watt of its load, with this point of its factors; nothing where none
  /// is known.
  private func upsOverhead(_ point: (Factor) -> Double) -> (average: Double, marginal: Double) {
    ups?.overhead { point(self[$0]) } ?? (0, 0)
  }

  /// What one watt less at the plug takes off the meter where a part of its own share of the fixed
  /// overhead goes too: 1 + (1 − fixed share × (1 − part)) × (PUE − 1), all of the PUE with the whole.
  func overhead(releasing part: Double) -> (value: Double, spread: Spread) {
    func overhead(
      _ effectiveness: Double,
      _ fixed: Double,
      _ ups: (average: Double, marginal: Double)
    ) -> Double {
      let marginal = Self.marginal(effectiveness: effectiveness, fixedOverhead: fixed, ups: ups)
      return marginal + min(1, max(0, part)) * (effectiveness - marginal)
    }
    let lost = upsOverhead { $0.value }
    let (pue, fixed) = (effectiveness, fixedOverhead)
    let value = overhead(pue.value, fixed.value, lost)
    let spread = Spread(
      value,
      low: overhead(pue.low, fixed.value, lost),
      high: overhead(pue.high, fixed.value, lost)
    ).combined(
      with: Spread(
        value,
        low: overhead(pue.value, fixed.high, lost),
        high: overhead(pue.value, fixed.low, lost)
      )
    )
    guard let ups, ups.measured == nil else { return (value, spread) }
    let ends = [upsOverhead { $0.low }, upsOverhead { $0.high }]
      .map { overhead(pue.value, fixed.value, $0) }
    let own = Spread(
      value,
      low: min(value, ends.min() ?? value),
      high: max(value, ends.max() ?? value)
    )
    return (value, spread.combined(with: own))
  }

  /// What goes with a kilowatt-hour.
  var rates: Rates {
    Rates(
      grid: grid.value,
      price: price.value,
      market: market?.value ?? 0,
      water: water?.value ?? 0
    )
  }

  /// Kilowatt-hours a year for each watt.
  var yearlyHours: Double { hours.value / 1_000 }

  /// The destination's watts for a virtual processor.
  var destinationProcessor: Double {
    self[.destinationCore].value / self[.destinationOvercommit].value
  }
}

/// The factors of each place that has some of its own; number 0 holds where none has.
struct LocalFactors {
  private let settings: EstimationSettings
  private let asOf: CalendarDate?
  /// The places with factors of their own.
  private let places: [SettingPlace]
  /// By number.
  private(set) var all: [FactorsInUse]
  private var numbers: [[SettingPlace]: Int] = [[]: 0]

  init(_ settings: EstimationSettings, asOf: CalendarDate?) {
    self.settings = settings
    self.asOf = asOf
    places = settings.places
    all = [FactorsInUse(settings, asOf: asOf)]
  }

  /// The number of the factors for a machine of `agency`; without a machine, for the agency itself.
  mutating func number(of facts: Record?, agency: AgencyCode) -> Int {
    guard !places.isEmpty else { return 0 }
    let holding = places.filter { place in
      facts.map { place.contains($0, of: agency) }
        ?? (place.reach == .agency && place.agency == agency)
    }
    if let known = numbers[holding] { return known }
    numbers[holding] = all.count
    all.append(FactorsInUse(settings.narrowed(to: holding), asOf: asOf))
    return all.count - 1
  }

  /// The number of the factors of `place` for machines behind a UPS.
  mutating func number(of place: Int, behind ups: UPSLoad) -> Int {
    var factors = all[place]
    factors.ups = ups
    all.append(factors)
    return all.count - 1
  }

  /// The factors used: those of everywhere, then what the places in use have of their own.
  var used: [Factor] {
    let own = Set(all.dropFirst().flatMap(\.used).filter { $0.place != .everywhere })
    let order = Dictionary(
      uniqueKeysWithValues: EstimationSettings.Key.allCases.enumerated().map {
        ($1.rawValue, $0)
      }
    )
    return all[0].used
      + own.sorted { left, right in
        left.place == right.place
          ? (order[left.key] ?? 0) < (order[right.key] ?? 0) : left.place < right.place
      }
  }
}

extension Factor {
  /// The factor's spread around its value.
  var spread: Spread { Spread(value, low: low, high: high) }

  /// The standard deviation of the value itself, where its interval begins at 0 or near it.
  var deviation: Double { (high - low) / 2 / Spread.normal95 }

  /// The value at `deviate` standard deviations, log-normal on each side.
  func value(at deviate: Double) -> Double { value * spread.factor(at: deviate) }
}
