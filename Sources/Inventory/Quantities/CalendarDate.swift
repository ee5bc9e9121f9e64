/// A day of the Gregorian calendar, without time or zone.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year, 1900 … 2199.
  public let year: Int
  /// The month, 1 … 12.
  public let month: Int
  /// The day of the month, 1 … 31.
  public let day: Int

  /// Returns `nil` for a day that does not exist, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD` or `YYYY/MM/DD`, with or without a time after it; `nil` for all else.
  public init?(iso text: some StringProtocol) {
    let head = text.prefix { $0 != "T" && $0 != " " }
    let parts = head.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    "\(Month.padded(year, to: 4))-\(Month.padded(month, to: 2))-\(Month.padded(day, to: 2))"
  }

  /// Orders by time.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The number of days in a month.
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day that lies so many days after 1970-01-01; `nil` outside the years of ``init(year:month:day:)``.
  public init?(dayNumber: Int) {
    // Beyond, the sums below could overflow, and no such day is a date.
    guard (-1_000_000...1_000_000).contains(dayNumber) else { return nil }
    // Howard Hinnant's civil_from_days.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * fromMarch + 2) / 5 + 1
    )
  }

  /// The day `count` days later; `nil` outside the years of ``init(year:month:day:)``.
  public func advanced(byDays count: Int) -> CalendarDate? {
    let (day, overflows) = dayNumber.addingReportingOverflow(count)
    return overflows ? nil : CalendarDate(dayNumber: day)
  }

  /// The same day `count` months later, or the last of a month that is too short for it; `nil`
  /// outside the years of ``init(year:month:day:)``.
  public func advanced(byMonths count: Int) -> CalendarDate? {
    Month(self).advanced(by: count).flatMap { month in
      CalendarDate(year: month.year, month: month.month, day: min(day, month.days))
    }
  }

  /// Days since 1970-01-01, for differences between dates.
  public var dayNumber: Int {
    // Howard Hinnant's days_from_civil: counts from 1 March, so that the leap day comes last.
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// A month of a year.
public struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year, 1900 … 2199.
  public let year: Int
  /// The month, 1 … 12.
  public let month: Int

  /// Returns `nil` for a month that does not exist.
  public init?(year: Int, month: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month) else { return nil }
    self.year = year
    self.month = month
  }

  /// The month that holds `date`.
  public init(_ date: CalendarDate) {
    year = date.year
    month = date.month
  }

  /// Reads what people write: `2023-12`, `12/2023`, `dic-23`, `dicembre 2023`, `Dec 2023`, a date.
  ///
  /// Returns `nil` for anything else, a bare year included: a year is no month.
  public init?(_ text: some StringProtocol) {
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    switch parts.count {
    case 2:
      if let number = Int(parts[0]), let second = Int(parts[1]) {
        if parts[0].count == 4 {
          self.init(year: number, month: second)
        } else if parts[1].count == 4 {
          self.init(year: second, month: number)
        } else {
          return nil
        }
      } else if let month = Self.number(ofName: parts[0]), let year = Int(parts[1]) {
        self.init(year: parts[1].count == 2 ? 2000 + year : year, month: month)
      } else {
        return nil
      }
    case 3:
      guard let first = Int(parts[0]), let second = Int(parts[1]), let third = Int(parts[2]) else {
        return nil
      }
      if parts[0].count == 4, CalendarDate(year: first, month: second, day: third) != nil {
        self.init(year: first, month: second)
      } else if parts[2].count == 4, CalendarDate(year: third, month: second, day: first) != nil {
        self.init(year: third, month: second)
      } else {
        return nil
      }
    default:
      return nil
    }
  }

  /// `YYYY-MM`.
  public var description: String { "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))" }

  /// Orders by time.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  /// The month `count` months later; `nil` outside 1900 … 2199.
  public func advanced(by count: Int) -> Month? {
    let months = year * 12 + month - 1 + count
    return Month(year: months / 12, month: months % 12 + 1)
  }

  /// The number of months from this one to `other`, negative when `other` is earlier.
  public func months(to other: Month) -> Int {
    (other.year - year) * 12 + other.month - month
  }

  /// The number of days in the month.
  public var days: Int { CalendarDate.days(in: month, of: year) }

  /// The month's name, lower case in Italian.
  public func name(in language: Language) -> String {
    switch language {
    case .italian: Self.italianNames[month - 1]
    case .english: Self.englishNames[month - 1]
    }
  }

  static let italianNames = [
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
    "ottobre", "novembre", "dicembre",
  ]
  static let englishNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func number(ofName name: Substring) -> Int? {
    guard name.count >= 3 else { return nil }
    let names = [italianNames, englishNames]
    for months in names {
      if let index = months.firstIndex(where: { $0.lowercased().hasPrefix(name) }) {
        return index + 1
      }
    }
    return nil
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
