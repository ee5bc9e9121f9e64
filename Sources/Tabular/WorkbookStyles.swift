import Markup

/// Which styles of a workbook show a number as a date.
struct WorkbookStyles: MarkupHandler, Sendable {
  /// For each cell style, whether it shows a date.
  private var styles: [Bool] = []
  private var customFormats: [Int: Bool] = [:]
  private var known: [MarkupName] = []
  private var isInCellFormats = false

  init() {}

  /// Whether a cell of this style holds a date.
  func isDate(_ style: Int) -> Bool {
    styles.indices.contains(style) && styles[style]
  }

  mutating func prepare(_ names: inout MarkupNames) {
    known = ["numFmt", "numFmtId", "formatCode", "cellXfs", "xf"].map { names.intern($0) }
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    if tag.name == known[0] {
      guard let id = tag.attribute(known[1]).flatMap({ Int($0) }) else { return }
      customFormats[id] = Self.isDate(format: tag.attribute(known[2]) ?? "")
    } else if tag.name == known[3] {
      isInCellFormats = true
    } else if tag.name == known[4], isInCellFormats {
      let id = tag.attribute(known[1]).flatMap { Int($0) } ?? 0
      styles.append(customFormats[id] ?? Self.isBuiltInDate(id))
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  mutating func end(_ name: MarkupName) throws {
    if name == known[3] { isInCellFormats = false }
  }

  static func isBuiltInDate(_ id: Int) -> Bool {
    (14...22).contains(id) || (45...47).contains(id)
  }

  /// Whether a format has a letter of a date or time outside quotes, brackets and escapes.
  static func isDate(format: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for byte in format.utf8 {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case 0x22: isQuoted.toggle()
      case _ where isQuoted: break
      case 0x5B: isBracketed = true
      case 0x5D: isBracketed = false
      case _ where isBracketed: break
      // A backslash shows the next character, `_` leaves its width, `*` fills with it.
      case 0x5C, 0x5F, 0x2A: isEscaped = true
      default:
        if "dmyhs".utf8.contains(byte | 0x20) { return true }
      }
    }
    return false
  }
}
