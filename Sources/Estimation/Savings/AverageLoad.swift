import Inventory

/// The load of a machine over a year, and how far it may be off.
struct AverageLoad {
  /// What it rests on.
  enum Origin {
    /// What such machines usually have.
    case prior(Factor)
    /// What an export showed of one moment.
    case snapshot
    /// What was recorded over days.
    case histogram(RecordedLoad)
  }

  var origin: Origin
  /// The average, its low and its high point.
  var value: Double
  var low: Double
  var high: Double

  /// A year-long average may be half as high or half as high again as a snapshot.
  private static let snapshotWidth = 0.5
  /// Recorded days may be a tenth off a year; fewer than a month of them more.
  private static let recordWidth = 0.1

  /// How far the average of recorded days may be off a year's: a snapshot's half ÷ √(1 + days), at
  /// least a tenth.
  private static func width(of recorded: RecordedLoad) -> Double {
    recorded.days.map { max(recordWidth, snapshotWidth / (1 + max(0, $0)).squareRoot()) }
      ?? recordWidth
  }

  /// The load of what the sources tell of a machine, the best of them.
  init(_ asset: Asset, recorded: RecordedLoad?, prior: Factor) {
    let width: Double
    if let recorded, recorded.histogram.samples > 0 {
      origin = .histogram(recorded)
      (value, width) = (recorded.histogram.mean, Self.width(of: recorded))
    } else if let seen = asset.facts.cpuUtilization?.value {
      (origin, value, width) = (.snapshot, seen, Self.snapshotWidth)
    } else {
      (origin, value, low, high) = (.prior(prior), prior.value, prior.low, prior.high)
      return
    }
    low = value * (1 - width)
    high = min(1, value * (1 + width))
  }

  /// The average power of a curve at this load, and at its low and high points.
  func watts(of curve: PowerCurve) -> (value: Estimate<Watts>, low: Watts, high: Watts) {
    if case .histogram(let recorded) = origin {
      let (histogram, width) = (recorded.histogram, Self.width(of: recorded))
      return (
        histogram.watts(of: curve), histogram.watts(of: curve, times: 1 - width).value,
        histogram.watts(of: curve, times: 1 + width).value
      )
    }
    return (curve.watts(near: value), curve.watts(near: low).value, curve.watts(near: high).value)
  }

  /// The lines that say what load was taken, and what power that is in the laboratory.
  func steps(of asset: Asset, _ laboratory: Estimate<Watts>) -> [EstimateStep] {
    let load: EstimateStep
    let average: Wording
    switch origin {
    case .prior(let factor):
      load = EstimateStep(
        italian: "uso medio",
        english: "average load",
        figure: "\(value * 100) %",
        source: factor.source
      )
      average = Wording("lineare fra i punti della curva", "linear between the curve’s points")
    case .snapshot:
      load = EstimateStep(
        italian: "uso letto in un momento",
        english: "load read at one moment",
        figure: "\(value * 100) %",
        source: Attribute.cpuUtilization.wording,
        record: asset.origins[.cpuUtilization]
      )
      average = Wording("lineare fra i punti della curva", "linear between the curve’s points")
    case .histogram(let recorded):
      let samples = recorded.histogram.samples
      load = EstimateStep(
        italian: "uso registrato (campioni: \(samples))",
        english: "load recorded (samples: \(samples))",
        figure: "\(value * 100) %",
        source: recorded.source ?? Wording("tabella degli usi", "table of loads")
      )
      average = Wording(
        "media della curva sugli usi registrati",
        "the curve averaged over the recorded loads"
      )
    }
    return [
      load,
      EstimateStep(
        italian: "potenza in laboratorio a questo uso",
        english: "power in the laboratory at this load",
        figure: "\(laboratory.value.value) W",
        source: average
      ),
    ]
  }
}

extension PowerCurve {
  /// The power at a load, at idle or full load where it lies outside.
  func watts(near load: Double) -> Estimate<Watts> {
    Share(min(1, max(0, load))).map { watts(at: $0) } ?? points[0]
  }
}

extension Attribute {
  /// The attribute's name, as the source of a figure that no record is known of.
  var wording: Wording { Wording(label(in: .italian), label(in: .english)) }
}
