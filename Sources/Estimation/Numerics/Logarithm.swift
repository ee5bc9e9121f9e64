/// The natural logarithm and its inverse, the same to the bit on every platform.
///
/// The standard library has neither, and the pure core imports no C library: figures that are
/// stored and compared must not hang on which one is installed.
enum Logarithm {
  private static let ln2 = 0.693_147_180_559_945_309_4

  /// The natural logarithm of a positive number; −∞ for anything else.
  ///
  /// With x = m · 2^e and m near 1: ln x = e ln 2 + 2 artanh((m − 1) ÷ (m + 1)), by its series.
  static func natural(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    guard x.isFinite else { return x }
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    let square = t * t
    var power = t
    var sum = 0.0
    var odd = 1.0
    // |t| < 0.172, so that the last term is below 1e-17.
    for _ in 0..<12 {
      sum += power / odd
      power *= square
      odd += 2
    }
    return exponent * ln2 + 2 * sum
  }

  /// e to the power of `x`: 2^n · e^r with |r| ≤ ln 2 ÷ 2, by its series.
  static func exponential(_ x: Double) -> Double {
    guard x < 709 else { return .infinity }
    guard x > -700 else { return 0 }
    let n = (x / ln2).rounded()
    let r = x - n * ln2
    var term = 1.0
    var sum = 1.0
    for k in 1...16 {
      term *= r / Double(k)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(n), significand: sum)
  }
}
