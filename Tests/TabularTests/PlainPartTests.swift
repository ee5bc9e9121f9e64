import Markup
import Tabular
import Testing

/// A sheet is read by a tokenizer of our own while it is plain, else from the start as any XML.
///
/// A comment is not plain: a sheet with one behind its end is read both ways, one after the other.
@Suite("Plain and other markup of a sheet")
struct PlainPartTests {
  private struct Outcome: Equatable {
    var rows: [String] = []
    var failure: MarkupFailure.Reason?
    var otherFailure: TabularFailure.Reason?
  }

  private func read(_ sheet: [UInt8], strings: String? = nil) throws -> Outcome {
    var book = BookBuilder(sheets: [("S", "visible", "")])
    book.sharedStrings = strings
    var zip = book.zip
    let index = try #require(zip.members.firstIndex { $0.name.hasSuffix("sheet0.xml") })
    zip.members[index].bytes = sheet
    let table = try #require(try TableDocument.open(zip.source()).tables.first)
    var outcome = Outcome()
    do {
      try table.forEachRow { row in
        let cells = (0..<row.count).map { "\(row.kind($0)) \(row.raw($0))" }
        outcome.rows.append("\(row.number): " + cells.joined(separator: "|"))
        return .next
      }
    } catch let failure as TabularFailure {
      if case .markup(let markup) = failure.reason {
        outcome.failure = markup.reason
      } else {
        outcome.otherFailure = failure.reason
      }
    }
    return outcome
  }

  private static func sheet(_ rows: String) -> String {
    "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
  }

  private static func cell(_ content: String, _ attributes: String = "") -> String {
    "<row><c t=\"str\"\(attributes)>\(content)</c></row>"
  }

  static let legal: [(String, String)] = [
    (cell("<v>a&amp;&lt;&gt;&quot;&apos;b</v>"), "a&<>\"'b"),
    (cell("<v>&#65;&#x42;&#xe8;&#x1F5A5;</v>"), "ABè🖥"),
    (cell("<v>è…🖥 ] ]] ></v>"), "è…🖥 ] ]] >"),
    (cell("<v>a\r\nb\rc\n\td</v>"), "a\nb\nc\n\td"),
    (cell("<v>a&#13;b</v>"), "a\rb"),
    (cell("<v><![CDATA[a<b]]>c</v>"), "a<bc"),
    (cell("<v>a<!-- no -->b</v>"), "ab"),
    (cell("<v>a<?no no?>b</v>"), "ab"),
    (cell("<v>a</v >"), "a"),
    (cell("<v\n>a</v>"), "a"),
    (cell("<f>IF(A1&lt;2,\"]\")</f><v>a</v>", " x='>\"'"), "a"),
    (cell("<v>a</v>", " x=\"&#10;&amp;\t\n è\""), "a"),
    (cell("<v>a</v>", " x = \"1\""), "a"),
    (cell("<v>a</v>", " xmlns:t=\"n\" xmlns:r=\"m\" x:y=\"1\" z:y=\"2\""), "a"),
    ("<row><c t=\"&#115;tr\"><v>a</v></c></row>", "a"),
    (cell("<v xml:space=\"preserve\"> a </v>"), " a "),
    (cell("<v>a</v><è/><lang.er-Name_9/><a:b/>"), "a"),
    (
      "<row><c t='inlineStr'><is><r><t>x</t></r><r><rPr/><t>y</t></r><rPh><t>n</t></rPh></is></c>"
        + "</row>", "xy"
    ),
  ]

  @Test("legal markup means the same, plain or not", arguments: legal)
  func legalCell(row: String, expected: String) throws {
    let rows = "<row><c><v>1</v></c></row>\(row)<row/>"
    let texts = ["1: number 1", "2: text \(expected)", "3: "]
    for prolog in ["", "<?xml version='1.0' encoding='utf-8'?>\r\n", "\u{FEFF}"] {
      for end in ["", " \r\n", "<!---->"] {
        let outcome = try read(Array((prolog + Self.sheet(rows) + end).utf8))
        #expect(outcome == Outcome(rows: texts))
      }
    }
    let strings = "<sst><si><t>\(expected == "xy" ? "q" : "z")</t></si><!-- -->"
    let shared = "<row><c t=\"s\"><v>1</v></c></row>"
    let outcome = try read(
      Array(Self.sheet(shared).utf8),
      strings: strings + "<si><t>two</t></si></sst>"
    )
    #expect(outcome.rows == ["1: text two"])
  }

