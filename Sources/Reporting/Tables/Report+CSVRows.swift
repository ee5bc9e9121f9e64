import Inventory

extension Report {
  /// Returns some machines as a part of the table that ``csv()`` writes, so that a long one can be
  /// sent as it is made.
  ///
  /// - Parameters:
  ///   - servers: The machines, in order.
  ///   - isFirst: Whether it is the part with which the file begins.
  /// - Returns: Their lines, after the mark and the headings in the first part.
  public func csvRows(of servers: [ServerLine], isFirst: Bool) -> String {
    let delimiter = language(";", ",")
    let figures = Figures(language: language)
    let columns = serverColumns
    var text = ""
    if isFirst {
      text += "\u{FEFF}"
      text += columns.map { Self.field($0.heading, delimiter) }.joined(separator: delimiter)
      text += "\r\n"
    }
    for server in servers {
      for (index, column) in columns.enumerated() {
        if index > 0 { text += delimiter }
        switch column.cell(server) {
        case .text(let value): text += Self.field(value, delimiter)
        case .count(let value): text += String(value)
        case .number(let value, let decimals):
          // A decimal comma is safe inside `;`-separated fields, and never met in the others.
          text += figures.plain(value, decimals: decimals)
        case .month(let value): text += value.description
        case .date(let value): text += value.description
        case .empty: break
        }
      }
      text += "\r\n"
    }
    return text
  }
}
