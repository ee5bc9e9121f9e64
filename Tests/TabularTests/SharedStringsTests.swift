import Tabular
import Testing

@Suite("Shared strings")
struct SharedStringsTests {
  private static func book(_ texts: [String], cells: [Int]) -> BookBuilder {
    let rows = cells.map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
    var book = BookBuilder(sheets: [("S", "visible", rows)])
    book.sharedStrings = "<sst>" + texts.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
    return book
  }

  @Test("are the same in memory, in a file, and in part in both", arguments: [0, 200, 1 << 20])
  func places(held: Int) throws {
    // Some groups of texts are too long to be kept once they were fetched.
    let texts = (0..<100).map { index in
      String(repeating: "à\(index) ", count: index % 40 == 7 ? 9_000 : index % 5)
    }
    let order = (0..<300).map { $0 * 37 % 100 }
    let limits = TableLimits(heldStringBytes: held)
    let tables = try TableDocument.open(
      Self.book(texts, cells: order).zip.source(),
      limits: limits
    ).tables
    for _ in 0..<2 {
      var read: [String] = []
      try #require(tables.first).forEachRow { row in
        read.append(row.raw(0))
        return .next
      }
      #expect(read == order.map { texts[$0] })
    }
  }

  @Test("beyond the last one are refused", arguments: [0, 1 << 20])
  func beyond(held: Int) throws {
    let table = try #require(
      try TableDocument.open(
        Self.book(["a", "b"], cells: [1, 2]).zip.source(),
        limits: TableLimits(heldStringBytes: held)
      ).tables.first
    )
    let failure = #expect(throws: TabularFailure.self) { try table.forEachRow { _ in .next } }
    #expect(failure?.reason == .missingSharedString(index: 2) && failure?.row == 2)
  }

  @Test("longer than a row may be are refused where a cell has them", arguments: [0, 1 << 20])
  func tooLong(held: Int) throws {
    let long = String(repeating: "x", count: 20_000)
    let table = try #require(
      try TableDocument.open(
        Self.book(["a", long], cells: [0, 1]).zip.source(),
        limits: TableLimits(recordBytes: 10_000, heldStringBytes: held)
      ).tables.first
    )
    let failure = #expect(throws: TabularFailure.self) { try table.forEachRow { _ in .next } }
    #expect(failure?.reason == .recordTooLong(limit: 10_000) && failure?.row == 2)
  }
}
