import Inventory

extension SavingsEstimator {
  /// The range of a class.
  func classPower(_ factor: Factor, _ basis: Basis) -> Power {
    Power(
      watts: factor.value,
      basis: basis,
      model: factor.spread,
      own: Self.hostScatter,
      steps: [factor.step(factor.value)]
    )
  }

  /// The power of a storage array: its controllers and its disks, where they are listed.
  ///
  ///     watts = controllers + disks × watts a disk
  ///
  /// The two are independent, so their widths add by squares.
  func arrayPower(_ asset: Asset, _ factors: FactorsInUse) -> Power {
    let count = Double(asset.facts.disks.count)
    guard count > 0 else { return classPower(factors[.storage], .classTypical) }
    return pieces(
      count,
      of: factors[.storageDisk],
      on: factors[.storageControllers],
      record: asset.origins[.disks]
    )
  }

  /// The power of a switch: its base and its ports, where its model's name tells them.
  ///
  ///     watts = base + ports × (watts a port + what a port gives by power over Ethernet)
  func networkPower(_ asset: Asset, _ factors: FactorsInUse) -> Power {
    guard let ports = SwitchPorts.count(asset.facts.model) else {
      return classPower(factors[.networkDevice], .classTypical)
    }
    let plain = pieces(
      Double(ports),
      of: factors[.networkPort],
      on: factors[.networkBase],
      record: asset.origins[.model]
    )
    guard SwitchPorts.givePower(asset.facts.model) else { return plain }
    let given = factors[.networkPoE]
    let count = Double(ports)
    var power = plain
    power.watts += count * given.value
    // Independent of the switch's own, so the widths add by squares.
    func width(_ own: Double, _ other: Double) -> Double {
      (own * own + count * count * other * other).squareRoot()
    }
    let down = plain.watts * (1 - Logarithm.exponential(-plain.model.down))
    let up = plain.watts * (Logarithm.exponential(plain.model.up) - 1)
    power.model = Spread(
      power.watts,
      low: power.watts - width(down, given.value - given.low),
      high: power.watts + width(up, given.high - given.value)
    )
    power.steps.append(
      EstimateStep(
        italian: given.italian,
        english: given.english,
        figure: "\(count) × \(given.value) \(given.unit)",
        source: given.source,
        record: asset.origins[.model]
      )
    )
    return power
  }

  /// A base and a number of equal pieces; the two are independent, so their widths add by squares.
  private func pieces(
    _ count: Double,
    of piece: Factor,
    on base: Factor,
    record: RecordID?
  ) -> Power {
    let watts = base.value + count * piece.value
    func width(_ one: Double, _ other: Double) -> Double {
      (one * one + count * count * other * other).squareRoot()
    }
    let low = watts - width(base.value - base.low, piece.value - piece.low)
    let high = watts + width(base.high - base.value, piece.high - piece.value)
    return Power(
      watts: watts,
      basis: .classTypical,
      model: Spread(watts, low: low, high: high),
      own: Self.hostScatter,
      steps: [
        base.step(base.value),
        EstimateStep(
          italian: piece.italian,
          english: piece.english,
          figure: "\(count) × \(piece.value) \(piece.unit)",
          source: piece.source,
          record: record
        ),
      ]
    )
  }

  /// A modelled power with what the accelerators add that the machine's model or note names.
  ///
  ///     watts = watts of the server + Σ rated watts × load share
  ///
  /// The model's spread and that of the share are independent, so their widths add by squares.
  func withAccelerators(of asset: Asset, _ power: Power, _ factors: FactorsInUse) -> Power {
    let found = Accelerators([asset.facts.model, asset.facts.annotation])
    guard found.count > 0 else { return power }
    let share = factors[.acceleratorLoad]
    let added = found.ratedWatts * share.value
    var power = power
    let before = power.watts
    power.watts += added
    func width(_ spread: Double, _ share: Double) -> Double {
      let (own, others) = (before * spread, found.ratedWatts * share)
      return (own * own + others * others).squareRoot()
    }
    let model = power.model
    power.model = Spread(
      power.watts,
      low: power.watts - width(1 - Logarithm.exponential(-model.down), share.value - share.low),
      high: power.watts + width(Logarithm.exponential(model.up) - 1, share.high - share.value)
    )
    power.basis = max(power.basis, .classTypical)
    power.steps.append(
      EstimateStep(
        italian: "acceleratori (\(found.count)): potenza nominale × quota",
        english: "accelerators (\(found.count)): rated power × share",
        figure: "\(found.ratedWatts) W × \(share.value)",
        source: share.source,
        record: asset.origins[.annotation]
      )
    )
    return power
  }
}
