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

  /// e to the power of each of sixteen numbers, as ``exponential(_:)`` has it to twelve digits.
  static func exponentials(_ x: SIMD16<Double>) -> SIMD16<Double> {
    // Beyond these nothing is a power of a machine, and 2^n stays a number.
    let bounded = x.clamped(
      lowerBound: SIMD16(repeating: -700),
      upperBound: SIMD16(repeating: 700)
    )
    // Adding 1.5 · 2⁵² rounds to the nearest whole number: the library rounds lane by lane.
    let magic = 6_755_399_441_055_744.0
    let shifted = bounded * (1 / ln2) + magic
    let n = shifted - magic
    let r = bounded - n * ln2
    var sum = SIMD16<Double>(repeating: 1)
    // |r| ≤ 0.347, so that the last term is below 1e-13.
    for k in stride(from: 12.0, through: 1, by: -1) { sum = sum * r * (1 / k) + 1 }
    let whole =
      unsafeBitCast(shifted, to: SIMD16<Int64>.self) &- Int64(bitPattern: magic.bitPattern)
    let exponent = (whole &+ 1_023) &<< 52
    return sum * unsafeBitCast(exponent, to: SIMD16<Double>.self)
  }
}
