import Inventory
import Matching
import Testing

@Suite("Evidence of identity")
struct IdentityEvidenceTests {
  @Test("weights sum to the score, in every comparison")
  func sum() {
    let result = Rows.reconcile(Self.rows)
    #expect(result.comparisons.count > 10)
    for comparison in result.comparisons {
      let sum = comparison.evidence.weights.reduce(0) { $0 + $1.bits }
      #expect(sum == comparison.evidence.score)
    }
  }

  @Test("every join of an asset is told, with the grounds that made it")
  func joins() {
    let result = Rows.reconcile(ReconcilerTests.estate())
    for asset in result.assets {
      let joins = result.joins(of: asset.id)
      #expect(joins.count == asset.records.count - 1)
      #expect(joins.allSatisfy { $0.evidence.weights.first?.bits ?? 0 > 0 })
    }
  }

  @Test("the best match that was turned down is told, and why")
  func runnerUp() throws {
    let result = Rows.reconcile(Self.rows)
    let asset = try #require(result.assets.first { $0.records == [RecordID(101)] })
    let rival = try #require(result.runnerUp(of: asset.id))
    #expect(rival.outcome == .impossible(.physicalAndVirtual))
    #expect(!rival.outcome.label(in: .italian).isEmpty)
  }

  @Test("a record that two machines match as well goes to neither, and a person is asked")
  func rivals() {
    let address = ["10.0.0.7"].compactMap { IPAddress($0) }
    let rows =
      (1...2).map { number in
        Rows.row(Int64(number), .server, "glpi-csv", import: 1) {
          $0.hostname = number == 1 ? "lisdb" : "padre"
          $0.ipAddresses = address
        }
      } + [Rows.row(3, .discoveredAddress, "nmap-xml") { $0.ipAddresses = address }]
    let result = Rows.reconcile(rows)
    #expect(result.assets.count == 3)
    #expect(result.questions.contains { $0.outcome == .rivalled })
  }

  @Test("what was joined is likelier one than two, and more so with more bits")
  func probability() {
    let found = Rows.reconcile(Self.rows).comparisons.map(\.evidence)
      .sorted { $0.score < $1.score }
    for (less, more) in zip(found, found.dropFirst()) {
      #expect(less.probability <= more.probability)
    }
    #expect(found.allSatisfy { ($0.probability > 0.5) == ($0.score > 0) })
  }

  /// The small estate, with a server and its virtual successor of one name.
  private static let rows: [FiledRecord] =
    ReconcilerTests.estate() + [
      Rows.row(101) {
        $0.hostname = "lis01"
        $0.serial = Serial("CZJ1234ABC")
      },
      Rows.row(102, .virtualMachine, "rvtools-csv") { $0.name = "lis01" },
    ]
}
