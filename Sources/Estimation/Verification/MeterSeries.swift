import Inventory

/// What one meter counted, as stretches of time that do not overlap.
///
/// What cannot be is left out and told, and the rest is kept: a stretch of negative energy, a counter
/// that falls, two readings of one moment. Time without a reading is a gap, over which nothing is
/// supposed; a counter's two readings hold all that lies between them.
public struct MeterSeries: Sendable, Hashable {
  /// The meter's name, such as that of a server or of a room; empty where a file has one meter.
  public let name: String
  /// What was counted, in order of time.
  let spans: [MeterSpan]
  /// What was left out or is missing, in order.
  public let findings: [MeterFinding]

  /// A stretch without a stated end reaches to the next reading; this much further than usual, the
  /// next reading is late and there is a gap.
  private static let lateness = 1.5

  /// Sorts the readings of one meter and leaves out those that cannot be.
  ///
  /// - Complexity: O(*n* log *n*) in the readings.
  public init(name: String, readings: [MeterReading]) {
    var findings: [MeterFinding] = []
    func tell(_ reason: MeterFinding.Reason, _ line: Int?) {
      findings.append(MeterFinding(meter: name, line: line, reason: reason))
    }
    var sorted: [MeterReading] = []
    for var reading in readings.sorted(by: { ($0.start, $0.line) < ($1.start, $1.line) }) {
      if !(reading.number.isFinite && reading.number >= 0) {
        tell(.negative, reading.line)
        reading.amount = .missing
      }
      if let last = sorted.last, last.start == reading.start {
        if case .missing = last.amount {
          sorted[sorted.count - 1] = reading
        } else {
          tell(.repeated, reading.line)
        }
      } else {
        sorted.append(reading)
      }
    }
    let counters = sorted.filter(\.isCounter)
    let others = sorted.filter { !$0.isCounter }
    var spans = Self.differences(of: counters, tell) + Self.stretches(of: others)
    spans.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var kept: [MeterSpan] = []
    for span in spans {
      if let last = kept.last, span.start < last.end {
        tell(.overlapping(day: Self.day(span.start)), nil)
        continue
      }
      if let last = kept.last, span.start > last.end {
        tell(.gap(from: Self.day(last.end), hours: (span.start - last.end + 59) / 60), nil)
      }
      kept.append(span)
    }
    self.name = name
    self.spans = kept
    self.findings = findings
  }

  /// Takes stretches that were sorted before; where they leave a gap, that is told.
  init(name: String, spans: [MeterSpan]) {
    self.name = name
    self.spans = spans
    findings = zip(spans, spans.dropFirst()).compactMap { one, next in
      guard next.start > one.end else { return nil }
      let hours = (next.start - one.end + 59) / 60
      return MeterFinding(
        meter: name,
        line: nil,
        reason: .gap(from: Self.day(one.end), hours: hours)
      )
    }
  }

  /// The series of meters, by name in order.
  public static func all(of readings: [String: [MeterReading]]) -> [MeterSeries] {
    readings.sorted { $0.key < $1.key }.map { MeterSeries(name: $0.key, readings: $0.value) }
  }

  /// What a counter counted between each two readings.
  ///
  /// Of a fall from one reading to the next, the first is believed wrong when the reading before it
  /// fits the second (a spike); else the counter began again, and that stretch is unknown.
  private static func differences(
    of readings: [MeterReading],
    _ tell: (MeterFinding.Reason, Int?) -> Void
  ) -> [MeterSpan] {
    var believed: [MeterReading] = []
    var starts: Set<Int> = []
    for reading in readings {
      if let last = believed.last, reading.number < last.number {
        let before = believed.dropLast().last
        if let before, !starts.contains(last.start), before.number <= reading.number {
          tell(.runsBackwards, last.line)
          believed.removeLast()
        } else {
          tell(reading.number < last.number / 2 ? .reset : .runsBackwards, reading.line)
          starts.insert(reading.start)
        }
      }
      believed.append(reading)
    }
    return zip(believed, believed.dropFirst()).compactMap { first, second in
      guard !starts.contains(second.start) else { return nil }
      return MeterSpan(
        start: first.start,
        end: second.start,
        energy: second.number - first.number
      )
    }
  }

  private static func stretches(of readings: [MeterReading]) -> [MeterSpan] {
    let steps = zip(readings, readings.dropFirst()).map { $1.start - $0.start }.sorted()
    // A single reading without an end is of no stretch that could be known.
    let usual = steps.isEmpty ? nil : steps[steps.count / 2]
    return readings.indices.compactMap { index in
      let reading = readings[index]
      let next = index + 1 < readings.count ? readings[index + 1].start : nil
      let end: Int
      if case .missing = reading.amount { return nil }
      if let stated = reading.end {
        end = stated
      } else if let usual {
        let isLate = next.map { Double($0 - reading.start) > lateness * Double(usual) } ?? true
        end = isLate ? reading.start + usual : next ?? reading.start + usual
      } else {
        return nil
      }
      guard end > reading.start else { return nil }
      let hours = Double(end - reading.start) / 60
      return MeterSpan(
        start: reading.start,
        end: end,
        energy: reading.isPower ? reading.number * hours / 1_000 : reading.number
      )
    }
  }

  /// The day of a minute since 1970.
  static func day(_ minute: Int) -> CalendarDate? {
    CalendarDate(dayNumber: minute >= 0 ? minute / 1_440 : (minute - 1_439) / 1_440)
  }
}

extension MeterReading {
  /// The number, in the unit of its amount.
  fileprivate var number: Double {
    switch amount {
    case .energy(let energy), .counter(let energy): energy.value
    case .power(let power): power.value
    case .missing: 0
    }
  }

  fileprivate var isCounter: Bool {
    if case .counter = amount { true } else { false }
  }

  fileprivate var isPower: Bool {
    if case .power = amount { true } else { false }
  }
}
