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
    let value = Self.value(of: machines, simulation.places)
    let basis = Self.basis(of: machines)
    let parts = OptionalParts(simulation.places, used: Set(machines.map(\.0.place)))
    func footprint(_ value: Flows, _ draws: [Flows]) -> Footprint {
      Outcomes.footprint(value, draws, basis, parts)
    }
    return SavingsTotal(
      machines: machines.count,
      virtualMachines: departures.count,
      gross: footprint(value.gross, outcomes.gross),
      net: footprint(value.gross - value.destination, outcomes.net),
      embodied: Self.embodied(in: machines, simulation.places)
    )
  }

  /// What making the servers among these machines has emitted; `nil` where a place has no figure.
  private static func embodied(
    in machines: [(MachineDraft, Double)],
    _ places: [FactorsInUse]
  ) -> Estimate<KilogramsCO2e>? {
    var (value, low, high) = (0.0, 0.0, 0.0)
    for (draft, share) in machines where draft.isServer {
      guard let factor = places[draft.place].optional(.embodied) else { return nil }
      value += factor.value * share
      low += factor.low * share
      high += factor.high * share
    }
    guard value > 0 else { return nil }
    return Estimate(
      KilogramsCO2e(value),
      low: KilogramsCO2e(low),
      high: KilogramsCO2e(high),
      basis: .assumed
    )
  }

  /// The months that a list of savings covers: from the first *M* in the plan, in which nothing is
  /// saved yet, to twelve months after the last; empty when nothing retires.
  func span(of retiring: [MachineDraft]) -> [Month] {
    let months = retiring.compactMap(\.retires)
    guard let first = months.min(), let last = months.max() else { return [] }
    return (0...(first.months(to: last) + 12)).compactMap { first.advanced(by: $0) }
  }

  /// The energy saved in each month of `span`, by machines of which each counts with a share; those
  /// that are off are counted where `isCounted`.
  ///
  /// A month's part of a year is its days ÷ 365.25. A machine with month *M* in the plan counts
  /// from the month after *M*.
  func monthly(
    _ machines: some Sequence<(MachineDraft, Double)>,
    over span: [Month],
    _ simulation: Simulation,
    counting isCounted: (MachineDraft) -> Bool = { _ in true }
  ) -> [MonthlySaving] {
    var byMonth: [Month: [(MachineDraft, Double)]] = [:]
    for (draft, share) in machines {
      if let month = draft.retires { byMonth[month, default: []].append((draft, share)) }
    }
    var outcomes = Outcomes(draws: draws)
    var value = (gross: Flows.zero, destination: Flows.zero)
    var off: [(MachineDraft, Double)] = []
    var count = 0
    // A year with what is off by now; it changes only where a machine goes.
    var gross = Estimate<KilowattHours>.nothing
    var net = gross
    return span.enumerated().map { offset, month in
      let part = Double(month.days) / 365.25
      let saving = MonthlySaving(
        month: month,
        machinesOff: count,
        gross: gross.scaled(by: part),
        net: net.scaled(by: part)
      )
      if let leaving = byMonth[month] {
        off += leaving
        count += leaving.count { isCounted($0.0) }
        outcomes.add(simulation.yearly(leaving, stream: UInt64(offset) + 1))
        let added = Self.value(of: leaving, simulation.places)
        value.gross += added.gross
        value.destination += added.destination
        let basis = Self.basis(of: off)
        gross = Outcomes.estimate(Lane.energy, value.gross, outcomes.gross, basis)
        net = Outcomes.estimate(
          Lane.energy,
          value.gross - value.destination,
          outcomes.net,
          basis
        )
      }
      return saving
    }
  }

  /// The central values of a year, at the meter and at the destination.
  private static func value(
    of machines: [(MachineDraft, Double)],
    _ places: [FactorsInUse]
  ) -> (gross: Flows, destination: Flows) {
    var (gross, destination) = (Flows.zero, Flows.zero)
    let rates = places.map(\.rates)
    for (draft, share) in machines {
      let factors = places[draft.place]
      let hours = share * factors.yearlyHours
      gross += rates[draft.place].meter * (draft.watts * hours * factors.marginalOverhead)
      let watts: Double =
        switch draft.workload {
        case .none: 0
        case .proportional: draft.watts * factors[.destinationRatio].value
        case .sized(let processors, let memory):
          processors * factors.destinationProcessor + memory * factors[.destinationMemory].value
        }
      destination +=
        rates[draft.place].destination * (watts * hours * factors[.destinationEffectiveness].value)
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

extension Estimate where Unit == KilowattHours {
  /// No energy, before anything is off.
  fileprivate static var nothing: Self { .exactly(.zero, basis: .assumed) }

  /// The estimate of a part of it.
  fileprivate func scaled(by part: Double) -> Self {
    Self(value * part, low: low * part, high: high * part, basis: basis)
  }
}
