import Foundation
import Inventory

/// The only place that asks what time it is.
enum Clock {
  /// Seconds since 1970, UTC.
  static var now: Int { Int(Date().timeIntervalSince1970) }

  /// Today where the user is.
  static var today: CalendarDate? {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day],
      from: Date()
    )
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// The day of a moment in seconds since 1970, UTC, as ISO 8601 writes it.
  static func day(of moment: Int) -> String {
    Date(timeIntervalSince1970: Double(moment)).formatted(.iso8601.year().month().day())
  }
}
