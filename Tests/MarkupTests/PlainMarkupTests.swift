import Markup
import Testing

/// Whether reading plain markup ourselves can be told from reading it with libxml2: never.
///
/// An instruction with a colon in its name makes libxml2 read the whole document.
@Suite("Plain markup")
struct PlainMarkupTests {
  private struct Outcome: Equatable {
    var events: [String]
    var reason: MarkupFailure.Reason?
    var line: Int?
  }

  private static let instruction = Array("<?p:p?>".utf8)

  private func outcome(_ document: [UInt8], chunk: Int) -> Outcome {
    var transcript = Transcript()
    do {
      try MarkupReader.read(handler: &transcript, nextChunk: chunks(document, of: chunk))
      return Outcome(events: transcript.lines)
    } catch let failure as MarkupFailure {
      return Outcome(
        events: transcript.lines,
        reason: failure.reason,
        // Where a cut document ends, libxml2 may still stand before the last text.
        line: failure.reason.isTruncation ? nil : failure.line
      )
    } catch {
      Issue.record(error)
      return Outcome(events: [])
    }
  }

  /// What libxml2 says of a document.
  private func library(_ document: [UInt8], chunk: Int) -> Outcome {
    var start = 0
    if document.starts(with: "<?xml ".utf8), let end = document.firstIndex(of: 0x3E) {
      start = end + 1
    }
    return outcome(document[..<start] + Self.instruction + document[start...], chunk: chunk)
  }

  private static let documents: [String] = [
    "<a/>", "<a></a>", "<a ></a >", "<a\n>x</a\n>\n", "<a b='1' c=\"2\"/>",
    "<a b = '1'\n\tc='2' />",
    "<a b='x\n\ty\r\nz'/>", "<a b='&lt;&amp;&#233;&#x20AC;è&quot;'/>",
    "<a>&#10;&#x1F600;&apos;</a>",
    "<a>one\r\ntwo\r\n</a>", "<a>one\rtwo</a>", "<a>è€😀</a>", "<a>]] ]></a>", "<a>x]]>y</a>",
    "<a><![CDATA[<b>]]]]><![CDATA[>]]></a>", "<a><![CDATA[x\r\ny]]></a>", "<a><![CDATA[]]></a>",
    "<a><!-- - -->x<!----></a>", "<a><!-- -- --></a>", "<a><!--x---></a>", "<a><?p x?><b/></a>",
    "<a><?p:p?>x</a>", "<a><?p\n??>x<?q?></a>", "<?p?><a/><?p?>\n", "<a><?xML?></a>",
    "<a><?xml-x y?></a>", "<a><?p", "<a><?p?", "<a><?p ?", "<a><? p?></a>", "<a><?p?x?></a>",
    "<a><?p \u{1}?></a>", "<!DOCTYPE a ><a/>", "<!DOCTYPE a><!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<!DOCTYPE a SYSTEM 'x'><a/>", "<!DOCTYPE><a/>",
    "<!doctype a><a/>", "<!DOCTYPE a><a>&x;</a>", "<a><!DOCTYPE a></a>",
    "<!-- x --><a/><!-- y -->", "<!DOCTYPE a><a>&lt;</a>", "<a/><b/>", "<a/>x", "<a/><!DOCTYPE a>",
    "<a xmlns='urn:x'><b/><c xmlns='urn:y'><d/></c><e/></a>",
    "<n:a xmlns:n='urn:x'><n:b n:c='1'/></n:a>",
    "<a xmlns=''><b/></a>", "<n:a/>", "<n:a\n b='1'>\n</c>", "<a>\n<b\n n:c='1'/>\n<d>",
    "<a n:b='1'/>", "<a xml:space='preserve'> </a>",
    "<a b='1' b='2'/>",
    "<a xmlns:m='u' xmlns:n='u' m:b='1' n:b='2'/>", "<a b='1' n:b='2' xmlns:n='u'/>", "<xml:a/>",
    "<a xmlns:xml='u'/>", "<a xmlns='http://www.w3.org/XML/1998/namespace'/>", "<xmlns:a/>",
    "<a:b:c/>",
    "<:a/>", "<a:/>", "<1/>", "<a><-b/></a>", "<città>è</città>", "<a città='è'/>", "<a b/>",
    "<a b=1/>",
    "<a b='<'/>", "<a b='1'c='2'/>", "<a / >", "< a/>", "<a></ a>", "<a><b></a></b>",
    "<a>\n <b>\n</c></a>",
    "<a>\n <b>\n<?p?></c></a>", "<a>\n<b>\n<?p?></b>\n<c>\n</d>", "<a>&b;</a>", "<a>& </a>",
    "<a>&#0;</a>",
    "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&#00000000065;</a>", "<a>&#x;</a>", "<a b='&c;'/>",
    "<a>\u{1}</a>",
    "<a b='\u{1}'/>", "<a>\0</a>", "<a/>\0", "<a>\u{7F}\u{85}</a>", "<a>\u{FFFE}</a>", "<ab c",
    "<!DOCTYPE a><a", "<?p?><",
    "<a b",
    "<a b='", "<a>x",
    "<a>x&am", "<a><!", "<a><!--", "<a><![CDATA[", "<a></", "<a></a", "<a/><", "<a><", "<a>è",
    "</a>",
    "<?xml version='1.0'?><?xml version='1.0'?><a/>", "<?xml version='1.1'?><a/>",
    "<a><?xml version='1.0'?></a>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<a>&x;</a>",
    "<?xml version='1.0' ?><a/>",
  ]

