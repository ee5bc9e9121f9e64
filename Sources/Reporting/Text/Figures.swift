public import Inventory

/// Writes numbers and dates in the way of a language's readers: the one formatter of all writers.
public struct Figures: Sendable {
  /// The readers' language.
  public let language: Language

  /// Creates the formatter for the readers of `language`.
  public init(language: Language) {
    self.language = language
  }

  /// The decimal places of tonnes: the same in every form and on every page.
  public static let tonnePlaces = 2
  /// Those of kilowatt-hours and euros.
  static let energyPlaces = 0
  static let euroPlaces = 0

  /// What stands where there is no figure.
  public static let none = "–"

  /// The sign between whole and fraction.
  public var decimalMark: String { language(",", ".") }

  /// The sign between groups of three digits.
  public var groupMark: String { language(".", ",") }

  /// Returns a number with `decimals` places and grouped digits, such as `1.234,5`; `–` when it is
  /// not finite.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    guard let (whole, fraction, isNegative) = Self.digits(value, decimals: decimals) else {
      return Self.none
    }
    return (isNegative ? "−" : "") + grouped(whole)
      + (fraction.isEmpty ? "" : decimalMark + fraction)
  }

  /// Returns a number with up to four places and without needless zeros, such as `0,28`.
  public func shortest(_ value: Double) -> String {
    let text = number(value, decimals: 4)
    guard let mark = text.lastIndex(of: Character(decimalMark)) else { return text }
    let fraction = text[text.index(after: mark)...]
    guard let last = fraction.lastIndex(where: { $0 != "0" }) else { return String(text[..<mark]) }
    return String(text[...last])
  }

  /// Returns a number without grouping and with an ASCII minus, as spreadsheets read it.
  func plain(_ value: Double, decimals: Int) -> String {
    guard let (whole, fraction, isNegative) = Self.digits(value, decimals: decimals) else {
      return ""
    }
    return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : decimalMark + fraction)
  }

  /// Returns a number as ``shortest(_:)`` does, without grouping and with an ASCII minus.
  func plainShortest(_ value: Double) -> String {
    shortest(value).replacing(groupMark, with: "").replacing("−", with: "-")
  }

  /// Returns a count with grouped digits.
  public func count(_ value: Int) -> String { number(Double(value)) }

  /// Returns a share as a percentage without places.
  public func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? Self.none : number(Double(part) * 100 / Double(whole)) + " %"
  }

  /// Returns the interval of an estimate, such as `980–1.240`.
  public func interval(_ low: Double, _ high: Double, decimals: Int = 0) -> String {
    number(low, decimals: decimals) + "–" + number(high, decimals: decimals)
  }

  /// Returns a day, such as `24 novembre 2026`.
  public func day(_ date: CalendarDate) -> String {
    "\(date.day) \(Month(date).name(in: language)) \(date.year)"
  }

  /// Returns a day in digits: `24/11/2026`, and `2026-11-24` in English, where the order of day
  /// and month differs between readers.
  public func shortDay(_ date: CalendarDate) -> String {
    switch language {
    case .italian: Self.two(date.day) + "/" + Self.two(date.month) + "/\(date.year)"
    case .english: date.description
    }
  }

  /// Returns a month, such as `dicembre 2023`.
  public func month(_ month: Month) -> String { "\(month.name(in: language)) \(month.year)" }

  /// Returns a month in short, such as `dic 2023`.
  public func shortMonth(_ month: Month) -> String {
    "\(month.name(in: language).prefix(3)) \(month.year)"
  }

  private func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += groupMark }
      text.append(digit)
    }
    return text
  }

  /// Rounds half away from zero to `decimals` places; `nil` for what has no digits to show.
  private static func digits(
    _ value: Double,
    decimals: Int
  ) -> (whole: String, fraction: String, isNegative: Bool)? {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    // A half in decimal digits, such as that of 1.005, may lie a bit below one in binary ones; it
    // goes up here as it does in spreadsheets.
    let scaled = (value * power * (1 + 2 * Double.ulpOfOne)).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 9e15 else { return nil }
    let all = String(Int64(abs(scaled)))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - all.count)) + all
    return (
      String(padded.dropLast(decimals)), String(padded.suffix(decimals)), scaled < 0
    )
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
