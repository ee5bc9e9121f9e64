public import Inventory

/// What hosts that stay draw more when they take over the load of hosts that go dark.
public struct Takeover: Sendable, Hashable {
  /// How much more they draw together at their plugs.
  public var power: Estimate<Watts>
  /// The same over a year at the agency's meter.
  public var yearly: Estimate<KilowattHours>
  /// Hosts that stay of which no curve is known, so that nothing is added for them.
  public var unknown: [EntityID]
}

extension SavingsEstimator {
  /// Estimates what hosts that stay draw more when others go dark and their load moves to them.
  ///
  /// Load is counted in cores at work; it goes to the hosts that stay by their cores, none above its
  /// full load:
  ///
  ///     use after = use + Σ use · cores of the dark ÷ Σ cores of those that stay
  ///     watts more = Σ in-service factor × (curve(use after) − curve(use))
  ///
  /// A host whose cores nobody knows counts as the mean of the others. The figure is the model's, for
  /// measured hosts too: their readings say nothing of a load that they do not carry yet.
  ///
  /// - Parameters:
  ///   - dark: The hosts that go dark.
  ///   - staying: The hosts that take over.
  ///   - estate: The estate that they are of.
  /// - Returns: What they draw more; nothing where no host stays.
  public func takeover(
    of dark: [EntityID],
    by staying: [EntityID],
    in estate: Estate
  ) -> Takeover {
    var result = Takeover(
      power: .exactly(.zero, basis: .model),
      yearly: .exactly(.zero, basis: .model),
      unknown: []
    )
    guard !dark.isEmpty, !staying.isEmpty else { return result }
    var local = LocalFactors(measuredSettings().settings, asOf: nil)
    let agency = estate.agency.code
    let home = local.number(of: nil, agency: agency)
    let service = siteReadings(of: Occupancy(estate), &local, [:])
      .factor(local.all[home][.inService])
    let names = Set(dark + staying)
    let assets = Dictionary(
      estate.assets.filter { names.contains($0.id) }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let known = names.sorted().compactMap { assets[$0]?.facts.cpuCores }.filter { $0 > 0 }
    let usual = known.isEmpty ? 1 : Double(known.reduce(0, +)) / Double(known.count)
    func cores(_ asset: Asset) -> Double {
      asset.facts.cpuCores.flatMap { $0 > 0 ? Double($0) : nil } ?? usual
    }
    let leaving = dark.compactMap { assets[$0] }
    let hosts = staying.compactMap { assets[$0] }
    let room = max(hosts.reduce(0) { $0 + cores($1) }, .leastNormalMagnitude)
    let load = leaving.reduce(0) { $0 + self.load(of: $1, local.all[home]).value * cores($1) }
    var (watts, energy) = (0.0, 0.0)
    var spread = (watts: 0.0, down: 0.0, up: 0.0)
    for host in hosts {
      let place = local.number(of: host.facts, agency: agency)
      let factors = local.all[place]
      let profile = ServerProfile(host.facts)
      guard !profile.isEmpty, let curve = model.curve(for: profile) else {
        result.unknown.append(host.id)
        continue
      }
      let before = self.load(of: host, factors).value
      let after = min(1, before + load / room)
      let more =
        (curve.watts(near: after).value.value - curve.watts(near: before).value.value)
        * service.value
      watts += more
      energy += more * factors.yearlyHours * factors.marginalOverhead
      // The slope of a curve is as unsure as the curve.
      let here = curve.watts(near: before)
      let own = Spread(here.value.value, low: here.low.value, high: here.high.value)
        .combined(with: service.spread)
      spread.watts += more
      spread.down += more * own.down
      spread.up += more * own.up
      result.power.basis = max(result.power.basis, curve.basis)
    }
    guard watts > 0 else { return result }
    let whole = Spread(down: spread.down / spread.watts, up: spread.up / spread.watts)
    let meter = whole.combined(with: local.all[home].overhead(releasing: 0).spread)
    func estimate<Unit>(_ value: Double, _ spread: Spread) -> Estimate<Unit> {
      Estimate(
        Unit(value),
        low: Unit(value * Logarithm.exponential(-spread.down)),
        high: Unit(value * Logarithm.exponential(spread.up)),
        basis: result.power.basis
      )
    }
    result.power = estimate(watts, whole)
    result.yearly = estimate(energy, meter)
    return result
  }
}
