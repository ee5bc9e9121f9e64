import Inventory

/// Seeded draws of everything that can be off, shared between all sums of one estimate.
struct Simulation {
  /// The factors of each place, by number.
  let places: [FactorsInUse]
  let draws: Int
  /// The common factors of each place at their values, and in each draw.
  private let central: [CommonFactors]
  private let common: [[CommonFactors]]
  /// Standard normal numbers of the in-service factor and the load, one a draw.
  private let service: [Double]
  private let load: [Double]
  /// Standard normal numbers for each family, one a draw.
  private var families: [String: [Double]] = [:]
  private let seed: UInt64

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
    central = places.map { CommonFactors($0) { _, factor in factor.value } }
    common = places.map { factors in
      (0..<draws).map { draw in
        CommonFactors(factors) { key, factor in
          factor.value(at: causes.deviates(key, factor.place)[draw])
        }
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

  /// What of machines is summed.
  enum Part {
    /// All that they save in the end.
    case whole
    /// All but the room's fixed overhead.
    case running
    /// The room's fixed overhead that goes with a month.
    case fixed(Month)
  }

  /// Machines of one family, treatment and place, summed.
  private struct Cell {
    /// What weighs the spreads.
    var watts = 0.0
    var model = (down: 0.0, up: 0.0)
    var load = (down: 0.0, up: 0.0)
    var service = (down: 0.0, up: 0.0)
    /// The variance of the sum's own scatter, in watts squared.
    var variance = 0.0
    /// The watts that go off.
    var running = 0.0
    /// The watts whose part of the fixed overhead goes.
    var released = 0.0
    /// The watts whose workload goes on at the destination in proportion.
    var proportional = 0.0
    /// The workload that goes on there by its size.
    var processors = 0.0
    var memory = 0.0
    /// The watts of hardware that is used again, and of what is wiped.
    var reused = 0.0
    var wiped = 0.0
    /// The watts of what is wiped by the size of its disks, times that size in gigabytes.
    var wipedBySize = 0.0

    mutating func add(_ draft: MachineDraft, _ share: Double, _ part: Part) {
      let watts = draft.watts * share
      self.watts += watts
      model.down += watts * draft.modelSpread.down
      model.up += watts * draft.modelSpread.up
      load.down += watts * draft.loadSpread.down
      load.up += watts * draft.loadSpread.up
      service.down += watts * draft.serviceSpread.down
      service.up += watts * draft.serviceSpread.up
      let own = watts * max(draft.ownSpread.down, draft.ownSpread.up) / Spread.normal95
      variance += own * own
      switch part {
      case .fixed(let month):
        for release in draft.releases where release.month == month {
          released += watts * release.part
        }
        return
      case .whole: released += watts * draft.released
      case .running: break
      }
      running += watts
      reused += watts * draft.reused
      if draft.isWiped {
        if let size = draft.diskSize { wipedBySize += watts * size } else { wiped += watts }
      }
      switch draft.workload {
      case .none: break
      case .proportional: proportional += watts
      case .sized(let count, let size):
        processors += count * share
        memory += size * share
      }
    }

    /// The sums where power is `factor` times its value.
    func sums(_ factor: Double, _ common: CommonFactors) -> Sums {
      let rates = common.rates
      let moved =
        factor * proportional * common.ratio + processors * common.processor
        + memory * common.memory
      let year = moved * common.hours * common.destination
      var sums = Sums()
      sums.gross =
        rates.meter
        * (factor * common.hours * (running * common.marginal + released * common.fixed))
      sums.moved = rates.destination * year
      sums.reused = rates.meter * (factor * reused * common.hours * common.marginal)
      sums.twice = rates.destination * (year * common.months / 12)
      let wiping = wiped * common.wipingHours + wipedBySize / (common.wipingSpeed * 3.6)
      sums.wiping = rates.meter * (factor * wiping * common.marginal / 1_000)
      return sums
    }
  }

  /// The sum of machines, each with the share of it that counts, and that of each draw.
  ///
  /// The power of machines of one family moves together; the machines' own scatter adds by squares.
  /// Sums that are added to one another take different `stream`s, or their scatter would be one.
  func sum(
    of machines: some Sequence<(MachineDraft, Double)>,
    _ part: Part = .whole,
    stream: UInt64 = 0
  ) -> Outcomes {
    var outcomes = Outcomes(draws: draws)
    add(machines, part, stream: stream, to: &outcomes)
    return outcomes
  }

  /// Adds the sum of machines to others.
  func add(
    _ machines: some Sequence<(MachineDraft, Double)>,
    _ part: Part,
    stream: UInt64,
    to outcomes: inout Outcomes
  ) {
    var cells: [CellKey: Cell] = [:]
    for (draft, share) in machines {
      let key = CellKey(
        family: draft.family ?? "",
        isInService: draft.serviceSpread != .none,
        place: draft.place
      )
      cells[key, default: Cell()].add(draft, share, part)
    }
    var normal = NormalDeviates(seed: seed &+ 0x0DD &+ (stream << 32))
    for (key, cell) in cells.sorted(by: { $0.key < $1.key }) {
      let sum = max(cell.watts, .leastNormalMagnitude)
      let model = Spread(down: cell.model.down / sum, up: cell.model.up / sum)
      let load = Spread(down: cell.load.down / sum, up: cell.load.up / sum)
      let service = Spread(down: cell.service.down / sum, up: cell.service.up / sum)
      let scatter = cell.variance.squareRoot() / sum
      let family = families[key.family]
      outcomes.value += cell.sums(1, central[key.place])
      for draw in 0..<draws {
        let factor =
          model.factor(at: family?[draw] ?? 0) * load.factor(at: self.load[draw])
          * service.factor(at: self.service[draw]) * max(0, 1 + scatter * normal.next())
        outcomes.draws[draw] += cell.sums(factor, common[key.place][draw])
      }
    }
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
