import Inventory

extension SavingsEstimator {
  /// The sum of machines, each with the share of it that counts.
  func total(
    _ machines: some Sequence<(MachineDraft, Double)>,
    _ departures: [Departure],
    _ simulation: Simulation
  ) -> SavingsTotal {
    let machines = Array(machines)
    let outcomes = simulation.yearly(machines)
    let value = Self.value(of: machines, simulation.factors)
    let basis = Self.basis(of: machines)
    let common = simulation.common
    let factors = simulation.factors
    func footprint(_ energy: Double, _ draws: [Double]) -> Footprint {
      Footprint(
        energy: Outcomes.estimate(energy, draws, basis),
        carbon: Outcomes.estimate(
          energy * factors.grid.value / 1_000,
          draws.indices.map { draws[$0] * common[$0].grid / 1_000 },
          basis
        ),
        cost: Outcomes.estimate(
          energy * factors.price.value,
          draws.indices.map { draws[$0] * common[$0].price },
          basis
        )
      )
    }
    return SavingsTotal(
      machines: machines.count,
      virtualMachines: departures.count,
      gross: footprint(value.gross, outcomes.gross),
      net: footprint(value.gross - value.destination, outcomes.net)
    )
  }

  /// The energy saved month by month.
  ///
  /// A month's part of a year is its days ÷ 365.25. A machine with month *M* in the plan counts
  /// from the month after *M*; the list begins with the first *M*, in which nothing is saved yet,
  /// and ends twelve months after the last.
  func monthly(_ retiring: [MachineDraft], _ simulation: Simulation) -> [MonthlySaving] {
    var byMonth: [Month: [(MachineDraft, Double)]] = [:]
    for draft in retiring {
      if let month = draft.retires { byMonth[month, default: []].append((draft, 1)) }
    }
    guard let first = byMonth.keys.min(), let last = byMonth.keys.max() else { return [] }
    var outcomes = Outcomes(draws: draws)
    var value = (gross: 0.0, destination: 0.0)
    var off: [(MachineDraft, Double)] = []
    var savings: [MonthlySaving] = []
    for offset in 0...(first.months(to: last) + 12) {
      guard let month = first.advanced(by: offset) else { break }
      let part = Double(month.days) / 365.25
      let basis = Self.basis(of: off)
      savings.append(
        MonthlySaving(
          month: month,
          machinesOff: off.count,
          gross: Outcomes.estimate(value.gross * part, outcomes.gross.map { $0 * part }, basis),
          net: Outcomes.estimate(
            (value.gross - value.destination) * part,
            outcomes.net.map { $0 * part },
            basis
          )
        )
      )
      guard let leaving = byMonth[month] else { continue }
      off += leaving
      outcomes.add(simulation.yearly(leaving, stream: UInt64(offset) + 1))
      let added = Self.value(of: leaving, simulation.factors)
      value.gross += added.gross
      value.destination += added.destination
    }
    return savings
  }

  /// The central values: kilowatt-hours a year at the meter and at the destination.
  private static func value(
    of machines: [(MachineDraft, Double)],
    _ factors: FactorsInUse
  ) -> (gross: Double, destination: Double) {
    var (gross, destination) = (0.0, 0.0)
    for (draft, share) in machines {
      gross += draft.watts * share * factors.yearlyHours * factors.marginalOverhead
      let watts: Double =
        switch draft.workload {
        case .none: 0
        case .proportional: draft.watts * factors.destinationRatio.value
        case .sized(let processors, let memory):
          processors * factors.destinationProcessor + memory * factors.destinationMemory.value
        }
      destination +=
        watts * share * factors.yearlyHours * factors.destinationEffectiveness.value
    }
    return (gross, destination)
  }

  /// The weakest basis that a tenth or more of the power rests on, or on one weaker.
  private static func basis(of machines: [(MachineDraft, Double)]) -> Basis {
    var watts: [Basis: Double] = [:]
    var sum = 0.0
    for (draft, share) in machines {
      watts[draft.basis, default: 0] += draft.watts * share
      sum += draft.watts * share
    }
    var weaker = 0.0
    for basis in Basis.allCases.reversed() {
      weaker += watts[basis] ?? 0
      if sum > 0, weaker >= sum / 10 { return basis }
    }
    return .assumed
  }
}
