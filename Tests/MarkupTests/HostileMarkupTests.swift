import Markup
import Testing

@Suite("Hostile markup")
struct HostileMarkupTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var reason: MarkupFailure.Reason?

    init(_ name: String, _ text: String, _ reason: MarkupFailure.Reason?) {
      self.init(name, Array(text.utf8), reason)
    }

    init(_ name: String, _ bytes: [UInt8], _ reason: MarkupFailure.Reason?) {
      self.name = name
      self.bytes = bytes
      self.reason = reason
    }

    var testDescription: String { name }
  }

  private static let declaredTypes: [Case] = [
    Case(
      "entity bomb",
      """
      <!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><r>&c;</r>
      """,
      .documentTypeRefused
    ),
    Case(
      "entity bomb in an attribute",
      "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r x=\"&b;\"/>",
      .documentTypeRefused
    ),
    Case(
      "quadratic",
      "<!DOCTYPE r [<!ENTITY a \"" + String(repeating: "a", count: 5_000) + "\">]><r>"
        + String(repeating: "&a;", count: 5_000) + "</r>",
      .documentTypeRefused
    ),
    Case(
      "entity loop",
      "<!DOCTYPE r [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><r>&a;</r>",
      .documentTypeRefused
    ),
    Case(
      "parameter entities",
      "<!DOCTYPE r [<!ENTITY % a \"<!ENTITY b 'x'>\">%a;%a;]><r>&b;</r>",
      .documentTypeRefused
    ),
    Case(
      "outside file",
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>",
      .documentTypeRefused
    ),
    Case(
      "outside address",
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"http://127.0.0.1/x\">]><r>&x;</r>",
      .documentTypeRefused
    ),
    Case("outside type", "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>", .documentTypeRefused),
    Case(
      "public type",
      "<!DOCTYPE r PUBLIC \"a\" \"http://127.0.0.1/x\"><r/>",
      .documentTypeRefused
    ),
    Case("empty subset", "<!DOCTYPE r []><r/>", .documentTypeRefused),
    Case("subset after blanks", "<!DOCTYPE r  \n\t [ ]><r/>", .documentTypeRefused),
    Case("cut inside the type", "<!DOCTYPE r [<!ENTITY x ", .documentTypeRefused),
    Case("attribute defaults", "<!DOCTYPE r [<!ATTLIST r a CDATA 'x'>]><r/>", .documentTypeRefused),
    Case("bare type", "<!DOCTYPE nmaprun><nmaprun/>", nil),
    Case("undeclared entity", "<r>&nbsp;</r>", .undeclaredEntity("nbsp")),
    Case("undeclared entity, attribute", "<r a='&nbsp;'/>", .undeclaredEntity("nbsp")),
    Case("undeclared entity, bare type", "<!DOCTYPE r><r>&nbsp;</r>", .undeclaredEntity("nbsp")),
  ]

  private static let limits: [Case] = [
    Case(
      "depth 256",
      String(repeating: "<a>", count: 256) + String(repeating: "</a>", count: 256),
      nil
    ),
    Case("depth 257", String(repeating: "<a>", count: 257), .tooDeep(limit: 256)),
    Case("depth 100 000", String(repeating: "<a>", count: 100_000), .tooDeep(limit: 256)),
    Case(
      "1 001 attributes",
      "<a" + (0...1_000).map { " a\($0)=''" }.joined() + "/>",
      .tooManyAttributes(limit: 1_000)
    ),
    Case(
      "11 MiB of text",
      "<a>" + String(repeating: "x", count: 11 << 20) + "</a>",
      .textTooLong(limit: 10 << 20)
    ),
    Case(
      "11 MiB of raw text",
      "<a><![CDATA[" + String(repeating: "x", count: 11 << 20) + "]]></a>",
      .tagTooLong(limit: 10_000_000)
    ),
    Case(
      "a tag of 11 MiB",
      "<a b='" + String(repeating: "x", count: 11 << 20) + "'/>",
      .tagTooLong(limit: 10_000_000)
    ),
    Case(
      "a name of 60 000 bytes",
      "<" + String(repeating: "n", count: 60_000) + "/>",
      .nameTooLong(limit: 1_000)
    ),
    Case(
      "a name of 1 001 bytes",
      "<" + String(repeating: "n", count: 1_001) + "/>",
      .nameTooLong(limit: 1_000)
    ),
    Case(
      "10 001 names",
      "<a>" + (0..<10_001).map { "<e\($0)/>" }.joined() + "</a>",
      .tooManyNames(limit: 10_000)
    ),
  ]

  private static let encodings: [Case] = [
    Case("empty", "", .empty),
    Case("blank", " \r\n\t ", .empty),
    Case("only a mark", [0xEF, 0xBB, 0xBF], .empty),
    Case("no markup", "name,serial\n", .notMarkup),
    Case(
      "UTF-7",
      "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>",
      .unsupportedEncoding("UTF-7")
    ),
    Case(
      "unknown encoding",
      "<?xml version='1.0' encoding='x-none'?><a/>",
      .unsupportedEncoding("x-none")
    ),
    Case("UTF-32", [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0], .unsupportedEncoding("UTF-32")),
    Case(
      "a lie about UTF-16",
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>x</a>",
      .encodingMismatch(declared: "UTF-16", found: "UTF-8")
    ),
    Case(
      "a mark against the declaration",
      [0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='windows-1252'?><a/>".utf8),
      .encodingMismatch(declared: "windows-1252", found: "UTF-8")
    ),
  ]

  private static let all = declaredTypes + limits + encodings

  @Test("ends in the listed reason, whatever the chunks", arguments: all, [7, 4_096, 1 << 18])
  func reasons(hostile: Case, chunk: Int) {
    do {
      _ = try Transcript.of(hostile.bytes, chunk: chunk)
      #expect(hostile.reason == nil)
    } catch {
      #expect((error as? MarkupFailure)?.reason == hostile.reason)
    }
  }

  private static let characters: [Case] = [
    Case("bad UTF-8", Array("<a>x".utf8) + [0xFF, 0xC0] + Array("</a>".utf8), nil),
    Case("overlong <", Array("<a>".utf8) + [0xC0, 0xBC] + Array("</a>".utf8), nil),
    Case("a control character", "<a>\u{01}</a>", nil),
    Case("a reference to one", "<a>&#1;</a>", nil),
    Case("NUL", "<a>x\0y</a>", nil),
  ]

  @Test("refuses characters that are none, with the place", arguments: characters, [1, 4_096])
  func badCharacters(hostile: Case, chunk: Int) {
    let failure = #expect(throws: MarkupFailure.self) {
      try Transcript.of(hostile.bytes, chunk: chunk)
    }
    #expect(failure?.line == 1)
    switch failure?.reason {
    case .badCharacter, .malformed: break
    default: Issue.record("\(String(describing: failure))")
    }
  }

  @Test(
    "refuses what is not well formed, with the line",
    arguments: [
      "<a>\n<b></a></b>", "<a x='1'\nx='2'/>", "<a/>\n<b/>", "<a/>\ntrailing", "<a>\n]]></a>",
      "<a>\n<b x=1/></a>", "<a>\n<?xml version='1.0'?></a>",
    ],
    [1, 4_096]
  )
  func malformed(text: String, chunk: Int) {
    let failure = #expect(throws: MarkupFailure.self) { try Transcript.of(text, chunk: chunk) }
    #expect(failure?.line == 2)
    guard case .malformed(let words) = failure?.reason else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(!words.isEmpty && !words.contains("\n"))
  }

  @Test(
    "says which element a cut document ends in",
    arguments: [
      ("<a><b>te", "b"), ("<a><b>", "b"), ("<a><b></b>", "a"), ("<a><b></b", "b"),
      ("<a><b x='", "a"), ("<a><b><!-- ", "b"), ("<a><b><![CDATA[ x", "b"), ("<a><b>&am", "b"),
      ("<a>\n<b", "b"),
    ],
    [1, 4_096]
  )
  func truncated(cut: (String, String), chunk: Int) {
    let failure = #expect(throws: MarkupFailure.self) { try Transcript.of(cut.0, chunk: chunk) }
    #expect(failure?.reason == .truncated(openElement: cut.1))
  }

  @Test("says where a broken document breaks")
  func place() {
    let failure = #expect(throws: MarkupFailure.self) {
      try Transcript.of("<a>\n  <b>x</c>\n</a>", chunk: 5)
    }
    #expect(failure?.line == 2)
    #expect((12...14).contains(failure?.byteOffset ?? 0))
  }

  @Test("stops at the limit of the whole document")
  func tooLarge() {
    var limits = MarkupLimits.standard
    limits.totalBytes = 10
    let failure = #expect(throws: MarkupFailure.self) {
      try Transcript.of("<a>12345678</a>", chunk: 3, limits: limits)
    }
    #expect(failure?.reason == .tooLarge(limit: 10))
  }
}
