import Inventory

extension Report {
  /// The names of the topics that a CSV file can hold, in the report's order.
  public var topicNames: [String] { kind.topics.map(\.rawValue) }

  /// Returns one topic as a CSV table for spreadsheets; by default the kind's leading one, which for
  /// the programme is the list of machines.
  ///
  /// UTF-8 with a byte order mark, lines ended by CR LF; `;` and decimal comma in Italian, `,` and
  /// decimal point in English. Months are written `YYYY-MM`. A text that a spreadsheet might take
  /// for a formula begins with an apostrophe; control and direction characters are written out.
  ///
  /// - Parameter name: One of ``topicNames``; `nil` for the leading one.
  /// - Returns: The table; `nil` for a name that the kind does not have.
  /// - Complexity: O(n) for n rows.
  public func csv(_ name: String? = nil) -> String? {
    guard let found = name.map({ Topic.Name(rawValue: $0) }) ?? kind.leadingTopic,
      kind.topics.contains(found)
    else { return nil }
    let topic = topic(found)
    return csv(of: topic, rows: 0..<topic.count, isFirst: true)
  }

  /// Returns some machines as a part of the table of servers, so that a long one can be sent as it
  /// is made.
  ///
  /// - Parameters:
  ///   - positions: Where the machines stand in ``servers``.
  ///   - isFirst: Whether it is the part with which the file begins.
  /// - Returns: Their lines, after the mark and the headings in the first part.
  public func csv(ofServers positions: some Sequence<Int>, isFirst: Bool) -> String {
    csv(of: topic(.servers), rows: positions, isFirst: isFirst)
  }

  private func csv(of topic: Topic, rows: some Sequence<Int>, isFirst: Bool) -> String {
    let delimiter = language(";", ",")
    let figures = Figures(language: language)
    var text = ""
    if isFirst {
      text += "\u{FEFF}"
      text += topic.columns.map { Self.field($0.text, delimiter) }.joined(separator: delimiter)
      text += "\r\n"
    }
    for row in rows {
      for (index, cell) in topic.row(row).enumerated() {
        if index > 0 { text += delimiter }
        switch cell {
        case .text(let value), .words(let value): text += Self.field(value, delimiter)
        case .count(let value): text += String(value)
        case .number(let value, let decimals):
          // A decimal comma is safe inside `;`-separated fields, and never met in the others.
          text += figures.plain(value, decimals: decimals)
        case .factor(let value): text += figures.plainShortest(value)
        case .month(let value): text += value.description
        case .date(let value): text += value.description
        case .empty: break
        }
      }
      text += "\r\n"
    }
    return text
  }

  /// Quotes a text where it must be, and makes it inert where it could act.
  static func field(_ text: String, _ delimiter: String) -> String {
    let inert = inert(text)
    let visible = VisibleText(inert).description
    let isRisky = inert.unicodeScalars.count != text.unicodeScalars.count
    guard
      isRisky || visible.contains(delimiter) || visible.contains("\"")
        || visible.hasPrefix(" ") || visible.hasSuffix(" ")
    else { return visible }
    return "\"" + visible.replacing("\"", with: "\"\"") + "\""
  }

  /// Puts an apostrophe before a text that begins as formulas do, also after quotes and delimiters
  /// that a careless reader may split at.
  static func inert(_ text: String) -> String {
    let skipped: Set<Unicode.Scalar> = [" ", "\"", "'", ";", ",", "\u{A0}"]
    guard let first = text.unicodeScalars.first(where: { !skipped.contains($0) }),
      formulaLeads.contains(first)
    else { return text }
    return "'" + text
  }

  /// What makes a spreadsheet compute, in ASCII and in full width.
  private static let formulaLeads: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
  ]
}
