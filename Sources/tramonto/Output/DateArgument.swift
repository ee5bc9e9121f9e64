import ArgumentParser
import Inventory

/// A day as an argument: `YYYY-MM-DD`.
struct DateArgument: ExpressibleByArgument {
  /// The day meant.
  let date: CalendarDate

  init?(argument: String) {
    guard let date = CalendarDate(iso: argument) else { return nil }
    self.date = date
  }
}
