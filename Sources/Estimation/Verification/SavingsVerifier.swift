import Inventory

/// Tells from meters what switching servers off saved.
///
///     saved = baseline model over the time after − metered in the time after + logged changes
///
/// The interval holds the scatter of the stretches and the fit of the model (``BaselineModel``) and
/// the class of the meter: an error of its gain scales what was saved, since the same meter counted
/// before and after.
public struct SavingsVerifier: Sendable {
  /// The days before anything was switched off.
  public var before: MeterPeriod
  /// The days after.
  public var after: MeterPeriod
  /// What the meters see.
  public var option: VerificationOption
  /// The weather; empty for none, and then nothing is corrected for it.
  public var weather: DegreeDays
  /// What else changed.
  public var changes: [LoggedChange]
  /// How far a meter's gain may be off, as a share (half the 90 % interval): class 2 by default
  /// (EN 62053-21).
  public var meterError: Double

  /// Less of a day than this was seen, and the day is left out.
  private static let leastOfDay = 0.75

  /// Creates a verifier.
  public init(
    before: MeterPeriod,
    after: MeterPeriod,
    option: VerificationOption,
    weather: DegreeDays = DegreeDays(),
    changes: [LoggedChange] = [],
    meterError: Double = 0.02
  ) {
    self.before = before
    self.after = after
    self.option = option
    self.weather = weather
    self.changes = changes
    self.meterError = meterError
  }

  /// A stretch with its logged changes taken out.
  private struct Stretch {
    var start: Int
    /// Days that were metered.
    var days: Double
    var metered: Double
    var changed: Double
    var weather: DegreeDays.Day?

    var rate: Double { (metered - changed) / days }
  }

  /// What the meter says was saved; `nil` when it was not read in one of the two times.
  ///
  /// - Complexity: O(spans × changes).
  public func saving(of series: MeterSeries) -> VerifiedSaving? {
    var findings = series.findings.filter { concerns($0) }
    func tell(_ reason: MeterFinding.Reason) {
      findings.append(MeterFinding(meter: series.name, line: nil, reason: reason))
    }
    var past = stretches(of: series, in: before)
    var present = stretches(of: series, in: after)
    var kinds: [KeyPath<DegreeDays.Day, Double?>] = []
    if !weather.isEmpty {
      let unknown = (past + present).filter { $0.weather == nil }
      if let first = unknown.first {
        tell(.noDegreeDays(day: MeterSeries.day(first.start), count: unknown.count))
      }
      past.removeAll { $0.weather == nil }
      present.removeAll { $0.weather == nil }
      let days = (past + present).compactMap(\.weather)
      kinds = [\.heating, \.cooling].filter { kind in days.allSatisfy { $0[keyPath: kind] != nil } }
    }
    guard !past.isEmpty, !present.isEmpty,
      let fit = fit(past, kinds, tell: { tell(.weatherTellsNothing) })
    else { return nil }
    let model = fit.model
    if model.isScatterAssumed { tell(.fewPoints(past.count)) }
    if reachesBeyond(past, present, fit.kinds) { tell(.weatherBeyondBaseline) }
    let points = present.map { point($0, fit.kinds) }
    let baseline = model.energy(of: points)
    let days = present.reduce(0) { $0 + $1.days }
    let saved = baseline - present.reduce(0) { $0 + $1.rate * $1.days }
    let (scatter, gain) = (model.halfWidth(of: points), meterError * saved)
    let width = (scatter * scatter + gain * gain).squareRoot()
    func estimate(_ scale: Double) -> Estimate<KilowattHours> {
      Estimate(
        KilowattHours(saved * scale),
        low: KilowattHours((saved - width) * scale),
        high: KilowattHours((saved + width) * scale),
        basis: .metered
      )
    }
    func coefficient(_ kind: KeyPath<DegreeDays.Day, Double?>) -> KilowattHours? {
      fit.kinds.firstIndex(of: kind).map { KilowattHours(model.coefficients[$0 + 1]) }
    }
    return VerifiedSaving(
      meter: series.name,
      option: option,
      before: time(past, before),
      after: time(present, after),
      baseline: KilowattHours(baseline),
      heating: coefficient(\.heating),
      cooling: coefficient(\.cooling),
      saved: estimate(1),
      yearly: estimate(365 / days),
      findings: findings
    )
  }

  /// Whether a finding is about one of the two times: a gap between them is none.
  private func concerns(_ finding: MeterFinding) -> Bool {
    guard case .gap(let day?, let hours) = finding.reason else { return true }
    let start = day.dayNumber * 1_440
    return [before.minutes, after.minutes].contains { time in
      start < time.upperBound && start + hours * 60 > time.lowerBound
    }
  }

