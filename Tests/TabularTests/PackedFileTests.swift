import Tabular
import TestSupport
import Testing

@Suite("Files in files, and lines of texts")
struct PackedFileTests {
  private static func bytes(_ source: some ByteSource) throws -> String {
    var stream = try source.open()
    var bytes: [UInt8] = []
    while let chunk = try stream.nextChunk() { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a plain file is itself, a gzip is inflated, a member is found behind the mark")
  func unpacks() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write(Array("plain".utf8), to: "a!b.txt")
    let small = try folder.write(gzip(Array("packed".utf8)), to: "a.gz")
    var zip = ZipBuilder()
    zip.add("x/y!z.csv", "member")
    zip.members.append(.init(name: "w.gz", bytes: gzip(Array("both".utf8))))
    let archive = try folder.write(zip.bytes, to: "a.zip")
    #expect(try Self.bytes(PackedFile(path: plain)) == "plain")
    #expect(try Self.bytes(PackedFile(path: small)) == "packed")
    #expect(try Self.bytes(PackedFile(path: archive + "!x/y!z.csv")) == "member")
    #expect(try Self.bytes(PackedFile(path: archive + "!w.gz")) == "both")
    #expect(PackedFile.fileOnDisk(of: archive + "!x/y!z.csv") == archive)
    #expect(PackedFile.fileOnDisk(of: plain) == plain)
    #expect(throws: TabularFailure.self) { try PackedFile(path: archive + "!no").open() }
  }

  static let texts: [(String, [String])] = [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
    ("a\rb\r", ["a", "b"]), ("a\n\nb", ["a", "", "b"]), ("a\r\n\r\nb", ["a", "", "b"]),
    ("a\r\rb", ["a", "", "b"]), ("a\r\r\nb\r\r\n\r\r\nc", ["a", "b", "", "c"]),
    ("a\r\r", ["a", ""]),
  ]

  @Test("lines end in LF, CR, CRLF or CR CR LF", arguments: texts)
  func lines(text: String, expected: [String]) throws {
    var lines: [String] = []
    try TextLines.forEach(in: MemorySource(name: "t", bytes: Array(text.utf8))) { line, number in
      #expect(number == lines.count + 1)
      lines.append(line)
      return .next
    }
    #expect(lines == expected)
  }

  @Test("a line beyond the limit is refused")
  func longLine() {
    let source = MemorySource(name: "t", bytes: [UInt8](repeating: 0x61, count: 200_000))
    let failure = #expect(throws: TabularFailure.self) {
      try TextLines.forEach(in: source, limits: TableLimits(recordBytes: 1_000)) { _, _ in .next }
    }
    #expect(failure?.reason == .recordTooLong(limit: 1_000))
  }
}
