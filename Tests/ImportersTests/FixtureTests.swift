import Importers
import Inventory
import Testing

@Suite("Reading fixtures")
struct FixtureTests {
  static let fixtures = Fixture.folders.flatMap { Fixture.all(in: $0) }

  @Test("every format that is read has a fixture", arguments: Formats.importers.flatMap(\.formats))
  func hasFixture(format: FormatIdentifier) {
    #expect(Self.formats.contains(format))
  }

  private static let formats = Set(
    fixtures.flatMap { ExportFinder.find(at: [$0.path]) }.compactMap { $0.export?.format }
  )

  @Test("a fixture reads as its transcript says", arguments: fixtures)
  func reads(fixture: Fixture) throws {
    try fixture.expect(transcript(of: fixture.path))
  }

  @Test(
    "every row is a record's, skipped or rejected, and each finding has rows",
    arguments: fixtures
  )
  func isAccountedFor(fixture: Fixture) throws {
    for case .export(let export) in ExportFinder.find(at: [fixture.path]) {
      var count = 0
      var supplements = 0
      guard
        let reading = try? export.read(emit: { record in
          count += 1
          supplements += record.supplements.count
        })
      else { continue }
      let ledger = reading.ledger
      #expect(ledger.isBalanced)
      #expect(ledger.records == count + supplements)
      #expect(ledger.skips.reduce(0) { $0 + $1.rows } == ledger.skipped)
      #expect(ledger.rejections.reduce(0) { $0 + $1.rows } == ledger.rejected)
    }
  }

  @Test("reading twice gives the same", arguments: fixtures)
  func isDeterministic(fixture: Fixture) {
    #expect(transcript(of: fixture.path) == transcript(of: fixture.path))
  }

  @Test("inspection prints one line and names the path", arguments: fixtures)
  func inspects(fixture: Fixture) {
    for found in ExportFinder.find(at: [fixture.path]) {
      let value = Inspection.inspect(found)
      #expect(value["path"]?.text?.hasPrefix(fixture.path) == true)
      #expect(!value.json.contains("\n"))
      #expect((value["records"] == nil) != (value["error"] == nil))
    }
  }
}
