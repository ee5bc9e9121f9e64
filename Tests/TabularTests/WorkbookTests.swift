import Markup
import Tabular
import Testing

/// A small workbook, part by part.
struct BookBuilder {
  var sheets: [(name: String, state: String, rows: String)] = []
  var sharedStrings: String? = nil
  var styles: String? = nil
  var uses1904 = false
  var isStrict = false
  var prefix = ""
  var absoluteTargets = false
  var separator = "/"
  var after = ""

  private var main: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  }

  private var relationType: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  }

  var zip: ZipBuilder {
    var zip = ZipBuilder()
    func add(_ path: [String], _ text: String) {
      zip.add(path.joined(separator: separator), text)
    }
    let mark = prefix.isEmpty ? "" : prefix + ":"
    let declaration = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix
    let root = absoluteTargets ? "/xl/" : ""
    add(["[Content_Types].xml"], "<Types/>")
    add(["_rels", ".rels"], relations([("r1", "officeDocument", "xl/workbook.xml")]))
    var list: [(String, String, String)] = []
    var tags = ""
    for (index, sheet) in sheets.enumerated() {
      list.append(("s\(index)", "worksheet", root + "worksheets/sheet\(index).xml"))
      tags += "<\(mark)sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" "
      tags += "state=\"\(sheet.state)\" r:id=\"s\(index)\"/>"
      add(
        ["xl", "worksheets", "sheet\(index).xml"],
        "<\(mark)worksheet \(declaration)=\"\(main)\"><\(mark)dimension ref=\"A1:XFD1048576\"/>"
          + "<\(mark)sheetData>\(sheet.rows)</\(mark)sheetData>\(after)</\(mark)worksheet>"
      )
    }
    if let sharedStrings {
      list.append(("st", "sharedStrings", root + "sharedStrings.xml"))
      add(["xl", "sharedStrings.xml"], sharedStrings)
    }
    if let styles {
      list.append(("sy", "styles", root + "styles.xml"))
      add(["xl", "styles.xml"], styles)
    }
    add(["xl", "_rels", "workbook.xml.rels"], relations(list))
    add(
      ["xl", "workbook.xml"],
      "<\(mark)workbook \(declaration)=\"\(main)\" xmlns:r=\"\(relationType)\">"
        + "<\(mark)workbookPr date1904=\"\(uses1904 ? 1 : 0)\"/>"
        + "<\(mark)sheets>\(tags)</\(mark)sheets></\(mark)workbook>"
    )
    return zip
  }

  private func relations(_ list: [(id: String, kind: String, target: String)]) -> String {
    "<Relationships>"
      + list.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(relationType)/\($0.kind)\" Target=\"\($0.target)\"/>"
      }.joined() + "</Relationships>"
  }
}

@Suite("Workbooks")
struct WorkbookTests {
  private func tables(_ book: BookBuilder, limits: TableLimits = .standard) throws -> [Table] {
    try TableDocument.open(book.zip.source(), limits: limits).tables
  }

  private func book(_ rows: String) -> BookBuilder {
    BookBuilder(sheets: [("S", "visible", rows)])
  }

  private func reason(
    _ book: BookBuilder,
    limits: TableLimits = .standard
  ) -> TabularFailure.Reason? {
    do {
      for table in try tables(book, limits: limits) { _ = try cells(table) }
      return nil
    } catch {
      return (error as? TabularFailure)?.reason
    }
  }

