/// A table as comma-separated text: UTF-8, a header, `\n`, quotes where needed.
struct CSVText {
  /// The text so far.
  private(set) var text = ""

  /// Begins a table with a header.
  init(_ header: [String]) {
    add(header)
  }

  /// Adds a row as it is, for programs.
  mutating func add(_ cells: [String]) {
    text += cells.map(Self.quoted).joined(separator: ",") + "\n"
  }

  /// Adds a row for a spreadsheet: text that it would take for a formula gets a leading `'`.
  mutating func addInert(_ cells: [String]) {
    add(cells.map(Self.inert))
  }

  /// The cell, in quotes where it needs them.
  static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private static func inert(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first else { return cell }
    return "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
      ? "'" + cell : cell
  }
}
