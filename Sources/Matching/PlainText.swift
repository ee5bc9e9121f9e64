/// Ways through text of ASCII that ask no Unicode table.
enum PlainText {
  /// The text with each byte as `change` makes it, `nil` leaving it out; `nil` when the text has
  /// letters beyond ASCII.
  static func filtered(_ text: String, _ change: (UInt8) -> UInt8?) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      // A line break of two bytes is one character, which the general way knows.
      guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { target in
        var count = 0
        for byte in bytes {
          guard let changed = change(byte) else { continue }
          target.initializeElement(at: count, to: changed)
          count += 1
        }
        return count
      }
    }
  }

  /// Whether an ASCII byte is a letter or a figure.
  static func isLetterOrFigure(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 9
  }
}
