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
    var length = 0
    var afterBlank = false
    for byte in bytes {
      if isBlank(byte) {
        afterBlank = length > 0
        continue
      }
      // Behind another letter, no filler and no repetition has a letter of Latin-1 (`città`). Some
      // of those further on are blanks, or become ASCII in lower case.
      guard byte < 0x80 else { return byte == 0xC3 && length > 0 ? false : nil }
      let letter = lower(byte)
      if length == 0 { first = letter } else if letter != first { isUniform = false }
      if afterBlank {
        afterBlank = false
        isUniform = false
        length &+= 1
      }
      length &+= 1
      if length > longest, !isUniform { return false }
    }
    guard length > 0 else { return true }
    if length <= longest, lengths[Int(first)] >> UInt32(length) & 1 == 1,
      fillers[Int(first)].contains(squeezed(bytes))
    {
      return true
    }
    let isFigure = first &- 0x31 <= 8
    return isUniform && (!isFigure && first &- 0x61 > 25 || length >= 4)
  }

  /// The text in lower case, runs of blanks as one, zeros behind it; of no more than ``longest``
  /// letters.
  private static func squeezed(_ bytes: UnsafeBufferPointer<UInt8>) -> SIMD32<UInt8> {
    var squeezed = SIMD32<UInt8>()
    var length = 0
    var afterBlank = false
    for byte in bytes {
      if isBlank(byte) {
        afterBlank = length > 0
        continue
      }
      if afterBlank {
        squeezed[length] = 0x20
        length += 1
        afterBlank = false
      }
      squeezed[length] = lower(byte)
      length += 1
    }
    return squeezed
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 <= 4 }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 <= 25 ? byte | 0x20 : byte }

  /// The length of the longest filler; one byte less than ``fillers`` have room for.
  private static let longest = 31

  /// The fillers in ASCII by their first letter, zeros behind them.
  private static let fillers: [[SIMD32<UInt8>]] = {
    var fillers = [[SIMD32<UInt8>]](repeating: [], count: 128)
    for filler in known {
      precondition(filler.utf8.count <= longest, "a filler longer than the longest")
      var padded = SIMD32<UInt8>()
      for (index, byte) in filler.utf8.enumerated() { padded[index] = byte }
      if padded[0] < 0x80 { fillers[Int(padded[0])].append(padded) }
    }
    return fillers
  }()

  /// For each first letter of a filler, one bit for each length that such fillers have.
  private static let lengths: [UInt32] = fillers.map { fillers in
    fillers.reduce(0) { bits, filler in
      bits | 1 << UInt32((0..<32).count { filler[$0] != 0 })
    }
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
