import CByteMask
import Glibc

extension PlainMarkup {
  /// A comment or a CDATA section.
  mutating func declaration<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>
  ) throws -> Step {
    if window.count - cursor < 9 { return .needsMore }
    if window.bytes[cursor + 2] == 0x2D { return comment() }
    guard
      UnsafeBufferPointer(start: window.bytes + cursor, count: 9).elementsEqual("<![CDATA[".utf8)
    else { return .handover }
    let start = cursor + 9
    var position = start
    while true {
      let stops = byte_mask_16(window.bytes + position, 0x20, 0x5D, 0x5D, 0x5D)
      position += stops == 0 ? 16 : stops.trailingZeroBitCount
      guard stops != 0 else { continue }
      switch window.bytes[position] {
      case 0x5D where window.bytes[position + 1] == 0x5D && window.bytes[position + 2] == 0x3E:
        let lines = newlines(start..<position)
        guard try deliver(start, position, handler) else { return .handover }
        cursor = position + 3
        line += lines
        return .done
      case 0x5D where position + 2 < window.count, 0x0A, 0x09: position += 1
      default:
        let length = characterLength(position)
        // A return is libxml2's: it reads one here otherwise than in text.
        if length == 0 { return window.count - position < 4 ? .needsMore : .handover }
        position += length
      }
    }
  }

  /// Passes over a comment.
  mutating func comment() -> Step {
    guard window.count - cursor >= 4 else { return .needsMore }
    guard window.bytes[cursor + 2] == 0x2D, window.bytes[cursor + 3] == 0x2D else {
      return .handover
    }
    return pass(over: cursor + 4, until: 0x2D) { bytes in
      guard bytes[1] == 0x2D else { return .text }
      return bytes[2] == 0x3E ? .end(length: 3) : .foreign
    }
  }

  /// Passes over a processing instruction.
  mutating func instruction() -> Step {
    var position = cursor + 2
    while isNamePart(window.bytes[position], isFirst: position == cursor + 2) { position += 1 }
    let length = position - cursor - 2
    // A colon, a letter beyond ASCII and an XML declaration are libxml2's.
    let next = window.bytes[position]
    guard length > 0, next == 0x3F || isBlank(next), length != 3 || !isXML(cursor + 2) else {
      return window.count - position < 4 ? .needsMore : .handover
    }
    if next == 0x3F, window.bytes[position + 1] != 0x3E {
      return window.count - position < 4 ? .needsMore : .handover
    }
    return pass(over: position, until: 0x3F) { $0[1] == 0x3E ? .end(length: 2) : .text }
  }

  /// Passes over a document type that declares nothing, as nmap writes it.
  mutating func documentType() -> Step {
    let word: StaticString = "<!DOCTYPE "
    guard memcmp(window.bytes + cursor, word.utf8Start, word.utf8CodeUnitCount) == 0 else {
      return .handover
    }
    let start = cursor + word.utf8CodeUnitCount
    var position = start
    while isNamePart(window.bytes[position], isFirst: position == start) { position += 1 }
    guard position > start, window.bytes[position] == 0x3E else { return .handover }
    cursor = position + 1
    return .done
  }

  private enum Mark {
    case text
    case foreign
    case end(length: Int)
  }

  /// Passes over text that is not delivered, up to where `end` knows `first` for the end.
  @inline(__always)
  private mutating func pass(
    over start: Int,
    until first: UInt8,
    _ end: (UnsafePointer<UInt8>) -> Mark
  ) -> Step {
    var position = start
    while true {
      let stops = byte_mask_16(window.bytes + position, 0x20, first, first, first)
      position += stops == 0 ? 16 : stops.trailingZeroBitCount
      guard stops != 0 else { continue }
      switch window.bytes[position] {
      case 0x0A, 0x09, 0x0D: position += 1
      case first:
        switch end(window.bytes + position) {
        case .end(let length):
          line += newlines(start..<position)
          cursor = position + length
          return .done
        case .text where position + 2 < window.count: position += 1
        default: return window.count - position < 4 ? .needsMore : .handover
        }
      default:
        let length = characterLength(position)
        if length == 0 { return window.count - position < 4 ? .needsMore : .handover }
        position += length
      }
    }
  }

  /// Whether three bytes are the name that instructions must not have, in any case of letters.
  private func isXML(_ position: Int) -> Bool {
    let bytes = window.bytes + position
    return bytes[0] | 0x20 == 0x78 && bytes[1] | 0x20 == 0x6D && bytes[2] | 0x20 == 0x6C
  }

  func isNamePart(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case 0x30...0x39, 0x2D, 0x2E: !isFirst
    default: false
    }
  }
}
