public import Inventory

/// How often a machine had each load, in whole per cent.
///
/// Power is not linear in load: its average over the histogram is what the machine drew, the power
/// at the average load is not.
public struct LoadHistogram: Sendable, Hashable {
  /// How many samples each per cent has, from 0 to 100.
  public private(set) var counts = [Int](repeating: 0, count: 101)
  /// How many samples there are.
  public private(set) var samples = 0

  /// Creates a histogram without samples.
  public init() {}

  /// Creates a histogram of so many samples for each per cent; `nil` unless there are 101 counts, none
  /// below 0.
  public init?(counts: [Int]) {
    guard counts.count == 101, counts.allSatisfy({ $0 >= 0 }) else { return nil }
    self.counts = counts
    samples = counts.reduce(0, +)
  }

  /// Adds a sample.
  public mutating func add(_ load: Share) {
    counts[Int((load.value * 100).rounded())] += 1
    samples += 1
  }

  /// The average load; 0 without samples.
  public var mean: Double {
    guard samples > 0 else { return 0 }
    let sum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    return Double(sum) / Double(samples) / 100
  }

  /// The average power of a curve over the samples, with every load `factor` times what it was; that
  /// at idle without samples.
  ///
  ///     watts = Σ samples of a load · watts at that load ÷ samples
  func watts(of curve: PowerCurve, times factor: Double = 1) -> Estimate<Watts> {
    guard samples > 0 else { return curve.points[0] }
    var (value, low, high) = (0.0, 0.0, 0.0)
    for (percent, count) in counts.enumerated() where count > 0 {
      guard let load = Share(min(1, Double(percent) / 100 * factor)) else { continue }
      let watts = curve.watts(at: load)
      let part = Double(count) / Double(samples)
      value += watts.value.value * part
      low += watts.low.value * part
      high += watts.high.value * part
    }
    return Estimate(Watts(value), low: Watts(low), high: Watts(high), basis: curve.basis)
  }
}
