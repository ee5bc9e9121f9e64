/// The encoding of a text, found from its bytes.
public struct TextEncoding: Sendable, Hashable {
  enum Form: String, Sendable {
    case utf8 = "utf-8"
    case utf16Little = "utf-16le"
    case utf16Big = "utf-16be"
    case utf32Little = "utf-32le"
    case utf32Big = "utf-32be"
    case windows1252 = "windows-1252"
  }

  let form: Form

  /// The length of the byte order mark, 0 when there is none.
  let markBytes: Int

  /// The name in lower case, followed by ` BOM` when there is a mark: `utf-16le BOM`.
  public var label: String { markBytes > 0 ? form.rawValue + " BOM" : form.rawValue }

  /// Whether the text carries a byte order mark.
  public var hasByteOrderMark: Bool { markBytes > 0 }

  init(_ form: Form, markBytes: Int = 0) {
    self.form = form
    self.markBytes = markBytes
  }

  /// Finds the encoding of a source.
  ///
  /// A mark decides; then zeros at every second or fourth byte; else it is UTF-8 as long as the
  /// first letters beyond ASCII are, and Windows-1252 otherwise. Reads as far as those letters.
  public static func detect(_ source: some ByteSource) throws -> TextEncoding {
    var stream = try source.open()
    return try detect(&stream)
  }

  static func detect(_ stream: inout any ByteStream) throws -> TextEncoding {
    let size = 1 << 16
    var block = try stream.bytes(upTo: size)
    if let encoding = byMark(block) ?? byZeros(block) { return encoding }
    while !block.isEmpty {
      if let first = firstBeyondASCII(block) {
        // A letter may lie across the end of the block, and one letter is too few to judge by.
        let next = try stream.bytes(upTo: size)
        let isWhole = next.count < size
        return TextEncoding(
          looksLikeUTF8(Array(block[first...]) + next, isWhole: isWhole) ? .utf8 : .windows1252
        )
      }
      block = try stream.bytes(upTo: size)
    }
    return TextEncoding(.utf8)
  }

  private static func byMark(_ head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) { return TextEncoding(.utf32Little, markBytes: 4) }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) { return TextEncoding(.utf32Big, markBytes: 4) }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return TextEncoding(.utf8, markBytes: 3) }
    if head.starts(with: [0xFF, 0xFE]) { return TextEncoding(.utf16Little, markBytes: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return TextEncoding(.utf16Big, markBytes: 2) }
    return nil
  }

  private static func byZeros(_ head: [UInt8]) -> TextEncoding? {
    let groups = min(head.count, 4_096) / 4
    guard groups > 0 else {
      if head.count == 2, head[1] == 0, head[0] != 0 { return TextEncoding(.utf16Little) }
      if head.count == 2, head[0] == 0, head[1] != 0 { return TextEncoding(.utf16Big) }
      return nil
    }
    var zeros = [0, 0, 0, 0]
    for index in 0..<(groups * 4) where head[index] == 0 { zeros[index & 3] += 1 }
    // Letters beyond Latin make some of the bytes non-zero; ASCII line ends keep most zero.
    let many = { (count: Int) in count * 10 >= groups * 6 }
    let few = { (count: Int) in count * 20 <= groups }
    if many(zeros[2]), many(zeros[3]), few(zeros[0]) { return TextEncoding(.utf32Little) }
    if many(zeros[0]), many(zeros[1]), few(zeros[3]) { return TextEncoding(.utf32Big) }
    if many(zeros[1]), many(zeros[3]), few(zeros[0]), few(zeros[2]) {
      return TextEncoding(.utf16Little)
    }
    if many(zeros[0]), many(zeros[2]), few(zeros[1]), few(zeros[3]) {
      return TextEncoding(.utf16Big)
    }
    return nil
  }

  private static func firstBeyondASCII(_ block: [UInt8]) -> Int? {
    block.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      { index += 8 }
      while index < bytes.count {
        if bytes[index] >= 0x80 { return index }
        index += 1
      }
      return nil
    }
  }

  /// Whether most of the letters beyond ASCII are right; one broken one does not change a file.
  private static func looksLikeUTF8(_ window: [UInt8], isWhole: Bool) -> Bool {
    window.withUnsafeBufferPointer { bytes in
      var good = 0
      var bad = 0
      var index = 0
      while index < bytes.count {
        switch UTF8Sequence.at(index, in: bytes) {
        case .valid(let length):
          if length > 1 { good += 1 }
          index += length
        case .incomplete:
          if isWhole { bad += 1 }
          index = bytes.count
        case .invalid:
          bad += 1
          index += 1
        }
      }
      return good >= bad
    }
  }
}

/// What stands at one place of bytes that should be UTF-8.
enum UTF8Sequence {
  case valid(Int)
  case incomplete
  case invalid

  @inline(__always)
  static func at(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UTF8Sequence {
    let first = bytes[index]
    if first < 0x80 { return .valid(1) }
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      lowest = 0xA0
    case 0xED:
      length = 3
      highest = 0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      lowest = 0x90
    case 0xF4:
      length = 4
      highest = 0x8F
    case 0xF1...0xF3: length = 4
    default: return .invalid
    }
    for offset in 1..<length {
      guard index + offset < bytes.count else { return .incomplete }
      let next = bytes[index + offset]
      guard next >= lowest, next <= highest else { return .invalid }
      lowest = 0x80
      highest = 0xBF
    }
    return .valid(length)
  }
}
