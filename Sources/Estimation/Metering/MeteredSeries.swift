/// A series of a meter that lasts: what was counted, and where that stands.
public struct MeteredSeries: Sendable, Hashable {
  /// Its number in the agency.
  public var number: Int
  /// The meter's name, as its file has it.
  public var meter: String
  /// Which of several feeds of the same thing it counts; empty for all of it.
  ///
  /// Feeds add up.
  public var feed: String
  /// The file that it was read from.
  public var path: String
  /// Its first line there.
  public var line: Int
  /// How many readings it rests on.
  public var readings: Int
  /// How far the meter's gain may be off: the standard deviation of its logarithm.
  public var deviation: Double
  /// What was counted, in order of time, no two overlapping.
  public var spans: [MeterSpan]

  /// Creates a series.
  public init(
    number: Int,
    meter: String,
    feed: String = "",
    path: String,
    line: Int,
    readings: Int,
    deviation: Double = MeteredSeries.usualDeviation,
    spans: [MeterSpan]
  ) {
    self.number = number
    self.meter = meter
    self.feed = feed
    self.path = path
    self.line = line
    self.readings = readings
    self.deviation = deviation
    self.spans = spans
  }

  /// A meter at an outlet or a PDU is off by 2 % (one standard deviation).
  public static let usualDeviation = 0.02
  /// Without the phase between current and voltage, the power factor's ± 5 % comes on top of it.
  public static let apparentDeviation =
    (usualDeviation * usualDeviation + (0.05 / Spread.normal95) * (0.05 / Spread.normal95))
    .squareRoot()
}

extension MeterSeries {
  /// The same with the readings of a day that follow one another put together: a year is 365 spans
  /// however often it was read.
  public var daily: [MeterSpan] {
    var days: [MeterSpan] = []
    for span in spans {
      if let last = days.last, last.end == span.start, last.start / 1_440 == (span.end - 1) / 1_440
      {
        days[days.count - 1].end = span.end
        days[days.count - 1].energy += span.energy
      } else {
        days.append(span)
      }
    }
    return days
  }
}

/// What meters count of one thing, taken together.
struct MeteredTime {
  /// Stretches of time in order, no two overlapping.
  private(set) var spans: [MeterSpan]

  /// Less of a day than this was seen, and the day is no part of a sum of feeds.
  private static let leastOfDay = 0.75

  /// Puts the series of one thing together.
  ///
  /// Series of one feed follow each other in time; where two say something of the same stretch, that
  /// which was added later counts. Different feeds add up, over the days that all of them were read.
  init(_ series: [MeteredSeries]) {
    let feeds = Dictionary(grouping: series, by: \.feed).sorted { $0.key < $1.key }.map {
      Self.joined($0.value)
    }
    spans = feeds.count == 1 ? feeds[0] : Self.sum(feeds)
  }

  /// What is lost between two meters, in watts, over the days that both were read: what the first
  /// counts less what the second does; `nil` where no day was read, or nothing is lost.
  static func loss(_ input: [MeteredSeries], _ output: [MeteredSeries]) -> Double? {
    let (before, behind) = (days(of: MeteredTime(input).spans), days(of: MeteredTime(output).spans))
    let common = before.keys.filter { behind[$0] != nil }.sorted()
    guard !common.isEmpty else { return nil }
    let energy = common.reduce(0) { $0 + (before[$1] ?? 0) - (behind[$1] ?? 0) }
    let watts = energy * 1_000 / (24 * Double(common.count))
    return watts > 0 ? watts : nil
  }

  /// The energy of each day that was read nearly whole, by number of day.
  var days: [Int: Double] { Self.days(of: spans) }

  private static func joined(_ series: [MeteredSeries]) -> [MeterSpan] {
    var kept: [MeterSpan] = []
    for one in series.sorted(by: { $0.number > $1.number }) {
      let before = kept
      var index = 0
      for span in one.spans {
        while index < before.count, before[index].end <= span.start { index += 1 }
        if index == before.count || before[index].start >= span.end { kept.append(span) }
      }
      kept.sort { $0.start < $1.start }
    }
    return kept
  }

  private static func sum(_ feeds: [[MeterSpan]]) -> [MeterSpan] {
    let days = feeds.map { Self.days(of: $0) }
    guard let first = days.first else { return [] }
    return first.keys.sorted().compactMap { day in
      let energies = days.compactMap { $0[day] }
      guard energies.count == days.count else { return nil }
      let energy = energies.reduce(0, +)
      return MeterSpan(start: day * 1_440, end: (day + 1) * 1_440, energy: energy)
    }
  }

  /// The energy of each day that was read nearly whole, what is missing of it taken as the rest.
  private static func days(of spans: [MeterSpan]) -> [Int: Double] {
    var found: [Int: (minutes: Int, energy: Double)] = [:]
    for span in spans {
      var start = span.start
      while start < span.end {
        let day = start.floored(1_440)
        let stop = min(span.end, (day + 1) * 1_440)
        found[day, default: (0, 0)].minutes += stop - start
        found[day, default: (0, 0)].energy +=
          span.energy * Double(stop - start) / Double(span.end - span.start)
        start = stop
      }
    }
    return found.filter { Double($0.value.minutes) >= leastOfDay * 1_440 }
      .mapValues { $0.energy * 1_440 / Double($0.minutes) }
  }

  /// What of it lies in a stretch of time.
  func within(_ minutes: Range<Int>) -> MeteredTime {
    var part = self
    part.spans = spans.filter { $0.start >= minutes.lowerBound && $0.end <= minutes.upperBound }
    return part
  }

  /// The minutes that were read.
  var minutes: Int { spans.reduce(0) { $0 + $1.end - $1.start } }
}

extension Int {
  /// The whole part of a division that rounds down, for moments before 1970 too.
  fileprivate func floored(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
