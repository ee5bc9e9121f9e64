public import Estimation
public import Inventory

/// A series of a meter or of loads, as the workspace keeps it.
public struct FiledSeries: Sendable, Hashable {
  /// What a series is of.
  public enum Subject: Sendable, Hashable {
    /// A machine.
    case machine(EntityID)
    /// What a PDU or UPS feeds.
    case powerUnit(EntityID)
    /// The machines of a rack or room, by site, room and rack parted by `/`.
    case place(MeteredGroup.Kind, path: String)
  }

  /// On which side of a UPS, or of a room's cooling, a meter stands.
  public enum Side: String, Sendable, Hashable, CaseIterable {
    /// It counts what the machines draw.
    case output
    /// It counts what goes into a UPS, losses included.
    case input
    /// It counts a room with its cooling and losses.
    case facility
  }

  /// What was read.
  public enum Content: Sendable, Hashable {
    /// What a meter counted.
    case power([MeterSpan])
    /// How often a machine had each load, and over how many days.
    case load(LoadHistogram, days: Double?)
  }

  /// Its number, from 1 in each agency.
  public var number = 0
  /// The agency.
  public var agency: AgencyCode
  /// What it is of.
  public var subject: Subject
  /// Where its meter stands.
  public var side: Side
  /// The meter's name, as the file has it.
  public var meter: String
  /// Which of several feeds it is; empty for all.
  public var feed: String
  /// The file.
  public var path: String
  /// The file's hash, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// Its first line in the file.
  public var line: Int
  /// How many readings it rests on.
  public var readings: Int
  /// How far the meter may be off: the standard deviation of its gain's logarithm.
  public var deviation: Double
  /// What was read.
  public var content: Content
  /// Who added it.
  public var by = ""
  /// Why; empty for no reason given.
  public var reason = ""
  /// When, in seconds since 1970, UTC.
  public var at = 0
  /// Who withdrew it, and when; `nil` while it holds.
  public var withdrawn: FiledDecision.Withdrawal?

  /// Creates a series that is not filed yet.
  public init(
    agency: AgencyCode,
    subject: Subject,
    side: Side = .output,
    meter: String,
    feed: String = "",
    path: String,
    sha256: String,
    line: Int,
    readings: Int,
    deviation: Double = MeteredSeries.usualDeviation,
    content: Content
  ) {
    self.agency = agency
    self.subject = subject
    self.side = side
    self.meter = meter
    self.feed = feed
    self.path = path
    self.sha256 = sha256
    self.line = line
    self.readings = readings
    self.deviation = deviation
    self.content = content
  }

  /// The series as an estimate takes it; `nil` for loads.
  public var series: MeteredSeries? {
    guard case .power(let spans) = content else { return nil }
    return MeteredSeries(
      number: number,
      meter: meter,
      feed: feed,
      path: path,
      line: line,
      readings: readings,
      deviation: deviation,
      spans: spans
    )
  }

  /// The loads as an estimate takes them; `nil` for what a meter counted.
  var load: RecordedLoad? {
    guard case .load(let histogram, let days) = content else { return nil }
    let place = "\(Excerpt(whole: path)):\(line)"
    return RecordedLoad(
      histogram,
      days: days,
      source: Wording(
        "usi: serie \(number), \(place)",
        "loads: series \(number), \(place)"
      )
    )
  }

  /// Whether it says the same of the same thing as another.
  func repeats(_ other: FiledSeries) -> Bool {
    (subject, side, meter, feed) == (other.subject, other.side, other.meter, other.feed)
      && sha256 == other.sha256 && line == other.line && isLoad == other.isLoad
  }

  private var isLoad: Bool { if case .load = content { true } else { false } }
}

extension FiledSeries.Subject {
  /// The word for what it is.
  var word: String {
    switch self {
    case .machine: "machine"
    case .powerUnit: "powerUnit"
    case .place(let kind, _): kind.rawValue
    }
  }

  /// The machine or power unit; `nil` for a place.
  public var entity: EntityID? {
    switch self {
    case .machine(let entity), .powerUnit(let entity): entity
    case .place: nil
    }
  }

  /// The place; `nil` for a machine or power unit.
  public var path: String? { if case .place(_, let path) = self { path } else { nil } }

  /// Reads it back; `nil` when the columns are damaged.
  init?(word: String, entity: String?, path: String?) {
    switch (word, entity, path) {
    case ("machine", let entity?, _): self = .machine(EntityID(entity))
    case ("powerUnit", let entity?, _): self = .powerUnit(EntityID(entity))
    case (_, _, let path?):
      guard let kind = MeteredGroup.Kind(rawValue: word) else { return nil }
      self = .place(kind, path: path)
    default: return nil
    }
  }
}

extension FiledSeries.Content {
  /// The content as it is kept: `{"days":…,"loads":[…]}` or `{"spans":[[start,end,kWh],…]}`.
  var stored: String {
    switch self {
    case .power(let spans):
      FactValue.object([
        .init(
          "spans",
          .list(
            spans.map {
              .list([.integer($0.start), .integer($0.end), .number($0.energy)])
            }
          )
        )
      ]).json
    case .load(let histogram, let days):
      FactValue.object(
        [
          days.map { .init("days", .number($0)) },
          .init("loads", .list(histogram.counts.map { .integer($0) })),
        ].compactMap(\.self)
      ).json
    }
  }

  /// Reads it back; `nil` when it is damaged.
  init?(stored: String) {
    guard let value = FactJSON.value(of: stored) else { return nil }
    if let items = value["spans"].map(\.items) {
      let spans = items.compactMap { item -> MeterSpan? in
        let parts = item.items
        guard parts.count == 3, let start = parts[0].number,
          let end = parts[1].number, let energy = parts[2].number
        else { return nil }
        return MeterSpan(start: Int(start), end: Int(end), energy: energy)
      }
      guard spans.count == items.count else { return nil }
      self = .power(spans)
    } else if let items = value["loads"].map(\.items),
      let histogram = LoadHistogram(counts: items.compactMap { $0.number.map { Int($0) } })
    {
      self = .load(histogram, days: value["days"]?.number)
    } else {
      return nil
    }
  }
}
