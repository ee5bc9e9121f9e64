/// What the first bytes of a source say that it is, whatever its name.
public enum ContentKind: Sendable, Hashable {
  /// No byte at all, or only a byte order mark.
  case empty

  /// A zip with neither a workbook nor an OpenDocument spreadsheet in it.
  case zipContainer

  /// An Excel workbook (XLSX).
  case workbook

  /// An OpenDocument spreadsheet (ODS).
  case openDocumentSpreadsheet

  /// An Excel workbook of the binary format before 2007, or another file of that container.
  case binaryWorkbook

  /// A gzip or zlib stream.
  case gzip

  /// A PDF document.
  case pdf

  /// XML, HTML or the like: the first byte that is not blank is `<`.
  case markup

  /// JSON: the beginning of an object or array.
  case json

  /// Any other text.
  case text

  /// Bytes that are no text.
  case binary

  /// Looks at the beginning of a source, and for a zip at the names of its members.
  public static func sniff(_ source: some ByteSource) throws -> ContentKind {
    var stream = try source.open()
    let head = try stream.bytes(upTo: 4_096)
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return try sniffZip(source)
    }
    return of(head)
  }

  /// What the first bytes alone say; a zip is only told to be one.
  static func of(_ head: [UInt8]) -> ContentKind {
    if head.isEmpty { return .empty }
    let starts: [([UInt8], ContentKind)] = [
      ([0x50, 0x4B, 0x03, 0x04], .zipContainer),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .binaryWorkbook),
      ([0x1F, 0x8B, 0x08], .gzip),
      (Array("%PDF-".utf8), .pdf),
    ]
    for (start, kind) in starts where head.starts(with: start) { return kind }
    // The header of zlib: deflate, and a multiple of 31 together with the byte behind it.
    if head.count > 6, head[0] == 0x78, (0x7800 + Int(head[1])) % 31 == 0,
      head[1] >= 0x80
        || head[1] == 0x01
    {
      return .gzip
    }
    var raw: any ByteStream = MemoryStream(bytes: head)
    guard let encoding = try? TextEncoding.detect(&raw) else { return .binary }
    var stream = TextStream(stream: MemoryStream(bytes: head), encoding: encoding)
    guard let text = try? stream.bytes(upTo: head.count * 3) else { return .binary }
    return ofText(text)
  }

  private static func ofText(_ text: [UInt8]) -> ContentKind {
    if text.isEmpty { return .empty }
    // A few zeros are a damaged text; text never has many control characters.
    let controls = text.count { $0 < 0x20 && !(0x07...0x0D).contains($0) && $0 != 0x1B }
    if controls * 10 > text.count * 3 { return .binary }
    let solid = text.lazy.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }.prefix(2)
    let first = solid.first ?? 0
    let second = solid.dropFirst().first ?? 0
    switch first {
    case 0x3C:
      return .markup
    case 0x7B where second == 0x22 || second == 0x7D:
      return .json
    // A header such as `[name];[serial]` is no JSON.
    case 0x5B where [0x7B, 0x22, 0x5B, 0x5D].contains(second):
      return .json
    default:
      return .text
    }
  }

  private static func sniffZip(_ source: some ByteSource) throws -> ContentKind {
    let archive = try ZipArchive(source, limits: .standard)
    for entry in archive.entries {
      let name = entry.partName
      if name == "xl/workbook.xml" || name == "workbook.xml" || name.hasSuffix("/workbook.xml") {
        return .workbook
      }
      if name == "mimetype" {
        var stream = try archive.open(entry)
        let type = try stream.bytes(upTo: 80)
        if type.starts(with: "application/vnd.oasis.opendocument.spreadsheet".utf8) {
          return .openDocumentSpreadsheet
        }
      }
    }
    return .zipContainer
  }
}
