import Inventory

/// Text from a file with every character that steers or turns text written out.
///
/// Unlike `Excerpt` it cuts nothing: tables for other programs keep whole values.
struct VisibleText: CustomStringConvertible {
  let description: String

  init(_ text: some StringProtocol) {
    guard text.unicodeScalars.contains(where: Self.mustBeWritten) else {
      description = String(text)
      return
    }
    var shown = ""
    for scalar in text.unicodeScalars {
      if Self.mustBeWritten(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    description = shown
  }

  /// U+FFFE and U+FFFF may stand in no XML, so in no workbook.
  private static func mustBeWritten(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isUnsafeToShow || scalar.value & 0xFFFE == 0xFFFE
  }
}
