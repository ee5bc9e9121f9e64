import Tabular
import Testing

@Suite("Delimited text")
struct DelimitedReaderTests {
  private static let sizes = [1, 2, 3, 7, 64, 4_096]

  private static let document =
    "name;note;n\r\n\r\n\"Rossi; Mario\";\"say \"\"hi\"\"\nthere\";1\rà€😀;in \"quotes\";2\n"
    + "short\n;;;\n\"\";\"tail\" kept;\"\"\"\"\n" + String(repeating: "x", count: 5_000) + ";y;3"

  @Test("gives the same rows however the bytes are cut", arguments: sizes)
  func chunking(size: Int) throws {
    let table = try TableDocument.open(
      ChunkedSource(bytes: Array(Self.document.utf8), size: size)
    ).tables[0]
    var places: [String] = []
    let reading = try table.forEachRow { row in
      places.append("\(row.number):\(row.line ?? 0):\(row.count)")
      return .next
    }
    #expect(
      places == [
        "1:1:3", "2:2:0", "3:3:3", "4:5:3", "5:6:1", "6:7:4", "7:8:3", "8:9:3",
      ]
    )
    let rows = try cells(table)
    #expect(rows[2] == ["Rossi; Mario", "say \"hi\"\nthere", "1"])
    #expect(rows[3] == ["à€😀", "in \"quotes\"", "2"])
    #expect(rows[6] == ["", "tail kept", "\""])
    #expect(rows[7][0].count == 5_000)
    #expect(reading.rows == 8 && reading.lastRow == 8 && reading.reachedEnd)
    #expect(reading.rowsWithTextAfterQuote == 1)
  }

  @Test(
    "ends lines in any way, and makes no row of the last line end",
    arguments: [
      "a,b\n1,2\n", "a,b\r1,2\r", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2", "a,b\r1,2\n",
    ]
  )
  func lineEnds(text: String) throws {
    #expect(try cells(text) == [["a", "b"], ["1", "2"]])
  }

  @Test("counts blank lines of any line end")
  func blankLines() throws {
    #expect(try cells("a,b\r\n\r\n\r\n1,2\n\n") == [["a", "b"], [], [], ["1", "2"], []])
    #expect(try cells("a,b\r\r1,2") == [["a", "b"], [], ["1", "2"]])
  }

  @Test("keeps empty cells at the end, ragged rows and zeros")
  func oddRows() throws {
    #expect(try cells("a,b,\n1\n1,2,3,4\n") == [["a", "b", ""], ["1"], ["1", "2", "3", "4"]])
    #expect(try cells("a,b\n1\0x,2\n") == [["a", "b"], ["1\0x", "2"]])
  }

  @Test("trims blanks for people and keeps them for whoever asks")
  func trimming() throws {
    let table = try TableDocument.open(
      MemorySource(name: "t", bytes: Array("a,b\n\" x\u{A0}\", \t\n".utf8))
    ).tables[0]
    try table.forEachRow { row in
      guard row.number == 2 else { return .next }
      #expect(row[0] == "x" && row.raw(0) == " x\u{A0}" && row.kind(0) == .text)
      #expect(row.isEmpty(1) && row.raw(1) == " \t" && row.kind(1) == .empty)
      #expect(row[7] == "" && row.isEmpty(-1) && row.kind(7) == .empty && row.number(0) == nil)
      #expect(row.withBytes(0) { $0.count } == 1)
      let isBlank = row.isBlank
      #expect(!isBlank)
      return .next
    }
  }

  @Test("stops when told, and starts anew")
  func stopping() throws {
    let table = try TableDocument.open(
      MemorySource(name: "t", bytes: Array("a,b\n1,2\n3,4\n".utf8))
    ).tables[0]
    let reading = try table.forEachRow { row in row.number == 2 ? .stop : .next }
    #expect(reading.rows == 2 && !reading.reachedEnd)
    #expect(try cells(table).count == 3)
  }

  @Test(
    "an open quote swallows nothing in silence, in any chunks",
    arguments: [
      ("a,b\n1,2\n3,\"open\n4,5\n6,7\n", 2, 3),
      ("a,b\n1,2\n3,\"open\n4,5\n6,\"closed\"\n7,8\n", 2, 3),
      ("a,b\n1,\"x\ny\"\n\"z\n\",\"open\n", 2, 5),
    ],
    sizes
  )
  func openQuote(text: (String, Int, Int), size: Int) throws {
    var rows = 0
    let table = try TableDocument.open(ChunkedSource(bytes: Array(text.0.utf8), size: size))
      .tables[0]
    let failure = #expect(throws: TabularFailure.self) {
      try table.forEachRow { _ in
        rows += 1
        return .next
      }
    }
    #expect(rows == text.1)
    #expect(failure?.reason == .unterminatedQuote(openedAtLine: text.2))
  }

  @Test("stops at the limits of a record")
  func limits() throws {
    var limits = TableLimits.standard
    limits.recordBytes = 1_000
    limits.columns = 3
    func reason(_ text: String) throws -> TabularFailure.Reason? {
      let source = MemorySource(name: "t", bytes: Array(text.utf8))
      let table = try TableDocument.open(source, limits: limits).tables[0]
      do {
        try table.forEachRow { _ in .next }
        return nil
      } catch let failure as TabularFailure {
        return failure.reason
      }
    }
    let long = String(repeating: "x", count: 600_000)
    #expect(try reason("a,b\n" + long) == .recordTooLong(limit: 1_000))
    #expect(try reason("a,b\n1,\"" + long) == .unterminatedQuote(openedAtLine: 2))
    #expect(try reason("a,b\n1,2,3,4\n") == .tooManyColumns(limit: 3))
    #expect(try reason("a,b\n1,2,3\n") == nil)
  }

  @Test("reading what was written gives the same cells")
  func roundTrip() throws {
    let pieces = ["", "a", "\"", "\"\"", ",", ";", "\n", "\r\n", "x\ry", "è", "\t|", "a\"b"]
    var rows: [[String]] = [["h1", "h2", "h3", "h4", "h5"]]
    for first in pieces {
      for second in pieces { rows.append([first + second, second, "x" + first, "y", "z"]) }
    }
    let text = rows.map { row in
      row.map {
        "\""
          + $0.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      }.joined(separator: ",")
    }.joined(separator: "\r\n")
    let table = try TableDocument.open(MemorySource(name: "t", bytes: Array(text.utf8))).tables[0]
    var read: [[String]] = []
    try table.forEachRow { row in
      read.append((0..<row.count).map { column in row.raw(column) })
      return .next
    }
    #expect(read == rows)
  }
}
