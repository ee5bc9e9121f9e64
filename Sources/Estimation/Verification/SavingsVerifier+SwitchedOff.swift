public import Inventory

/// What was estimated beside what was metered, over the same days.
public struct VerifiedComparison: Sendable, Hashable {
  /// What the servers that were switched off would have drawn in the metered days after.
  public var estimated: Estimate<KilowattHours>
  /// What the meters say was saved.
  public var metered: Estimate<KilowattHours>
  /// How many switched-off servers are in the estimate.
  public var servers: Int

  /// Metered over estimated; `nil` where nothing was estimated.
  public var ratio: Double? {
    estimated.value.value > 0 ? metered.value.value / estimated.value.value : nil
  }

  /// Whether even the high point of what was metered is below the low point of the estimate.
  public var fellShort: Bool { metered.high < estimated.low }
}

extension SavingsVerifier {
  /// The least fall that is one, as a share of the load before: a server that is off but plugged in
  /// still feeds its management board.
  private static let leastFall = 0.5

  /// Raises each of `servers` with a meter of its own whose load did not fall on its day.
  ///
  /// A load that is half of that before, or more, has not fallen. A month before the day is looked
  /// at, and all that was read after it.
  public func alarms(for servers: [SwitchedOff], in meters: [MeterSeries]) -> [MeterFinding] {
    let byName = Dictionary(meters.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    return servers.sorted { ($0.name, $0.day) < ($1.name, $1.day) }.compactMap { server in
      guard let series = byName[server.name.lowercased()] else { return nil }
      let day = server.day.dayNumber * 1_440
      let before = Self.power(of: series, from: day - 31 * 1_440, to: day)
      let after = Self.power(of: series, from: day, to: .max)
      guard let before, let after else {
        return MeterFinding(meter: series.name, line: nil, reason: .notSeen)
      }
      guard after > (1 - Self.leastFall) * before, after > 0 else { return nil }
      return MeterFinding(
        meter: series.name,
        line: nil,
        reason: .stillDraws(before: Watts(before), after: Watts(after))
      )
    }
  }

  /// Sets what was metered beside what was estimated for the servers that were switched off.
  ///
  /// Each server counts from its day on, for the share of the time after in which the meter was
  /// read, and as far as it was still on in the time before. A meter with a server's name is that
  /// server's alone. The errors of the servers' estimates are taken as common, so that their intervals add:
  /// an upper bound. `nil` when nothing was estimated.
  public func comparison(
    of saving: VerifiedSaving,
    with servers: [SwitchedOff]
  ) -> VerifiedComparison? {
    var sum = Estimate<KilowattHours>.exactly(.zero, basis: .metered)
    var count = 0
    let own = servers.filter { $0.name.lowercased() == saving.meter.lowercased() }
    for server in own.isEmpty ? servers : own {
      guard let power = server.power, server.day <= after.last, server.day > before.first else {
        continue
      }
      let days = after.last.dayNumber + 1 - max(server.day, after.first).dayNumber
      let known = before.last.dayNumber + 1 - before.first.dayNumber
      let on = min(1, Double(server.day.dayNumber - before.first.dayNumber) / Double(known))
      let hours = Double(days) * 24 * saving.after.coverage * on
      count += 1
      sum.value += power.value.energy(hours: hours)
      sum.low += power.low.energy(hours: hours)
      sum.high += power.high.energy(hours: hours)
      sum.basis = max(sum.basis, power.basis)
    }
    guard count > 0 else { return nil }
    return VerifiedComparison(estimated: sum, metered: saving.saved, servers: count)
  }

  /// The average power between two minutes since 1970, of the spans within; `nil` for less than a
  /// day of them.
  private static func power(of series: MeterSeries, from start: Int, to end: Int) -> Double? {
    let spans = series.spans.filter { $0.start >= start && $0.end <= end }
    let minutes = spans.reduce(0) { $0 + $1.end - $1.start }
    guard minutes >= 1_440 else { return nil }
    return spans.reduce(0) { $0 + $1.energy } * 60_000 / Double(minutes)
  }
}
