/// Excel's way to write characters that XML forbids: `_x000D_` for a carriage return.
enum EscapedCharacters {
  /// Replaces the escapes of `bytes`, from `start` on; `_x005F_` is the underscore itself.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    var target = start
    var position = start
    guard bytes[start...].contains(0x5F) else { return }
    while position < bytes.count {
      if let value = value(bytes, at: position) {
        // Only a control character or an underscore is ever written so by a program.
        bytes[target] = value
        position += 7
      } else {
        bytes[target] = bytes[position]
        position += 1
      }
      target += 1
    }
    bytes.removeSubrange(target...)
  }

  private static func value(_ bytes: [UInt8], at position: Int) -> UInt8? {
    guard position + 7 <= bytes.count, bytes[position] == 0x5F,
      bytes[position + 1] | 0x20 == 0x78, bytes[position + 6] == 0x5F,
      let value = UInt16(
        String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self),
        radix: 16
      ),
      value < 0x20 || value == 0x5F
    else { return nil }
    return UInt8(value)
  }
}