  @Test("reads every type of cell")
  func types() throws {
    var book = book(
      """
      <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c>\
      <c r="C3" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r>\
      <rPh><t>no</t></rPh></is></c><c r="D3" t="str"><f>1+1</f><v>calc_x000D_</v></c>\
      <c r="E3" t="b"><v>1</v></c><c r="F3" t="b"><v>0</v></c><c r="G3" t="e"><v>#N/A</v></c>\
      <c r="H3" t="d"><v>2023-02-15T00:00:00</v></c><c r="I3"><v>2048.0</v></c>\
      <c r="J3" s="1"><v>44972</v></c><c r="K3"/><c r="L3" t="n"><v>1E-3</v></c></row>
      """
    )
    book.sharedStrings =
      "<sst uniqueCount=\"4294967295\"><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r>"
      + "<rPh sb=\"0\" eb=\"1\"><t>phon</t></rPh></si></sst>"
    book.styles =
      "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    let table = try tables(book)[0]
    var kinds: [CellKind] = []
    try table.forEachRow { row in
      #expect(row.number == 3 && row.line == nil)
      kinds = (0..<row.count).map { column in row.kind(column) }
      #expect(row.number(8) == 2_048 && row.number(9) == 44_972 && row.number(0) == nil)
      #expect(row.raw(3) == "calc\r")
      return .next
    }
    #expect(
      try cells(table) == [
        [
          "plain", "rich", "in line", "calc", "TRUE", "FALSE", "#N/A", "2023-02-15", "2048",
          "2023-02-15", "", "0.001",
        ]
      ]
    )
    #expect(
      kinds == [
        .text, .text, .text, .text, .boolean, .boolean, .error, .date, .number, .date, .empty,
        .number,
      ]
    )
  }

  @Test("cells and rows may lack their reference, and be sparse")
  func sparse() throws {
    let table = try tables(
      book(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"9\"><c r=\"C9\"><v>3</v></c><c><v>4</v></c></row><row/>"
      )
    )[0]
    var numbers: [Int] = []
    let reading = try table.forEachRow { row in
      numbers.append(row.number)
      return .next
    }
    #expect(numbers == [1, 9, 10])
    #expect(reading.lastRow == 10 && reading.reachedEnd)
    #expect(try cells(table) == [["1", "2"], ["", "", "3", "4"], []])
  }

  @Test("finds the parts however they are written", arguments: [false, true], ["", "x"])
  func spellings(isStrict: Bool, prefix: String) throws {
    let mark = prefix.isEmpty ? "" : prefix + ":"
    for (absolute, separator) in [(false, "/"), (true, "\\"), (true, "/"), (false, "\\")] {
      var book = book("<\(mark)row><\(mark)c><\(mark)v>7</\(mark)v></\(mark)c></\(mark)row>")
      book.isStrict = isStrict
      book.prefix = prefix
      book.absoluteTargets = absolute
      book.separator = separator
      #expect(try cells(tables(book)[0]) == [["7"]])
    }
  }

  @Test("flags hidden sheets, and gives merges that go down once rows were read")
  func sheets() throws {
    var book = BookBuilder(
      sheets: [("A", "visible", "<row/>"), ("B", "hidden", ""), ("C", "veryHidden", "")])
    book.after =
      "<mergeCells><mergeCell ref=\"B2:B5\"/><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"$C$3:$D$4\"/></mergeCells>"
    let tables = try tables(book)
    #expect(tables.map(\.name) == ["A", "B", "C"])
    #expect(tables.map(\.isHidden) == [false, true, true])
    #expect(tables[0].mergedRanges.isEmpty)
    try tables[0].forEachRow { _ in .next }
    #expect(
      tables[0].mergedRanges == [
        MergedRange(firstRow: 2, lastRow: 5, firstColumn: 1, lastColumn: 1),
        MergedRange(firstRow: 3, lastRow: 4, firstColumn: 2, lastColumn: 3),
      ]
    )
  }

  @Test(
    "a merge may begin with any of its corners, and reach beyond what is read",
    arguments: [
      ("D2:A6", MergedRange(firstRow: 2, lastRow: 6, firstColumn: 0, lastColumn: 3)),
      ("A6:D2", MergedRange(firstRow: 2, lastRow: 6, firstColumn: 0, lastColumn: 3)),
      ("A2:ZZZZZZ6", MergedRange(firstRow: 2, lastRow: 6, firstColumn: 0, lastColumn: 16_383)),
      ("ZZZZZY2:ZZZZZZ6", nil), ("A6:B6", nil), ("A2", nil), ("A:B", nil), ("", nil),
    ]
  )
  func oddMerge(reference: String, range: MergedRange?) throws {
    var book = book("<row/>")
    book.after = "<mergeCells><mergeCell ref=\"\(reference)\"/></mergeCells>"
    let table = try tables(book)[0]
    try table.forEachRow { _ in .next }
    #expect(table.mergedRanges == (range.map { [$0] } ?? []))
  }

  @Test("a formula without a stored value is told from an empty cell and an empty text")
  func formula() throws {
    let table = try tables(
      book(
        "<row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>T(1)</f><v/></c><c/></row>"
          + "<row><c><f>1+1</f></c></row><row><c/></row><row><c><f>1+1</f><v/></c></row>"
      )
    )[0]
    var kinds: [[CellKind]] = []
    var blank: [Bool] = []
    try table.forEachRow { row in
      kinds.append((0..<row.count).map { column in row.kind(column) })
      blank.append(row.isBlank)
      return .next
    }
    #expect(kinds == [[.formula, .number, .empty, .empty], [.formula], [.empty], [.formula]])
    #expect(blank == [false, false, true, false])
  }

  private static let dates: [(String, String, Bool, String)] = [
    ("44972", "m/d/yy", false, "2023-02-15"),
    ("44972.5", "yyyy-mm-dd hh:mm", false, "2023-02-15 12:00:00"),
    ("44971.999999", "d/m", false, "2023-02-15"),
    ("43510", "m/d/yy", true, "2023-02-15"),
    ("1", "d", false, "1900-01-01"),
    ("61", "d", false, "1900-03-01"),
    ("0.25", "h:mm", false, "06:00:00"),
    ("2958465", "yyyy", false, "9999-12-31"),
    ("2958466", "yyyy", false, "2958466"),
    ("-1", "yyyy", false, "-1"),
    ("5", "0&quot; days&quot;", false, "5"),
    ("5", "[Red]0.00", false, "5"),
    ("5", "0\\d", false, "5"),
    ("5", "#,##0_d", false, "5"),
    ("5", "[$-410]d mmmm yyyy", false, "1900-01-05"),
  ]

  @Test("tells dates by their format", arguments: dates)
  func date(value: String, format: String, is1904: Bool, expected: String) throws {
    var book = book("<row><c s=\"1\"><v>\(value)</v></c></row>")
    book.uses1904 = is1904
    book.styles =
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"\(format)\"/></numFmts>"
      + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
    let table = try tables(book)[0]
    #expect(try cells(table) == [[expected]])
    #expect(table.usesDate1904 == is1904)
  }

  private static let numbers = [
    ("2048", "2048"), ("2048.0", "2048"), ("0", "0"), ("-0.5", "-0.5"), ("007", "7"),
    ("0.1", "0.1"), ("0.30000000000000004", "0.30000000000000004"), ("1E3", "1000"),
    ("1.23456789012346E+18", "1234567890123460000"), ("1.5E-7", "0.00000015"),
    ("1e16", "10000000000000000"), ("-2E-5", "-0.00002"),
    ("123456789012345678", "123456789012345680"),
    ("nan", "nan"), ("0x10", "0x10"), ("12a", "12a"), ("1E999", "1E999"),
  ]

  @Test("writes numbers as the shortest decimal", arguments: numbers)
  func number(stored: String, expected: String) throws {
    #expect(try cells(tables(book("<row><c><v>\(stored)</v></c></row>"))[0]) == [[expected]])
  }

  @Test("a number means the same with an exponent of zero, by which it is read another way")
  func numberTwice() throws {
    let stored = [
      "0", "-0", "00", "-7", "1.5", "1.50", "-0.0", "0.0001", "1.", ".5", "-.5", "100", "0.10",
      "123456789012345", "-12345678901234.5", "0.00000000000012", "4503599627370497.5", "9.95",
      "1234567890123456", "99999999999999.9", "-", "1-2", "1.2.3",
    ]
    for number in stored + (1...200).map({ "\($0 * 7919).\($0 * 104_729 % 99_991)" }) {
      var read: [(String, Double?)] = []
      let rows = "<row><c><v>\(number)</v></c></row><row><c><v>\(number)E0</v></c></row>"
      try tables(book(rows))[0].forEachRow { row in
        read.append((row[0], row.number(0)))
        return .next
      }
      #expect(read.count == 2 && read[0].1 == read[1].1, "\(number)")
      // What is no number stays as it is written.
      if read[0].1 != nil { #expect(read[0].0 == read[1].0, "\(number)") }
    }
  }

  @Test("allocates by what is there, and refuses what lies beyond the last column")
  func farCells() throws {
    let far = try cells(
      tables(book("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"))[0]
    )
    #expect(far[0].count == 16_384)
    for cell in ["XFE1", "ZZZZ1", "ZZZZZZZZZZZZ1"] {
      let book = book("<row><c r=\"\(cell)\"><v>1</v></c></row>")
      #expect(reason(book) == .tooManyColumns(limit: 16_384))
    }
  }

  @Test("refuses hostile and broken parts, saying which")
  func hostile() {
    var entity = book("")
    entity.sharedStrings =
      "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst><si><t>&x;</t></si></sst>"
    guard case .markup(let failure) = reason(entity) else {
      Issue.record("not refused")
      return
    }
    #expect(failure.reason == .documentTypeRefused)
    #expect(
      reason(book("<row><c t=\"s\"><v>999999999</v></c></row>"))
        == .missingSharedString(index: 999_999_999)
    )
    var limits = TableLimits.standard
    limits.cellBytes = 5
    #expect(
      reason(book("<row><c t=\"str\"><v>123456</v></c></row>"), limits: limits)
        == .recordTooLong(limit: 5)
    )
    guard case .markup = reason(book("<row><c></row>")) else {
      Issue.record("not refused")
      return
    }
  }

  @Test("a sheet that is not there fails when it is read, and the others do not")
  func missingSheet() throws {
    var zip = BookBuilder(sheets: [("A", "visible", "<row/>"), ("B", "visible", "<row/>")]).zip
    zip.members.removeAll { $0.name == "xl/worksheets/sheet0.xml" }
    let tables = try TableDocument.open(zip.source()).tables
    let failure = #expect(throws: TabularFailure.self) { try cells(tables[0]) }
    #expect(failure?.reason == .missingPart("xl/worksheets/sheet0.xml"))
    #expect(try cells(tables[1]).count == 1)
  }

  @Test("a damaged sheet is an error after its rows, not a shorter sheet")
  func damaged() throws {
    var zip = book("<row><c><v>1</v></c></row>").zip
    let index = try #require(zip.members.firstIndex { $0.name.hasSuffix("sheet0.xml") })
    zip.members[index].statedChecksum = 7
    let table = try TableDocument.open(zip.source()).tables[0]
    var rows = 0
    let failure = #expect(throws: TabularFailure.self) {
      try table.forEachRow { _ in
        rows += 1
        return .next
      }
    }
    #expect(failure?.reason == .containerMember("xl/worksheets/sheet0.xml", .checksum))
    #expect(failure?.name == "book.xlsx!xl/worksheets/sheet0.xml")
  }
}
