import Inventory
import Tabular

/// Opens the document in a file: the file, unpacked, or the body of a web answer saved with its
/// headers.
enum DocumentSource {
  /// The source of the document at `path`.
  ///
  /// - Throws: What opening the file throws.
  static func at(_ path: String) throws -> any ByteSource {
    let file = PackedFile(path: path)
    return try SavedAnswer.isAnswer(file) ? SavedAnswer.body(of: file) : file
  }

  /// The day on which the document was sent; `nil` for a file that is no saved answer.
  static func day(at path: String) throws -> CalendarDate? {
    let file = PackedFile(path: path)
    return try SavedAnswer.isAnswer(file) ? SavedAnswer.day(of: file) : nil
  }
}

/// A web answer that was saved from the wire: status line, headers, and a body in chunks.
enum SavedAnswer {
  /// The greatest length of an answer: management cards send some kilobytes.
  static let limit = 16 << 20

  /// Whether the file begins with the status line of an answer.
  static func isAnswer(_ source: some ByteSource) throws -> Bool {
    var stream = try source.open()
    let head = try stream.nextChunk(of: 16) ?? []
    return head.starts(with: "HTTP/1.".utf8) || head.starts(with: "HTTP/2".utf8)
  }

  /// The day in the header `Date`, as in `Wed, 07 Oct 2015 23:41:02 GMT`.
  ///
  /// `nil` when there is none, and before 2000: a card whose clock was never set says 1970.
  static func day(of source: some ByteSource) throws -> CalendarDate? {
    var stream = try source.open()
    let (headers, _) = split(try stream.nextChunk(of: 8_192) ?? [])
    let line = headers.split(whereSeparator: \.isNewline).first { $0.hasPrefix("date:") }
    let words = line?.split { !$0.isLetter && !$0.isNumber } ?? []
    guard words.count > 4, let day = Int(words[2]), let year = Int(words[4]), year >= 2_000,
      let month = Month("\(words[3]) \(year)")
    else { return nil }
    return CalendarDate(year: year, month: month.month, day: day)
  }

  /// The body, without headers and chunk sizes.
  ///
  /// - Throws: ``ImportFailure`` when it is too long to be held; what reading throws.
  static func body(of source: some ByteSource) throws -> MemorySource {
    var bytes: [UInt8] = []
    var stream = try source.open()
    while let chunk = try stream.nextChunk() {
      bytes += chunk
      guard bytes.count <= limit else {
        throw ImportFailure(path: source.name, .beyondLimits("HTTP > \(limit) bytes"))
      }
    }
    let (headers, start) = split(bytes)
    var body = Array(bytes[start...])
    if isChunked(headers) { body = joined(body) ?? withoutSizeLines(body) }
    return MemorySource(name: source.name, bytes: body)
  }

  /// The lower-case headers, and where the body begins.
  private static func split(_ bytes: [UInt8]) -> (headers: String, start: Int) {
    var start = 0
    var lineStart = 0
    while let end = bytes[lineStart...].firstIndex(of: 0x0A) {
      let isBlank = bytes[lineStart..<end].allSatisfy { $0 == 0x0D || $0 == 0x20 }
      lineStart = end + 1
      if isBlank {
        start = lineStart
        break
      }
    }
    return (String(decoding: bytes[..<start], as: UTF8.self).lowercased(), start)
  }

  private static func isChunked(_ headers: String) -> Bool {
    headers.split(whereSeparator: \.isNewline).contains { line in
      line.hasPrefix("transfer-encoding:") && line.contains("chunked")
    }
  }

  /// Puts the chunks together; `nil` where a size does not lead to the next.
  static func joined(_ bytes: [UInt8]) -> [UInt8]? {
    var body: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      guard let size = size(of: bytes[position..<end]) else { return nil }
      if size == 0 { return body }
      let first = end + 1
      guard first + size <= bytes.count else { return nil }
      body += bytes[first..<(first + size)]
      position = first + size
      if position < bytes.count, bytes[position] == 0x0D { position += 1 }
      guard position == bytes.count || bytes[position] == 0x0A else { return nil }
      position += 1
    }
    return body
  }

  /// Takes lines out that are nothing but a size, for answers whose line ends were changed.
  static func withoutSizeLines(_ bytes: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var dropsBreak = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if size(of: line) != nil, line.count >= 3 {
        // The break before the size belongs to it, as the one behind does.
        while let last = body.last, last == 0x0D || last == 0x0A, !dropsBreak {
          body.removeLast()
          if last == 0x0A { break }
        }
        dropsBreak = true
        continue
      }
      if line == [0x30] || line == [0x30, 0x0D] { break }
      body += line
      body.append(0x0A)
      dropsBreak = false
    }
    return body
  }

  private static func size(of line: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: line.prefix { $0 != 0x0D && $0 != 0x3B }, as: UTF8.self)
    guard (1...8).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    return Int(text, radix: 16)
  }
}
