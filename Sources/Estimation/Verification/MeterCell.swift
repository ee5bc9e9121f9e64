import Inventory

/// What a cell of a meter's file says.
enum MeterCell {
  /// A stretch of time: the moment that a cell names, and its end where it names a month or a day.
  struct Moment {
    /// Minutes since 1970.
    var start: Int
    /// The end of a month; `nil` where the cell names a day or a minute.
    var monthEnd: Int?
    /// The end of a day; `nil` where the cell names a month or a minute.
    var dayEnd: Int?
  }

  /// Reads a number as Italians or others write it: `1.234,5`, `1,234.5`, `12,5`; `nil` for none.
  ///
  /// A single mark is that of decimals; of two kinds the last is, and of several of one kind none.
  static func number(_ text: some StringProtocol) -> Double? {
    let plain = text.filter { !$0.isWhitespace && $0 != "\u{27}" && $0 != "’" }
    guard let last = plain.lastIndex(where: { $0 == "," || $0 == "." }) else {
      return finite(String(plain))
    }
    let mark = plain[last]
    let isDecimal = plain.count { $0 == mark } == 1
    var digits = ""
    for index in plain.indices {
      let character = plain[index]
      if character != ",", character != "." { digits.append(character) }
      if index == last, isDecimal { digits.append(".") }
    }
    return finite(digits)
  }

  private static func finite(_ digits: String) -> Double? {
    guard digits.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }) else { return nil }
    return Double(digits).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Reads a moment, a day or a month; `nil` for anything else.
  ///
  /// Such as `2023-01-05 13:00`, `05/01/2023 13:00`, `2023-01` and `gen 2023`. A zone is not looked
  /// at: all of a file is one clock's.
  static func moment(_ text: some StringProtocol) -> Moment? {
    let parts = text.split { $0 == "T" || $0 == " " }
    guard let head = parts.first else { return nil }
    if let day = date(head), parts.count <= 3 {
      let midnight = day.dayNumber * 1_440
      guard parts.count > 1 else {
        return Moment(start: midnight, dayEnd: midnight + 1_440)
      }
      return minute(parts[1]).map { Moment(start: midnight + $0) }
    }
    guard let month = Month(text),
      let first = CalendarDate(year: month.year, month: month.month, day: 1)
    else { return nil }
    let start = first.dayNumber * 1_440
    return Moment(start: start, monthEnd: start + month.days * 1_440)
  }

  private static func date(_ text: some StringProtocol) -> CalendarDate? {
    if let iso = CalendarDate(iso: text) { return iso }
    let parts = text.split { $0 == "/" || $0 == "-" || $0 == "." }
    guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]),
      let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// The minute of the day of `13:00`, `13:00:00`, `13:00Z`, `24:00`.
  private static func minute(_ text: some StringProtocol) -> Int? {
    let parts = text.prefix { $0.isNumber || $0 == ":" || $0 == "." }
      .split { $0 == ":" || $0 == "." }
    guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...24).contains(hour), (0..<60).contains(minute), hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }
}

/// What a number of a meter's file is in.
enum MeterUnit: Sendable, Hashable {
  /// Energy, with the kilowatt-hours of one.
  case energy(Double)
  /// Power, with the watts of one.
  case power(Double)
  /// Apparent power, with the volt-amperes of one.
  case apparent(Double)
  case amperes
  case volts

  /// Reads a unit's sign; `nil` for one that is none of these.
  init?(_ sign: some StringProtocol) {
    switch sign.lowercased() {
    case "wh": self = .energy(0.001)
    case "kwh": self = .energy(1)
    case "mwh": self = .energy(1_000)
    case "w", "watt", "watts": self = .power(1)
    case "kw": self = .power(1_000)
    case "mw": self = .power(1_000_000)
    case "va": self = .apparent(1)
    case "kva": self = .apparent(1_000)
    case "a", "amp", "ampere", "amperes": self = .amperes
    case "v", "volt", "volts": self = .volts
    default: return nil
    }
  }
}
