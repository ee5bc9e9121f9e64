import CByteMask
import Glibc

extension PlainMarkup {
  /// Delivers character data up to the next tag, comment or section.
  @inline(__always)
  mutating func text<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    let bytes = UnsafePointer(window.bytes)
    let start = cursor
    var position = start
    var lines = 0
    search: while true {
      var stops = byte_mask_16(bytes + position, 0x20, 0x3C, 0x26, 0x5D)
      while stops != 0 {
        let stop = position &+ stops.trailingZeroBitCount
        switch bytes[stop] {
        case 0x0A: lines &+= 1
        case 0x09: break
        case 0x3C:
          guard try deliver(start, stop, handler) else { return .handover }
          line &+= lines
          return .done
        default:
          let plain = plainLength(stop)
          guard plain > 0 else {
            guard try deliver(start, stop, handler) else { return .handover }
            line &+= lines
            return try special(handler)
          }
          position = stop &+ plain
          continue search
        }
        stops &= stops &- 1
      }
      position &+= 16
    }
  }

  /// Passes the bytes on and moves to `end`; false, with nothing done, if they exceed the limit.
  @inline(__always)
  mutating func deliver<Handler: MarkupHandler>(
    _ start: Int,
    _ end: Int,
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Bool {
    if end > start {
      let length = textRun &+ end &- start
      guard length <= state.pointee.limits.textBytes else { return false }
      textRun = length
      cursor = end
      try handler.pointee.text(
        UnsafeBufferPointer(start: window.bytes + start, count: end &- start)
      )
    }
    return true
  }

  /// How many bytes at `position` are a character beyond ASCII or a harmless bracket, else 0.
  @inline(__always)
  private func plainLength(_ position: Int) -> Int {
    let byte = window.bytes[position]
    if byte >= 0x80 { return characterLength(position) }
    guard byte == 0x5D, position &+ 2 < window.count else { return 0 }
    return window.bytes[position &+ 1] == 0x5D && window.bytes[position &+ 2] == 0x3E ? 0 : 1
  }

  /// Goes on at a byte in text that is not simply text.
  private mutating func special<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    let room = window.count - cursor
    switch window.bytes[cursor] {
    case 0x26:
      return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
        guard let start = buffer.baseAddress else { return .handover }
        let reference = reference(cursor, start)
        guard reference.written > 0 else { return room < 12 ? .needsMore : .handover }
        guard textRun + reference.written <= state.pointee.limits.textBytes else {
          return .handover
        }
        textRun += reference.written
        cursor += reference.length
        try handler.pointee.text(UnsafeBufferPointer(start: start, count: reference.written))
        return .done
      }
    case 0x0D where room > 1 && window.bytes[cursor + 1] == 0x0A:
      cursor += 1
      return .done
    default:
      return room < 4 ? .needsMore : .handover
    }
  }

  /// How many bytes the character beyond ASCII at `position` has, 0 if it is none or is cut.
  ///
  /// The rules of Unicode's table 3-7, without U+FFFE and U+FFFF, which XML does not allow.
  @inline(__always)
  func characterLength(_ position: Int) -> Int {
    let bytes = window.bytes + position
    let second = bytes[1]
    switch bytes[0] {
    case 0xC2...0xDF:
      return isContinuation(second) ? 2 : 0
    case 0xE0...0xEF:
      guard isContinuation(second), isContinuation(bytes[2]) else { return 0 }
      switch bytes[0] {
      case 0xE0 where second < 0xA0, 0xED where second > 0x9F: return 0
      case 0xEF where second == 0xBF && bytes[2] >= 0xBE: return 0
      default: return 3
      }
    case 0xF0...0xF4:
      guard isContinuation(second), isContinuation(bytes[2]), isContinuation(bytes[3]) else {
        return 0
      }
      return (bytes[0] == 0xF0 && second < 0x90) || (bytes[0] == 0xF4 && second > 0x8F) ? 0 : 4
    default:
      return 0
    }
  }

  @inline(__always)
  private func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
  }

  /// Writes the character that the reference at `position` stands for, and tells its length.
  ///
  /// Nothing is written if there is no reference to one of XML's five entities or to a character
  /// that XML allows, or if it is cut.
  func reference(
    _ position: Int,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> (length: Int, written: Int) {
    let bytes = window.bytes + position + 1
    func stands(_ word: StaticString) -> Bool {
      memcmp(bytes, word.utf8Start, word.utf8CodeUnitCount) == 0
    }
    if bytes[0] == 0x23 { return numeric(bytes, output) }
    let found: (length: Int, byte: UInt8) =
      if stands("amp;") { (5, 0x26) } else if stands("lt;") { (4, 0x3C) } else if stands("gt;") {
        (4, 0x3E)
      } else if stands("quot;") { (6, 0x22) } else if stands("apos;") { (6, 0x27) } else { (0, 0) }
    guard found.length > 0 else { return (0, 0) }
    output.pointee = found.byte
    return (found.length, 1)
  }

  private func numeric(
    _ bytes: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> (length: Int, written: Int) {
    let isHexadecimal = bytes[1] == 0x78
    let start = isHexadecimal ? 2 : 1
    var end = start
    var value: UInt32 = 0
    while bytes[end] != 0x3B {
      let digit: UInt32
      switch bytes[end] {
      case 0x30...0x39: digit = UInt32(bytes[end] - 0x30)
      case 0x41...0x46 where isHexadecimal: digit = UInt32(bytes[end] - 0x37)
      case 0x61...0x66 where isHexadecimal: digit = UInt32(bytes[end] - 0x57)
      default: return (0, 0)
      }
      guard end - start < 7 else { return (0, 0) }
      value = value * (isHexadecimal ? 16 : 10) + digit
      end += 1
    }
    let isAllowed =
      value == 0x09 || value == 0x0A || value == 0x0D || (value >= 0x20 && value < 0xFFFE)
      || value > 0xFFFF
    guard end > start, isAllowed, let scalar = Unicode.Scalar(value) else { return (0, 0) }
    var written = 0
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      output[written] = byte
      written += 1
    }
    return (end + 2, written)
  }
}
