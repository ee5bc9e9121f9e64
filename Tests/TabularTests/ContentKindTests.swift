import Tabular
import Testing

@Suite("Content kinds and sources")
struct ContentKindTests {
  private static let kinds: [([UInt8], ContentKind)] = [
    ([], .empty),
    ([0xEF, 0xBB, 0xBF], .empty),
    (Array("a,b\n1,2".utf8), .text),
    (Array(" \n<?xml version='1.0'?><a/>".utf8), .markup),
    ([0xFF, 0xFE, 0x3C, 0, 0x61, 0], .markup),
    (Array("<html><body>session expired".utf8), .markup),
    (Array("{ \"a\": 1 }".utf8), .json),
    (Array("[\n {".utf8), .json),
    (Array("[name];[serial]".utf8), .text),
    (Array("%PDF-1.7".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], .binaryWorkbook),
    ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], .gzip),
    ([UInt8](repeating: 1, count: 64), .binary),
    (Array("a,b\n1,\0\0,2\n".utf8), .text),
    (ZipBuilder().bytes, .zipContainer),
  ]

  @Test("tells content by its first bytes", arguments: kinds)
  func kind(bytes: [UInt8], expected: ContentKind) throws {
    #expect(try ContentKind.sniff(MemorySource(name: "x", bytes: bytes)) == expected)
  }

  @Test("tells a zip by its members")
  func zips() throws {
    var zip = ZipBuilder()
    zip.add("\\XL\\Workbook.xml", "<workbook/>")
    #expect(try ContentKind.sniff(zip.source()) == .workbook)
    var spreadsheet = ZipBuilder()
    spreadsheet.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    #expect(try ContentKind.sniff(spreadsheet.source()) == .openDocumentSpreadsheet)
  }

  @Test(
    "refuses what is no table, saying what it is",
    arguments: [("<html>", ContentKind.markup), ("{\"a\":1}", .json), ("%PDF-1", .pdf)]
  )
  func refused(text: String, kind: ContentKind) {
    let failure = #expect(throws: TabularFailure.self) {
      try TableDocument.open(MemorySource(name: "x", bytes: Array(text.utf8)))
    }
    #expect(failure == TabularFailure(.unsupportedContent(kind), name: "x"))
  }

  @Test("refuses folders, devices and what is not there")
  func files() {
    func reason(_ path: String) -> TabularFailure.Reason? {
      do {
        _ = try FileSource(path: path).open()
        return nil
      } catch {
        return (error as? TabularFailure)?.reason
      }
    }
    #expect(reason("/") == .isDirectory)
    #expect(reason("/dev/null") == .notARegularFile)
    #expect(reason("/nowhere/at/all") == .cannotOpen(errno: 2))
    #expect(reason(#filePath) == nil)
  }

  @Test("reads a file as it reads memory")
  func file() throws {
    var stream = try FileSource(path: #filePath).open()
    var bytes: [UInt8] = []
    while let chunk = try stream.nextChunk(of: 100) { bytes += chunk }
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("import Tabular"))
  }

  @Test("reads a text out of gzip, members that follow each other too")
  func gzipped() throws {
    let bytes = gzip(Array("a,b\n".utf8)) + gzip(Array("1,2\n".utf8)) + [0, 0, 0]
    let document = try TableDocument.open(MemorySource(name: "x.csv.gz", bytes: bytes))
    #expect(document.container == "gzip")
    #expect(try cells(document.tables[0]) == [["a", "b"], ["1", "2"]])
  }

  @Test("a gzip that is cut or damaged is no end of the text")
  func brokenGzip() {
    let whole = gzip(Array("a,b\n1,2\n".utf8))
    for bytes in [Array(whole.dropLast(3)), whole.dropLast(8) + [0, 0, 0, 0, 0, 0, 0, 0]] {
      let failure = #expect(throws: TabularFailure.self) {
        try TableDocument.open(MemorySource(name: "x", bytes: bytes))
      }
      guard case .containerMember = failure?.reason else {
        Issue.record("\(String(describing: failure))")
        continue
      }
    }
  }
}
