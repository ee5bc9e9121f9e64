import Inventory

extension SavingsEstimator {
  /// The sum of machines, each with the share of it that counts.
  func total(
    _ machines: some Sequence<(MachineDraft, Double)>,
    _ departures: [Departure],
    _ simulation: Simulation
  ) -> SavingsTotal {
    let machines = Array(machines)
    let outcomes = simulation.sum(of: machines)
    let basis = Self.basis(of: machines)
    let parts = OptionalParts(simulation.places, used: Set(machines.map(\.0.place)))
    return SavingsTotal(
      machines: machines.count,
      virtualMachines: departures.count,
      gross: outcomes.footprint(\.gross, basis, parts),
      net: outcomes.footprint(\.net, basis, parts),
      move: outcomes.footprint(\.once, .assumed, parts),
      firstYear: outcomes.footprint({ $0.net - $0.once }, basis, parts),
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

  /// The weakest basis that a tenth or more of the power rests on, or on one weaker.
  static func basis(of machines: some Sequence<(MachineDraft, Double)>) -> Basis {
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
