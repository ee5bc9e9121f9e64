import Importers
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("A table of several agencies")
struct RoutingTests {
  let folder: TemporaryFolder
  let store: Store
  let north: AgencyCode
  let south: AgencyCode

  init() throws {
    folder = try TemporaryFolder()
    north = try #require(AgencyCode("nord"))
    south = try #require(AgencyCode("sud"))
    store = try folder.store(agency: north)
    try store.add([Agency(code: south, name: "Azienda USL Meridione")])
  }

  private func take(
    _ agency: AgencyCode,
    column: String? = "Ente",
    options: ImportOptions = ImportOptions()
  ) throws -> ImportOutcome? {
    let path = try folder.write(
      "list.csv",
      """
      Hostname;Seriale;Modello;Ente
      srv01;CZ1;PowerEdge R640;nord
      srv02;CZ2;PowerEdge R640;Azienda USL Meridione
      srv03;CZ3;PowerEdge R640;
      srv04;CZ4;PowerEdge R640;Altrove
      srv05;CZ5;PowerEdge R640;NORD

      """
    )
    let found = ExportFinder.find(at: [path]).map { item in
      guard case .export(var export) = item, let column else { return item }
      export.mapping = TableMapping(agencyColumn: column)
      return .export(export)
    }
    return try store.importExports(found, into: agency, options: options, at: 1).first
  }

  @Test("each agency gets its own rows and those without a name; every row is accounted for")
  func routes() throws {
    for (agency, names, others) in [
      (north, ["srv01", "srv03", "srv05"], 1), (south, ["srv02", "srv03"], 2),
    ] {
      guard case .imported(let filed, let records, _)? = try take(agency) else {
        Issue.record("not imported")
        continue
      }
      #expect(try store.records(of: agency).compactMap(\.record.name) == names)
      #expect(records == names.count)
      #expect(filed.ledger.isBalanced)
      #expect(filed.ledger.records == names.count)
      let skipped = filed.ledger.skips.filter { $0.reason.code == "row.other-agency" }
      #expect(skipped.count == others)
      #expect(filed.ledger.rejections.map(\.reason) == [.unknownAgency("Altrove")])
      #expect(filed.ledger.rejections.map(\.at.number) == [5])
      #expect(try store.imports(of: agency).map(\.ledger) == [filed.ledger])
    }
  }

  @Test("without a mapping the column says nothing of whose the rows are")
  func withoutMapping() throws {
    guard case .imported(_, let records, _)? = try take(north, column: nil) else {
      Issue.record("not imported")
      return
    }
    #expect(records == 5)
  }

  @Test("a strict import refuses the file for the row of an unknown agency")
  func strict() throws {
    guard case .refused(let failure)? = try take(north, options: ImportOptions(strict: true)) else {
      Issue.record("not refused")
      return
    }
    #expect(failure.line == 5)
    #expect(try store.records(of: north).isEmpty)
  }
}

@Suite("Records on their way from the reading to the writing side")
struct RecordRelayTests {
  /// An export of so many machines, many batches of them.
  private func export(_ count: Int, in folder: TemporaryFolder, end: String = "") throws -> Export {
    let rows = (0..<count).map { "srv\($0),CZ\($0),PowerEdge R640\n" }.joined()
    let path = try folder.write("list.csv", "Hostname,Serial number,Model\n" + rows + end)
    guard case .export(let export)? = ExportFinder.find(at: [path]).first else {
      throw StoreFailure(.vanished, path: path)
    }
    return export
  }

  @Test("arrive all, in order", arguments: [0, 1, 255, 256, 257, 5_000])
  func order(count: Int) throws {
    let folder = try TemporaryFolder()
    var names: [String] = []
    let reading = try RecordRelay.read(try export(count, in: folder), strict: false) { record in
      names.append(record.name ?? "")
    }
    #expect(names == (0..<count).map { "srv\($0)" })
    #expect(reading.ledger.records == count)
  }

  @Test("what breaks off the reading is thrown on the writing side")
  func brokenFile() throws {
    let folder = try TemporaryFolder()
    let broken = try export(3_000, in: folder, end: "\"srv\n")
    #expect(throws: ImportFailure.self) {
      try RecordRelay.read(broken, strict: false) { _ in }
    }
  }

  @Test("a failure of the writing side stops the reading", arguments: [1, 300, 2_999])
  func failingWriter(after count: Int) throws {
    struct Full: Error {}
    let folder = try TemporaryFolder()
    let export = try export(3_000, in: folder)
    var written = 0
    #expect(throws: Full.self) {
      try RecordRelay.read(export, strict: false) { _ in
        written += 1
        if written == count { throw Full() }
      }
    }
    #expect(written == count)
  }
}
