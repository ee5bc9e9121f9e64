import Tabular
import Testing

@Suite("OpenDocument spreadsheets")
struct OpenDocumentTests {
  private static func document(_ tables: String) -> String {
    let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    return """
      <office:document-content xmlns:office="\(office)"
       xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
       xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body>
      </office:document-content>
      """
  }

  private static func packed(_ tables: String) -> MemorySource {
    var zip = ZipBuilder()
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    zip.add("content.xml", document(tables))
    return zip.source("book.ods")
  }

  private static func rows(_ rows: String) throws -> [String] {
    let table = "<table:table table:name=\"T\">\(rows)</table:table>"
    let document = try TableDocument.open(packed(table))
    #expect(document.container == "ods")
    return try texts(try #require(document.tables.first))
  }

  private static func text(_ text: String, _ attributes: String = "") -> String {
    "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p>"
      + "</table:table-cell>"
  }

  static let cells: [(String, String)] = [
    (text("a"), "a"),
    (text("a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d"), "a  b\tc\nd"),
    (text("x<text:span>y</text:span>"), "xy"),
    (text("one</text:p><text:p>two"), "one\ntwo"),
    (
      "<table:table-cell office:value-type=\"float\" office:value=\"2048\"><text:p>2.048,00"
        + "</text:p></table:table-cell>", "2048"
    ),
    (
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-02-15\"><text:p>"
        + "15/02/23</text:p></table:table-cell>", "2023-02-15"
    ),
    (
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-02-15T08:30:00\"/>",
      "2023-02-15 08:30:00"
    ),
    (
      "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>", "TRUE"
    ),
    (
      "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p>"
        + "</office:annotation><text:p>yes</text:p></table:table-cell>", "yes"
    ),
    (
      "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>" + text("b"),
      "|b"
    ),
    (text("r", "table:number-columns-repeated=\"3\""), "r|r|r"),
    ("<table:table-cell table:number-columns-repeated=\"2\"/>" + text("c"), "||c"),
    (
      text("v") + "<table:table-cell office:value-type=\"string\"><table:sub-table>"
        + "<table:table-row>\(text("inner"))</table:table-row></table:sub-table>"
        + "<text:p>w</text:p></table:table-cell>", "v|w"
    ),
  ]

  @Test("cells are read as they are shown, numbers and dates as they are stored", arguments: cells)
  func cell(markup: String, expected: String) throws {
    #expect(
      try Self.rows("<table:table-row>\(markup)</table:table-row>") == ["1: \(expected)"]
    )
  }

  @Test("a formula without a stored value is told from an empty cell and an empty text")
  func formula() throws {
    let cell = { (attributes: String, content: String) in
      "<table:table-cell table:formula=\"of:=1+1\" \(attributes)>\(content)</table:table-cell>"
    }
    let rows = [
      cell("", ""), cell("office:value-type=\"float\"", "<text:p/>"),
      cell("table:number-columns-repeated=\"2\"", ""),
      cell("office:value-type=\"float\" office:value=\"2\"", "<text:p>2</text:p>"),
      cell("office:value-type=\"string\"", "<text:p/>"), cell("", "<text:p>x</text:p>"),
      "<table:covered-table-cell table:formula=\"of:=1\"/>", "<table:table-cell/>",
    ].map { "<table:table-row>\($0)</table:table-row>" }.joined()
    let table = try #require(
      try TableDocument.open(Self.packed("<table:table table:name=\"T\">\(rows)</table:table>"))
        .tables.first
    )
    var kinds: [Int: [CellKind]] = [:]
    try table.forEachRow { row in
      kinds[row.number] = (0..<row.count).map { column in row.kind(column) }
      return .next
    }
    #expect(
      kinds == [1: [.formula], 2: [.formula], 3: [.formula, .formula], 4: [.number], 6: [.text]]
    )
  }

  @Test("blank rows move the place, and rows that are repeated come as often")
  func repeatedRows() throws {
    let rows = try Self.rows(
      """
      <table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>
      <table:table-rows><table:table-row table:number-rows-repeated="2">\(Self.text("a"))
      </table:table-row></table:table-rows>
      <table:table-row table:number-rows-repeated="9999999999"><table:table-cell
       table:number-columns-repeated="9999999999"/></table:table-row>
      """
    )
    #expect(rows == ["5: a", "6: a"])
  }

  @Test("a row without end and a row without width are refused")
  func bombs() throws {
    let limits = TableLimits(repeatedBytes: 10_000)
    let endless =
      "<table:table table:name=\"T\"><table:table-row table:number-rows-repeated=\"9999999999\">"
      + Self.text("a") + "</table:table-row></table:table>"
    let table = try #require(
      try TableDocument.open(Self.packed(endless), limits: limits).tables.first
    )
    let failure = #expect(throws: TabularFailure.self) { try table.forEachRow { _ in .next } }
    #expect(failure?.reason == .tooMuchRepeated(limit: 10_000))

    let wide = #expect(throws: TabularFailure.self) {
      try Self.rows(
        "<table:table-row>"
          + Self.text("a", "table:number-columns-repeated=\"9999999999\"") + "</table:table-row>"
      )
    }
    #expect(wide?.reason == .tooManyColumns(limit: 16_384))
  }

  @Test("merges over rows are known after the reading")
  func merges() throws {
    let table = try #require(
      try TableDocument.open(
        Self.packed(
          "<table:table table:name=\"T\"><table:table-row>"
            + Self.text("R1", "table:number-rows-spanned=\"2\"") + Self.text("a")
            + "</table:table-row><table:table-row><table:covered-table-cell/>" + Self.text("b")
            + "</table:table-row></table:table>"
        )
      ).tables.first
    )
    #expect(try texts(table) == ["1: R1|a", "2: |b"])
    #expect(
      table.mergedRanges
        == [MergedRange(firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 0)]
    )
  }

  @Test("each sheet is read on its own, and very many are refused")
  func sheets() throws {
    let sheet = { (name: String) in
      "<table:table table:name=\"\(name)\"><table:table-row>\(Self.text(name))</table:table-row>"
        + "</table:table>"
    }
    let document = try TableDocument.open(Self.packed(sheet("A") + sheet("B")))
    #expect(document.tables.map(\.name) == ["A", "B"])
    #expect(try document.tables.map { try texts($0) } == [["1: A"], ["1: B"]])
    let failure = #expect(throws: TabularFailure.self) {
      try TableDocument.open(
        Self.packed(sheet("A") + sheet("B")),
        limits: TableLimits(sheets: 1)
      )
    }
    #expect(failure?.reason == .tooManySheets(limit: 1))
  }

  @Test("a document with a password is told to have one")
  func encrypted() {
    var zip = ZipBuilder()
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    zip.add("META-INF/manifest.xml", "<m><encryption-data/></m>")
    zip.add("content.xml", "\u{1}\u{2}")
    let failure = #expect(throws: TabularFailure.self) { try TableDocument.open(zip.source()) }
    #expect(failure?.reason == .encrypted)
  }
}

/// The rows of a table, each `number: cell|cell`.
func texts(_ table: Table) throws -> [String] {
  var rows: [String] = []
  try table.forEachRow { row in
    rows.append("\(row.number): " + row.cells.joined(separator: "|"))
    return .next
  }
  return rows
}
