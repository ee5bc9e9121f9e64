import Inventory

/// Seeded draws of everything that can be off, shared between all sums of one estimate.
struct Simulation {
  let factors: FactorsInUse
  let draws: Int
  /// What each draw makes of the factors that are common to all machines.
  private(set) var common: [Common] = []
  /// Standard normal numbers for each family, one a draw.
  private var families: [String: [Double]] = [:]
  private let seed: UInt64

  /// One draw of the common factors.
  struct Common {
    /// A standard normal number, as is the load's.
    var inService: Double
    var load: Double
    var marginal: Double
    var grid: Double
    var price: Double
    var ratio: Double
    var processor: Double
    var memory: Double
    var destination: Double
  }

  /// Draws the common factors; what is `known` keeps its value in each draw, and all others are drawn
  /// as they are without it.
  init(
    _ factors: FactorsInUse,
    draws: Int,
    seed: UInt64,
    known: EstimationSettings.Key? = nil
  ) {
    self.factors = factors
    self.draws = draws
    self.seed = seed
    var normal = NormalDeviates(seed: seed)
    func deviate(_ key: EstimationSettings.Key) -> Double {
      let deviate = normal.next()
      return key == known ? 0 : deviate
    }
    for _ in 0..<draws {
      let inService = deviate(.inService)
      let load = deviate(.hostUtilization)
      let effectiveness = max(1, factors.effectiveness.value(at: deviate(.effectiveness)))
      let fixed = min(1, factors.fixedOverhead.value(at: deviate(.fixedOverhead)))
      common.append(
        Common(
          inService: inService,
          load: load,
          marginal: FactorsInUse.marginal(effectiveness: effectiveness, fixedOverhead: fixed),
          grid: factors.grid.value(at: deviate(.gridIntensity)),
          price: factors.price.value(at: deviate(.price)),
          ratio: factors.destinationRatio.value(at: deviate(.destinationRatio)),
          processor: factors.destinationCore.value(at: deviate(.destinationCore))
            / factors.destinationOvercommit.value(at: deviate(.destinationOvercommit)),
          memory: factors.destinationMemory.value(at: deviate(.destinationMemory)),
          destination: max(
            1,
            factors.destinationEffectiveness.value(at: deviate(.destinationEffectiveness))
          )
        )
      )
    }
  }

  /// Draws the error of each family, in the order of names.
  mutating func prepare(_ drafts: [MachineDraft]) {
    var normal = NormalDeviates(seed: seed &+ 0x5EED)
    for family in Set(drafts.compactMap(\.family)).sorted() {
      families[family] = (0..<draws).map { _ in normal.next() }
    }
  }

  /// The same draws with the power of a family known.
  func knowing(family: String) -> Simulation {
    var other = self
    other.families[family] = nil
    return other
  }

  /// The same draws with a common factor known.
  func knowing(_ key: EstimationSettings.Key) -> Simulation {
    var other = Simulation(factors, draws: draws, seed: seed, known: key)
    other.families = families
    return other
  }

  /// Machines of one family and one treatment, summed.
  private struct Cell {
    var watts = 0.0
    var modelDown = 0.0
    var modelUp = 0.0
    var loadDown = 0.0
    var loadUp = 0.0
    var serviceDown = 0.0
    var serviceUp = 0.0
    /// The variance of the sum's own scatter, in watts squared.
    var variance = 0.0
    /// The part of the watts whose workload goes on at the destination in proportion.
    var proportional = 0.0
  }

  /// The sum of machines, each with the share of it that counts, in each draw.
  ///
  /// The power of machines of one family moves together; the machines' own scatter adds by squares.
  /// Sums that are added to one another take different `stream`s, or their scatter would be one.
  func yearly(
    _ machines: some Sequence<(MachineDraft, Double)>,
    stream: UInt64 = 0
  ) -> Outcomes {
    var cells: [CellKey: Cell] = [:]
    var (processors, memory) = (0.0, 0.0)
    for (draft, share) in machines {
      let key = CellKey(family: draft.family ?? "", isInService: draft.serviceSpread != .none)
      let watts = draft.watts * share
      var cell = cells[key] ?? Cell()
      cell.watts += watts
      cell.modelDown += watts * draft.modelSpread.down
      cell.modelUp += watts * draft.modelSpread.up
      cell.loadDown += watts * draft.loadSpread.down
      cell.loadUp += watts * draft.loadSpread.up
      cell.serviceDown += watts * draft.serviceSpread.down
      cell.serviceUp += watts * draft.serviceSpread.up
      let own = watts * max(draft.ownSpread.down, draft.ownSpread.up) / Spread.normal95
      cell.variance += own * own
      switch draft.workload {
      case .none: break
      case .proportional: cell.proportional += watts
      case .sized(let count, let size):
        processors += count * share
        memory += size * share
      }
      cells[key] = cell
    }
    var outcomes = Outcomes(draws: draws)
    let site = factors.yearlyHours
    var normal = NormalDeviates(seed: seed &+ 0x0DD &+ (stream << 32))
    for (key, cell) in cells.sorted(by: { $0.key < $1.key }) where cell.watts > 0 {
      let model = Spread(down: cell.modelDown / cell.watts, up: cell.modelUp / cell.watts)
      let load = Spread(down: cell.loadDown / cell.watts, up: cell.loadUp / cell.watts)
      let service = Spread(
        down: cell.serviceDown / cell.watts,
        up: cell.serviceUp / cell.watts
      )
      let scatter = cell.variance.squareRoot() / cell.watts
      let family = families[key.family]
      for draw in 0..<draws {
        let common = common[draw]
        let watts =
          cell.watts * model.factor(at: family?[draw] ?? 0) * load.factor(at: common.load)
          * service.factor(at: common.inService) * max(0, 1 + scatter * normal.next())
        outcomes.gross[draw] += watts * site * common.marginal
        outcomes.destination[draw] +=
          watts * cell.proportional / cell.watts * common.ratio * site * common.destination
      }
    }
    for draw in 0..<draws where processors + memory > 0 {
      let common = common[draw]
      let watts = processors * common.processor + memory * common.memory
      outcomes.destination[draw] += watts * site * common.destination
    }
    return outcomes
  }
}

/// What is summed together: one family, with the in-service factor or without.
private struct CellKey: Hashable, Comparable {
  var family: String
  var isInService: Bool

  static func < (left: Self, right: Self) -> Bool {
    (left.family, left.isInService ? 1 : 0) < (right.family, right.isInService ? 1 : 0)
  }
}

/// A year's energy in each draw, in kilowatt-hours.
struct Outcomes {
  /// At the agency's meter.
  var gross: [Double]
  /// At the destination's.
  var destination: [Double]

  init(draws: Int) {
    gross = Array(repeating: 0, count: draws)
    destination = gross
  }

  mutating func add(_ other: Outcomes) {
    for draw in gross.indices {
      gross[draw] += other.gross[draw]
      destination[draw] += other.destination[draw]
    }
  }

  /// What is left after the destination's part.
  var net: [Double] { zip(gross, destination).map { $0 - $1 } }

  /// The estimate of `value` whose interval is that between the draws' 5 % and 95 % points.
  static func estimate<Unit>(_ value: Double, _ draws: [Double], _ basis: Basis) -> Estimate<Unit> {
    let sorted = draws.sorted()
    func point(_ share: Double) -> Double {
      sorted[Int((Double(sorted.count - 1) * share).rounded())]
    }
    return Estimate(
      Unit(value),
      low: Unit(min(value, point(0.05))),
      high: Unit(max(value, point(0.95))),
      basis: basis
    )
  }
}
