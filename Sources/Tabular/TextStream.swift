/// Turns a text of any encoding into UTF-8, without its byte order mark.
///
/// What cannot be decoded becomes U+FFFD and is counted; what comes out is always valid UTF-8.
public struct TextStream: ByteStream {
  /// The encoding of the bytes underneath.
  public let encoding: TextEncoding

  /// How many bytes, or units of UTF-16 and UTF-32, could not be decoded so far.
  public private(set) var undecodable = 0

  private var stream: any ByteStream
  private var markBytesLeft: Int

  /// Raw bytes that were read and are not decoded yet: the beginning of a letter.
  private var carried: [UInt8] = []

  /// Decoded bytes that did not fit into the reader's buffer.
  private var decoded: [UInt8] = []
  private var decodedStart = 0
  private var highSurrogate: UInt32?

  /// Opens a source as text.
  ///
  /// - Parameters:
  ///   - source: Where the bytes come from.
  ///   - encoding: The encoding; `nil` lets it be found, for which the source is opened twice.
  /// - Throws: What the source throws.
  public init(_ source: some ByteSource, encoding: TextEncoding? = nil) throws {
    try self.init(stream: source.open(), encoding: encoding ?? TextEncoding.detect(source))
  }

  init(stream: any ByteStream, encoding: TextEncoding) {
    self.stream = stream
    self.encoding = encoding
    markBytesLeft = encoding.markBytes
  }

  /// Reads UTF-8; `buffer` has to hold at least four bytes.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      if decodedStart < decoded.count { return drain(into: buffer) }
      if encoding.form == .utf8 {
        if let count = try readUTF8(into: buffer) { return count }
        continue
      }
      var raw = carried
      guard let chunk = try nextRaw(1 << 16) else {
        carried = []
        finish(raw)
        if decodedStart < decoded.count { continue }
        return 0
      }
      raw += chunk
      decode(raw)
    }
  }

  private mutating func drain(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, decoded.count - decodedStart)
    decoded.withUnsafeBytes { bytes in
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[decodedStart..<(decodedStart + count)])
      )
    }
    decodedStart += count
    if decodedStart == decoded.count {
      decoded.removeAll(keepingCapacity: true)
      decodedStart = 0
    }
    return count
  }

  /// Reads raw bytes behind the mark, `nil` at the end.
  private mutating func nextRaw(_ size: Int) throws -> [UInt8]? {
    while let chunk = try stream.nextChunk(of: size) {
      let dropped = min(markBytesLeft, chunk.count)
      markBytesLeft -= dropped
      if dropped < chunk.count { return dropped == 0 ? chunk : Array(chunk[dropped...]) }
    }
    return nil
  }

  /// Reads straight into the buffer and checks there; `nil` when a repair waits in `decoded`.
  private mutating func readUTF8(into buffer: UnsafeMutableRawBufferPointer) throws -> Int? {
    while markBytesLeft > 0 {
      guard let chunk = try stream.nextChunk(of: markBytesLeft) else { return 0 }
      markBytesLeft -= chunk.count
    }
    let before = carried.count
    buffer.copyBytes(from: carried)
    let came = try stream.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[before...])
    )
    carried.removeAll(keepingCapacity: true)
    let bytes = UnsafeBufferPointer(
      start: UnsafePointer(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)),
      count: before + came
    )
    if came == 0 {
      if before == 0 { return 0 }
      finish(Array(bytes))
      return nil
    }
    let valid = Self.validPrefix(bytes)
    if valid < bytes.count {
      if case .incomplete = UTF8Sequence.at(valid, in: bytes) {
        carried += bytes[valid...]
      } else {
        repair(Array(bytes[valid...]))
      }
    }
    return valid > 0 ? valid : nil
  }

  private static func validPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    var index = 0
    while index < count {
      while index &+ 64 <= count {
        let words = raw.loadUnaligned(fromByteOffset: index, as: SIMD8<UInt64>.self)
        let halves = words.lowHalf | words.highHalf
        let pair = halves.lowHalf | halves.highHalf
        guard (pair.x | pair.y) & 0x8080_8080_8080_8080 == 0 else { break }
        index &+= 64
      }
      while index &+ 16 <= count {
        let pair = raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
        guard (pair.x | pair.y) & 0x8080_8080_8080_8080 == 0 else { break }
        index &+= 16
      }
      // Up to the next run of ASCII, letter by letter.
      let end = min(index &+ 16, count)
      while index < end {
        guard case .valid(let length) = UTF8Sequence.at(index, in: bytes) else { return index }
        index &+= length
      }
    }
    return index
  }

  private mutating func repair(_ raw: [UInt8]) {
    raw.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        switch UTF8Sequence.at(index, in: bytes) {
        case .valid(let length):
          decoded += bytes[index..<(index + length)]
          index += length
        case .incomplete:
          carried += bytes[index...]
          return
        case .invalid:
          replace()
          index += 1
        }
      }
    }
  }

  private mutating func replace() {
    undecodable += 1
    decoded += [0xEF, 0xBF, 0xBD]
  }

  /// Decodes what is left at the end, which is too short for a letter.
  private mutating func finish(_ raw: [UInt8]) {
    if highSurrogate != nil {
      highSurrogate = nil
      replace()
    }
    if encoding.form == .utf8 {
      for _ in raw { replace() }
    } else if !raw.isEmpty {
      replace()
    }
  }

  private mutating func decode(_ raw: [UInt8]) {
    carried = []
    switch encoding.form {
    case .utf8:
      repair(raw)
    case .windows1252:
      for byte in raw { append(Windows1252.scalar(byte)) }
    case .utf16Little, .utf16Big:
      let isBig = encoding.form == .utf16Big
      for index in stride(from: 0, to: raw.count - 1, by: 2) {
        let pair = (UInt32(raw[index]), UInt32(raw[index + 1]))
        unit(isBig ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
      }
      carried = Array(raw.suffix(raw.count % 2))
    case .utf32Little, .utf32Big:
      let isBig = encoding.form == .utf32Big
      for index in stride(from: 0, to: raw.count - 3, by: 4) {
        let four = raw[index..<(index + 4)]
        append(
          isBig
            ? four.reduce(0) { $0 << 8 | UInt32($1) }
            : four.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        )
      }
      carried = Array(raw.suffix(raw.count % 4))
    }
  }

  private mutating func unit(_ unit: UInt32) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        return append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
      }
      replace()
    }
    if (0xD800...0xDBFF).contains(unit) { highSurrogate = unit } else { append(unit) }
  }

  private mutating func append(_ value: UInt32?) {
    guard let value, let scalar = Unicode.Scalar(value) else { return replace() }
    if value < 0x80 {
      decoded.append(UInt8(value))
    } else {
      decoded += UTF8.encode(scalar) ?? .init()
    }
  }
}

/// Microsoft's Western European code page.
enum Windows1252 {
  /// The letters of 0x80 to 0x9F; 0 where the code page has none.
  private static let letters: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  static func scalar(_ byte: UInt8) -> UInt32? {
    guard (0x80...0x9F).contains(byte) else { return UInt32(byte) }
    let letter = letters[Int(byte) - 0x80]
    return letter == 0 ? nil : letter
  }
}
