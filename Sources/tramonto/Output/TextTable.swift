import Inventory

/// A table for a terminal: columns aligned, text from files made safe to show.
struct TextTable {
  /// How a column is aligned.
  enum Alignment {
    case left
    case right
  }

  private let headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Creates a table with headings; numbers belong in columns aligned right.
  init(_ columns: [(heading: String, alignment: Alignment)]) {
    headings = columns.map(\.heading)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row; only the last cell may be of any length.
  mutating func add(_ cells: [String]) {
    var shown = cells.map { Excerpt($0).description }
    if let last = cells.last { shown[shown.count - 1] = Excerpt(whole: last).description }
    rows.append(shown)
  }

  /// The table's lines, the headings and a rule first.
  var lines: [String] {
    var widths = headings.map(\.count)
    for row in rows {
      for (column, cell) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], cell.count)
      }
    }
    var lines = [
      line(headings, widths),
      widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "),
    ]
    lines += rows.map { line($0, widths) }
    return lines
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, width) in widths.enumerated() {
      let cell = column < cells.count ? cells[column] : ""
      let padding = String(repeating: " ", count: max(0, width - cell.count))
      if column > 0 { text += "  " }
      text += alignments[column] == .right ? padding + cell : cell + padding
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
