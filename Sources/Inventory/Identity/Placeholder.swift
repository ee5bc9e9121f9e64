/// Text that firmware, agents and people write where a value is missing.
public enum Placeholder {
  /// Whether `text` stands for "no value": empty, one character repeated, or a known filler.
  ///
  /// - Complexity: O(length).
  public static func matches(_ text: some StringProtocol) -> Bool {
    let squeezed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    guard let first = squeezed.first else { return true }
    if known.contains(squeezed) { return true }
    if first == "0" || !first.isLetter && !first.isNumber || squeezed.count >= 4 {
      return squeezed.allSatisfy { $0 == first }
    }
    return false
  }

  /// Fillers seen in real exports, lower case, blanks squeezed.
  private static let known: Set<String> = [
    "none", "null", "nil", "n/a", "na", "n.a.", "n.d.", "nd", "n/d", "nessuno", "nessuna",
    "unknown", "sconosciuto", "sconosciuta", "not specified", "not available", "not applicable",
    "not set", "non disponibile", "non definito", "da definire", "empty", "invalid", "oem",
    "default", "default string", "to be filled by o.e.m.", "to be filled by oem",
    "to be filled by o.e.m", "tobefilledbyo.e.m.", "system serial number", "system product name",
    "system manufacturer", "system version", "chassis serial number", "base board serial number",
    "serial number", "numero di serie", "s/n", "x.x", "[removed]", "[unknown]", "<none>",
    "123456789", "0123456789", "1234567890", "123456", "12345678", "01234567", "virtuale",
    "virtual",
    "vm", "bsn12345678901234567", "asset-1234567890", "no asset tag", "no asset information",
    "undefined", "tbd", "?",
  ]
}
