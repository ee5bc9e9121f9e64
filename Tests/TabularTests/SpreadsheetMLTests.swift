import Tabular
import Testing

@Suite("XML Spreadsheet 2003")
struct SpreadsheetMLTests {
  private static func source(_ sheets: String) -> MemorySource {
    let text = """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\(sheets)</Workbook>
      """
    return MemorySource(name: "book.xls", bytes: Array(text.utf8))
  }

  private static func table(_ rows: String) throws -> Table {
    let sheet = "<Worksheet ss:Name=\"S\"><Table>\(rows)</Table></Worksheet>"
    return try #require(try TableDocument.open(source(sheet)).tables.first)
  }

  static let rows: [(String, [String])] = [
    ("<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>", ["1: a"]),
    ("<Row><Cell><Data ss:Type=\"Number\">64.0</Data></Cell></Row>", ["1: 64"]),
    ("<Row><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row>", ["1: TRUE"]),
    ("<Row><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell></Row>", ["1: #N/A"]),
    (
      "<Row><Cell><Data ss:Type=\"DateTime\">2005-12-27T00:00:00.000</Data></Cell></Row>",
      ["1: 2005-12-27"]
    ),
    (
      "<Row><Cell><Data ss:Type=\"DateTime\">1899-12-31T10:30:00.000</Data></Cell></Row>",
      ["1: 10:30:00"]
    ),
    (
      "<Row><Cell ss:Index=\"3\"><Data ss:Type=\"String\">c</Data></Cell></Row>"
        + "<Row ss:Index=\"7\"><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>",
      ["1: ||c", "7: a"]
    ),
    (
      "<Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">a</Data></Cell>"
        + "<Cell><Data ss:Type=\"String\">c</Data></Cell></Row>", ["1: a||c"]
    ),
    (
      "<Row><Cell><Data ss:Type=\"String\">a</Data><Comment><Data>no</Data></Comment></Cell></Row>",
      ["1: a"]
    ),
    (
      "<Row ss:Index=\"999999999\"/><Row><Cell><Data ss:Type=\"String\">z</Data></Cell></Row>",
      ["999999999: ", "1000000000: z"]
    ),
    ("<Row ss:Index=\"-1\"/><Row ss:Index=\"many\"/>", ["1: ", "2: "]),
  ]

  @Test("rows and cells stand where they say", arguments: rows)
  func places(markup: String, expected: [String]) throws {
    #expect(try texts(Self.table(markup)) == expected)
  }

  @Test("a formula without a stored value is told from an empty cell and an empty text")
  func formula() throws {
    let cell = { (data: String) in "<Cell ss:Formula=\"=1+1\">\(data)</Cell>" }
    let table = try Self.table(
      "<Row>\(cell(""))<Cell/>\(cell("<Data ss:Type=\"Number\"></Data>"))"
        + "\(cell("<Data ss:Type=\"String\"></Data>"))"
        + "\(cell("<Data ss:Type=\"Number\">2</Data>"))<Cell/></Row>"
        + "<Row><Cell ss:Formula=\"=1\" ss:Index=\"2\"/></Row><Row><Cell/></Row>"
    )
    var kinds: [[CellKind]] = []
    var blank: [Bool] = []
    try table.forEachRow { row in
      kinds.append((0..<row.count).map { column in row.kind(column) })
      blank.append(row.isBlank)
      return .next
    }
    #expect(
      kinds == [[.formula, .empty, .formula, .empty, .number], [.empty, .formula], []]
    )
    #expect(blank == [false, false, true])
  }

  @Test("a cell beyond all columns is refused, however far away it claims to be")
  func farCell() throws {
    let table = try Self.table(
      "<Row><Cell ss:Index=\"9999999999\"><Data ss:Type=\"String\">x</Data></Cell></Row>"
    )
    let failure = #expect(throws: TabularFailure.self) { try table.forEachRow { _ in .next } }
    #expect(failure?.reason == .tooManyColumns(limit: 16_384))
    #expect(failure?.row == 1)
  }

  @Test("a merge down is known after the reading, and one over everything is none")
  func merges() throws {
    let table = try Self.table(
      "<Row><Cell ss:MergeDown=\"2\"><Data ss:Type=\"String\">R1</Data></Cell></Row>"
        + "<Row><Cell ss:MergeDown=\"9\" ss:MergeAcross=\"9999999999\"/></Row>"
    )
    _ = try table.forEachRow { _ in .next }
    #expect(
      table.mergedRanges
        == [MergedRange(firstRow: 1, lastRow: 3, firstColumn: 0, lastColumn: 0)]
    )
  }

  @Test("markup of another kind is no table")
  func otherMarkup() {
    let source = MemorySource(name: "a.xml", bytes: Array("<Workbook/>".utf8))
    let failure = #expect(throws: TabularFailure.self) { try TableDocument.open(source) }
    #expect(failure?.reason == .unsupportedContent(.markup))
  }

  @Test("a workbook that is cut off delivers the rows before, then fails")
  func cutOff() throws {
    let whole = Self.source(
      "<Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>"
        + "<Row><Cell>"
    )
    let cut = MemorySource(name: "a.xml", bytes: Array(whole.bytes.dropLast(11)))
    #expect(throws: TabularFailure.self) { try TableDocument.open(cut) }
  }
}
