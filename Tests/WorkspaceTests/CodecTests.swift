import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("What is stored comes back as it was")
struct CodecTests {
  @Test("every attribute has exactly one place to be stored in")
  func columns() {
    let own = RecordColumns.columns.map(\.attribute)
    #expect(Set(own).count == own.count)
    #expect(Set(own + RecordColumns.others) == Set(Attribute.allCases))
    #expect(own.count + RecordColumns.others.count == Attribute.allCases.count)
  }

  @Test("the tables have the columns that the codec writes", arguments: ["record", "asset"])
  func tables(name: String) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store(agency: try #require(AgencyCode("asl")))
    try store.read { db in
      let columns = try db.prepared("SELECT name FROM pragma_table_info('\(name)')")
        .rows { $0.text(0) ?? "" }
      #expect(Array(columns.suffix(RecordColumns.names.count)) == RecordColumns.names)
    }
  }

  @Test(
    "places",
    arguments: [
      Locator(number: 1), Locator(file: 3, number: 7), Locator(number: 2, line: 9),
      Locator(sheet: "a", number: 1), Locator(sheet: "", number: 1, path: "", column: ""),
      Locator(number: 1, path: "A/B\u{1F}\n\r\r\n\\n"), Locator(number: 1, column: "\\"),
      Locator(file: 1, sheet: "à\u{301}", number: 2, line: 3, path: "p", column: "c"),
    ]
  )
  func places(place: Locator) {
    #expect(Locator(stored: place.stored) == place)
    #expect(!place.stored.contains("\n"), "places of a record stand one a line")
  }

  @Test("texts that are no places are refused", arguments: ["", "1", "a\u{1F}b", "1\u{1F}"])
  func noPlaces(text: String) {
    #expect(Locator(stored: text) == nil)
  }

  @Test(
    "values as JSON",
    arguments: [
      FactValue.text("a\"\\\n\u{0}\u{7F}<è>&🌅\u{2028}"), .integer(.max), .integer(-1),
      .number(0.1), .number(1e300), .number(-2.5), .flag(true), .list([]), .object([]),
      .list([.list([.integer(1)]), .object([.init("a", .flag(false)), .init("", "")])]),
    ]
  )
  func json(value: FactValue) {
    #expect(FactJSON.value(of: value.json) == value)
  }

  @Test("JSON of others", arguments: [#" { "a" : [ 1 , 2.5e1 , "\u00e8\ud83c\udf05\/" ] } "#])
  func foreignJSON(text: String) {
    let items = FactValue.list([.integer(1), .number(25), "è🌅/"])
    #expect(FactJSON.value(of: text) == .object([.init("a", items)]))
  }

  @Test(
    "text that is no JSON is refused",
    arguments: [
      "", "[", "{\"a\"}", "[1,]", "\"\\ud800\"", "\"a", "tru", "1 2", "\"\\x\"", "-",
      String(repeating: "[", count: 100_000),
    ]
  )
  func noJSON(text: String) {
    #expect(FactJSON.value(of: text) == nil)
  }

  @Test(
    "findings' reasons",
    arguments: [
      FindingReason.header, .title, .blankRow, .totalsRow, .repeatedHeader, .sectionHeading,
      .template, .placeholder, .phantom, .noName, .noIdentity, .notANumber(.memory),
      .outOfRange(.port), .notAnAddress(.ipAddresses), .notADate(.lastSeen),
      .invalidIdentifier(.uuid), .eatenBySpreadsheet, .unknownMachine("a\"b"), .duplicateRow,
      .noInventory, .cutOff, .wrongCellCount(expected: 3, found: 4), .notAnAmount,
      .noAgency, .unknownWord(allowed: "a, b"), .notWellFormed,
      .formulaWithoutValue, .notADay, .notAMonth,
    ]
  )
  func findings(reason: FindingReason) {
    #expect(FindingReason(storedText: reason.storedText) == reason)
  }

  @Test(
    "readings' guesses",
    arguments: [
      ReadingDecision.encoding("Windows-1252"), .replacedBytes(count: 2),
      .delimiter("\t", agreeing: 3, of: 4), .declaredDelimiter(";"),
      .headerRow(number: 3, sheet: nil), .headerRow(number: 3, sheet: "s"),
      .decimalMark(",", column: "c"), .thousandsMark(".", column: "c"),
      .dateOrder("dmy", column: "c"), .unit("GB", column: "c"),
      .column("RAM", attribute: .memory), .placeholders(attribute: .serial, count: 4),
      .kind(.server, because: "b"), .section("s"), .roomSection("r"), .rackSection("k"),
      .textAfterQuote(count: 1), .cutOff(line: 9),
      .agencyCode("a", name: "n"),
    ]
  )
  func guesses(decision: ReadingDecision) {
    #expect(ReadingDecision(storedText: decision.storedText) == decision)
  }

  @Test("assignments' reasons")
  func assignments() {
    let reasons: [AssignmentReason] = [
      .named(application: "a", project: ProjectCode("p")), .serviceName(text: "t", service: "s"),
      .synonym(text: "t", synonym: "y", service: "s"),
      .neighbours(of: EntityID("e"), service: "s"), .runs(application: EntityID("e"), name: "n"),
      .hosts(machine: EntityID("e"), name: "n"),
      .projectMoves(project: ProjectCode("p"), service: "s", site: nil),
      .projectMoves(project: ProjectCode("p"), service: "s", site: "x"),
      .serviceInNoProject(service: "s"), .otherSite(service: "s", site: "x"),
      .severalProjects(service: "s", projects: [ProjectCode("p"), ProjectCode("q")]),
      .infrastructure(service: "s"), .unrecognised(text: "t"), .nothingRuns,
      .servicesUnknown,
    ]
    #expect([AssignmentReason](storedText: reasons.storedText) == reasons)
  }

  @Test("plans' reasons")
  func plans() throws {
    let month = try #require(Month(year: 2024, month: 3))
    let day = try #require(CalendarDate(year: 2023, month: 2, day: 28))
    let reasons: [PlanReason] = [
      .noHosts, .onlyInstalled(name: "LIS"),
      .lastApplicationMoves(name: "n", month: month), .lastMachineLeaves(name: "n", month: month),
      .lastHostLeaves(name: "n", month: month), .lastDeviceLeaves(name: "n", month: month),
      .applicationStays(name: "n"), .machineStays(name: "n"), .infrastructureOnly(service: "s"),
      .nothingKnown, .applicationUnclear(name: "n"), .noMonth(project: ProjectCode("p")),
      .template, .replacedByVirtualMachine(name: "n"), .onlyStaleRecords(lastSeen: day),
      .sourceSaysWithdrawn(status: "s"), .noMachines, .mayStandInRack(name: "n"), .cycle,
    ]
    #expect([PlanReason](storedText: reasons.storedText) == reasons)
  }

  @Test("reasons that nobody knows are refused", arguments: ["[]", "[\"x\"]", "{}", "no"])
  func unknown(text: String) {
    #expect(FindingReason(storedText: text) == nil)
    #expect(ReadingDecision(storedText: text) == nil)
    #expect(AssignmentReason(storedText: text) == nil)
    #expect(PlanReason(storedText: text) == nil)
  }
}