  @Test("reads as libxml2 does, and errs as it does", arguments: documents, [1, 7, 65_536])
  func cases(document: String, chunk: Int) {
    let bytes = Array(document.utf8)
    #expect(outcome(bytes, chunk: chunk) == library(bytes, chunk: chunk))
  }

  private static let extremes: [String] = [
    "<a b='" + String(repeating: "x", count: 100_000) + "'>y</a>",
    "<a>" + String(repeating: "è\r\n", count: 50_000) + "<b/></a>",
    "<a><!--" + String(repeating: "x\n", count: 50_000) + "--><b/></a>",
    "<a><![CDATA[" + String(repeating: "x\n", count: 50_000) + "]]><b/></a>",
    "<a>"
      + (0..<9_000).map { "<b c='\($0)\(String(repeating: "&amp;", count: $0 % 50))'/>" }.joined()
      + "</a>",
    "<a>" + (0..<2_000).map { "<n\($0) c\($0)='1'>\n</n\($0)>" }.joined() + "</a>",
    "<a " + (0..<40).map { "c\($0)='1' " }.joined() + "/>",
    String(repeating: "<a>", count: 250) + "x" + String(repeating: "</a>", count: 250),
    "<a>" + (0..<70).map { "<n:b xmlns:n='u\($0)'>" }.joined()
      + String(repeating: "</n:b>", count: 70) + "</a>",
  ]

  @Test("does so for what is too long, too deep or too much to be read here", arguments: extremes)
  func long(document: String) {
    let bytes = Array(document.utf8)
    let events = outcome(bytes, chunk: 65_536)
    #expect(events.reason == nil)
    #expect(events == library(bytes, chunk: 65_536))
    #expect(events == outcome(bytes, chunk: 999))
  }

