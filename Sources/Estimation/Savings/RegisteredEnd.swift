public import Inventory

/// What the register knows of a machine's end: then the plan's month no longer counts for it.
public struct RegisteredEnd: Sendable, Hashable {
  /// The day from which it is off.
  public var offFrom: CalendarDate
  /// Whether it is used again by the same service, so that it goes on drawing elsewhere.
  public var isUsedAgain: Bool

  /// Creates an end.
  public init(offFrom: CalendarDate, isUsedAgain: Bool = false) {
    self.offFrom = offFrom
    self.isUsedAgain = isUsedAgain
  }

  /// The last month that it still draws in: that of the day before it is off.
  var month: Month? { offFrom.advanced(byDays: -1).map { Month($0) } }

  /// The share of that month in which it is off already: from the day to the month's end.
  ///
  /// Of 10 May, 22 ÷ 31; of the first of a month nothing, for then the month before is the last.
  var offShare: Double {
    guard let month, Month(offFrom) == month else { return 0 }
    return Double(month.days - offFrom.day + 1) / Double(month.days)
  }
}
