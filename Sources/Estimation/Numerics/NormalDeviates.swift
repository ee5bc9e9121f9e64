/// A stream of bits that is the same for the same seed: SplitMix64 (Steele, Lea, Flood 2014).
struct UniformNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the stream of `seed`.
  init(seed: UInt64) {
    state = seed
  }

  /// The next bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// The next whole number below `bound`, which is above 0.
  mutating func next(below bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }
}

/// A stream of standard normal numbers that is the same for the same seed.
struct NormalDeviates {
  private var bits: UniformNumbers

  /// Starts the stream of `seed`.
  init(seed: UInt64) {
    bits = UniformNumbers(seed: seed)
  }

  /// The next number.
  mutating func next() -> Double {
    let uniform = (Double(bits.next() >> 11) + 0.5) / 9_007_199_254_740_992
    return Self.quantile(uniform)
  }

  /// The value that a standard normal number stays below with probability `p`, 0 < p < 1.
  ///
  /// Acklam's rational approximation; its relative error stays below 1.2e-9.
  static func quantile(_ p: Double) -> Double {
    if p > 0.5 { return -quantile(1 - p) }
    if p < 0.02425 {
      let q = (-2 * Logarithm.natural(p)).squareRoot()
      let above = polynomial(q, tailNumerator)
      return above / (polynomial(q, tailDenominator) * q + 1)
    }
    let q = p - 0.5
    let r = q * q
    return polynomial(r, numerator) * q / (polynomial(r, denominator) * r + 1)
  }

  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }

  private static let numerator = [
    -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7,
    138.357_751_867_269_0, -30.664_798_066_147_16, 2.506_628_277_459_239,
  ]
  private static let denominator = [
    -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6,
    66.801_311_887_719_72, -13.280_681_552_885_72,
  ]
  private static let tailNumerator = [
    -0.007_784_894_002_430_293, -0.322_396_458_041_136_5, -2.400_758_277_161_838,
    -2.549_732_539_343_734, 4.374_664_141_464_968, 2.938_163_982_698_783,
  ]
  private static let tailDenominator = [
    0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996,
    3.754_408_661_907_416,
  ]
}
