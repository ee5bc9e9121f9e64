import Inventory

/// Seeded draws of everything that can be off, shared between all sums of one estimate.
struct Simulation {
  /// The factors of each place, by number.
  let places: [FactorsInUse]
  let draws: Int
  /// What each draw makes of the factors that the machines of a place have in common, by place.
  private let common: [[Common]]
  /// Standard normal numbers of the in-service factor and the load, one a draw.
  private let service: [Double]
  private let load: [Double]
  /// Standard normal numbers for each family, one a draw.
  private var families: [String: [Double]] = [:]
  private let seed: UInt64

  /// One draw of the common factors of a place.
  struct Common {
    var marginal: Double
    var ratio: Double
    var processor: Double
    var memory: Double
    var destination: Double
    /// What goes with a kilowatt-hour.
    var rates: Rates
  }

  /// Draws the common factors.
  ///
  /// What is `known` keeps its value in each draw, and all others are drawn as they are without it. A
  /// factor that holds in several places is drawn once for all of them.
  init(
    _ places: [FactorsInUse],
    draws: Int,
    seed: UInt64,
    known: EstimationSettings.Key? = nil
  ) {
    self.places = places
    self.draws = draws
    self.seed = seed
    var causes = Causes(draws: draws, seed: seed, known: known)
    service = causes.deviates(.inService, .everywhere)
    load = causes.deviates(.hostUtilization, .everywhere)
    common = places.map { factors in
      func values(_ key: EstimationSettings.Key, _ factor: Factor) -> [Double] {
        let spread = factor.spread
        return causes.deviates(key, factor.place).map { factor.value * spread.factor(at: $0) }
      }
      func values(_ key: EstimationSettings.Key) -> [Double] { values(key, factors[key]) }
      let effectiveness = values(.effectiveness)
      let fixed = values(.fixedOverhead)
      let grid = values(.gridIntensity, factors.grid)
      let price = values(.price, factors.price)
      let market = factors.market.map { values(.marketIntensity, $0) }
      let water = factors.water.map { values(.water, $0) }
      let ratio = values(.destinationRatio)
      let core = values(.destinationCore)
      let overcommit = values(.destinationOvercommit)
      let memory = values(.destinationMemory)
      let site = values(.destinationEffectiveness)
      return (0..<draws).map { draw in
        Common(
          marginal: FactorsInUse.marginal(
            effectiveness: max(1, effectiveness[draw]),
            fixedOverhead: min(1, fixed[draw])
          ),
          ratio: ratio[draw],
          processor: core[draw] / overcommit[draw],
          memory: memory[draw],
          destination: max(1, site[draw]),
          rates: Rates(
            grid: grid[draw],
            price: price[draw],
            market: market?[draw] ?? 0,
            water: water?[draw] ?? 0
          )
        )
      }
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
    var other = Simulation(places, draws: draws, seed: seed, known: key)
    other.families = families
    return other
  }

  /// Machines of one family, treatment and place, summed.
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
    /// The workload that goes on there by its size.
    var processors = 0.0
    var memory = 0.0

    mutating func add(_ draft: MachineDraft, _ share: Double) {
      let watts = draft.watts * share
      self.watts += watts
      modelDown += watts * draft.modelSpread.down
      modelUp += watts * draft.modelSpread.up
      loadDown += watts * draft.loadSpread.down
      loadUp += watts * draft.loadSpread.up
      serviceDown += watts * draft.serviceSpread.down
      serviceUp += watts * draft.serviceSpread.up
      let own = watts * max(draft.ownSpread.down, draft.ownSpread.up) / Spread.normal95
      variance += own * own
      switch draft.workload {
      case .none: break
      case .proportional: proportional += watts
      case .sized(let count, let size):
        processors += count * share
        memory += size * share
      }
    }
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
    for (draft, share) in machines {
      let key = CellKey(
        family: draft.family ?? "",
        isInService: draft.serviceSpread != .none,
        place: draft.place
      )
      cells[key, default: Cell()].add(draft, share)
    }
    var outcomes = Outcomes(draws: draws)
    var normal = NormalDeviates(seed: seed &+ 0x0DD &+ (stream << 32))
    for (key, cell) in cells.sorted(by: { $0.key < $1.key }) {
      let hours = places[key.place].yearlyHours
      let sum = max(cell.watts, .leastNormalMagnitude)
      let model = Spread(down: cell.modelDown / sum, up: cell.modelUp / sum)
      let load = Spread(down: cell.loadDown / sum, up: cell.loadUp / sum)
      let service = Spread(down: cell.serviceDown / sum, up: cell.serviceUp / sum)
      let scatter = cell.variance.squareRoot() / sum
      let family = families[key.family]
      for draw in 0..<draws {
        let common = common[key.place][draw]
        let watts =
          cell.watts * model.factor(at: family?[draw] ?? 0) * load.factor(at: self.load[draw])
          * service.factor(at: self.service[draw]) * max(0, 1 + scatter * normal.next())
        let moved =
          watts * cell.proportional / sum * common.ratio + cell.processors * common.processor
          + cell.memory * common.memory
        outcomes.gross[draw] += common.rates.meter * (watts * hours * common.marginal)
        outcomes.destination[draw] +=
          common.rates.destination * (moved * hours * common.destination)
      }
    }
    return outcomes
  }
}

/// What is summed together: one family in one place, with the in-service factor or without.
private struct CellKey: Hashable, Comparable {
  var family: String
  var isInService: Bool
  var place: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.place, left.family, left.isInService ? 1 : 0)
      < (right.place, right.family, right.isInService ? 1 : 0)
  }
}

/// Standard normal numbers for each thing that can be off, each a stream of its own, so that one
/// more factor leaves the draws of all others as they were.
private struct Causes {
  let draws: Int
  let seed: UInt64
  let known: EstimationSettings.Key?
  private var drawn: [Cause: [Double]] = [:]

  private struct Cause: Hashable {
    var key: EstimationSettings.Key
    var place: SettingPlace
  }

  init(draws: Int, seed: UInt64, known: EstimationSettings.Key?) {
    self.draws = draws
    self.seed = seed
    self.known = known
  }

  /// The numbers of a key where it holds in `place`, one a draw: noughts for what is known.
  mutating func deviates(_ key: EstimationSettings.Key, _ place: SettingPlace) -> [Double] {
    if key == known { return [Double](repeating: 0, count: draws) }
    let cause = Cause(key: key, place: place)
    if let before = drawn[cause] { return before }
    // The same stream for the same key and place, whatever else is set.
    var mixed = seed
    let name = key.rawValue + "\u{1F}" + (place.agency?.description ?? "")
    for byte in (name + "\u{1F}" + (place.room ?? "")).utf8 {
      var bits = UniformNumbers(seed: mixed ^ UInt64(byte))
      mixed = bits.next()
    }
    var normal = NormalDeviates(seed: mixed)
    let numbers = (0..<draws).map { _ in normal.next() }
    drawn[cause] = numbers
    return numbers
  }
}
