/// How far a positive figure may be off, as logarithms of the factors to its 5 % and 95 % points.
///
/// The two sides may differ. Independent errors of a product add by their squares.
struct Spread: Hashable {
  /// ln(value ÷ low), at least 0.
  var down: Double
  /// ln(high ÷ value), at least 0.
  var up: Double

  static let none = Spread(down: 0, up: 0)

  /// The 95 % point of the standard normal distribution.
  static let normal95 = 1.644_853_626_951_472

  init(down: Double, up: Double) {
    self.down = max(0, down)
    self.up = max(0, up)
  }

  /// The same distance to both sides.
  init(_ both: Double) {
    self.init(down: both, up: both)
  }

  /// The spread of `value` between `low` and `high`; none where a logarithm does not exist.
  init(_ value: Double, low: Double, high: Double) {
    guard value > 0, low > 0, high > 0 else { self.init(0); return }
    self.init(
      down: Logarithm.natural(value / low),
      up: Logarithm.natural(high / value)
    )
  }

  /// The standard deviation of the logarithm, the mean of both sides'.
  var deviation: Double { (down + up) / 2 / Self.normal95 }

  /// The spread of a product of independent figures.
  func combined(with other: Spread) -> Spread {
    Spread(
      down: (down * down + other.down * other.down).squareRoot(),
      up: (up * up + other.up * other.up).squareRoot()
    )
  }

  /// The factor at `deviate` standard deviations: log-normal on each side of the value.
  func factor(at deviate: Double) -> Double {
    Logarithm.exponential(deviate / Self.normal95 * (deviate < 0 ? down : up))
  }
}
