/// An OpenDocument spreadsheet in its zip.
enum OpenDocument {
  /// The sheets, in the document's order.
  static func tables(_ source: some ByteSource, limits: TableLimits) throws -> [Table] {
    let archive = try ZipArchive(source, limits: limits)
    func member(_ name: String) -> ZipMemberSource? {
      archive.entries.first { $0.name == name }.map {
        ZipMemberSource(archive: archive, entry: $0)
      }
    }
    // A document with a password is a zip without one: the manifest says which parts are locked.
    if let manifest = member("META-INF/manifest.xml") {
      var stream = try manifest.open()
      let text = try stream.bytes(upTo: 1 << 20)
      if contains(text, Array("encryption-data".utf8)) {
        throw TabularFailure(.encrypted, name: source.name)
      }
    }
    guard let content = member("content.xml") else {
      throw TabularFailure(.missingPart("content.xml"), name: source.name)
    }
    return try MarkupSheet<OpenDocumentReader>.tables(content, limits: limits)
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains { start in
      bytes[start] == first && bytes[start...].starts(with: part)
    }
  }
}
