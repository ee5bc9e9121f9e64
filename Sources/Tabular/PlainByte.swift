/// The bytes of plain markup.
enum PlainByte {
  /// What stands at a place of a text where no ordinary byte does.
  enum Step {
    /// So many bytes of ordinary text.
    case text(Int)

    /// So many bytes that mean one character: a reference, or a line end.
    case replaced(Int, Unicode.Scalar)

    /// The beginning of a tag.
    case tag

    /// Something that does not lie in the buffer as a whole.
    case incomplete

    /// Something that text must not have, or that is not plain.
    case notPlain
  }

  /// Whether a byte of text stands for itself, whatever is beside it.
  @inline(__always)
  static func isText(_ byte: UInt8) -> Bool {
    // Digits and letters first.
    if byte > 0x3C, byte < 0x80 { return byte != 0x5D }
    if byte >= 0x20 { return byte != 0x26 && byte != 0x3C && byte < 0x80 }
    return byte == 0x0A || byte == 0x09
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// What stands at `place`, which is no ordinary byte or a blank; `end` is the end of the buffer.
  static func step(
    in place: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>
  ) -> Step {
    let left = end - place
    guard left > 0 else { return .incomplete }
    switch place.pointee {
    case 0x3C:
      return .tag
    case 0x0A, 0x09:
      return .text(1)
    case 0x0D:
      // A carriage return before a line feed means nothing, and alone a line feed.
      guard left > 1 else { return .incomplete }
      return .replaced(place[1] == 0x0A ? 2 : 1, "\n")
    case 0x5D:
      guard place[1] == 0x5D else { return left > 1 ? .text(1) : .incomplete }
      guard left > 2 else { return .incomplete }
      return place[2] == 0x3E ? .notPlain : .text(1)
    case 0x26:
      return reference(place, left)
    case 0x80...:
      return character(place, left)
    default:
      return .notPlain
    }
  }

  /// A character beyond ASCII that UTF-8 and XML allow.
  private static func character(_ place: UnsafeMutablePointer<UInt8>, _ left: Int) -> Step {
    let first = place.pointee
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC2, first <= 0xF4 else { return .notPlain }
    guard left >= length else { return .incomplete }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length {
      guard place[offset] & 0xC0 == 0x80 else { return .notPlain }
      value = value << 6 | UInt32(place[offset] & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    return value >= least && isCharacter(value) ? .text(length) : .notPlain
  }

  /// One of the five references that XML has, or one by number.
  private static func reference(_ place: UnsafeMutablePointer<UInt8>, _ left: Int) -> Step {
    var length = 1
    while length < 12, place[length] != 0x3B, length < left { length += 1 }
    guard length < left else { return length < 12 ? .incomplete : .notPlain }
    guard place[length] == 0x3B else { return .notPlain }
    let body = UnsafeBufferPointer(start: UnsafePointer(place + 1), count: length - 1)
    if body.elementsEqual("amp".utf8) { return .replaced(5, "&") }
    if body.elementsEqual("lt".utf8) { return .replaced(4, "<") }
    if body.elementsEqual("gt".utf8) { return .replaced(4, ">") }
    if body.elementsEqual("quot".utf8) { return .replaced(6, "\"") }
    if body.elementsEqual("apos".utf8) { return .replaced(6, "'") }
    guard body.count > 1, body[0] == 0x23 else { return .notPlain }
    let isHexadecimal = body[1] == 0x78
    var value: UInt32 = 0
    let digits = body.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty else { return .notPlain }
    for digit in digits {
      let number: UInt32
      switch digit {
      case 0x30...0x39: number = UInt32(digit - 0x30)
      case 0x41...0x46 where isHexadecimal: number = UInt32(digit - 0x41) + 10
      case 0x61...0x66 where isHexadecimal: number = UInt32(digit - 0x61) + 10
      default: return .notPlain
      }
      value = value * (isHexadecimal ? 16 : 10) + number
      guard value <= 0x10FFFF else { return .notPlain }
    }
    guard isCharacter(value), let scalar = Unicode.Scalar(value) else { return .notPlain }
    return .replaced(length + 1, scalar)
  }

  private static func isCharacter(_ value: UInt32) -> Bool {
    value >= 0x20
      ? value < 0xD800 || (value >= 0xE000 && value <= 0x10FFFF && value | 1 != 0xFFFF)
      : value == 0x09 || value == 0x0A || value == 0x0D
  }

  /// Moves behind a name in ASCII; returns where its local part begins, `nil` for what is none.
  @inline(__always)
  static func name(_ next: inout UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>? {
    let start = next
    var local = start
    guard isNameStart(start.pointee) else { return nil }
    next += 1
    while true {
      let byte = next.pointee
      if isNameStart(byte) || (byte >= 0x2D && byte <= 0x39 && byte != 0x2F) {
        next += 1
      } else if byte == 0x3A {
        // One prefix, and a name behind it.
        next += 1
        guard local == start, isNameStart(next.pointee) else { return nil }
        local = next
      } else {
        return local
      }
    }
  }

  @inline(__always)
  private static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
  }
}
