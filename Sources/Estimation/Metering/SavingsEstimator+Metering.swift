import Inventory

extension SavingsEstimator {
  /// The in-service factor of an agency, from its measured machines and metered groups.
  struct SiteReadings {
    /// Of machines that are measured one by one.
    var machines: [SiteCalibration.Reading] = []
    /// Of groups, by number among the agency's.
    var groups: [Int: SiteCalibration.Reading] = [:]

    /// The factor from all of them, but for one group: what that says is weighed on its own.
    func factor(_ prior: Factor, without group: Int? = nil) -> SiteCalibration {
      let others = groups.sorted { $0.key < $1.key }.filter { $0.key != group }.map(\.value)
      return SiteCalibration(prior: prior, readings: machines + others)
    }
  }

  /// The groups of an agency, those of few machines first; a meter before UPSs without their losses.
  func groups(
    of agency: AgencyCode,
    _ assets: [Asset],
    _ factors: FactorsInUse
  ) -> [MeteredGroup] {
    let own = metering.groups.filter { $0.agency == agency && $0.power != nil }
    guard own.contains(where: { !$0.before.isEmpty }) else { return own }
    let units = Dictionary(
      assets.filter { $0.kind == .powerUnit }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return own.map { group in
      guard let power = group.power, !group.before.isEmpty else { return group }
      var group = group
      let (part, deviation) = factors.passed(power.watts, group.before.map { units[$0] })
      group.power = power.times(part, deviation: deviation)
      return group
    }
  }

  /// Brings the machines of metered groups that have no reading of their own to what their meter
  /// leaves for them, the smallest groups first, so that nothing is counted twice.
  ///
  ///     left = meter · (1 − unlisted share) − Σ machines that are measured, or of a smaller group
  ///     ln rest = (ln estimated ÷ s₀² + ln left ÷ s₁²) ÷ (1 ÷ s₀² + 1 ÷ s₁²)
  ///     s = (1 ÷ s₀² + 1 ÷ s₁²)^−½
  ///
  /// *estimated* is what the rest would draw by the in-service factor without this group. Each of
  /// the rest is scaled by rest ÷ estimated; its own error is what is left of it once the sum is
  /// known, taken as independent, which makes sums wider rather than narrower.
  ///
  /// - Parameters:
  ///   - drafts: The machines of the agency.
  ///   - groups: Its groups, in the order of ``groups(of:)``.
  ///   - readings: What calibrates the in-service factor; groups add theirs.
  ///   - factors: The factors of the agency.
  /// - Returns: What became of each group.
  func settle(
    _ drafts: inout [MachineDraft],
    _ groups: [MeteredGroup],
    _ readings: inout SiteReadings,
    _ factors: FactorsInUse
  ) -> [MeterUse] {
    guard !groups.isEmpty else { return [] }
    let places = Dictionary(
      drafts.enumerated().map { ($1.entity, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let prior = factors[.inService]
    let now = readings.factor(prior).value
    var settled = Settled()
    var uses: [MeterUse] = []
    for (number, group) in groups.enumerated() {
      guard let power = group.power else { continue }
      func use(_ outcome: MeterUse.Outcome) {
        uses.append(
          MeterUse(
            agency: group.agency,
            subject: .group(group.kind, name: group.name),
            power: power,
            outcome: outcome
          )
        )
      }
      let members = group.members.compactMap { id, share in places[id].map { (place: $0, share) } }
        .sorted { $0.place < $1.place }
      guard !members.isEmpty else {
        use(.passed(.noMachines))
        continue
      }
      let balance = GroupBalance(power, members, drafts, settled, factors[.unlisted])
      let rest = balance.rest
      guard !rest.isEmpty else {
        use(balance.comparison)
        continue
      }
      guard balance.left > 0 else {
        use(.passed(.lessThanItsMachines))
        continue
      }
      if let reading = balance.reading(drafts, inService: now) { readings.groups[number] = reading }
      let other = readings.factor(prior, without: number)
      let estimated = GroupEstimate(rest, drafts, from: now, to: other)
      let ratio = balance.left / estimated.watts
      guard SiteCalibration.plausible.contains(ratio) else {
        readings.groups[number] = nil
        use(.passed(.farOff(ratio: ratio)))
        continue
      }
      let found = estimated.weighed(against: balance)
      for member in rest {
        estimated.scale(&drafts[member.place], by: found.scale, found.deviation, in: group, power)
        settled.group[member.place] = number
      }
      settled.deviation[number] = found.deviation
      use(.calibrated(machines: rest.count, ratio: found.scale))
    }
    return uses
  }

  /// What became of the machines' own series.
  func uses(
    of assets: [Asset],
    _ agency: AgencyCode,
    _ ended: [EntityID: RegisteredEnd]
  )
    -> [MeterUse]
  {
    guard !metering.machines.isEmpty else { return [] }
    return assets.compactMap { asset in
      guard asset.kind.drawsPower, let power = metering.machines[asset.id] else { return nil }
      let possible = Self.readings(of: asset.facts)
      let isOff = asset.facts.powerState == .off && ended[asset.id] == nil
      return MeterUse(
        agency: agency,
        subject: .machine(asset.id, name: asset.name),
        power: power,
        outcome: !possible.contains(power.watts)
          ? .passed(.impossible(limit: Watts(possible.upperBound)))
          : isOff ? .passed(.isOff) : .measured
      )
    }
  }
}

/// The machines that groups have settled so far.
struct Settled {
  /// The number of the group that settled a machine, by its place among the drafts.
  var group: [Int: Int] = [:]
  /// The standard deviation of what each group left for its rest.
  var deviation: [Int: Double] = [:]
}

/// A machine of a group: its place among the drafts, and the share of it that the meter counts.
typealias GroupMember = (place: Int, share: Double)

/// What a group's meter leaves for the machines without a reading of their own.
struct GroupBalance {
  /// Those machines.
  let rest: [GroupMember]
  /// What is left for them, in watts; below 0 where the others draw more than the whole.
  let left: Double
  /// Its standard deviation, in watts.
  let error: Double
  /// What the listed machines draw together by the meter, and those that are measured.
  private let whole: Double
  private let measured: Double

  /// Which part of a machine a feed carries of several is hardly known: this is the standard
  /// deviation of the share.
  static let shareError = 0.3

  init(
    _ power: MeteredPower,
    _ members: [GroupMember],
    _ drafts: [MachineDraft],
    _ settled: Settled,
    _ unlisted: Factor
  ) {
    let share = min(0.99, unlisted.value)
    let meter = power.watts * (1 - share) * power.deviation
    let others = power.watts * unlisted.deviation
    var variance = meter * meter + others * others
    var (rest, known): ([GroupMember], Double) = ([], 0)
    var byGroup: [Int: Double] = [:]
    for member in members {
      let draft = drafts[member.place]
      let watts = draft.watts * member.share
      let shared = member.share < 1 ? draft.watts * Self.shareError : 0
      variance += shared * shared
      if let group = settled.group[member.place] {
        byGroup[group, default: 0] += watts
      } else if draft.basis == .metered {
        let own = watts * draft.ownSpread.deviation
        variance += own * own
      } else {
        rest.append(member)
        continue
      }
      known += watts
    }
    for (group, watts) in byGroup {
      let error = watts * (settled.deviation[group] ?? 0)
      variance += error * error
    }
    self.rest = rest
    whole = power.watts * (1 - share)
    measured = known
    left = whole - known
    error = variance.squareRoot()
  }

  /// The meter beside its machines where all of them are measured.
  var comparison: MeterUse.Outcome {
    .compared(ratio: whole / measured, isLikely: abs(left) <= 3 * error)
  }

  /// What it says of the in-service factor; `nil` where less than half of the rest is modelled.
  ///
  /// It is one reading, with the scatter of one machine: what is odd about its rack, such as a device
  /// that no inventory lists, does not average out over the machines in it.
  func reading(_ drafts: [MachineDraft], inService: Double) -> SiteCalibration.Reading? {
    var (modelled, other, otherError) = (0.0, 0.0, 0.0)
    for member in rest {
      let draft = drafts[member.place]
      let watts = draft.watts * member.share
      if draft.serviceSpread == .none {
        other += watts
        otherError += watts * draft.modelSpread.deviation
      } else {
        modelled += watts
      }
    }
    guard modelled > other, left > other else { return nil }
    let sum = left - other
    return SiteCalibration.Reading(
      ratio: sum / (modelled / inService),
      deviation: (error * error + otherError * otherError).squareRoot() / sum,
      machines: rest.count
    )
  }
}

/// What the rest of a group is estimated to draw without its meter.
struct GroupEstimate {
  /// All of it, in watts.
  let watts: Double
  /// The standard deviation of its logarithm.
  let deviation: Double
  /// By what a modelled machine's watts are multiplied to be without the group's meter.
  private let change: Double
  private let families: [String: Double]

  init(
    _ rest: [GroupMember],
    _ drafts: [MachineDraft],
    from now: Double,
    to other: SiteCalibration
  ) {
    let change = other.value / now
    var (watts, modelled, load, own) = (0.0, 0.0, 0.0, 0.0)
    var (families, weights): ([String: Double], [String: Double]) = ([:], [:])
    for member in rest {
      let draft = drafts[member.place]
      let isModelled = draft.serviceSpread != .none
      let part = draft.watts * member.share * (isModelled ? change : 1)
      watts += part
      modelled += isModelled ? part : 0
      load += part * draft.loadSpread.deviation
      own += (part * draft.ownSpread.deviation) * (part * draft.ownSpread.deviation)
      let family = draft.family ?? "\(member.place)"
      families[family, default: 0] += part * draft.modelSpread.deviation
      weights[family, default: 0] += part
    }
    let service = modelled * other.spread.deviation
    let model = families.values.sorted().reduce(0) { $0 + $1 * $1 }
    let whole = max(watts, .leastNormalMagnitude)
    self.watts = whole
    self.change = change
    self.families = weights.mapValues { $0 / whole }
    deviation = (service * service + model + load * load + own).squareRoot() / whole
  }

  /// The estimate and what the meter leaves, each by its precision.
  func weighed(against balance: GroupBalance) -> (scale: Double, deviation: Double) {
    let (mine, its) = (max(deviation, 1e-9), max(balance.error / balance.left, 1e-9))
    let (one, other) = (1 / (mine * mine), 1 / (its * its))
    let logarithm = Logarithm.natural(balance.left / watts) * other / (one + other)
    return (Logarithm.exponential(logarithm), (1 / (one + other)).squareRoot())
  }

  /// Brings a machine to its part of the sum.
  func scale(
    _ draft: inout MachineDraft,
    by scale: Double,
    _ deviation: Double,
    in group: MeteredGroup,
    _ power: MeteredPower
  ) {
    let isModelled = draft.serviceSpread != .none
    let before = draft.watts * (isModelled ? change : 1)
    draft.watts = before * scale
    // What is common to the group is in its sum; what is left is how it is split.
    let family = families[draft.family ?? ""] ?? 0
    let model = draft.modelSpread.deviation * max(0, 1 - family).squareRoot()
    let own = draft.ownSpread.deviation * max(0, 1 - before / watts).squareRoot()
    draft.ownSpread = Spread((model * model + own * own).squareRoot() * Spread.normal95)
    draft.modelSpread = Spread(deviation * Spread.normal95)
    (draft.loadSpread, draft.serviceSpread) = (.none, .none)
    let numbers = power.series.map { String($0.number) }.joined(separator: ",")
    draft.family = ["unknown", "", group.name, numbers].joined(separator: "\u{1F}")
    draft.steps.insert(
      EstimateStep(
        italian: "riportata a quanto misura \(group.kind.label(in: .italian)) "
          + "\(Excerpt(whole: group.name))",
        english: "brought to what is metered at \(group.kind.label(in: .english)) "
          + "\(Excerpt(whole: group.name))",
        figure: "× \(scale) = \(draft.watts) W",
        source: power.source
      ),
      at: draft.powerSteps
    )
    draft.powerSteps += 1
  }
}
