/// A server as a point among the measured ones: numbers whose distance tells how alike two servers
/// draw, and the groups that it belongs to.
struct PowerFeatures {
  /// The numbers, each times its scale.
  var point: SIMD16<Float>
  /// The four that power grows with everywhere: logarithms of sockets, cores a socket, rated watts
  /// and memory a socket, standardised.
  var trend: SIMD4<Float>
  /// The numbers of its maker, generation, form and model; negative for what was never measured.
  var groups: SIMD4<Int32>
  /// The logarithm of the processors' rated watts: what power is measured in.
  var ratedWatts: Double

  /// The inverses of the length scales, in the order of the numbers.
  ///
  /// A third of the way, in logarithms, from ½ for all (2 for Arm) to what maximum marginal
  /// likelihood finds on the measured systems, as ``PowerKernel``’s variances are from round numbers.
  /// That likelihood alone fits hundreds of systems too closely: learnt without those to be
  /// predicted, its scales were half a point worse on random fifths of the systems.
  private static let scales = SIMD16<Float>(
    0.4928,
    0.4166,
    0.4458,
    0.5289,
    0.4839,
    0.6376,
    0.3997,
    0.6222,
    0.4146,
    0.5803,
    0.7247,
    0.6008,
    0.3365,
    2.3163,
    0.5155,
    0.4252
  )

  /// Places a server; no trend is carried beyond the newest year and the newest generation's year
  /// that were measured, which `newest` gives.
  init(_ facts: ServerFacts, isDense: Bool, groups: SIMD4<Int32>, newest: (Int, Int)) {
    let traits = facts.generation.traits
    let log = { (number: Double) in Float(Logarithm.natural(number)) }
    ratedWatts = Logarithm.natural(facts.thermalPower * facts.sockets)
    let sockets = log(facts.sockets)
    let cores = log(facts.cores / facts.sockets)
    let memory = log(facts.memory / facts.sockets)
    point =
      SIMD16(
        SIMD8(
          sockets,
          cores,
          Float(ratedWatts),
          log(facts.thermalPower * facts.sockets / facts.cores),
          memory,
          log(traits.process),
          Float(min(traits.year, newest.1) - 2013) / 5,
          Float(min(facts.year, newest.0) - 2013) / 5
        ),
        SIMD8(
          Float(traits.memoryKind),
          facts.generation.isAMD ? 1 : 0,
          facts.generation.isSmall ? 1 : 0,
          log(facts.disks),
          facts.form == .blade ? 1 : 0,
          facts.generation.isArm ? 1 : 0,
          facts.hasSpinningDisks ? 1 : 0,
          isDense ? 1 : 0
        )
      ) * Self.scales
    trend =
      (SIMD4(sockets, cores, Float(ratedWatts), memory) - SIMD4(0.636, 2.717, 5.547, 3.464))
      / SIMD4(0.427, 1.082, 0.771, 1.390)
    self.groups = groups
  }
}

extension SIMD16 where Scalar == Float {
  fileprivate init(_ low: SIMD8<Float>, _ high: SIMD8<Float>) {
    self.init(lowHalf: low, highHalf: high)
  }
}
