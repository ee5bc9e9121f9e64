import Importers
import Inventory
import TestSupport
import Testing

@Suite("Tables read as a person maps them")
struct TableMappingTests {
  /// A table whose headings tell nothing.
  static let table = """
    Elenco,,,,,
    Etichetta,Codice,Grandezza,Quando,Ente,Dove
    x1,AB12,"1.500",03/04/2019,asl1,Presidio Uno
    x2,AB13,"2,5",05/06/2020,asl2,Presidio Due

    """

  static let mapping = TableMapping(
    headerRow: 2,
    kind: .server,
    decimalMark: .comma,
    dateOrder: .monthFirst,
    agencyColumn: "Ente",
    siteColumn: "dove",
    columns: [
      .init(heading: "Etichetta", attribute: .name), .init(heading: "Codice", attribute: .serial),
      .init(heading: "Grandezza", attribute: .memory, unit: "GB"),
      .init(heading: "Quando", attribute: .purchased),
    ]
  )

  @Test("columns, units, marks, dates, kind, agency and site are as mapped")
  func maps() throws {
    let export = try export(Self.table)
    #expect(export.format == "plain-table")
    var records: [Record] = []
    let reading = try export.read(mapping: Self.mapping) { records.append($0) }
    #expect(records.map(\.name) == ["x1", "x2"])
    #expect(records.map { $0.serial?.description } == ["AB12", "AB13"])
    #expect(records.map { $0.memory?.value } == [1_500 * 1_024, 2.5 * 1_024])
    #expect(records.map { $0.purchased?.description } == ["2019-03-04", "2020-05-06"])
    #expect(records.map(\.kind) == [.server, .server])
    #expect(records.map(\.agency) == ["asl1", "asl2"])
    #expect(records.map(\.site) == ["Presidio Uno", "Presidio Due"])
    #expect(reading.ledger.isBalanced)
    // What a person settled is no guess.
    #expect(!reading.ledger.decisions.contains { $0.code == "decision.date-order" })
    #expect(!reading.ledger.decisions.contains { $0.code == "decision.decimal-mark" })
  }

  @Test("without a mapping the same table is none of an inventory")
  func without() throws {
    #expect(try records(Self.table, nil).isEmpty)
  }

  @Test("a mapped column takes the place of the one that was guessed")
  func takesPlace() throws {
    let mapping = TableMapping(columns: [.init(heading: "Altro seriale", attribute: .serial)])
    let records = try records("Hostname,Seriale,Altro seriale\nx1,AAA1,BBB2\n", mapping)
    #expect(records.map { $0.serial?.description } == ["BBB2"])
    #expect(records.map(\.hostname) == ["x1"])
  }

  @Test("a column can be passed over")
  func passesOver() throws {
    let mapping = TableMapping(columns: [.init(heading: "seriale", attribute: nil)])
    let records = try records("Hostname,Seriale,RAM\nx1,AAA1,16\n", mapping)
    #expect(records.map(\.serial) == [nil])
  }

  @Test("a tool's own format obeys the mapping too")
  func toolFormat() throws {
    let table = "name,cluster,status,vcpus,memory,note mia\nv1,C,active,2,4,asl1\n"
    #expect(try export(table).format == "netbox-virtual-machines-csv")
    let mapping = TableMapping(
      agencyColumn: "Note mia",
      columns: [.init(heading: "memory", attribute: .memory, unit: "GiB")]
    )
    let records = try records(table, mapping)
    #expect(records.map { $0.memory?.value } == [4_096])
    #expect(records.map(\.agency) == ["asl1"])
  }