  static let broken = [
    "<v>1</w>", "<v>1", "<v>a]]>b</v>", "<v>a&b</v>", "<v>&nope;</v>", "<v>&#0;</v>", "<v>&#;</v>",
    "<v>&#x110000;</v>", "<v>&#xD800;</v>", "<v>\u{1}</v>", "<v>\u{FFFE}</v>", "<v a='1' a='2'/>",
    "<v a='1'b='2'/>", "<v a=1/>", "<v a/>", "<v a='<'/>", "<v a='&b'/>", "<v a='1/>", "<1/>",
    "<v/ >", "< v/>", "</v>", "<v><!-- -- --></v>", "<v a='\u{0}'/>",
  ]

  @Test("broken markup is refused behind the rows before it", arguments: broken)
  func brokenCell(content: String) throws {
    let rows = "<row><c><v>1</v></c></row>" + Self.cell(content) + "<row/>"
    let outcome = try read(Array(Self.sheet(rows).utf8))
    #expect(outcome.rows == ["1: number 1"])
    #expect(outcome.failure != nil)
  }

  static let brokenBytes: [[UInt8]] = [
    [0x80], [0xC0, 0xBC], [0xC3], [0xE0, 0x80, 0xBC], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xF0, 0x9F, 0x96], [0xFF], [0xEF, 0xBF, 0xBF],
  ]

  @Test("bytes that are no UTF-8 are refused", arguments: brokenBytes)
  func badBytes(bytes: [UInt8]) throws {
    for (before, after) in [("<row><c><v>", "</v></c></row>"), ("<row a='", "'/>")] {
      let start = Array("<worksheet><sheetData><row/>\(before)".utf8)
      let outcome = try read(start + bytes + Array("\(after)</sheetData></worksheet>".utf8))
      #expect(outcome.rows == ["1: "] && outcome.failure != nil)
    }
  }

  @Test(
    "what stands beside the root is looked at",
    arguments: ["x", "<w/>", "&amp;", "&#32;", "\u{0}", "</worksheet>", "<"]
  )
  func besideRoot(rest: String) throws {
    let outcome = try read(Array((Self.sheet("<row/>") + rest).utf8))
    #expect(outcome.rows == ["1: "] && outcome.failure != nil)
  }

  @Test("it does not matter where the bytes are cut", arguments: 0..<24)
  func cuts(shift: Int) throws {
    let text = "è&amp;🖥]\r\n&#x41;"
    let count = 2_500
    let row = "<row r=\"%\"><c r='A1' t=\"str\" x='à&lt;'><v>\(text)</v></c></row>"
    let rows = (1...count).map { row.replacing("%", with: "\($0)") }.joined()
    let padding = String(repeating: " ", count: shift)
    let outcome = try read(Array(Self.sheet(padding + rows).utf8))
    #expect(outcome.failure == nil && outcome.rows.count == count)
    #expect(Set(outcome.rows.map { $0.drop { $0 != ":" } }) == [": text è&🖥]\nA"])
  }

  @Test("a sheet that was changed anywhere is read the same, plain or not")
  func changes() throws {
    let whole = Array(
      Self.sheet(
        "<row r='1'><c r=\"A1\" t=\"str\"><v>à&amp;]&#65;</v></c><c r=\"B1\" s='1'><v>1.5</v></c>"
          + "</row><x:row y=\"1\"><c t=\"inlineStr\"><is><t> a </t></is></c></x:row><row/>"
      ).utf8
    )
    let alphabet = Array("<>/=\"' &;#x]-!?:a1\n\r\t".utf8) + [0, 1, 0x80, 0xC3, 0xA0, 0xE0, 0xFF]
    var state: UInt64 = 7
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<300 {
      var changed = whole
      for _ in 0...pick(3) {
        let place = pick(changed.count)
        switch pick(3) {
        case 0: changed[place] = alphabet[pick(alphabet.count)]
        case 1: changed.insert(alphabet[pick(alphabet.count)], at: place)
        default: changed.remove(at: place)
        }
      }
      var plain = try read(changed)
      var other = try read(changed + Array("<!---->".utf8))
      // The comment may be what libxml2 complains of.
      if plain.failure != nil, other.failure != nil { (plain.failure, other.failure) = (nil, nil) }
      #expect(plain == other, "\(String(decoding: changed, as: UTF8.self))")
    }
  }
}
