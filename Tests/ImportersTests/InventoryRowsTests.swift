import Importers
import Inventory
import TestSupport
import Testing

@Suite("Rows of hand-made tables")
struct InventoryRowsTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String) throws -> (records: [Record], ledger: Ledger) {
    let path = try folder.write(Array(text.utf8), to: "table.csv")
    let found = ExportFinder.find(at: [path])
    guard case .export(let export)? = found.first else { return ([], Ledger()) }
    var records: [Record] = []
    let reading = try export.read { records.append($0) }
    #expect(reading.ledger.isBalanced)
    return (records, reading.ledger)
  }

  static let processors: [(String, String, String?, Double?)] = [
    ("CPU", "Xeon Gold 6130", "Xeon Gold 6130", nil), ("CPU (MHz)", "2600", nil, 2_600),
    ("CPU GHz", "2,6", nil, 2_600),
  ]

  @Test("a heading “CPU” is the processor, unless it names a clock's unit", arguments: processors)
  func processor(heading: String, cell: String, model: String?, clock: Double?) throws {
    let (records, _) = try read("Nome host;\(heading);Sede;Rack\nlab02;\(cell);Prato;R1\n")
    #expect(records.first?.cpuModel == model)
    #expect(records.first?.cpuClock?.value == clock)
  }

  @Test("three headings of which one is “CPU” are those of an inventory")
  func recognised() throws {
    let (records, _) = try read("Hostname;CPU;Sede\nlab02;Xeon Gold 6130;Prato\n")
    #expect(records.map(\.cpuModel) == ["Xeon Gold 6130"])
    #expect(records.first?.cpuClock == nil)
    let (others, _) = try read("Nome host;CPU;Sede\nlab02;Xeon Gold 6130;Prato\n")
    #expect(others.map(\.cpuModel) == ["Xeon Gold 6130"])
  }

  @Test("titles of rooms and racks hold for rows of their site only, and are told")
  func sections() throws {
    let (records, ledger) = try read(
      """
      Hostname;Seriale;Sede;RAM (GB)
      SALA: CED 1;;;
      RACK: R7;;;
      srv01;CZ1A;Prato;16
      srv02;CZ2A;PRATO;16
      srv03;CZ3A;Lucca;16
      SALA: CED 2;;;
      srv04;CZ4A;Lucca;16

      """
    )
    #expect(records.map(\.room) == ["CED 1", "CED 1", nil, "CED 2"])
    #expect(records.map(\.rack) == ["R7", "R7", nil, nil])
    #expect(
      ledger.decisions.filter { $0.code.hasSuffix("-section") }
        == [.roomSection("CED 1"), .rackSection("R7"), .roomSection("CED 2")]
    )
  }

  @Test("below the title of a site, rows of another site take neither room nor rack from titles")
  func siteSections() throws {
    let (records, _) = try read(
      """
      Hostname;Seriale;Sede;Sala;RAM (GB)
      SEDE: Prato;;;;
      SALA: CED 1;;;;
      RACK: R7;;;;
      srv01;CZ1A;;;16
      srv02;CZ2A;Lucca;;16
      srv03;CZ3A;;CED 9;16
      SEDE: Lucca;;;;
      srv04;CZ4A;;;16

      """
    )
    #expect(records.map(\.site) == ["Prato", "Lucca", "Prato", "Lucca"])
    #expect(records.map(\.room) == ["CED 1", nil, "CED 9", nil])
    #expect(records.map(\.rack) == ["R7", nil, nil, nil])
  }

  @Test(
    "a totals row is told from a thing that begins like one",
    arguments: [
      ("TOT-SRV01;CZ1;16", 1), ("Total;CZ1;16", 1), ("Totale;;48", 0), ("Totale 3 server;;48", 0),
      ("TOT;;48", 0), ("Total Care;CZ1;16", 1),
    ]
  )
  func totals(row: String, count: Int) throws {
    let (records, ledger) = try read(
      "Hostname;Seriale;RAM (GB)\nsrv01;CZ9;16\nsrv02;CZ8;16\n\(row)\n"
    )
    #expect(records.count == 2 + count)
    #expect(ledger.skips.contains { $0.reason == .totalsRow } == (count == 0))
  }

  @Test("an application that is called like a total is an application")
  func totalCare() throws {
    let (records, _) = try read(
      "Nome applicazione;Server;Sede\nLIS;x01;Prato\nTotal Care;x01;Prato\n"
    )
    #expect(records.compactMap(\.name) == ["LIS", "Total Care"])
  }

  @Test(
    "numbers that no machine has are told, and do no harm",
    arguments: ["900000000000000000", "1e300", "-4", "64000000", "nan"]
  )
  func hostileNumbers(number: String) throws {
    let (records, _) = try read(
      """
      Nome host;Numero di serie;N CPU;Core per socket;N core;RAM (GB);Potenza (W)
      srv1;ABC12345;\(number);\(number);\(number);\(number);\(number)

      """
    )
    #expect(records.count == 1)
    #expect(records.first?.cpuSockets == nil)
    #expect(records.first?.cpuCores == nil)
    #expect(records.first?.memory == nil)
  }
}
