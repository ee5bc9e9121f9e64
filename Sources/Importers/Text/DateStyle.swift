import Inventory

/// The order of day and month in a column's dates.
enum DateStyle: Hashable {
  case dayFirst
  case monthFirst

  /// How the order is shown to people.
  var shown: String { self == .dayFirst ? "dd/mm/yyyy" : "mm/dd/yyyy" }

  /// Reads the day of a date with or without a time: ISO, `dd/mm/yyyy`, `dd-mm-yy`,
  /// `15 feb 2023`, an Excel serial between 1954 and 2119.
  ///
  /// Returns `nil` for days that do not exist and for anything else.
  func date(_ text: some StringProtocol) -> CalendarDate? {
    if let date = CalendarDate(iso: text) { return date }
    let head = Substring(text).prefix { $0 != "T" && $0 != "," }
    let parts = head.split { !$0.isLetter && !$0.isNumber }
    if parts.count == 1, let serial = Double(text), serial >= 20_000, serial < 80_000 {
      return Self.date(serial: serial, from1904: false)
    }
    guard parts.count >= 3, let first = Int(parts[0]), parts[0].count <= 2 else { return nil }
    guard let year = Self.year(parts[2]) else { return nil }
    if let second = Int(parts[1]), parts[1].count <= 2 {
      return self == .dayFirst
        ? CalendarDate(year: year, month: second, day: first)
        : CalendarDate(year: year, month: first, day: second)
    }
    guard let month = Month("\(parts[1]) \(year)") else { return nil }
    return CalendarDate(year: month.year, month: month.month, day: first)
  }

  /// The day that a spreadsheet's number stands for.
  static func date(serial: Double, from1904: Bool) -> CalendarDate? {
    guard serial.isFinite, serial >= 0, serial < 120_000 else { return nil }
    // 1899-12-30 and 1904-01-01, as days since 1970-01-01.
    return CalendarDate(dayNumber: Int(serial) + (from1904 ? -24_107 : -25_569))
  }

  private static func year(_ text: Substring) -> Int? {
    guard let year = Int(text) else { return nil }
    switch text.count {
    case 4: return year
    case 2: return year < 70 ? 2_000 + year : 1_900 + year
    default: return nil
    }
  }
}

/// Looks at a column's dates to tell day from month.
struct DateSurvey {
  private var firstAboveTwelve = 0
  private var secondAboveTwelve = 0
  private var ambiguous = 0

  /// Whether the column has dates that can be read either way.
  var isAmbiguous: Bool { ambiguous > 0 }

  /// Whether some date can only be read with the day first.
  var provesDayFirst: Bool { firstAboveTwelve > 0 }

  /// Counts one cell.
  mutating func note(_ cell: some StringProtocol) {
    let parts = cell.split { !$0.isNumber }
    guard parts.count >= 3, parts[0].count <= 2, parts[1].count <= 2, let first = Int(parts[0]),
      let second = Int(parts[1])
    else { return }
    if first > 12 {
      firstAboveTwelve += 1
    } else if second > 12 {
      secondAboveTwelve += 1
    } else {
      ambiguous += 1
    }
  }

  /// The order: month first only where some date shows it and none shows the opposite.
  var style: DateStyle {
    secondAboveTwelve > 0 && firstAboveTwelve == 0 ? .monthFirst : .dayFirst
  }
}
