public import Inventory

/// The power of a server at the plug, idle and at each tenth of full load.
public struct PowerCurve: Sendable, Hashable {
  /// Eleven figures: idle, 10 % … 100 %; none below the one before it.
  public let points: [Estimate<Watts>]
  /// What the figures rest on.
  public let basis: Basis
  /// How they were reached, in order.
  public let steps: [EstimateStep]

  /// Creates a curve.
  ///
  /// A figure below its predecessor is raised to it, low and high points likewise: power never
  /// falls below idle nor decreases with load.
  ///
  /// - Precondition: There are eleven points.
  public init(points: [Estimate<Watts>], basis: Basis, steps: [EstimateStep] = []) {
    precondition(points.count == 11, "a power curve has eleven points")
    var rising = points
    for index in 1..<rising.count {
      rising[index].value = max(rising[index].value, rising[index - 1].value)
      rising[index].low = max(rising[index].low, rising[index - 1].low)
      rising[index].high = max(rising[index].high, rising[index - 1].high)
    }
    self.points = rising
    self.basis = basis
    self.steps = steps
  }

  /// The power at a share of full load, linear between the two points beside it.
  public func watts(at utilization: Share) -> Estimate<Watts> {
    let position = utilization.value * 10
    let index = min(9, Int(position))
    let part = position - Double(index)
    let (below, above) = (points[index], points[index + 1])
    func between(_ part: Double, _ low: Watts, _ high: Watts) -> Watts {
      low * (1 - part) + high * part
    }
    return Estimate(
      between(part, below.value, above.value),
      low: between(part, below.low, above.low),
      high: between(part, below.high, above.high),
      basis: basis
    )
  }
}
