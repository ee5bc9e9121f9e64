import Inventory

extension SavingsEstimator {
  /// The estimate of one machine; its intervals are of its own, all causes combined by squares.
  func machine(_ draft: MachineDraft, _ factors: FactorsInUse) -> MachineEstimate {
    let power = draft.powerSpread
    let overhead = factors.overhead(releasing: draft.released)
    let energy = draft.watts * factors.yearlyHours * overhead.value
    let spread = power.combined(with: overhead.spread)
    var steps = draft.steps
    if let ups = factors.upsStep { steps.append(ups) }
    let way = Self.overheadWay(isReleased: draft.released > 0, isBehindUPS: factors.ups != nil)
    steps.append(
      EstimateStep(
        italian: way.italian,
        english: way.english,
        figure: "\(factors.hours.value) h × \(overhead.value)",
        source: factors.effectiveness.source
      )
    )
    steps.append(
      EstimateStep(
        italian: "energia di un anno al contatore",
        english: "energy of a year at the meter",
        figure: "\(energy) kWh",
        source: Wording(
          "potenza × ore × sovraccarico ÷ 1000",
          "power × hours × overhead ÷ 1000"
        )
      )
    )
    steps.append(factors.grid.step(factors.grid.value))
    steps.append(factors.price.step(factors.price.value))
    for factor in [factors.market, factors.water].compactMap(\.self) {
      steps.append(factor.step(factor.value))
    }
    let (destination, destinationSpread) = destinationEnergy(of: draft, factors)
    if destination > 0 {
      steps.append(
        EstimateStep(
          italian: "energia di un anno a destinazione",
          english: "energy of a year where it goes",
          figure: "\(destination) kWh",
          source: factors[.destinationEffectiveness].source
        )
      )
    }
    steps += onceSteps(of: draft, moved: destination, factors)
    let reused = draft.watts * factors.yearlyHours * factors.marginalOverhead * draft.reused
    return MachineEstimate(
      entity: draft.entity,
      agency: draft.agency,
      power: estimate(draft.watts, power, draft.basis),
      yearly: footprint(energy, spread, draft.basis, factors, rates: factors.rates.meter),
      destination: footprint(
        destination + reused,
        destinationSpread,
        .assumed,
        factors,
        rates: factors.rates.destination
      ),
      retires: draft.retires,
      projects: draft.shares,
      steps: steps
    )
  }

  /// The formula of the overhead, in words.
  private static func overheadWay(isReleased: Bool, isBehindUPS: Bool) -> Wording {
    switch (isReleased, isBehindUPS) {
    case (true, false):
      Wording(
        "ore × sovraccarico: 1 + (1 − quota fissa × (1 − parte che si spegne)) × (PUE − 1)",
        "hours × overhead: 1 + (1 − fixed share × (1 − part that goes off)) × (PUE − 1)"
      )
    case (false, false):
      Wording(
        "ore × sovraccarico marginale della sala: 1 + (1 − quota fissa) × (PUE − 1)",
        "hours × marginal overhead: 1 + (1 − fixed share) × (PUE − 1)"
      )
    case (false, true):
      Wording(
        "ore × sovraccarico marginale della sala: 1 + pendenza delle perdite dell’UPS + (1 − quota "
          + "fissa) × (PUE − 1 − perdite ÷ carico dell’UPS)",
        "hours × marginal overhead: 1 + slope of the UPS’s losses + (1 − fixed share) × (PUE − 1 − "
          + "losses ÷ load of the UPS)"
      )
    case (true, true):
      Wording(
        "ore × sovraccarico: marginale, con l’UPS, + parte che si spegne × (PUE − marginale)",
        "hours × overhead: marginal, with the UPS, + part that goes off × (PUE − marginal)"
      )
    }
  }

  /// What a move draws once.
  private func onceSteps(
    of draft: MachineDraft,
    moved: Double,
    _ factors: FactorsInUse
  ) -> [EstimateStep] {
    guard draft.retires != nil else { return [] }
    var steps: [EstimateStep] = []
    let (months, hours) = (factors[.doubleRunning], factors[.wiping])
    if moved > 0, months.value > 0 {
      steps.append(
        EstimateStep(
          italian: "una volta sola: \(months.italian)",
          english: "once: \(months.english)",
          figure: "\(months.value) ÷ 12 × \(moved) = \(moved * months.value / 12) kWh",
          source: months.source
        )
      )
    }
    if draft.isWiped, let size = draft.diskSize {
      let speed = factors[.wipingSpeed]
      let hours = size / speed.value / 3.6
      let energy = draft.watts * factors.marginalOverhead * hours / 1_000
      steps.append(
        EstimateStep(
          italian: "una volta sola: cancellare il disco più grande",
          english: "once: wiping the largest disk",
          figure: "\(size) GB ÷ \(speed.value) MB/s ÷ 3600 = \(hours) h = \(energy) kWh",
          source: speed.source
        )
      )
    } else if draft.isWiped, hours.value > 0 {
      let energy = draft.watts * factors.marginalOverhead * hours.value / 1_000
      steps.append(
        EstimateStep(
          italian: "una volta sola: \(hours.italian)",
          english: "once: \(hours.english)",
          figure: "\(hours.value) h = \(energy) kWh",
          source: hours.source
        )
      )
    }
    return steps
  }

  private func destinationEnergy(
    of draft: MachineDraft,
    _ factors: FactorsInUse
  ) -> (energy: Double, spread: Spread) {
    let site = factors[.destinationEffectiveness]
    switch draft.workload {
    case .none: return (0, .none)
    case .proportional:
      let watts = draft.watts * factors[.destinationRatio].value
      let spread = draft.powerSpread.combined(with: factors[.destinationRatio].spread)
      return (watts * factors.yearlyHours * site.value, spread.combined(with: site.spread))
    case .sized(let processors, let memory):
      let watts =
        processors * factors.destinationProcessor + memory * factors[.destinationMemory].value
      // The processors' share dominates, so their spread is taken for the whole.
      let spread = factors[.destinationCore].spread
        .combined(with: factors[.destinationOvercommit].spread)
        .combined(with: site.spread)
      return (watts * factors.yearlyHours * site.value, spread)
    }
  }

  private func footprint(
    _ energy: Double,
    _ spread: Spread,
    _ basis: Basis,
    _ factors: FactorsInUse,
    rates: Flows
  ) -> Footprint {
    func part<Unit>(_ lane: Int, _ factor: Factor?) -> Estimate<Unit> {
      let own = factor.map { spread.combined(with: $0.spread) } ?? spread
      return estimate(energy * rates[lane], own, basis)
    }
    return Footprint(
      energy: part(Lane.energy, nil),
      carbon: part(Lane.carbon, factors.grid),
      cost: part(Lane.cost, factors.price),
      marketCarbon: factors.market.map { part(Lane.marketCarbon, $0) },
      water: factors.water.map { part(Lane.water, $0) }
    )
  }

  private func estimate<Unit>(_ value: Double, _ spread: Spread, _ basis: Basis) -> Estimate<Unit> {
    Estimate(
      Unit(value),
      low: Unit(value * Logarithm.exponential(-spread.down)),
      high: Unit(value * Logarithm.exponential(spread.up)),
      basis: basis
    )
  }
}