  @Test(
    "goes on with libxml2 in one document, and by itself in the next",
    arguments: [1, 5, 4_096]
  )
  func concatenated(chunk: Int) throws {
    let document = "<a>\n<?p:p?><b/>\n</a>\n<c/><?p:p?>\n<d>\n<e/></d>\n"
    let events = try Transcript.of(document, chunk: chunk, concatenated: true)
    #expect(
      events == [
        "1 <a> :1", "“\n”", "2 <b> :2", "</b>", "“\n”", "</a>", "1 <c> :4", "</c>", "1 <d> :5",
        "“\n”", "2 <e> :6", "</e>", "</d>",
      ]
    )
  }

  @Test("does so for any text that looks like markup", arguments: 0..<40 as Range<UInt64>)
  func generated(seed: UInt64) {
    var pick = Generator(seed: seed)
    for _ in 0..<100 {
      let document = pick.document()
      let chunk = Int.random(in: 1...200, using: &pick)
      #expect(
        outcome(document, chunk: chunk) == library(document, chunk: 65_536),
        "\(String(decoding: document, as: UTF8.self))"
      )
    }
  }
}

extension MarkupFailure.Reason {
  fileprivate var isTruncation: Bool {
    if case .truncated = self { return true }
    return false
  }
}

/// Puts together what markup is made of, mostly well, and then damages some of it.
private struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = (seed &+ 1) &* 0xD134_2543_DE82_EF95 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func any(_ texts: String...) -> String {
    texts.randomElement(using: &self) ?? ""
  }

  private mutating func one(in count: Int) -> Bool {
    Int.random(in: 0..<count, using: &self) == 0
  }

  mutating func document() -> [UInt8] {
    let head = one(in: 4) ? any("<!-- x -->", "<!DOCTYPE a>") : ""
    var bytes = Array((head + element(depth: 1) + any("", "", "\n", "<!-- x -->")).utf8)
    guard one(in: 2) else { return bytes }
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      let position = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<4, using: &self) {
      case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &self)
      case 1: bytes.remove(at: position)
      case 2:
        bytes.insert("<>&;'\"/=!-[]? \n\r:x".utf8.randomElement(using: &self) ?? 0, at: position)
      default: bytes.removeSubrange(position...)
      }
      // Of fewer than four bytes libxml2 says something else, depending on what precedes them.
      if bytes.first != 0x3C || bytes.count < 4 { bytes = Array("<a/>".utf8) }
    }
    return bytes
  }

  private mutating func element(depth: Int) -> String {
    let name = any("a", "b", "NAME", "SOFTWARES", "a-name-longer-than-sixteen", "n:c", "x.1_2")
    var tag = "<" + name
    if depth == 1 { tag += " xmlns:n='urn:n'" }
    if one(in: 8) { tag += any(" xmlns='urn:d'", " xmlns:n='urn:m'") }
    let attributes = ["b", "id", "n:id", "xml:lang", "an-attribute-longer-than-sixteen"]
    for attribute in attributes where one(in: 5) {
      tag += any(" ", "\n", "  ", "\t") + attribute + any("=", "= ", " =")
      tag += "'" + any("", "1", "a b", "x\ny", "è&amp;", "&#9;\r\n", "&gt;\"") + "'"
    }
    if one(in: 5) { return tag + any("/>", " />") }
    tag += any(">", ">", " >")
    if depth < 6 {
      for _ in 0..<Int.random(in: 0...4, using: &self) { tag += content(depth: depth) }
    }
    return tag + "</" + name + any(">", ">", "\n>")
  }

  private mutating func content(depth: Int) -> String {
    switch Int.random(in: 0..<12, using: &self) {
    case 0..<5: element(depth: depth + 1)
    case 5..<7: any("\n   ", "text", "two words", "a text that is longer than sixteen bytes")
    case 7: any("è", "città", "€", "😀\u{10FFFF}", "\u{FFFD}")
    case 8: any("&amp;", "&lt;x&gt;", "&#65;", "&#x10FFFF;", "&quot;&apos;")
    case 9: any("<![CDATA[<x>]]>", "<![CDATA[]]>", "<![CDATA[a]]b]]>", "<![CDATA[è\n]]>")
    case 10: any("<!-- x -->", "<!---->", "<!-- è\n - -->", "\r\n", "\r\n  x\r\n")
    default: any("]]", "]>", "\t", "<?p?>", "<?p:p?>", "\r", "]]>", "&nbsp;", "\u{1}", "--")
    }
  }
}
