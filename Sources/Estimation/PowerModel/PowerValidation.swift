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
  }

  /// What is left out together.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    /// All results of one model of one maker.
    case system
    /// All systems of one processor.
    case processor
    /// All systems of one generation of processors.
    case generation
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
    let lines = PowerValidation.Group.allCases.map { group -> PowerValidation.Line in
      let (errors, nearness): ([[Double]], PowerFigures.Nearness) =
        switch group {
        case .system: (errorsBySystem, .processor)
        case .processor: (errorsByProcessor, .generation)
        case .generation: (errorsByGeneration, .none)
        }
      var sizes: [Double] = []
      var inside = 0
      for (index, row) in errors.enumerated() {
        let widths = figures.halfWidths[nearness.rawValue][kind(of: index)]
        for load in Self.usualLoads {
          sizes.append(abs(Logarithm.exponential(row[load]) - 1))
          if abs(row[load]) * 1_000 <= Double(widths[load]) { inside += 1 }
        }
      }
      sizes.sort()
      return PowerValidation.Line(
        group: group,
        mean: sizes.reduce(0, +) / Double(sizes.count),
        median: sizes[sizes.count / 2],
        coverage: Double(inside) / Double(sizes.count)
      )
    }
    return PowerValidation(servers: learntServers.count, lines: lines, fleet: fleetError(seed: 1))
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
