import Inventory

extension SavingsEstimator {
  /// Power at the plug with what it rests on.
  struct Power {
    var watts: Double
    var basis: Basis
    var model = Spread.none
    var load = Spread.none
    var own = Spread.none
    var service = Spread.none
    var steps: [EstimateStep]
  }

  /// The scatter between two machines that an inventory cannot tell apart: standard deviation of
  /// the logarithm .08 between identical systems in service.
  static let hostScatter = Spread(0.08 * Spread.normal95)
  /// A sensor's average over days is off by 5 %, one reading of a moment by 12 % (one standard
  /// deviation).
  private static let averageReading = Spread(0.05 * Spread.normal95)
  private static let presentReading = Spread(0.12 * Spread.normal95)
  /// Readings that no server, array or switch can have.
  private static let plausibleReading = 1.0...20_000.0

  /// The figures of one machine; `nil` for what no longer exists.
  func draft(
    of asset: Asset,
    in occupancy: Occupancy,
    at place: Int,
    ended: RegisteredEnd?,
    _ service: SiteCalibration,
    _ factors: FactorsInUse
  ) -> MachineDraft? {
    let entry = occupancy.entry(asset)
    guard entry?.status != .gone || ended != nil else { return nil }
    // What was switched off was on before: that it is off now says nothing of what it drew.
    let power = power(
      of: asset,
      isOff: asset.facts.powerState == .off && ended == nil,
      service,
      factors
    )
    let planned = entry?.status == .retire ? entry?.month : nil
    let retires = ended?.month ?? planned
    let guests = occupancy.guests(of: asset)
    let isEmptied: Bool = {
      guard retires != nil else { return false }
      if case .replacedByVirtualMachine? = entry?.reasons.first { return false }
      return asset.kind.isServer && (asset.facts.powerState != .off || ended != nil)
    }()
    var steps = power.steps
    if let ended {
      steps.append(
        EstimateStep(
          italian: "spento dal",
          english: "off from",
          figure: "\(ended.offFrom.description)",
          source: Wording("registro", "register")
        )
      )
    } else if let retires {
      steps.append(
        EstimateStep(
          italian: "spento dal mese successivo a",
          english: "off from the month after",
          figure: "\(retires.description)",
          source: Wording("piano", "plan")
        )
      )
    }
    if ended?.isUsedAgain ?? false {
      steps.append(
        EstimateStep(
          italian: "hardware riusato: continua a consumare altrove",
          english: "hardware used again: it goes on drawing elsewhere",
          figure: "100 %",
          source: Wording("registro", "register")
        )
      )
    }
    return MachineDraft(
      entity: asset.id,
      agency: occupancy.agency,
      place: place,
      isServer: asset.kind.isServer,
      room: Room(asset.facts),
      site: Room.site(of: asset.facts),
      watts: power.watts,
      basis: power.basis,
      family: power.model == .none ? nil : family(of: asset),
      modelSpread: power.model,
      loadSpread: power.load,
      ownSpread: power.own,
      serviceSpread: power.service,
      workload: isEmptied ? workload(of: guests) : .none,
      retires: retires,
      offShare: ended?.offShare ?? 0,
      reused: ended?.isUsedAgain ?? false ? 1 : factors.optional(.reused)?.value ?? 0,
      isWiped: asset.kind != .networkDevice,
      diskSize: asset.facts.disks.compactMap(\.capacity?.value).filter { $0 > 0 }.max(),
      shares: retires == nil ? [] : occupancy.shares(of: asset),
      steps: steps,
      powerSteps: power.steps.count
    )
  }

  private func workload(of guests: [Asset]) -> MachineDraft.Workload {
    let processors = guests.compactMap(\.facts.cpuCores)
    let memory = guests.compactMap(\.facts.memory)
    guard !guests.isEmpty, processors.count == guests.count, memory.count == guests.count else {
      return .proportional
    }
    return .sized(
      processors: Double(processors.reduce(0, +)),
      memory: memory.reduce(0) { $0 + $1.value } / 1_024
    )
  }

  private func family(of asset: Asset) -> String {
    let facts = asset.facts
    let size = facts.cpuSockets.map { String($0) } ?? "?"
    return [asset.kind.rawValue, facts.cpuModel ?? "", facts.model ?? "", size]
      .joined(separator: "\u{1F}").lowercased()
  }

  /// What the measured machines of an agency say of its in-service factor.
  func readings(of assets: [Asset], _ factors: FactorsInUse) -> [SiteCalibration.Reading] {
    assets.compactMap { asset -> SiteCalibration.Reading? in
      guard asset.kind == .server || asset.kind == .host, let power = measured(asset),
        let curve = model.curve(for: ServerProfile(asset.facts)), curve.basis == .model
      else { return nil }
      let laboratory = load(of: asset, factors).watts(of: curve).value.value.value
      return SiteCalibration.Reading(
        ratio: power.watts / laboratory,
        deviation: power.own.up / Spread.normal95
      )
    }
  }

