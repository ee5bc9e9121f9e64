public import Inventory

/// How cold and how warm each day was, in kelvin-days below and above the bases of their source.
public struct DegreeDays: Sendable, Hashable {
  /// Those of one day.
  public struct Day: Sendable, Hashable {
    /// Below the base of heating; `nil` where not given.
    public var heating: Double?
    /// Above the base of cooling; `nil` where not given.
    public var cooling: Double?

    /// Creates a day's.
    public init(heating: Double?, cooling: Double?) {
      self.heating = heating
      self.cooling = cooling
    }
  }

  /// By days since 1970-01-01.
  private var days: [Int: Day] = [:]

  /// Creates a table without a day.
  public init() {}

  /// Whether no day is known.
  public var isEmpty: Bool { days.isEmpty }

  /// States the degree days of `period`, the same for each day of it.
  public mutating func set(_ period: MeterPeriod, heating: Double?, cooling: Double?) {
    let numbers = period.first.dayNumber...period.last.dayNumber
    let count = Double(numbers.count)
    for number in numbers {
      days[number] = Day(heating: heating.map { $0 / count }, cooling: cooling.map { $0 / count })
    }
  }

  /// The mean of heating and of cooling degree days a day, from one minute since 1970 to another;
  /// `nil` where a day is missing.
  func mean(from start: Int, to end: Int) -> Day? {
    var (heating, cooling): (Double?, Double?) = (0, 0)
    let numbers = start / 1_440...max(start, end - 1) / 1_440
    for number in numbers {
      guard let day = days[number] else { return nil }
      heating = heating.flatMap { sum in day.heating.map { sum + $0 } }
      cooling = cooling.flatMap { sum in day.cooling.map { sum + $0 } }
    }
    let count = Double(numbers.count)
    return Day(heating: heating.map { $0 / count }, cooling: cooling.map { $0 / count })
  }
}

/// Something else that changed what a meter counts, as people logged it: what the IPMVP calls a
/// non-routine adjustment.
public struct LoggedChange: Sendable, Hashable {
  /// The days on which it holds.
  public var period: MeterPeriod
  /// How much more was drawn for it; negative for less.
  public var power: Watts
  /// What it was.
  public var note: String

  /// Creates a change.
  public init(period: MeterPeriod, power: Watts, note: String) {
    self.period = period
    self.power = power
    self.note = note
  }

  /// Its kilowatt-hours between two minutes since 1970.
  func energy(from start: Int, to end: Int) -> Double {
    let minutes = period.minutes
    let shared = min(end, minutes.upperBound) - max(start, minutes.lowerBound)
    return shared > 0 ? power.value * Double(shared) / 60_000 : 0
  }
}
