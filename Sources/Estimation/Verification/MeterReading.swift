public import Inventory

/// What a meter said of one stretch of time.
public struct MeterReading: Sendable, Hashable {
  /// What the number is.
  public enum Amount: Sendable, Hashable {
    /// The energy of the stretch.
    case energy(KilowattHours)
    /// What the meter has counted since it was set up, at the stretch's start.
    case counter(KilowattHours)
    /// The average power of the stretch.
    case power(Watts)
    /// Nothing that could be read: it still ends the reading before it.
    case missing
  }

  /// When the stretch begins, in minutes since 1970 by the meter's own clock.
  public var start: Int
  /// When it ends, likewise; `nil` for the start of the next reading.
  public var end: Int?
  /// The number with its unit.
  public var amount: Amount
  /// The line or sheet row that it stands in.
  public var line: Int

  /// Creates a reading.
  public init(start: Int, end: Int? = nil, amount: Amount, line: Int) {
    self.start = start
    self.end = end
    self.amount = amount
    self.line = line
  }
}

/// A stretch of time over which a meter counted so much.
public struct MeterSpan: Sendable, Hashable {
  /// Minutes since 1970.
  public var start: Int
  /// Minutes since 1970, after ``start``.
  public var end: Int
  /// Kilowatt-hours, 0 or more.
  public var energy: Double

  /// Creates a stretch.
  public init(start: Int, end: Int, energy: Double) {
    self.start = start
    self.end = end
    self.energy = energy
  }
}

/// The days of a comparison, first and last included.
public struct MeterPeriod: Sendable, Hashable {
  /// The first day.
  public let first: CalendarDate
  /// The last day.
  public let last: CalendarDate

  /// Returns `nil` when the last day comes before the first.
  public init?(first: CalendarDate, last: CalendarDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2023`, `2023-01`, `2023-01..2023-12` or `2023-01-15..2023-03-31`; `nil` for all else.
  public init?(_ text: some StringProtocol) {
    let ends = text.split(separator: ".").map { String($0.filter { !$0.isWhitespace }) }
    guard let start = ends.first, let stop = ends.last, ends.count <= 2,
      let first = Self.days(start)?.first, let last = Self.days(stop)?.last
    else { return nil }
    self.init(first: first, last: last)
  }

  /// The minutes since 1970 from the first day's start to the last day's end.
  var minutes: Range<Int> { first.dayNumber * 1_440..<(last.dayNumber + 1) * 1_440 }

  private static func days(_ text: String) -> (first: CalendarDate, last: CalendarDate)? {
    if let day = CalendarDate(iso: text) { return (day, day) }
    if let month = Month(text) {
      guard let first = CalendarDate(year: month.year, month: month.month, day: 1),
        let last = CalendarDate(year: month.year, month: month.month, day: month.days)
      else { return nil }
      return (first, last)
    }
    guard let year = Int(text), text.count == 4,
      let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    return (first, last)
  }
}
