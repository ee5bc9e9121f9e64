import Inventory

extension SavingsEstimator {
  /// The months that a list of savings covers.
  ///
  /// From the first in which a workload runs at its destination too, or in which a machine that moves
  /// nothing is switched off, to twelve months after the last retirement; empty when nothing retires.
  func span(of retiring: [MachineDraft], _ places: [FactorsInUse]) -> [Month] {
    let cohorts = Cohort.all(retiring.map { ($0, 1) }, places)
    guard let first = cohorts.map(\.first).min(), let last = cohorts.map(\.leaves).max() else {
      return []
    }
    return (0...(first.months(to: last) + 12)).compactMap { first.advanced(by: $0) }
  }

  /// The energy saved in each month of `span`, by machines of which each counts with a share; those
  /// that are off are counted where `isCounted`.
  ///
  /// A month's part of a year is its days ÷ 365.25. A machine with month *M* in the plan counts
  /// from the month after *M*, one that the register has off from its day; its workload draws at the destination from as many whole months
  /// before that as a move runs twice; it is wiped in *M*; what of its room's fixed overhead goes
  /// with a month counts from the one after. All of it is in the net figure.
  func monthly(
    _ machines: some Sequence<(MachineDraft, Double)>,
    over span: [Month],
    _ simulation: Simulation,
    counting isCounted: (MachineDraft) -> Bool = { _ in true }
  ) -> [MonthlySaving] {
    let machines = Array(machines)
    let cohorts = Cohort.all(machines, simulation.places)
    let sums = cohorts.enumerated().map { index, cohort in
      simulation.sum(of: cohort.members, .running, stream: UInt64(index) + 1)
    }
    var releasing: [Month: [(MachineDraft, Double)]] = [:]
    for machine in machines {
      for month in Set(machine.0.releases.map(\.month)) {
        releasing[month, default: []].append(machine)
      }
    }
    var year = Year(draws: draws)
    var off: [(MachineDraft, Double)] = []
    return span.enumerated().map { offset, month in
      for (cohort, sum) in zip(cohorts, sums) {
        if cohort.arrives == month { year.add(sum) { (.zero, $0.moved) } }
        // What the register has off within a month counts for the rest of it.
        if cohort.leaves == month, cohort.offShare > 0 {
          off += cohort.members
          year.add(sum) { ($0.gross * cohort.offShare, $0.reused * cohort.offShare) }
        }
        if cohort.leaves.advanced(by: 1) == month {
          if cohort.offShare == 0 { off += cohort.members }
          let rest = 1 - cohort.offShare
          year.add(sum) { ($0.gross * rest, $0.reused * rest) }
        }
      }
      if let before = month.advanced(by: -1), let machines = releasing[before] {
        let stream = UInt64(cohorts.count + offset) + 1
        let sum = simulation.sum(of: machines, .fixed(before), stream: stream)
        year.add(sum) { ($0.gross, .zero) }
      }
      let wiped = zip(cohorts, sums).filter { $0.0.leaves == month }.map(\.1)
      year.settle(Self.basis(of: off))
      return year.saving(
        in: month,
        wiping: wiped,
        machinesOff: off.count { isCounted($0.0) }
      )
    }
  }
}

/// Machines that leave in one month, and whose workload arrives in one.
private struct Cohort {
  /// The month in which its workload begins to run at its destination.
  var arrives: Month
  /// The last month in which the machines draw.
  var leaves: Month
  /// The share of that month in which they are off already.
  var offShare: Double
  var members: [(MachineDraft, Double)]

  /// The first month that anything happens in.
  var first: Month {
    let moves = members.contains {
      if case .none = $0.0.workload { false } else { true }
    }
    return moves ? min(arrives, leaves) : leaves
  }

  /// The cohorts of machines, in the order of their months.
  static func all(
    _ machines: [(MachineDraft, Double)],
    _ places: [FactorsInUse]
  ) -> [Cohort] {
    var cohorts: [Key: Cohort] = [:]
    for machine in machines {
      guard let leaves = machine.0.retires else { continue }
      let twice = Int(places[machine.0.place][.doubleRunning].value.rounded())
      let arrives = leaves.advanced(by: 1 - twice) ?? leaves
      cohorts[
        Key(leaves: leaves, arrives: arrives, offShare: machine.0.offShare),
        default: Cohort(
          arrives: arrives,
          leaves: leaves,
          offShare: machine.0.offShare,
          members: []
        )
      ].members.append(machine)
    }
    return cohorts.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What the machines of a cohort have in common.
  private struct Key: Hashable, Comparable {
    var leaves: Month
    var arrives: Month
    var offShare: Double

    static func < (left: Self, right: Self) -> Bool {
      (left.leaves, left.arrives, left.offShare) < (right.leaves, right.arrives, right.offShare)
    }
  }
}

/// The energy of a year with what is off by now, its value and that of each draw.
private struct Year {
  private var gross: (value: Double, draws: [Double])
  private var net: (value: Double, draws: [Double])
  private var grossEstimate: Estimate<KilowattHours> = .exactly(.zero, basis: .assumed)
  private var netEstimate: Estimate<KilowattHours> = .exactly(.zero, basis: .assumed)
  private var basis = Basis.assumed
  /// Whether something came that the estimates do not hold yet.
  private var isNew = false

  init(draws: Int) {
    gross = (0, [Double](repeating: 0, count: draws))
    net = gross
  }

  /// Adds what is no longer drawn, and what is drawn elsewhere.
  mutating func add(_ outcomes: Outcomes, _ flows: (Sums) -> (saved: Flows, drawn: Flows)) {
    func add(_ sums: Sums, _ gross: inout Double, _ net: inout Double) {
      let (saved, drawn) = flows(sums)
      gross += saved[Lane.energy]
      net += saved[Lane.energy] - drawn[Lane.energy]
    }
    add(outcomes.value, &gross.value, &net.value)
    for draw in outcomes.draws.indices {
      add(outcomes.draws[draw], &gross.draws[draw], &net.draws[draw])
    }
    isNew = true
  }

  /// Makes the estimates anew where something came.
  mutating func settle(_ basis: Basis) {
    guard isNew else { return }
    self.basis = basis
    grossEstimate = Outcomes.estimate(gross.value, gross.draws, basis)
    netEstimate = Outcomes.estimate(net.value, net.draws, basis)
    isNew = false
  }

  /// A month's part, less what wiping draws in it.
  func saving(in month: Month, wiping: [Outcomes], machinesOff: Int) -> MonthlySaving {
    let part = Double(month.days) / 365.25
    var left = netEstimate.scaled(by: part)
    if !wiping.isEmpty {
      func once(_ sums: (Outcomes) -> Sums) -> Double {
        wiping.reduce(0) { $0 + sums($1).wiping[Lane.energy] }
      }
      left = Outcomes.estimate(
        net.value * part - once(\.value),
        net.draws.indices.map { draw in net.draws[draw] * part - once { $0.draws[draw] } },
        basis
      )
    }
    return MonthlySaving(
      month: month,
      machinesOff: machinesOff,
      gross: grossEstimate.scaled(by: part),
      net: left
    )
  }
}

extension Estimate where Unit == KilowattHours {
  /// The estimate of a part of it.
  fileprivate func scaled(by part: Double) -> Self {
    Self(value * part, low: low * part, high: high * part, basis: basis)
  }
}
