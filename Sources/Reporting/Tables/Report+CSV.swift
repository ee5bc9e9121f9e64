import Inventory

extension Report {
  /// Returns the list of machines as a CSV table for spreadsheets.
  ///
  /// UTF-8 with a byte order mark, lines ended by CR LF; `;` and decimal comma in Italian, `,` and
  /// decimal point in English. Months are written `YYYY-MM`. A text that a spreadsheet might take
  /// for a formula begins with an apostrophe; control and direction characters are written out.
  ///
  /// - Complexity: O(n) for n machines.
  public func csv() throws -> String {
    csvRows(of: servers, isFirst: true)
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
