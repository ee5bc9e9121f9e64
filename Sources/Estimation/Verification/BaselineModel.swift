/// What a meter would have counted without the change: a base and so much for each degree day.
///
///     kWh a day = base + heating × heating degree days a day + cooling × cooling degree days a day
///
/// Fitted to the stretches before by least squares, each weighted by its days. The interval of what
/// it says for the time after holds the error of the fit and the scatter of the days themselves, the
/// latter widened for stretches that resemble their neighbours: *n* of them with a lag-one
/// correlation ρ count as n × (1 − ρ) ÷ (1 + ρ) (ASHRAE Guideline 14, annex on uncertainty).
struct BaselineModel {
  /// A stretch of metered time.
  struct Point {
    /// How many days it covers.
    var days: Double
    /// Kilowatt-hours a day.
    var rate: Double
    /// Degree days a day, those that the model uses.
    var weather: [Double]
  }

  /// The base, then one coefficient for each kind of degree day, in kilowatt-hours.
  let coefficients: [Double]
  /// The correlation of one stretch's error with the next, 0 … 0.95.
  let correlation: Double
  /// Whether there were too few stretches to tell their scatter.
  let isScatterAssumed: Bool
  /// The variance of the rate of a stretch of one day.
  private let variance: Double
  private let inverse: PositiveMatrix
  /// The degrees of freedom that are left.
  private let freedom: Double

  /// The scatter that is taken where too few stretches tell it, as a share of the rate.
  private static let assumedScatter = 0.10

  /// Fits the model; `nil` when there is no stretch, or the degree days do not vary by themselves.
  init?(_ points: [Point]) {
    guard let count = points.first.map({ $0.weather.count + 1 }) else { return nil }
    var normal = PositiveMatrix(size: count, elements: Array(repeating: 0, count: count * count))
    var right = [Double](repeating: 0, count: count)
    for point in points {
      let row = [1] + point.weather
      for i in 0..<count {
        right[i] += point.days * row[i] * point.rate
        for j in 0..<count { normal[i, j] += point.days * row[i] * row[j] }
      }
    }
    guard let inverse = normal.inverse() else { return nil }
    let coefficients = (0..<count).map { i in
      (0..<count).reduce(0) { $0 + inverse[i, $1] * right[$1] }
    }
    guard coefficients.allSatisfy(\.isFinite) else { return nil }
    let errors = points.map { $0.rate - Self.rate(coefficients, $0.weather) }
    let squares = zip(points, errors).reduce(0) { $0 + $1.0.days * $1.1 * $1.1 }
    let plain = errors.reduce(0) { $0 + $1 * $1 }
    let lagged = zip(errors, errors.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let free = Double(points.count - count)
    isScatterAssumed = free < 2
    let scale = points.reduce(0) { $0 + $1.rate } / Double(points.count)
    let isExact = plain <= 1e-18 * max(1, scale * scale) * Double(points.count)
    correlation = isScatterAssumed || isExact ? 0 : min(0.95, max(0, lagged / plain))
    let days = points.reduce(0) { $0 + $1.days } / Double(points.count)
    let scatter = Self.assumedScatter * scale
    variance = isScatterAssumed ? scatter * scatter * days : squares / free
    freedom = isScatterAssumed ? 1_000 : max(2, free * (1 - correlation) / (1 + correlation))
    self.coefficients = coefficients
    self.inverse = inverse
  }

  /// The energy that it says for `points`, whose rates it does not look at.
  func energy(of points: [Point]) -> Double {
    points.reduce(0) { $0 + $1.days * Self.rate(coefficients, $1.weather) }
  }

  /// Half the width of the 90 % interval of what would have been metered over `points`.
  func halfWidth(of points: [Point]) -> Double {
    var sums = [Double](repeating: 0, count: coefficients.count)
    var days = 0.0
    for point in points {
      days += point.days
      for (index, value) in ([1] + point.weather).enumerated() {
        sums[index] += point.days * value
      }
    }
    var fit = 0.0
    for i in sums.indices {
      for j in sums.indices { fit += sums[i] * inverse[i, j] * sums[j] }
    }
    let widening = (1 + correlation) / (1 - correlation)
    return Self.studentQuantile95(freedom) * (variance * (fit + days) * widening).squareRoot()
  }

  private static func rate(_ coefficients: [Double], _ weather: [Double]) -> Double {
    coefficients[0] + zip(coefficients.dropFirst(), weather).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The 95 % point of Student's distribution, off by less than 1 % for 3 degrees of freedom or more.
  ///
  /// The expansion of Cornish and Fisher around the normal point (Abramowitz and Stegun, 26.7.5).
  static func studentQuantile95(_ freedom: Double) -> Double {
    let z = Spread.normal95
    let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
    return z + (z3 + z) / (4 * freedom)
      + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom)
      + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom * freedom * freedom)
  }
}
