import Markup
import Testing

@Suite("Markup reader")
struct MarkupReaderTests {
  private static let sizes = [1, 2, 3, 7, 64, 4_096]

  private static let document = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE nmaprun>
    <!-- a note -->
    <r xmlns="urn:a" xmlns:b="urn:b" name="R&amp;D &lt;1&gt;">
      <b:c id='1' b:id='2'/>è €uro 😀 &amp; &#233; &quot;x&quot;<![CDATA[<raw> ]] >]]>
      <d
        e="1"
        f="2"></d>
    </r>
    <!-- after -->

    """

  @Test("gives the same events however the bytes are cut", arguments: sizes)
  func chunking(size: Int) throws {
    let events = try Transcript.of(Self.document, chunk: size)
    #expect(
      events == [
        "1 <r {urn:a} name=R&D <1>> :4",
        "“\n  ”",
        "2 <c {urn:b} id=1 id=2> :5",
        "</c>",
        "“è €uro 😀 & é \"x\"<raw> ]] >\n  ”",
        "2 <d {urn:a} e=1 f=2> :8",
        "</d>",
        "“\n”",
        "</r>",
      ]
    )
  }

  @Test("cuts a long document anywhere, past the size that is put together", arguments: sizes)
  func longDocument(size: Int) throws {
    let rows = (0..<400).map { "<row n=\"\($0)\">v\($0) &amp; è</row>\r\n" }.joined()
    let document = "<t>" + rows + "</t>"
    #expect(try Transcript.of(document, chunk: size) == Transcript.of(document, chunk: 100_000))
  }

  private static let encodings: [(String, [UInt8])] = [
    ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array("<a>è€</a>".utf8)),
    ("UTF-16 LE with a mark", [0xFF, 0xFE] + utf16("<a>è€</a>", swapped: false)),
    ("UTF-16 BE with a mark", [0xFE, 0xFF] + utf16("<a>è€</a>", swapped: true)),
    (
      "UTF-16 LE declared",
      utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>è€</a>", swapped: false)
    ),
    (
      "UTF-16 BE declared",
      utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>è€</a>", swapped: true)
    ),
    (
      "Windows-1252",
      Array("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>".utf8) + [0xE8, 0x80]
        + Array("</a>".utf8)
    ),
    (
      "ISO-8859-15",
      Array("<?xml version='1.0' encoding='ISO-8859-15'?><a>".utf8) + [0xE8, 0xA4]
        + Array("</a>".utf8)
    ),
  ]

  @Test("reads each encoding, in any chunks", arguments: encodings, sizes)
  func readsEncoding(encoding: (String, [UInt8]), size: Int) throws {
    #expect(try Transcript.of(encoding.1, chunk: size) == ["1 <a> :1", "“è€”", "</a>"])
  }

  @Test("drops blanks before the declaration and counts their lines", arguments: sizes)
  func leadingBlanks(size: Int) throws {
    let events = try Transcript.of("\r\n \n\t<?xml version=\"1.0\"?>\n<a/>", chunk: size)
    #expect(events == ["1 <a> :4", "</a>"])
  }

  @Test("reads documents that follow each other when it may", arguments: sizes)
  func concatenated(size: Int) throws {
    let document = "<a>1</a>\n<?xml version=\"1.0\"?>\n<b>2</b>\n<!-- x -->\n<c/>\n\n"
    let events = try Transcript.of(document, chunk: size, concatenated: true)
    #expect(
      events == [
        "1 <a> :1", "“1”", "</a>", "1 <b> :3", "“2”", "</b>", "1 <c> :5", "</c>",
      ]
    )
    #expect(throws: MarkupFailure.self) { try Transcript.of(document, chunk: size) }
  }

  @Test("keeps the handler's own error, and delivers nothing after it")
  func handlerError() {
    struct Stop: Error, Equatable {}
    struct Handler: MarkupHandler {
      var count = 0
      mutating func prepare(_ names: inout MarkupNames) {}
      mutating func start(_ tag: borrowing StartTag) throws {
        count += 1
        if count == 2 { throw Stop() }
      }
      mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
      mutating func end(_ name: MarkupName) throws { count += 100 }
    }
    var handler = Handler()
    #expect(throws: Stop()) {
      try MarkupReader.read(
        handler: &handler,
        nextChunk: chunks(Array("<a><b/><c/></a>".utf8), of: 4)
      )
    }
    #expect(handler.count == 2)
  }

  @Test("passes on the error of its source")
  func sourceError() {
    struct Broken: Error, Equatable {}
    var transcript = Transcript()
    var calls = 0
    #expect(throws: Broken()) {
      try MarkupReader.read(handler: &transcript) {
        calls += 1
        if calls > 1 { throw Broken() }
        return Array("<a><b/>".utf8)
      }
    }
  }

  @Test("finds attributes by names interned beforehand or later")
  func attributes() throws {
    struct Handler: MarkupHandler {
      var id = MarkupName(index: 0)
      var missing = MarkupName(index: 0)
      var found: [String?] = []
      mutating func prepare(_ names: inout MarkupNames) {
        id = names.intern("id")
        missing = names.intern("missing")
        #expect(names.intern("id") == id)
        #expect(names[id] == "id")
      }
      mutating func start(_ tag: borrowing StartTag) throws {
        found.append(tag.attribute(id))
        found.append(tag.attribute(missing))
        found.append(tag.withAttribute(id) { $0.map { "\($0.count) bytes" } })
      }
      mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
      mutating func end(_ name: MarkupName) throws {}
    }
    var handler = Handler()
    try MarkupReader.read(
      handler: &handler,
      nextChunk: chunks(Array("<a x='1' id='seven'/>".utf8), of: 9)
    )
    #expect(handler.found == ["seven", nil, "5 bytes"])
  }
}

/// The UTF-16 bytes of a text, big end first when `swapped`.
func utf16(_ text: String, swapped: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return swapped ? pair.reversed() : pair
  }
}
