import Inventory
import Matching
import Testing

@Suite("Identity in dirty inventories")
struct InventedEstateTests {
  @Test("the order of the records changes nothing", arguments: 1...3)
  func order(_ seed: UInt64) {
    let rows = InventedRows.rows(machines: 120, seed: seed)
    var random = SeededGenerator(state: seed)
    let straight = Rows.reconcile(rows)
    let shuffled = Rows.reconcile(rows.shuffled(using: &random))
    #expect(straight.assets == shuffled.assets)
    #expect(straight.comparisons == shuffled.comparisons)
    #expect(straight.notes == shuffled.notes)
  }

  @Test("the last rows added later give what all at once give", arguments: 1...3)
  func addedLater(_ seed: UInt64) {
    let rows = InventedRows.rows(machines: 120, seed: seed)
    let decisions = [
      IdentityDecision(first: rows[0].id, second: rows[1].id, verdict: .different),
      IdentityDecision(first: rows[3].id, second: rows[90].id, verdict: .same),
    ]
    var standing = StandingReconciliation(
      Array(rows.dropLast(30)),
      of: Rows.agency,
      previous: [:],
      decisions: decisions
    )
    var owners: [RecordID: EntityID] = [:]
    for asset in standing.assets { for record in asset.records { owners[record] = asset.id } }
    standing.add(Array(rows.suffix(30)))
    let whole = Reconciler().reconcile(
      rows,
      of: Rows.agency,
      previous: owners,
      decisions: decisions
    )
    #expect(standing.assets == whole.assets)
    #expect(standing.reconciliation.comparisons == whole.comparisons)
    #expect(standing.reconciliation.conflicts == whole.conflicts)
  }

  @Test("no asset holds two rows of a list that names each machine once", arguments: 1...3)
  func listedOnce(_ seed: UInt64) {
    let rows = InventedRows.rows(machines: 200, seed: seed)
    let listed = Set(rows.filter { $0.format == "rvtools-csv" }.map(\.id))
    for asset in Rows.reconcile(rows).assets {
      #expect(asset.records.count { listed.contains($0) } <= 1)
    }
  }

  @Test("each asset's links span its records, each record stands in one asset", arguments: 1...3)
  func partition(_ seed: UInt64) {
    let rows = InventedRows.rows(machines: 200, seed: seed)
    let assets = Rows.reconcile(rows).assets
    #expect(assets.flatMap(\.records).sorted() == rows.map(\.id))
    for asset in assets {
      var reached: Set<RecordID> = [asset.records[0]]
      for _ in asset.links {
        for link in asset.links where reached.contains(link.first) || reached.contains(link.second)
        {
          reached.formUnion([link.first, link.second])
        }
      }
      #expect(reached == Set(asset.records))
      #expect(asset.links.count == asset.records.count - 1)
    }
  }
}
