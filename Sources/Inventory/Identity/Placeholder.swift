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

  /// Whether `text` stands for "no value"; as fast as most texts allow.
  ///
  /// - Complexity: O(length), and no more than the first few letters for most texts.
  public static func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { glance($0) } ?? matches(Substring(text))
  }

  /// Whether the bytes show at a glance that the text is a value, without making texts of them.
  static func isExcluded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { glance(bytes) == false }

  /// Whether the bytes stand for "no value", as far as they show it without making texts of them;
  /// `nil` when it takes a closer look.
  ///
  /// A value has two different letters, so it is no character repeated, and either more letters
  /// than any filler or a length that no filler of the same first letter has.
  private static func glance(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    var first: UInt8 = 0
    var isUniform = true
    var letters = 0
    var blanks = 0
    var afterBlank = false
    for byte in bytes {
      if byte == 0x20 || byte &- 0x09 <= 4 {
        afterBlank = letters > 0
        continue
      }
      // Some letters beyond ASCII become ASCII in lower case.
      guard byte < 0x80 else { return nil }
      let lower = byte &- 0x41 <= 25 ? byte | 0x20 : byte
      if letters == 0 { first = lower } else if lower != first { isUniform = false }
      letters &+= 1
      if afterBlank { blanks &+= 1 }
      afterBlank = false
      if letters > longest, !isUniform { return false }
    }
    guard letters > 0 else { return true }
    let length = letters &+ blanks
    if length <= longest, lengths[Int(first)] >> UInt32(length) & 1 == 1 { return nil }
    guard isUniform, blanks == 0 else { return isUniform ? nil : false }
    let isFigure = first &- 0x31 <= 8
    return !isFigure && first &- 0x61 > 25 || letters >= 4
  }

  /// The length of the longest filler.
  private static let longest = 31

  /// For each first letter of a filler, one bit for each length that such fillers have.
  private static let lengths: [UInt32] = {
    var lengths = [UInt32](repeating: 0, count: 128)
    for filler in known {
      precondition(filler.utf8.count <= longest, "a filler longer than the longest")
      if let first = filler.utf8.first, first < 0x80 {
        lengths[Int(first)] |= 1 << UInt32(filler.utf8.count)
      }
    }
    return lengths
  }()

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
