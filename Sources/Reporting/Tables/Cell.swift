import Inventory

/// A value of a table, with the type that a spreadsheet keeps.
enum Cell: Sendable, Equatable {
  /// A text from a file, which the page cuts to what a line holds.
  case text(String)
  /// Words of the program itself, which may quote a file's.
  case words(String)
  case count(Int)
  /// A number shown with some decimal places.
  case number(Double, decimals: Int)
  /// A number shown with the places that it needs, at most four.
  case factor(Double)
  case month(Month)
  case date(CalendarDate)
  case empty

  /// A text, or nothing.
  static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }

  /// Words, or nothing.
  static func words(_ words: String?) -> Cell { words.map { .words($0) } ?? .empty }

  /// A month, or nothing.
  static func month(_ month: Month?) -> Cell { month.map { .month($0) } ?? .empty }

  /// A date, or nothing.
  static func date(_ date: CalendarDate?) -> Cell { date.map { .date($0) } ?? .empty }

  /// Kilowatt-hours.
  static func energy(_ energy: KilowattHours?) -> Cell {
    energy.map { .number($0.value, decimals: Figures.energyPlaces) } ?? .empty
  }

  /// Tonnes of CO₂ equivalent.
  static func tonnes(_ carbon: KilogramsCO2e) -> Cell {
    .number(carbon.value / 1_000, decimals: Figures.tonnePlaces)
  }

  /// A sum granted, to the cent.
  static func amount(_ money: Euros?) -> Cell {
    money.map { .number($0.value, decimals: 2) } ?? .empty
  }

  /// Euros of an estimate.
  static func euros(_ money: Euros?) -> Cell {
    money.map { .number($0.value, decimals: Figures.euroPlaces) } ?? .empty
  }

  /// The value as people read it; `nil` for none.
  func shown(_ figures: Figures) -> String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : Excerpt(text).description
    case .words(let words): words.isEmpty ? nil : VisibleText(words).description
    case .count(let count): figures.count(count)
    case .number(let value, let decimals): figures.number(value, decimals: decimals)
    case .factor(let value): figures.shortest(value)
    case .month(let month): figures.month(month)
    case .date(let date): figures.shortDay(date)
    case .empty: nil
    }
  }
}