  /// The average load of a machine.
  func load(of asset: Asset, _ factors: FactorsInUse) -> AverageLoad {
    AverageLoad(
      asset,
      recorded: loads[asset.id].map { RecordedLoad($0) } ?? metering.loads[asset.id],
      prior: asset.kind == .host ? factors[.hostUtilization] : factors[.serverUtilization]
    )
  }

  private func power(
    of asset: Asset,
    isOff: Bool,
    _ service: SiteCalibration,
    _ factors: FactorsInUse
  ) -> Power {
    if let measured = measured(asset, isOff: isOff) { return measured }
    switch asset.kind {
    case .storage: return arrayPower(asset, factors)
    case .networkDevice: return networkPower(asset, factors)
    default: break
    }
    // Off but plugged in, which is how most iron stands that a virtual machine has replaced.
    if isOff { return classPower(factors[.standby], .assumed) }
    if let known = DeviceClass(asset.facts) {
      return classPower(factors[known.key], .classTypical)
    }
    let profile = ServerProfile(asset.facts)
    guard !profile.isEmpty, let curve = model.curve(for: profile) else {
      return classPower(factors[.unknownServer], .assumed)
    }
    return withAccelerators(of: asset, modelled(asset, curve, service, factors), factors)
  }

  /// The readings that a machine can have: no more than all its supplies deliver by their plates,
  /// where those are known, with a tenth for what they lose.
  static func readings(of facts: Record) -> ClosedRange<Double> {
    let ratings = facts.powerSupplies.compactMap(\.rating?.value)
    let sum = ratings.reduce(0, +)
    // A plate below 50 W is another number than watts.
    guard !ratings.isEmpty, ratings.count == facts.powerSupplies.count,
      ratings.allSatisfy({ $0 >= 50 })
    else { return plausibleReading }
    return plausibleReading.lowerBound...min(plausibleReading.upperBound, sum * 1.1)
  }

  /// What a machine draws by a meter: its own series, else what its sensor said in the exports.
  ///
  /// A machine that is off now draws no longer what its series says.
  func measured(_ asset: Asset, isOff: Bool = false) -> Power? {
    let plausible = Self.readings(of: asset.facts)
    if !isOff, let series = metering.machines[asset.id], plausible.contains(series.watts) {
      let step = EstimateStep(
        italian: "potenza media del suo contatore",
        english: "average power by its meter",
        figure: series.figure,
        source: series.source
      )
      return Power(watts: series.watts, basis: .metered, own: series.spread, steps: [step])
    }
    guard let reading = asset.facts.measuredPower else { return nil }
    let source = Attribute.measuredPower.wording
    let record = asset.origins[.measuredPower]
    if let average = reading.average, plausible.contains(average.value) {
      let step = EstimateStep(
        italian: "potenza media letta dal sensore",
        english: "average power by its sensor",
        figure: "\(average.value) W",
        source: source,
        record: record
      )
      return Power(
        watts: average.value,
        basis: .metered,
        own: Self.averageReading,
        steps: [step]
      )
    }
    guard let present = reading.present, plausible.contains(present.value) else {
      return nil
    }
    let step = EstimateStep(
      italian: "potenza letta in un momento",
      english: "power read at one moment",
      figure: "\(present.value) W",
      source: source,
      record: record
    )
    return Power(watts: present.value, basis: .metered, own: Self.presentReading, steps: [step])
  }

  private func modelled(
    _ asset: Asset,
    _ curve: PowerCurve,
    _ service: SiteCalibration,
    _ factors: FactorsInUse
  ) -> Power {
    let load = load(of: asset, factors)
    let (laboratory, low, high) = load.watts(of: curve)
    let average = laboratory.value.value
    var steps = curve.steps + load.steps(of: asset, laboratory)
    steps.append(service.step(factors[.inService]))
    return Power(
      watts: average * service.value,
      basis: curve.basis,
      model: Spread(average, low: laboratory.low.value, high: laboratory.high.value),
      load: Spread(average, low: low.value, high: high.value),
      own: Self.hostScatter,
      service: service.spread,
      steps: steps
    )
  }
}

extension Factor {
  /// The line that says that the factor was used.
  func step(_ used: Double) -> EstimateStep {
    EstimateStep(
      italian: italian,
      english: english,
      figure: "\(used) \(unit)",
      source: source
    )
  }
}

extension SiteCalibration {
  /// The line that says which factor was used, and on how many machines of the site it rests.
  fileprivate func step(_ prior: Factor) -> EstimateStep {
    guard machines > 0 else { return prior.step(value) }
    return EstimateStep(
      italian: prior.italian,
      english: prior.english,
      figure: "\(value) \(prior.unit)",
      source: Wording(
        "misure dell’azienda: \(readings), su macchine: \(machines)",
        "readings of the agency: \(readings), of machines: \(machines)"
      )
    )
  }
}