  @Test("a tool's own format refuses a mapping that names what it has not")
  func toolFormatDoesNotFit() throws {
    let table = "name,cluster,status,vcpus,memory\nv1,C,active,2,4\n"
    let failure = #expect(throws: ImportFailure.self) {
      try records(table, TableMapping(siteColumn: "Assente"))
    }
    #expect(failure?.code == "mapping.does-not-fit")
  }

  @Test(
    "of a workbook, the sheets that a mapping does not fit hold no asset",
    arguments: [
      ("italia-applications/odd-workbook.xlsx", "Rischio"),
      ("inventory-table/odd-merged-workbook.xlsx", "Marca"),
    ]
  )
  func sheets(file: String, heading: String) throws {
    let path = Fixtures.path(file)
    let export = try #require(ExportFinder.find(at: [path]).first?.export)
    let mapping = TableMapping(columns: [.init(heading: heading, attribute: .criticality)])
    var criticalities: [String?] = []
    let ledger = try export.read(mapping: mapping) { criticalities.append($0.criticality) }.ledger
    #expect(criticalities.contains { $0 != nil })
    #expect(ledger.isBalanced)
  }

  @Test(
    "a mapping that names what the table has not is refused, with the names",
    arguments: [2, 9]
  )
  func doesNotFit(row: Int) throws {
    var mapping = Self.mapping
    mapping.headerRow = row
    mapping.columns.append(.init(heading: "Assente", attribute: .model))
    let failure = #expect(throws: ImportFailure.self) {
      try export(Self.table).read(mapping: mapping) { _ in }
    }
    #expect(failure?.code == "mapping.does-not-fit")
    #expect(failure?.text(in: .italian).contains("Assente") == true)
  }

  @Test("a mapping comes back from its settings unchanged", arguments: [mapping, TableMapping()])
  func roundTrip(mapping: TableMapping) throws {
    #expect(try TableMapping(settings: mapping.settings) == mapping)
  }

  @Test("a template names every column, and reads as the guesses do")
  func template() throws {
    let table = "Titolo\n\nHostname;Seriale;Colore;RAM (GB)\nx1;AAA1;rosso;16\n"
    let export = try export(table)
    let template = try #require(try TableMapping.template(of: export.paths[0]))
    #expect(template.headerRow == 3)
    #expect(template.columns.map(\.heading) == ["Hostname", "Seriale", "Colore", "RAM (GB)"])
    #expect(template.columns.map(\.attribute) == [.hostname, .serial, nil, .memory])
    #expect(try records(table, template) == records(table, nil))
  }

  @Test(
    "the template of a tool's own format changes nothing",
    arguments: [
      "netbox-devices-csv/plain.csv", "netbox-virtual-machines-csv/odd.csv", "ralph-csv/odd.csv",
      "aws-mgn-csv/odd.csv", "konveyor-csv/plain.csv", "ccf-onprem-csv/plain.csv",
      "nutanix-prism-csv/plain.csv", "lansweeper-csv/odd.csv",
      "italia-applications/odd-workbook.xlsx",
    ]
  )
  func toolTemplate(file: String) throws {
    let path = Fixtures.path(file)
    let export = try #require(ExportFinder.find(at: [path]).first?.export)
    let template = try #require(try TableMapping.template(of: path))
    var with: [Record] = []
    var without: [Record] = []
    _ = try export.read(mapping: template) { with.append($0) }
    _ = try export.read { without.append($0) }
    #expect(with == without)
  }

  static let wrong: [(FactValue, String)] = [
    (.text("x"), "mapping.not-an-object"),
    (.object([.init("righe", .integer(1))]), "mapping.unknown-setting"),
    (.object([.init("headerRow", .integer(0))]), "mapping.invalid-value"),
    (.object([.init("headerRow", .text("due"))]), "mapping.invalid-value"),
    (.object([.init("kind", "cosa")]), "mapping.invalid-value"),
    (.object([.init("decimalMark", ";")]), "mapping.invalid-value"),
    (.object([.init("dateOrder", "year-first")]), "mapping.invalid-value"),
    (.object([.init("columns", .list([]))]), "mapping.invalid-value"),
    (.object([.init("columns", .object([.init("A", "colore")]))]), "mapping.invalid-value"),
    (.object([.init("columns", .object([.init("A", .integer(3))]))]), "mapping.invalid-value"),
    (
      .object([
        .init("columns", .object([.init("A", .object([.init("unit", "furlong")]))]))
      ]), "mapping.invalid-value"
    ),
    (
      .object([.init("columns", .object([.init("A", .object([.init("x", "y")]))]))]),
      "mapping.unknown-setting"
    ),
  ]

  @Test("settings that make no sense are refused with what they can be", arguments: wrong)
  func refuses(settings: FactValue, code: String) {
    let failure = #expect(throws: TableMappingFailure.self) {
      try TableMapping(settings: settings)
    }
    #expect(failure?.code == code)
  }

  private func records(_ text: String, _ mapping: TableMapping?) throws -> [Record] {
    var records: [Record] = []
    let ledger = try export(text).read(mapping: mapping) { records.append($0) }.ledger
    #expect(ledger.isBalanced)
    return records
  }

  private func export(_ text: String) throws -> Export {
    let folder = try Folder()
    let path = try folder.write(text, to: "a.csv")
    kept.folders.append(folder)
    return try #require(ExportFinder.find(at: [path]).first?.export)
  }

  /// The folders of the test, gone when it is.
  private final class Kept {
    var folders: [Folder] = []
  }

  private let kept = Kept()
}