  /// Fits with all kinds of degree days that explain something; none explains less than nothing.
  private func fit(
    _ past: [Stretch],
    _ offered: [KeyPath<DegreeDays.Day, Double?>],
    tell: () -> Void
  ) -> (model: BaselineModel, kinds: [KeyPath<DegreeDays.Day, Double?>])? {
    var kinds = offered
    while !kinds.isEmpty {
      // Three stretches for each coefficient, or the fit follows the scatter.
      if past.count >= 3 * (kinds.count + 1),
        let model = BaselineModel(past.map { point($0, kinds) }),
        kinds.allSatisfy({ varies(past, $0) })
      {
        guard let worst = model.coefficients.dropFirst().enumerated().min(by: { $0.1 < $1.1 }),
          worst.element <= 0
        else { return (model, kinds) }
        kinds.remove(at: worst.offset)
      } else {
        kinds = kinds.count > 1 ? kinds.filter { varies(past, $0) }.dropLast() : []
      }
    }
    if !offered.isEmpty { tell() }
    return BaselineModel(past.map { point($0, []) }).map { ($0, []) }
  }

  private func point(
    _ stretch: Stretch,
    _ kinds: [KeyPath<DegreeDays.Day, Double?>]
  ) -> BaselineModel.Point {
    BaselineModel.Point(
      days: stretch.days,
      rate: stretch.rate,
      weather: kinds.map { stretch.weather?[keyPath: $0] ?? 0 }
    )
  }

  private func range(
    _ stretches: [Stretch],
    _ kind: KeyPath<DegreeDays.Day, Double?>
  ) -> ClosedRange<Double>? {
    let values = stretches.compactMap { $0.weather?[keyPath: kind] }
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  private func varies(_ past: [Stretch], _ kind: KeyPath<DegreeDays.Day, Double?>) -> Bool {
    range(past, kind).map { $0.upperBound - $0.lowerBound > 0.01 } ?? false
  }

  /// Whether the weather after is more than a tenth beyond that before.
  private func reachesBeyond(
    _ past: [Stretch],
    _ present: [Stretch],
    _ kinds: [KeyPath<DegreeDays.Day, Double?>]
  ) -> Bool {
    kinds.contains { kind in
      guard let known = range(past, kind), let met = range(present, kind) else { return false }
      let margin = 0.1 * (known.upperBound - known.lowerBound)
      return met.lowerBound < known.lowerBound - margin
        || met.upperBound > known.upperBound + margin
    }
  }

  private func time(_ stretches: [Stretch], _ period: MeterPeriod) -> VerifiedSaving.Time {
    let days = stretches.reduce(0) { $0 + $1.days }
    return VerifiedSaving.Time(
      days: days,
      coverage: min(1, days * 1_440 / Double(period.minutes.count)),
      stretches: stretches.count,
      metered: KilowattHours(stretches.reduce(0) { $0 + $1.metered }),
      changed: KilowattHours(stretches.reduce(0) { $0 + $1.changed })
    )
  }

  /// The stretches of a period: days where the meter was read daily or more often, else the spans
  /// that lie within it.
  private func stretches(of series: MeterSeries, in period: MeterPeriod) -> [Stretch] {
    let minutes = period.minutes
    let lengths = series.spans.map { $0.end - $0.start }.sorted()
    guard !lengths.isEmpty else { return [] }
    let spans = series.spans.filter { $0.end > minutes.lowerBound && $0.start < minutes.upperBound }
    guard lengths[lengths.count / 2] <= 1_440 else {
      return spans.filter { $0.start >= minutes.lowerBound && $0.end <= minutes.upperBound }
        .map { stretch(from: $0.start, to: $0.end, minutes: $0.end - $0.start, $0.energy) }
    }
    var byDay: [Int: (minutes: Int, energy: Double)] = [:]
    for span in spans {
      var start = max(span.start, minutes.lowerBound)
      let end = min(span.end, minutes.upperBound)
      while start < end {
        let day = start / 1_440
        let stop = min(end, (day + 1) * 1_440)
        let part = Double(stop - start) / Double(span.end - span.start)
        byDay[day, default: (0, 0)].minutes += stop - start
        byDay[day, default: (0, 0)].energy += span.energy * part
        start = stop
      }
    }
    return byDay.sorted { $0.key < $1.key }.compactMap { day, seen in
      guard Double(seen.minutes) >= Self.leastOfDay * 1_440 else { return nil }
      return stretch(
        from: day * 1_440,
        to: (day + 1) * 1_440,
        minutes: seen.minutes,
        seen.energy
      )
    }
  }

  private func stretch(from start: Int, to end: Int, minutes: Int, _ energy: Double) -> Stretch {
    let seen = Double(minutes) / Double(end - start)
    return Stretch(
      start: start,
      days: Double(minutes) / 1_440,
      metered: energy,
      changed: changes.reduce(0) { $0 + $1.energy(from: start, to: end) } * seen,
      weather: weather.mean(from: start, to: end)
    )
  }
}
