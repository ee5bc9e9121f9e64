import Inventory

/// A value of a table, with the type that a spreadsheet keeps.
enum Cell: Sendable, Equatable {
  case text(String)
  case count(Int)
  /// A number shown with some decimal places.
  case number(Double, decimals: Int)
  case month(Month)
  case date(CalendarDate)
  case empty

  /// A text, or nothing.
  static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }

  /// A month, or nothing.
  static func month(_ month: Month?) -> Cell { month.map { .month($0) } ?? .empty }

  /// A date, or nothing.
  static func date(_ date: CalendarDate?) -> Cell { date.map { .date($0) } ?? .empty }

  /// Kilowatt-hours, with one place.
  static func energy(_ energy: KilowattHours?) -> Cell {
    energy.map { .number($0.value, decimals: 1) } ?? .empty
  }

  /// Tonnes of CO₂ equivalent, with two places.
  static func tonnes(_ carbon: KilogramsCO2e) -> Cell {
    .number(carbon.value / 1_000, decimals: 2)
  }

  /// Euros, with two places.
  static func euros(_ money: Euros?) -> Cell {
    money.map { .number($0.value, decimals: 2) } ?? .empty
  }
}

/// A column of a table: its heading, how wide it is in a workbook, and how a row fills it.
struct Column<Row> {
  /// The heading.
  var heading: String
  /// The width in a workbook, in characters.
  var width: Double
  /// The value in a row.
  var cell: (Row) -> Cell

  init(_ heading: String, width: Double = 14, _ cell: @escaping (Row) -> Cell) {
    self.heading = heading
    self.width = width
    self.cell = cell
  }
}
