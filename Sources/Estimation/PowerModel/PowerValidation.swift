import Inventory

/// How far the power model is off on servers that it has not seen.
public struct PowerValidation: Sendable, Hashable {
  /// The errors of one way of leaving servers out.
  public struct Line: Sendable, Hashable {
    /// What was left out together.
    public var group: Group
    /// The mean absolute error over idle, 10, 20, 30 and 50 % load, as a share of the measured.
    public var mean: Double
    /// The median absolute error over the same.
    public var median: Double
    /// The share of measured powers inside the model’s 90 % interval for such servers.
    public var coverage: Double
    /// How many servers were predicted, one as often as it was left out.
    public var servers: Int
  }

  /// What is left out together.
  public enum Group: Sendable, Hashable {
    /// All results of one model of one maker.
    case system
    /// All systems of one processor.
    case processor
    /// All systems of one generation of processors.
    case generation
    /// A fifth of the models of all makers, drawn at random, ten times.
    case fifth
    /// All of a year and the next, with what was measured on later machines unknown too.
    case since(Int)

    /// What it is called in a table.
    public var name: String {
      switch self {
      case .system: "system"
      case .processor: "processor"
      case .generation: "generation"
      case .fifth: "a fifth of the systems, ten times"
      case .since(let year): "\(year) and \(year + 1), learnt from before"
      }
    }
  }

  /// How many measured servers the figures rest on.
  public var servers: Int
  /// One line a group.
  public var lines: [Line]
  /// The mean absolute error of the total of forty servers in eight models at 20 % load.
  public var fleet: Double
}

extension PowerLearning {
  /// How far the model is off when servers are left out of its learning.
  public var validation: PowerValidation {
    let figures = figures
    let groups: [(PowerValidation.Group, [[Double]], PowerFigures.Nearness)] = [
      (.system, errorsBySystem, .processor), (.processor, errorsByProcessor, .generation),
      (.generation, errorsByGeneration, .none),
    ]
    var lines = groups.map { group, errors, nearness in
      var errorsAtLoads = LoadErrors()
      for (index, row) in errors.enumerated() {
        let widths = figures.halfWidths[nearness.rawValue][kind(of: index)]
        for load in Self.usualLoads {
          errorsAtLoads.add(
            abs(Logarithm.exponential(row[load]) - 1),
            isInside: abs(row[load]) * 1_000 <= Double(widths[load])
          )
        }
      }
      return errorsAtLoads.line(group)
    }
    lines += trials
    return PowerValidation(servers: learntServers.count, lines: lines, fleet: fleetError(seed: 1))
  }

  /// The errors of models learnt anew without some of the servers, on those servers.
  ///
  /// A model that is learnt anew, rounded and read as one in use tells what may be expected of it:
  /// leaving out by formula keeps what the servers left out said of each other’s noise.
  private var trials: [PowerValidation.Line] {
    var fifths = LoadErrors()
    var random = UniformNumbers(seed: 2)
    let models = Set(names).sorted()
    for _ in 0..<10 {
      let drawn = Set(models.shuffled(using: &random).prefix(models.count / 5))
      attempt(without: { drawn.contains(names[$0]) }, on: { drawn.contains(names[$0]) }, &fifths)
    }
    let years = learntServers.map { $0.profile.year ?? 0 }
    let newest = years.max() ?? 0
    let later = (newest - 5...newest).compactMap { year -> PowerValidation.Line? in
      var errors = LoadErrors()
      attempt(
        without: { years[$0] >= year },
        on: { (year...year + 1).contains(years[$0]) },
        &errors
      )
      return errors.isEmpty ? nil : errors.line(.since(year))
    }
    return (fifths.isEmpty ? [] : [fifths.line(.fifth)]) + later
  }

  /// Learns without some servers and adds the errors on some of them; none when too few are left.
  private func attempt(
    without isLeftOut: (Int) -> Bool,
    on isPredicted: (Int) -> Bool,
    _ errors: inout LoadErrors
  ) {
    let kept = learntServers.indices.filter { !isLeftOut($0) }.map { learntServers[$0] }
    guard let learning = PowerLearning(kept) else { return }
    var predictor = PowerTable.Predictor(model: MeasuredPowerModel(learning.figures))
    for server in learntServers.indices.filter(isPredicted).map({ learntServers[$0] }) {
      guard let curve = predictor.curve(for: server.profile) else { continue }
      for load in Self.usualLoads {
        let (point, watts) = (curve.points[load], server.watts[load])
        errors.add(
          abs(point.value.value / watts - 1),
          isInside: (point.low.value...point.high.value).contains(watts)
        )
      }
    }
  }

  /// The mean absolute error of 2,000 fleets of eight models, five servers each, at 20 % load.
  private func fleetError(seed: UInt64) -> Double {
    let errors = errorsBySystem
    let candidates = learntServers.indices.filter {
      learntServers[$0].profile.year.map { (2009...2022).contains($0) } ?? false
    }
    guard !candidates.isEmpty else { return 0 }
    var random = UniformNumbers(seed: seed)
    var sum = 0.0
    for _ in 0..<2_000 {
      var (measured, predicted) = (0.0, 0.0)
      for _ in 0..<8 {
        let index = candidates[random.next(below: candidates.count)]
        let watts = learntServers[index].watts[2]
        measured += 5 * watts
        predicted += 5 * watts * Logarithm.exponential(errors[index][2])
      }
      sum += abs(predicted / measured - 1)
    }
    return sum / 2_000
  }
}

/// The errors of predictions at the usual loads.
private struct LoadErrors {
  private var sizes: [Double] = []
  private var inside = 0

  var isEmpty: Bool { sizes.isEmpty }

  /// Adds one error, as a share of the measured power.
  mutating func add(_ size: Double, isInside: Bool) {
    sizes.append(size)
    if isInside { inside += 1 }
  }

  /// What they come to.
  func line(_ group: PowerValidation.Group) -> PowerValidation.Line {
    let sorted = sizes.sorted()
    return PowerValidation.Line(
      group: group,
      mean: sizes.reduce(0, +) / Double(sizes.count),
      median: sorted[sizes.count / 2],
      coverage: Double(inside) / Double(sizes.count),
      servers: sizes.count / PowerLearning.usualLoads.count
    )
  }
}
