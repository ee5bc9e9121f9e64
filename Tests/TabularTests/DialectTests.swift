import Tabular
import Testing

@Suite("Dialects and encodings")
struct DialectTests {
  private static let delimiters: [(String, String?)] = [
    ("a,b,c\n1,2,3\n", ","),
    ("nome;peso;note\nsrv1;1,5;x\nsrv2;2,5;y,z\n", ";"),
    ("a;b\n1,0;2,0\n3,0;4,0\n", ";"),
    ("a\tb\n1,2\t3\n", "\t"),
    ("a|b|c\n1|2,5|3\n", "|"),
    ("\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n", ","),
    ("\"a,b\";\"c,d\";\"e\"\n\"1,2\";\"3,4\";\"5\"\n", ";"),
    ("Elenco server, 2023\n\nnome;sede;rack\na;b;c\nd;e;f\n", ";"),
  ]

  @Test("finds the delimiter by how regular it is", arguments: delimiters)
  func delimiter(text: String, expected: String?) throws {
    let table = try TableDocument.open(MemorySource(name: "t", bytes: Array(text.utf8))).tables[0]
    #expect(table.delimiter == expected)
  }

  @Test("says what it guessed and how sure it is")
  func guesses() throws {
    let table = try TableDocument.open(
      MemorySource(name: "t", bytes: Array("a;b\n1;2\n3\n".utf8))
    ).tables[0]
    #expect(table.guesses == [.encoding("utf-8"), .delimiter(";", agreeing: 2, of: 3)])
    let column = try TableDocument.open(
      MemorySource(name: "t", bytes: Array("host\nsrv1\nsrv2\n".utf8))
    ).tables[0]
    #expect(column.guesses.contains(.singleColumn))
    #expect(try cells(column) == [["host"], ["srv1"], ["srv2"]])
  }

  @Test(
    "obeys a sep= line, which counts and is no row",
    arguments: ["sep=;", "SEP=;", "\"sep=;\""]
  )
  func declared(line: String) throws {
    let text = line + "\r\na;b,c\r\n1;2,3\r\n"
    let table = try TableDocument.open(MemorySource(name: "t", bytes: Array(text.utf8))).tables[0]
    var numbers: [Int] = []
    try table.forEachRow { row in
      numbers.append(row.number)
      return .next
    }
    #expect(numbers == [2, 3])
    #expect(try cells(table) == [["a", "b,c"], ["1", "2,3"]])
    #expect(table.guesses.contains(.declaredDelimiter(";")))
  }

  private static let text = "nome,città\r\n\"Müller\",€ 5\r\n"

  private static let encodings: [(String, [UInt8])] = [
    ("utf-8", Array(text.utf8)),
    ("utf-8 BOM", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
    ("utf-16le", wide(text, 2, isBig: false)),
    ("utf-16le BOM", [0xFF, 0xFE] + wide(text, 2, isBig: false)),
    ("utf-16be", wide(text, 2, isBig: true)),
    ("utf-16be BOM", [0xFE, 0xFF] + wide(text, 2, isBig: true)),
    ("utf-32le", wide(text, 4, isBig: false)),
    ("utf-32le BOM", [0xFF, 0xFE, 0, 0] + wide(text, 4, isBig: false)),
    ("utf-32be", wide(text, 4, isBig: true)),
    ("utf-32be BOM", [0, 0, 0xFE, 0xFF] + wide(text, 4, isBig: true)),
    (
      "windows-1252",
      Array("nome,citt".utf8) + [0xE0] + Array("\r\n\"M".utf8) + [0xFC]
        + Array("ller\",".utf8) + [0x80] + Array(" 5\r\n".utf8)
    ),
  ]

  private static func wide(_ text: String, _ width: Int, isBig: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      let bytes = (0..<width).map { UInt8(scalar.value >> (8 * UInt32($0)) & 0xFF) }
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test("reads every encoding in any chunks", arguments: encodings, [1, 2, 3, 7, 64, 4_096])
  func reads(encoding: (String, [UInt8]), size: Int) throws {
    let table = try TableDocument.open(ChunkedSource(bytes: encoding.1, size: size)).tables[0]
    #expect(table.encoding == encoding.0)
    #expect(try cells(table) == [["nome", "città"], ["Müller", "€ 5"]])
  }

  @Test("finds Windows-1252 however late its first letter comes")
  func lateLetter() throws {
    let bytes =
      Array(String(repeating: "a,b\n", count: 40_000).utf8) + Array("x,citt".utf8) + [0xE0]
    let table = try TableDocument.open(MemorySource(name: "t", bytes: bytes)).tables[0]
    #expect(table.encoding == "windows-1252")
    #expect(try cells(table).last == ["x", "città"])
  }

  @Test("replaces and counts what cannot be decoded, in any chunks", arguments: [1, 2, 3, 7, 64])
  func damaged(size: Int) throws {
    let bytes =
      Array("à,è,ì\nx".utf8) + [0xFF, 0x2C] + Array("ò".utf8) + [0x2C, 0xE2, 0x82, 0x0A]
      + Array("y,z,".utf8) + [0xE2, 0x82]
    let table = try TableDocument.open(ChunkedSource(bytes: bytes, size: size)).tables[0]
    #expect(table.encoding == "utf-8")
    let reading = try table.forEachRow { _ in .next }
    #expect(reading.undecodable == 5)
    #expect(try cells(table)[1] == ["x\u{FFFD}", "ò", "\u{FFFD}\u{FFFD}"])
  }

  @Test("a lone surrogate and an odd byte are counted")
  func surrogates() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x00, 0xD8, 0x62, 0, 0x3D, 0xD8, 0x00, 0xDE, 0x63]
    let table = try TableDocument.open(MemorySource(name: "t", bytes: bytes)).tables[0]
    #expect(try cells(table) == [["a\u{FFFD}b😀\u{FFFD}"]])
    #expect(try table.forEachRow { _ in .next }.undecodable == 2)
  }
}
