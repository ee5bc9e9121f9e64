/// Reads what a form with files sends (`multipart/form-data`, RFC 7578), piece by piece.
///
/// Nothing but the piece at hand is held in memory, however large the files are.
struct MultipartReader {
  /// What was read.
  enum Event: Equatable {
    /// A part begins: the field’s name, and the file’s name as it was sent, of a file.
    case part(name: String, file: String?)
    /// More of the part.
    case bytes(ArraySlice<UInt8>)
    /// The part is complete.
    case endOfPart
  }

  /// Why what was sent cannot be read.
  enum Failure: Error, Equatable {
    /// It is not of this kind, or has no boundary.
    case notMultipart
    /// Its parts are not as they should be.
    case malformed
    /// It ends in the middle.
    case truncated
    /// The heading of a part is longer than any of a browser, or there are more parts than files.
    case tooMuch
  }

  private enum State { case preamble, afterDelimiter, heading, body, end }

  /// The longest heading of a part, in bytes.
  static let headingLimit = 4_096
  /// The most parts.
  static let partLimit = 2_000

  private let delimiter: [UInt8]
  private var state = State.preamble
  /// What has come but cannot be told yet; a line break before it makes the first delimiter like all others.
  private var pending: [UInt8] = [13, 10]
  private var parts = 0

  /// Creates a reader for the type that was sent along.
  ///
  /// - Throws: ``Failure/notMultipart``.
  init(contentType: String) throws(Failure) {
    let parts = contentType.split(separator: ";").map { part in
      part.drop { $0 == " " || $0 == "\t" }
    }
    guard parts.first?.lowercased() == "multipart/form-data",
      let value = parts.dropFirst().first(where: { $0.lowercased().hasPrefix("boundary=") })
    else { throw .notMultipart }
    let boundary = value.dropFirst("boundary=".count).filter { $0 != "\"" }
    guard (1...70).contains(boundary.utf8.count) else { throw .notMultipart }
    delimiter = Array("\r\n--".utf8) + Array(boundary.utf8)
  }

  /// Takes the next piece in, and tells what it completes.
  mutating func read(
    _ piece: some Sequence<UInt8>,
    _ body: (Event) throws -> Void
  ) throws {
    pending.append(contentsOf: piece)
    while try step(body) {}
  }

  /// Makes sure that all has come.
  func finish() throws(Failure) {
    guard state == .end else { throw .truncated }
  }

  /// Reads on as far as can be told; whether it may be worth trying again.
  private mutating func step(_ body: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .preamble:
      guard let start = pending.firstRange(of: delimiter) else {
        guard pending.count <= Self.headingLimit else { throw Failure.malformed }
        return false
      }
      pending.removeSubrange(..<start.upperBound)
      state = .afterDelimiter
    case .afterDelimiter:
      guard pending.count >= 2 else { return false }
      let mark = Array(pending.prefix(2))
      pending.removeFirst(2)
      switch mark {
      case [13, 10]: state = .heading
      case Array("--".utf8): state = .end
      default: throw Failure.malformed
      }
    case .heading:
      guard let end = pending.firstRange(of: [13, 10, 13, 10]) else {
        guard pending.count <= Self.headingLimit else { throw Failure.tooMuch }
        return false
      }
      guard end.lowerBound <= Self.headingLimit, parts < Self.partLimit else {
        throw Failure.tooMuch
      }
      parts += 1
      try body(Self.part(String(decoding: pending[..<end.lowerBound], as: UTF8.self)))
      pending.removeSubrange(..<end.upperBound)
      state = .body
    case .body:
      guard let end = pending.firstRange(of: delimiter) else {
        // The end may hold the beginning of a delimiter.
        let count = pending.count - delimiter.count + 1
        guard count > 0 else { return false }
        try body(.bytes(pending[..<count]))
        pending.removeSubrange(..<count)
        return false
      }
      if end.lowerBound > 0 { try body(.bytes(pending[..<end.lowerBound])) }
      pending.removeSubrange(..<end.upperBound)
      try body(.endOfPart)
      state = .afterDelimiter
    case .end:
      pending.removeAll()
      return false
    }
    return true
  }

  /// Reads `Content-Disposition: form-data; name="…"; filename="…"`.
  ///
  /// Browsers write a quote in a name as `%22` (HTML, “multipart/form-data encoding algorithm”).
  private static func part(_ heading: String) throws(Failure) -> Event {
    let lines = heading.split(separator: "\r\n")
    let start = "content-disposition:"
    guard let line = lines.first(where: { $0.lowercased().hasPrefix(start) }),
      let name = parameter("name", of: line)
    else { throw .malformed }
    return .part(name: name, file: parameter("filename", of: line))
  }

  private static func parameter(_ name: String, of line: Substring) -> String? {
    let key = name + "=\""
    // A file’s name may hold a semicolon, so the line is searched rather than split.
    guard
      let start = line.ranges(of: key).first(where: { range in
        guard range.lowerBound > line.startIndex else { return false }
        return " ;\t".contains(line[line.index(before: range.lowerBound)])
      })
    else { return nil }
    let rest = line[start.upperBound...]
    return rest.firstIndex(of: "\"").map { String(rest[..<$0]).replacing("%22", with: "\"") }
  }
}
