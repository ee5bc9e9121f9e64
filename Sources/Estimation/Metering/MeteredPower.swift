public import Inventory

/// The average power that a meter says of a period, and how far it may be off a year's.
///
///     s² = meter² + scatter² + drift² · (1 − part of a year that was read)
///
/// - *meter* is the meter's own deviation: 2 % at an outlet or PDU (one standard deviation).
/// - *scatter* is that of the mean of the days: the days' own, relative to their mean, divided by the
///   root of how many count, fewer where neighbours resemble one another; of less than a week, 11 %
///   for each day, which with a sensor's 5 % makes the 12 % of one reading.
/// - *drift* is by how much the year that was not read may differ from the days that were: 5 %, an
///   assumption. Gaps count as not read.
public struct MeteredPower: Sendable, Hashable {
  /// The average of the period, in watts.
  public let watts: Double
  /// The standard deviation of its logarithm against a year's average.
  public let deviation: Double
  /// The first day that was read.
  public let first: CalendarDate
  /// The last day that was read.
  public let last: CalendarDate
  /// How many days were read, in all.
  public let days: Double
  /// The share of the period from the first reading to the last that was read, 0 to 1.
  public let coverage: Double
  /// The series that it comes from, by number.
  public let series: [MeteredSeries]

  /// By how much days of one machine differ where too few were read to see it.
  private static let dayScatter = 0.11
  /// By how much the unread part of a year may be off.
  private static let drift = 0.05
  /// The fewest stretches whose own scatter is believed: a week of days.
  private static let fewestStretches = 7

  /// The average over what was read; `nil` where nothing was, or nothing drawn.
  init?(_ time: MeteredTime, of series: [MeteredSeries]) {
    let (spans, minutes) = (time.spans, time.minutes)
    guard let begin = spans.first?.start, let end = spans.last?.end, minutes > 0,
      let first = MeterSeries.day(begin), let last = MeterSeries.day(end - 1)
    else { return nil }
    let energy = spans.reduce(0) { $0 + $1.energy }
    let days = Double(minutes) / 1_440
    let watts = energy * 60_000 / Double(minutes)
    guard watts > 0 else { return nil }
    (self.watts, self.first, self.last, self.days) = (watts, first, last, days)
    coverage = min(1, Double(minutes) / Double(end - begin))
    self.series = series.sorted { $0.number < $1.number }
    let meter = series.map(\.deviation).max() ?? MeteredSeries.usualDeviation
    let scatter = Self.scatter(of: spans, mean: watts, days: days)
    let unread = max(0, 1 - days / 365)
    deviation = (meter * meter + scatter + Self.drift * Self.drift * unread).squareRoot()
  }

  /// The variance of the mean of the stretches, relative to it.
  private static func scatter(of spans: [MeterSpan], mean: Double, days: Double) -> Double {
    let assumed = dayScatter * dayScatter / max(1, days)
    guard spans.count >= fewestStretches, days >= Double(fewestStretches) else { return assumed }
    let offsets = spans.map { span in
      span.energy * 60_000 / Double(span.end - span.start) / mean - 1
    }
    let squares = offsets.reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else { return 0 }
    let products = zip(offsets, offsets.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let likeness = min(0.95, max(0, products / squares))
    let count = Double(spans.count)
    let variance = squares / (count - 1)
    return variance / count * (1 + likeness) / (1 - likeness)
  }

  /// What one series says by itself; `nil` where nothing was read, or nothing drawn.
  public init?(_ series: MeteredSeries) {
    self.init(MeteredTime([series]), of: [series])
  }

  /// The spread of the power.
  var spread: Spread { Spread(deviation * Spread.normal95) }

  /// The power with its interval.
  public var estimate: Estimate<Watts> {
    let width = Logarithm.exponential(deviation * Spread.normal95)
    return Estimate(
      Watts(watts),
      low: Watts(watts / width),
      high: Watts(watts * width),
      basis: .metered
    )
  }

  /// Which series say it: number, name, days, readings, and the place of the first.
  public var source: Wording {
    let numbers = series.map { String($0.number) }.joined(separator: ", ")
    let names = Set(series.map(\.meter).filter { !$0.isEmpty }).sorted()
      .map { "“\(Excerpt($0))”" }.joined(separator: ", ")
    let readings = series.reduce(0) { $0 + $1.readings }
    let place = series.first.map { "\(Excerpt(whole: $0.path)):\($0.line)" } ?? ""
    let called = names.isEmpty ? "" : " \(names)"
    return Wording(
      "misura: serie \(numbers)\(called), dal \(first) al \(last), letture: \(readings), \(place)",
      "measured: series \(numbers)\(called), \(first) to \(last), readings: \(readings), \(place)"
    )
  }

  /// How much of the period was read, as a figure.
  var figure: Figure { "\(watts) W (\(days) d, \(coverage * 100) %)" }
}
