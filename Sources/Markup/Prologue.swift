import Glibc

/// What the first bytes of a document say about its encoding, checked before libxml2 sees them.
///
/// libxml2 as Debian builds it would convert from anything that ICU knows, UTF-7 included, in
/// which `<` can be smuggled past whoever looks at the bytes.
struct Prologue {
  /// Enough for any XML declaration.
  static let wantedBytes = 1_024

  /// Blank bytes before the first tag, which many tools write and XML forbids before `<?xml`.
  var blankBytes = 0

  /// The line ends among them.
  var blankLines = 0

  /// Examines the beginning of a document.
  ///
  /// - Throws: ``MarkupFailure`` when the document is empty, is no markup, or is in an encoding
  ///   that is not read.
  init(_ head: [UInt8]) throws(MarkupFailure) {
    if head.withUnsafeBufferPointer({ Self.declaresPlainly($0) }) { return }
    let found = Found(head)
    if found == .utf32 { throw MarkupFailure(.unsupportedEncoding("UTF-32"), line: 1) }
    var text = head[...]
    if found == .utf8Mark { text = text.dropFirst(3) }
    if found == .bytes || found == .utf8Mark {
      let blanks = text.prefix { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard let first = text.dropFirst(blanks.count).first else {
        throw MarkupFailure(.empty)
      }
      blankBytes = blanks.isEmpty ? 0 : blanks.endIndex
      blankLines = Self.lineEnds(blanks)
      guard first == 0x3C else {
        throw MarkupFailure(.notMarkup, line: blankLines + 1, byteOffset: blankBytes)
      }
      text = text.dropFirst(blanks.count)
    }
    // Of UTF-16, dropping the zeros leaves the letters of a declaration, which ends at a bracket.
    let ascii = text.prefix { $0 != 0x3E }.filter { $0 != 0 && $0 < 0x80 }
    guard let declared = Self.declaredEncoding(ascii) else { return }
    try Self.check(declared, against: found, line: blankLines + 1)
  }

  /// Whether the document begins with a declaration that says UTF-8 and nothing rare.
  private static func declaresPlainly(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    head.first == 0x3C && plainLength(head) ?? 0 > 0
  }

  /// The length of a byte order mark and an XML declaration that say UTF-8 and nothing rare.
  ///
  /// It is `nil` if libxml2 has to read them, and 0 if the document has neither.
  static func plainLength(_ head: UnsafeBufferPointer<UInt8>) -> Int? {
    var position = 0
    func take(_ word: StaticString) -> Bool {
      let length = word.utf8CodeUnitCount
      guard let start = head.baseAddress, head.count - position >= length,
        memcmp(start + position, word.utf8Start, length) == 0
      else { return false }
      position += length
      return true
    }
    _ = take("\u{FEFF}")
    guard take("<?xml ") else { return position }
    guard take("version=\"1.0\"") || take("version='1.0'") else { return nil }
    if take(" encoding=") {
      guard take("\"UTF-8\"") || take("\"utf-8\"") || take("'UTF-8'") || take("'utf-8'") else {
        return nil
      }
    }
    if take(" standalone=") {
      guard take("\"yes\"") || take("\"no\"") || take("'yes'") || take("'no'") else { return nil }
    }
    return take("?>") || take(" ?>") ? position : nil
  }

  private enum Found {
    case bytes, utf8Mark, utf16, utf32

    init(_ head: [UInt8]) {
      self =
        switch (head.first ?? 0, head.dropFirst().first ?? 1, head.dropFirst(2).prefix(2)) {
        case (0xFF, 0xFE, [0, 0]), (0, 0, [0xFE, 0xFF]), (0x3C, 0, [0, 0]), (0, 0, [0, 0x3C]):
          .utf32
        case (0xFF, 0xFE, _), (0xFE, 0xFF, _), (0x3C, 0, _), (0, 0x3C, _): .utf16
        case (0xEF, 0xBB, let rest) where rest.first == 0xBF: .utf8Mark
        default: .bytes
        }
    }
  }

  private static func check(
    _ declared: String,
    against found: Found,
    line: Int
  ) throws(MarkupFailure) {
    let isWide: Bool
    switch declared.uppercased() {
    case "UTF-8", "UTF8", "US-ASCII", "ASCII":
      isWide = false
    case "UTF-16", "UTF-16LE", "UTF-16BE", "UTF16":
      isWide = true
    case "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", "ISO-8859-15",
      "WINDOWS-1252", "CP1252":
      if found == .utf8Mark {
        throw MarkupFailure(.encodingMismatch(declared: declared, found: "UTF-8"), line: line)
      }
      isWide = false
    default:
      throw MarkupFailure(.unsupportedEncoding(declared), line: line)
    }
    if isWide != (found == .utf16) {
      let name = found == .utf16 ? "UTF-16" : "UTF-8"
      throw MarkupFailure(.encodingMismatch(declared: declared, found: name), line: line)
    }
  }

  /// The value of `encoding` in an XML declaration, `nil` when there is none.
  private static func declaredEncoding(_ ascii: [UInt8]) -> String? {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard ascii.starts(with: "<?xml".utf8), ascii.dropFirst(5).first.map(isBlank) == true else {
      return nil
    }
    let word = Array("encoding".utf8)
    let declaration = ascii.prefix { $0 != 0x3E }
    guard
      let start = declaration.indices.first(where: { declaration[$0...].starts(with: word) })
    else { return nil }
    let value = declaration[(start + word.count)...].drop { isBlank($0) || $0 == 0x3D }
    guard let quote = value.first, quote == 0x22 || quote == 0x27 else { return nil }
    return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self)
  }

  private static func lineEnds(_ blanks: ArraySlice<UInt8>) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in blanks {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { count += 1 }
      previous = byte
    }
    return count
  }
}
