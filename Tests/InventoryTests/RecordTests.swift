import Inventory
import Testing

@Suite("Records and their attributes")
struct RecordTests {
  /// A record with every attribute filled.
  static var full: Record {
    var record = Record(kind: .server, locator: Locator(number: 1))
    for attribute in Attribute.allCases { record.set(attribute, to: sample(of: attribute)) }
    return record
  }

  static func sample(of attribute: Attribute) -> FactValue {
    switch attribute {
    case .serial: "CZ1234ABCD"
    case .uuid: "420904fe-6a92-95e8-13f9-a37fc3607c14"
    case .macAddresses: .list(["00:50:56:ab:59:f8"])
    case .ipAddresses: .list(["10.0.0.1", "10.0.0.2"])
    case .cpuSockets, .cpuCores, .cpuThreads, .rackUnit, .port: .integer(4)
    case .cpuClock, .memory, .storage: .number(2_048)
    case .cpuUtilization, .memoryUtilization: .number(0.25)
    case .isTemplate, .partial: .flag(true)
    case .powerState: "on"
    case .purchased, .warrantyEnds, .lastSeen: "2023-02-15"
    case .applications, .software, .powerSources, .storageSystems, .volumes, .servers,
      .databaseServers:
      .list(["uno", "due"])
    case .disks: .list([.object([.init("name", "sda"), .init("gigabytes", .number(300))])])
    case .powerSupplies: .list([.object([.init("watts", .number(750))])])
    case .measuredPower: .object([.init("average", .number(180))])
    default: "testo"
    }
  }

  @Test("every attribute survives the way to a plain value and back", arguments: Attribute.allCases)
  func roundTrip(attribute: Attribute) throws {
    let value = try #require(Self.full.value(of: attribute))
    var copy = Record(kind: .server, locator: Locator(number: 1))
    copy.set(attribute, to: value)
    #expect(copy.value(of: attribute) == value)
    #expect(copy.facts.map(\.attribute) == [attribute])
  }

  @Test("an empty record claims nothing")
  func empty() {
    #expect(Record(kind: .machine, locator: Locator(number: 1)).facts.isEmpty)
  }

  @Test(
    "JSON text is escaped",
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("riga\nnuova\t", #""riga\nnuova\t""#),
      ("</script>", #""\u003c/script\u003e""#), ("\u{1B}[2J", #""\u001b[2J""#), ("è", "\"è\""),
    ]
  )
  func jsonText(text: String, expected: String) {
    #expect(FactValue.text(text).json == expected)
  }

  @Test(
    "numbers are written as short as they are",
    arguments: [(2048.0, "2048"), (0.25, "0.25"), (-0.5, "-0.5"), (0, "0"), (1e20, "1e+20")]
  )
  func numbers(number: Double, expected: String) {
    #expect(FactValue.number(number).json == expected)
  }

  @Test("what is not finite is null in JSON", arguments: [Double.nan, .infinity])
  func notFinite(number: Double) {
    #expect(FactValue.number(number).json == "null")
  }
}

@Suite("Words for people")
struct MessageTests {
  @Test(
    "text that could steer a terminal is shown escaped",
    arguments: [
      ("\u{1B}[31m", "\\u{1b}[31m"), ("a\u{202E}b", "a\\u{202e}b"), ("a\u{7F}", "a\\u{7f}"),
      ("è normale", "è normale"),
    ]
  )
  func excerpts(text: String, expected: String) {
    #expect(Excerpt(text).description == expected)
  }

  @Test("long text is cut")
  func cut() {
    #expect(Excerpt(String(repeating: "x", count: 500)).description.count == Excerpt.limit + 1)
  }

  @Test(
    "the locale picks the language",
    arguments: [("it_IT.UTF-8", Language.italian), ("C", .english)]
  )
  func locale(name: String, language: Language) {
    #expect(Language(locale: name) == language)
  }

  @Test(
    "every finding has words in both languages",
    arguments: [
      FindingReason.blankRow, .totalsRow, .noIdentity, .notANumber(.memory), .eatenBySpreadsheet,
      .wrongCellCount(expected: 3, found: 2), .unknownMachine("x"), .notAnAmount,
    ]
  )
  func words(reason: FindingReason) {
    #expect(reason.text(in: .italian) != reason.text(in: .english))
    #expect(!reason.code.isEmpty)
  }
}
