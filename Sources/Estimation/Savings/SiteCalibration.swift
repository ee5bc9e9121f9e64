import Inventory

/// The in-service factor of a site, drawn from its own measured machines.
///
/// What machines draw in service over what a laboratory measures differs by site: power settings,
/// redundant supplies, adapters, fans. The prior is the settings' factor, log-normal; each machine
/// that is both measured and modelled tells ln(reading ÷ laboratory) with a scatter of its own:
///
///     mean = (prior ÷ s₀² + Σ ln rᵢ ÷ sᵢ²) ÷ (1 ÷ s₀² + Σ 1 ÷ sᵢ²)
///     s = (1 ÷ s₀² + Σ 1 ÷ sᵢ²)^−½
///
/// With s₀ = .22 and sᵢ = .16 (one standard deviation), three machines bring ± 22 % to ± 9 %.
///
/// A reading further from the prior than both explain is believed the less, by Huber's weight (Annals
/// of Mathematical Statistics 35, 1964): where z = |ln rᵢ − ln prior| ÷ (s₀² + sᵢ²)^½ is above 2, sᵢ²
/// is multiplied by z ÷ 2. One meter that counts more than its rack then moves an agency less.
struct SiteCalibration {
  /// One machine, or several together, that is measured and modelled.
  struct Reading {
    /// What it draws over what the laboratory model says.
    var ratio: Double
    /// The standard deviation of the reading's logarithm.
    var deviation: Double
    /// How many machines it is of.
    var machines = 1
  }

  /// The scatter between machines of one site: standard deviation of the logarithm.
  static let hostScatter = 0.16
  /// A reading further off than this is of another machine, one of two supplies, or in other units.
  static let plausible = 0.4...4.0

  /// The scores beyond which a reading is believed the less.
  private static let huber = 2.0

  /// How many readings it rests on, and of how many machines these are.
  let readings: Int
  let machines: Int
  /// The factor with its spread: the prior's where nothing was measured.
  let value: Double
  let spread: Spread

  init(prior: Factor, readings: [Reading]) {
    let used = readings.filter { Self.plausible.contains($0.ratio) }
    self.readings = used.count
    machines = used.reduce(0) { $0 + $1.machines }
    let priorSpread = prior.spread
    let deviation = priorSpread.deviation
    guard !used.isEmpty, deviation > 0, prior.value > 0 else {
      value = prior.value
      spread = priorSpread
      return
    }
    var precision = 1 / (deviation * deviation)
    var sum = Logarithm.natural(prior.value) * precision
    for reading in used {
      var variance = Self.hostScatter * Self.hostScatter + reading.deviation * reading.deviation
      let distance = abs(Logarithm.natural(reading.ratio) - Logarithm.natural(prior.value))
      let score = distance / (deviation * deviation + variance).squareRoot()
      variance *= max(1, score / Self.huber)
      precision += 1 / variance
      sum += Logarithm.natural(reading.ratio) / variance
    }
    value = Logarithm.exponential(sum / precision)
    spread = Spread((1 / precision).squareRoot() * Spread.normal95)
  }
}
