import Markup
import Tabular

/// The documents of one answer, apart, so that a broken one costs no other.
struct RIBCLDocuments {
  /// One document, as it came.
  struct Piece {
    let bytes: [UInt8]
    /// The line of the answer on which it begins, from 1.
    let line: Int

    /// The roots, most often one; repaired where cards are known to write no XML.
    ///
    /// - Throws: ``MarkupFailure`` when it cannot be read even so: that of the document as it came.
    func elements() throws -> [Element] {
      do {
        return try Self.elements(bytes, line: line)
      } catch let failure as MarkupFailure {
        let repaired = RIBCLDocuments.repaired(bytes)
        guard repaired != bytes, let elements = try? Self.elements(repaired, line: line) else {
          throw failure
        }
        return elements
      }
    }

    private static func elements(_ bytes: [UInt8], line: Int) throws -> [Element] {
      var elements: [Element] = []
      var rest: [UInt8]? = bytes
      try ElementStream.read(
        paths: ["RIBCL"],
        allowsConcatenatedDocuments: true,
        nextChunk: {
          defer { rest = nil }
          return rest
        }
      ) { _, element in
        var element = element
        element.line += line - 1
        elements.append(element)
      }
      return elements
    }
  }

  /// The most documents that an answer may have; cards send about ten.
  private static let limit = 10_000

  /// The documents in order.
  let pieces: [Piece]

  /// Reads all of an answer: a card sends some kilobytes.
  ///
  /// - Throws: ``ImportFailure`` when it is longer than ``SavedAnswer/limit`` or has too many.
  init(_ source: some ByteSource) throws {
    var bytes: [UInt8] = []
    var stream = try source.open()
    while let chunk = try stream.nextChunk() {
      bytes += chunk
      guard bytes.count <= SavedAnswer.limit else {
        throw ImportFailure(path: source.name, .beyondLimits("RIBCL > \(SavedAnswer.limit) bytes"))
      }
    }
    let mark = Array("<?xml".utf8)
    var pieces: [Piece] = []
    var start = 0
    var line = 1
    var lineOfStart = 1
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x3C, index > start, bytes[index...].starts(with: mark) {
        pieces.append(Piece(bytes: Array(bytes[start..<index]), line: lineOfStart))
        guard pieces.count < Self.limit else {
          throw ImportFailure(path: source.name, .beyondLimits("documents > \(Self.limit)"))
        }
        start = index
        lineOfStart = line
      }
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
    pieces.append(Piece(bytes: Array(bytes[start...]), line: lineOfStart))
    self.pieces = pieces.filter { piece in
      piece.bytes.contains { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    }
  }

  /// Mends what cards write that is no XML: a root that is closed where it opens, control
  /// characters, quotes inside quotes, and a bare `&`.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let clean = bytes.filter { $0 >= 0x20 || (0x09...0x0D).contains($0) }
    var mended: [UInt8] = []
    mended.reserveCapacity(clean.count + 64)
    var isInTag = false
    var isInValue = false
    for (index, byte) in clean.enumerated() {
      switch byte {
      case UInt8(ascii: "<") where !isInValue:
        isInTag = true
        mended.append(byte)
      case UInt8(ascii: ">") where isInTag && !isInValue:
        isInTag = false
        if closesRoot(mended), clean[(index + 1)...].contains(UInt8(ascii: "<")) {
          mended.removeLast()
        }
        mended.append(byte)
      case UInt8(ascii: "\"") where isInTag:
        if !isInValue {
          isInValue = true
          mended.append(byte)
        } else if endsValue(clean[(index + 1)...]) {
          isInValue = false
          mended.append(byte)
        } else {
          mended += "&quot;".utf8
        }
      case UInt8(ascii: "&") where !isReference(clean[(index + 1)...]):
        mended += "&amp;".utf8
      default:
        mended.append(byte)
      }
    }
    return mended
  }

  /// Whether `<RIBCL … /` stands at the end.
  private static func closesRoot(_ bytes: [UInt8]) -> Bool {
    guard bytes.last == UInt8(ascii: "/"), let start = bytes.lastIndex(of: UInt8(ascii: "<"))
    else { return false }
    return bytes[start...].starts(with: "<RIBCL".utf8)
  }

  /// Whether a quote ends a value: the tag ends behind it, or another attribute begins.
  private static func endsValue(_ rest: ArraySlice<UInt8>) -> Bool {
    let solid = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = solid.first else { return false }
    if first == UInt8(ascii: ">") { return true }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "?") {
      return solid.dropFirst().first == UInt8(ascii: ">")
    }
    let name = solid.prefix { isNameByte($0) }
    let behind = solid.dropFirst(name.count).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return !name.isEmpty && behind.first == UInt8(ascii: "=")
  }

  private static func isReference(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = rest.prefix(12).prefix { isNameByte($0) || $0 == UInt8(ascii: "#") }
    return !name.isEmpty && rest.dropFirst(name.count).first == UInt8(ascii: ";")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 9 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }
}
