import Inventory
import Tabular
import Testing

@testable import Importers

@Suite("Reading JSON")
struct JSONReaderTests {
  /// Hands out its bytes a few at a time.
  struct Drops: ByteSource {
    var name = "drops.json"
    var bytes: [UInt8]
    var size: Int

    struct Stream: ByteStream {
      var bytes: ArraySlice<UInt8>
      var size: Int

      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, size, bytes.count)
        for index in 0..<count { buffer[index] = bytes.removeFirst() }
        return count
      }
    }

    func open() throws -> any ByteStream { Stream(bytes: bytes[...], size: size) }
  }

  static func read(
    _ text: String,
    skip: Set<String> = [],
    keptDepth: Int = .max,
    limits: JSONLimits = .standard,
    size: Int = 4_096
  ) throws -> [JSONValue] {
    var values: [JSONValue] = []
    let source = Drops(bytes: Array(text.utf8), size: size)
    try JSONReader.read(source, skip: skip, keptDepth: keptDepth, limits: limits) { value in
      values.append(value)
      return true
    }
    return values
  }

  static let document = #"""
    [{"a": "x\u00e8\ud83d\ude00\n\"", "b": [1, -2.5e3, true, null], "a": {"c": "è"}},
     {"line": 2}]
    {"after": "each"}, {"other": ""}
    """#

  @Test("the answer does not depend on how the bytes come", arguments: [1, 2, 3, 7, 64])
  func chunks(size: Int) throws {
    let whole = try Self.read(Self.document)
    #expect(whole.count == 4)
    #expect(try Self.read(Self.document, size: size) == whole)
  }

  @Test("members keep their order, double ones too; objects know their line")
  func order() throws {
    let values = try Self.read(Self.document)
    let object = try #require(values.first?.object)
    #expect(object.members.map(\.name) == ["a", "b", "a"])
    #expect(object.words("a") == "xè😀\n\"")
    #expect(values[1].object?.line == 2)
    #expect(values[2].object?.line == 3)
  }

  @Test("what is skipped or too deep is checked and not kept")
  func skipping() throws {
    let text = #"{"secret": {"x": ["y"]}, "near": 1, "far": {"away": 2}}"#
    let object = try #require(try Self.read(text, skip: ["secret"], keptDepth: 1).first?.object)
    #expect(object.members.map(\.name) == ["near", "far"])
    #expect(object["far"]?.object?.members.isEmpty == true)
    #expect(throws: ImportFailure.self) {
      try Self.read(#"{"secret": {"x": oops}}"#, skip: ["secret"])
    }
  }

  static let broken: [(String, String, Int)] = [
    ("", "file.empty", 1), (" \n ", "file.empty", 0), ("[", "file.truncated", 1),
    ("{\"a\": \"b", "file.truncated", 1), ("{\"a\":\n\n", "file.truncated", 3),
    ("{\"a\": tru", "file.truncated", 1), ("{\"a\" 1}", "file.damaged", 1),
    ("{\n\"a\": 1 \"b\": 2}", "file.damaged", 2), ("{a: 1}", "file.damaged", 1),
    ("{\"a\": 'x'}", "file.damaged", 1), ("{\"a\": 0x10}", "file.damaged", 1),
    ("{\"a\": \"\\u12G4\"}", "file.damaged", 1), ("[1, 2}", "file.damaged", 1),
    (String(repeating: "[{\"a\":", count: 200), "file.beyond-limits", 1),
  ]

  @Test("broken documents are refused with the line", arguments: broken)
  func refusals(text: String, code: String, line: Int) {
    let failure = #expect(throws: ImportFailure.self) { try Self.read(text) }
    #expect(failure?.code == code)
    if failure?.line != nil { #expect(failure?.line == line) }
  }

  @Test("limits act before memory is taken")
  func limits() {
    var limits = JSONLimits.standard
    limits.textBytes = 100
    limits.values = 50
    limits.totalBytes = 5_000
    let texts = [
      "{\"a\": \"" + String(repeating: "x", count: 101) + "\"}",
      "{\"a\": [" + String(repeating: "1,", count: 60) + "1]}",
      String(repeating: "{\"a\": 1}\n", count: 1_000),
      "{\"a\": " + String(repeating: "9", count: 2_000) + "}",
    ]
    for text in texts {
      let failure = #expect(throws: ImportFailure.self) { try Self.read(text, limits: limits) }
      #expect(failure?.code == "file.beyond-limits")
    }
  }

  @Test(
    "slips that tools make are read",
    arguments: [
      ("{\"a\": 1,}", 1), ("{\"a\": [1,2,],}", 1), ("{\"a\": NaN}", 1), ("{\"a\": 1}{\"b\": 2}", 2),
      ("{\"ip\": \"fe80\\:\\:1\"}", 1), ("{\"a\": \"\\ud800x\"}", 1),
    ]
  )
  func slips(text: String, count: Int) throws {
    #expect(try Self.read(text).count == count)
  }

  @Test("UTF-16 with and without a mark reads like UTF-8")
  func encodings() throws {
    let text = "{\"nome\": \"Città\"}"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [little, [0xFF, 0xFE] + little, [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      var names: [String?] = []
      try JSONReader.read(MemorySource(name: "a", bytes: bytes)) { value in
        names.append(value.object?.words("nome"))
        return true
      }
      #expect(names == ["Città"])
    }
  }
}
