import Inventory

/// Places a server by its processor's generation, sockets, cores, clock and memory.
///
/// The generation is read from the processor's name. A log-linear fit on measured systems gives the
/// power of the bare machine at each load; memory and disks are added by the piece:
///
///     watts(load) = exp(w(load) · features + generation(load)) + memory + disks
///
/// A missing fact is replaced by what machines of the generation usually have, and widens the
/// interval; an unknown processor is placed by its year, cores and clock; without even a year, the
/// class is that of old on-premise servers. All of it is said in the curve's steps.
///
/// In ten-fold cross-validation grouped by system, over idle, 10, 20, 30 and 50 % load, the mean
/// absolute error is 14.3 % (median 10.8 %); for a generation never seen 20.3 % (16.0 %).
public struct ClassPowerModel: PowerModel {
  /// Creates the model.
  public init() {}

  /// Returns the power at the plug under laboratory conditions.
  ///
  /// `nil` for what the measured systems tell nothing about: more than eight sockets, and
  /// processors that are neither of Intel's nor of AMD's server families (Power, SPARC, Itanium,
  /// Arm).
  public func curve(for profile: ServerProfile) -> PowerCurve? {
    guard let facts = Facts(profile) else { return nil }
    let features = Self.features(of: facts)
    let parts = facts.memoryWatts + facts.diskWatts
    let points = (0..<11).map { load in
      var logarithm = 0.0
      for (weight, feature) in zip(Self.weights[load], features) { logarithm += weight * feature }
      if let generation = facts.known {
        logarithm += Self.generationWeights[generation]?[load] ?? 0
      }
      let watts = Logarithm.exponential(logarithm) + parts
      let width = Logarithm.exponential(facts.width(atLeast: Self.halfWidths[load]))
      return Estimate(
        Watts(watts),
        low: Watts(watts / width),
        high: Watts(watts * width),
        basis: facts.basis
      )
    }
    return PowerCurve(points: points, basis: facts.basis, steps: facts.steps)
  }

  /// The constant and the features of the fit, in the order of its weights.
  static func features(of facts: Facts) -> [Double] {
    let year = Double(facts.year)
    let sockets = Logarithm.natural(facts.sockets)
    let cores = Logarithm.natural(facts.cores / facts.sockets)
    return [
      1, sockets, cores, Logarithm.natural(facts.threads / facts.cores),
      Logarithm.natural(facts.clock / 2_500), facts.isLowPower ? 1 : 0, (year - 2013) / 10,
      max(0, year - 2009) / 10, max(0, year - 2013) / 10, max(0, year - 2017) / 10,
      max(0, year - 2021) / 10, cores * sockets,
      Logarithm.natural(facts.memory / facts.sockets / 8), sockets * (year - 2013) / 10,
    ]
  }
}
