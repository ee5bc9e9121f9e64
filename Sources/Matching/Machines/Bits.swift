/// Evidence is counted in bits: the binary logarithm of odds.
enum Bits {
  /// The binary logarithm, from the exponent and a series for what is left: 10⁻⁷ is enough here.
  static func log2(_ value: Double) -> Double {
    guard value > 0 else { return -1_000 }
    let y =
      (value.significand - 1.414_213_562_373_095) / (value.significand + 1.414_213_562_373_095)
    let square = y * y
    let series =
      y * (2 + square * (2 / 3.0 + square * (2 / 5.0 + square * (2 / 7.0 + square * 2 / 9))))
    return Double(value.exponent) + 0.5 + series * 1.442_695_040_888_963
  }

  /// Two to the power of `bits`, from the whole part and the exponential series for what is left.
  static func power(_ bits: Double) -> Double {
    let whole = bits.rounded(.down)
    let x = (bits - whole) * 0.693_147_180_559_945
    var term = 1.0
    var sum = 1.0
    for step in 1...12 {
      term *= x / Double(step)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }

  /// `bits` in steps of 1/256, of which a few thousand add up without rounding.
  static func stepped(_ bits: Double) -> Float { Float((bits * 256).rounded() / 256) }
}
