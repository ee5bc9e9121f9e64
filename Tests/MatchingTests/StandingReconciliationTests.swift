import Inventory
import Matching
import Testing

@Suite("Standing reconciliation")
struct StandingReconciliationTests {
  /// The small estate's three exports of machines, in the order of import.
  private static let exports: [[FiledRecord]] = (1...3).map { number in
    ReconcilerTests.estate().filter { $0.importID == ImportID(Int64(number)) }
      .enumerated().map { offset, filed in
        var filed = filed
        // Records of one import count up, and those of later imports come behind.
        filed.id = RecordID(Int64(number * 100 + offset))
        return filed
      }
  }

  private func full(
    _ records: [FiledRecord],
    previous: [RecordID: EntityID] = [:],
    decisions: [IdentityDecision] = []
  ) -> Reconciliation {
    Reconciler().reconcile(records, of: Rows.agency, previous: previous, decisions: decisions)
  }

  private func owners(_ assets: [Asset]) -> [RecordID: EntityID] {
    var owners: [RecordID: EntityID] = [:]
    for asset in assets { for record in asset.records { owners[record] = asset.id } }
    return owners
  }

  @Test("exports added one by one give what all at once give", arguments: 1...3)
  func sameAsAtOnce(_ last: Int) {
    var exports = Self.exports
    exports.append(exports.remove(at: last - 1))
    var standing = StandingReconciliation(exports[0], of: Rows.agency, previous: [:])
    var owners = owners(standing.assets)
    for count in 2...3 {
      standing.add(exports[count - 1])
      let whole = full(exports[..<count].flatMap(\.self), previous: owners)
      #expect(standing.assets == whole.assets)
      #expect(standing.reconciliation.comparisons == whole.comparisons)
      owners = self.owners(whole.assets)
    }
  }

  @Test("only assets that a new export bears on change")
  func touchesLittle() {
    var standing = StandingReconciliation(
      Self.exports.flatMap(\.self),
      of: Rows.agency,
      previous: [:]
    )
    let change = standing.add([
      Rows.row(901, .virtualMachine, "ocs-xml") { $0.hostname = "alfa" },
      Rows.row(902, .virtualMachine, "ocs-xml") { $0.hostname = "nuovo" },
    ])
    #expect(change.changed.map { $0.facts.hostname?.lowercased() } == ["alfa", "nuovo"])
    #expect(change.gone.isEmpty)
    #expect(standing.assets.count == 11)
  }

  @Test("a record that ties two assets makes them one; the other's id is gone for good")
  func merge() {
    let serial = Serial("CZJ1234ABC")
    let uuid = MachineUUID("421bba5e-0102-0304-8506-0708090a0b0c")
    var standing = StandingReconciliation(
      [
        Rows.row(1) {
          $0.hostname = "lisdb"
          $0.serial = serial
        },
        Rows.row(2, .server, "ocs-xml") {
          $0.hostname = "padre"
          $0.uuid = uuid
        },
      ],
      of: Rows.agency,
      previous: [:]
    )
    #expect(standing.assets.count == 2)
    let change = standing.add([
      Rows.row(3, .server, "ilo-xml") {
        $0.serial = serial
        $0.uuid = uuid
      }
    ])
    #expect(standing.assets.map(\.records.count) == [3])
    #expect(change.gone.map(\.description) == ["asl-000002"])
    standing.add([Rows.row(4) { $0.hostname = "nuovo" }])
    #expect(standing.assets.map(\.id.description) == ["asl-000001", "asl-000003"])
  }

  @Test("a superseded export's facts give way, as in a whole run")
  func superseded() {
    var old = Rows.row(1, .server, "ocs-xml") {
      $0.hostname = "lisdb"
      $0.serial = Serial("CZJ1234ABC")
      $0.operatingSystem = "CentOS 6.10"
    }
    let new = Rows.row(2, .server, "table-csv") {
      $0.hostname = "lisdb"
      $0.serial = Serial("CZJ1234ABC")
      $0.operatingSystem = "CentOS 7.9"
    }
    var standing = StandingReconciliation([old], of: Rows.agency, previous: [:])
    standing.add([new], superseding: [old.importID])
    #expect(standing.assets.map(\.facts.operatingSystem) == ["CentOS 7.9"])
    old.isSuperseded = true
    #expect(standing.assets == full([old, new]).assets)
  }

  @Test("records that come before earlier ones are taken in as well")
  func earlierIDs() {
    let records = Self.exports.flatMap(\.self)
    var standing = StandingReconciliation(
      Array(records.dropFirst(5)),
      of: Rows.agency,
      previous: [:]
    )
    let before = owners(standing.assets)
    standing.add(Array(records.prefix(5)))
    #expect(standing.assets == full(records, previous: before).assets)
  }

  @Test("months of the same export are one machine each, however many")
  func history() {
    let months = (0..<80).flatMap { month in
      ["alfa", "bravo"].enumerated().map { index, name in
        Rows.row(Int64(month * 2 + index + 1), .virtualMachine, "rvtools-csv", import: Int64(month))
        {
          $0.name = name
          $0.dataCentre = "DC1"
        }
      }
    }
    #expect(full(months).assets.map(\.records.count) == [80, 80])
  }
}
