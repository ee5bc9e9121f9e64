import Importers
import Inventory
import Matching
import TestSupport
import Testing

@testable import Workspace

@Suite("Decisions about identity")
struct ReviewTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
  }

  private func take(_ path: String) throws {
    try store.importExports(ExportFinder.find(at: [path]), into: agency, at: 1)
  }

  /// Two machines that nothing ties, matched.
  private func twoMachines() throws -> (RecordID, RecordID) {
    let one = try folder.write(
      "in/a.xml",
      inventory("alfa", serial: "CZ1001", mac: "00:50:56:00:00:01")
    )
    let other = try folder.write(
      "in/b.xml",
      inventory("beta", serial: "CZ2002", mac: "00:50:56:00:00:02")
    )
    try take(one)
    try take(other)
    try store.match(agency, at: 10)
    let records = try store.records(of: agency)
    try #require(records.count == 2)
    return (records[0].id, records[1].id)
  }

  private func assets() throws -> [[RecordID]] {
    try store.estate(of: agency).assets.map(\.records)
  }

  @discardableResult
  private func decide(
    _ verdict: IdentityDecision.Verdict,
    _ first: RecordID,
    _ second: RecordID,
    by: String = "Rossi",
    reason: String = "visto in sala"
  ) throws -> FiledDecision {
    try store.decide(
      IdentityDecision(first: first, second: second, verdict: verdict),
      of: agency,
      by: by,
      reason: reason,
      at: 20
    )
  }

  @Test("“same” joins two machines, leaves the id that is no more, and can be taken back")
  func sameAndBack() throws {
    let (one, other) = try twoMachines()
    let before = try store.estate(of: agency).assets.map(\.id)
    try #require(before.count == 2)
    let filed = try decide(.same, one, other)
    #expect(filed.number == 1)
    let merged = try store.match(agency, at: 30)
    #expect(try assets() == [[one, other]])
    let kept = try #require(try store.estate(of: agency).assets.first?.id)
    let gone = try #require(before.first { $0 != kept })
    #expect(merged.changes == [EntityChange(kind: .merged, entity: gone, other: kept, at: 30)])
    #expect(try store.find(gone.description).map(\.entity) == [kept])

    try store.withdraw(decision: 1, of: agency, by: "Bianchi", at: 40)
    let apart = try store.match(agency, at: 50)
    #expect(try assets() == [[one], [other]])
    #expect(apart.changes.map(\.kind) == [.split])
    #expect(apart.changes.map(\.entity) == [kept])
    #expect(
      try store.decisions(of: agency).map(\.withdrawn)
        == [FiledDecision.Withdrawal(by: "Bianchi", at: 40)]
    )
  }

  @Test("a decision outlives a new export of both machines")
  func reimport() throws {
    let (one, other) = try twoMachines()
    try decide(.same, one, other)
    try take(
      try folder.write("in/a.xml", inventory("alfa", serial: "CZ1001", memory: 8_192))
    )
    try take(
      try folder.write(
        "in/b.xml",
        inventory("beta", serial: "CZ2002", mac: "00:50:56:00:00:02", memory: 8_192)
      )
    )
    try store.match(agency, at: 30)
    let found = try assets()
    #expect(found.count == 1)
    #expect(found.first?.count == 4)
  }

  @Test("“different” keeps apart what the evidence joins, and the contradiction is told")
  func different() throws {
    let path = try folder.write("in/a.xml", inventory("alfa", serial: "CZ1001"))
    let copy = try folder.write("other/z.xml", inventory("alfa", serial: "CZ1001", memory: 8_192))
    try take(path)
    try take(copy)
    try store.match(agency, at: 10)
    let records = try store.records(of: agency).map(\.id)
    try #require(try assets() == [records])
    try decide(.different, records[0], records[1])
    let outcome = try store.match(agency, at: 30)
    #expect(try assets() == records.map { [$0] })
    #expect(outcome.changes.map(\.kind) == [.split])
    let identity = try store.identity(
      of: try #require(try store.estate(of: agency).assets.first),
      in: agency
    )
    #expect(identity.decisions.map(\.number) == [1])
    #expect(identity.runnerUp?.outcome == .separatedByDecision)
  }

  @Test("a decision without name, reason or two machines is refused and leaves nothing")
  func refused() throws {
    let (one, other) = try twoMachines()
    let absent = RecordID(99)
    #expect(throws: DecisionRefusal.noName) { try decide(.same, one, other, by: " ") }
    #expect(throws: DecisionRefusal.noReason) { try decide(.same, one, other, reason: "") }
    #expect(throws: DecisionRefusal.oneRecord(one)) { try decide(.same, one, one) }
    #expect(throws: DecisionRefusal.unknownRecord(absent)) { try decide(.same, one, absent) }
    #expect(throws: DecisionRefusal.unknownDecision(1)) {
      try store.withdraw(decision: 1, of: agency, by: "Rossi", at: 1)
    }
    #expect(try store.decisions(of: agency) == [])
    try decide(.same, one, other)
    try store.withdraw(decision: 1, of: agency, by: "Rossi", at: 1)
    #expect(throws: DecisionRefusal.withdrawnAlready(1)) {
      try store.withdraw(decision: 1, of: agency, by: "Rossi", at: 2)
    }
  }

  @Test("an id that was merged twice leads to where its records are now")
  func chain() throws {
    let (one, other) = try twoMachines()
    let third = try folder.write(
      "in/c.xml",
      inventory("gamma", serial: "CZ3003", mac: "00:50:56:00:00:03")
    )
    try take(third)
    try store.match(agency, at: 11)
    let ids = try store.estate(of: agency).assets.map(\.id)
    let last = try #require(try store.records(of: agency).last?.id)
    try decide(.same, one, other)
    try store.match(agency, at: 12)
    try decide(.same, other, last)
    try store.match(agency, at: 13)
    let kept = try #require(try store.estate(of: agency).assets.first?.id)
    for id in ids { #expect(try store.find(id.description).map(\.entity) == [kept]) }
  }

  @Test("a decision on a value holds against better sources, and through a new export")
  func value() throws {
    let path = try folder.write("in/a.xml", inventory("alfa", serial: "CZ1001", memory: 4_096))
    let other = try folder.write("z/z.xml", inventory("alfa", serial: "CZ1001", memory: 8_192))
    try take(path)
    try take(other)
    try store.match(agency, at: 10)
    let asset = try #require(try store.estate(of: agency).assets.first)
    let records = try store.records(of: agency)
    let loser = try #require(records.first { $0.id != asset.origins[.memory] })
    let decision = ValueDecision(record: loser.id, attribute: .memory)
    try store.decide(decision, of: agency, by: "Rossi", reason: "contata", at: 20)
    try store.match(agency, at: 30)
    var now = try #require(try store.estate(of: agency).assets.first)
    #expect(now.facts.memory == loser.record.memory)
    #expect(now.origins[.memory] == loser.id)

    try folder.write("z/z.xml", inventory("alfa", serial: "CZ1001", memory: 16_384))
    try take(other)
    try store.match(agency, at: 40)
    now = try #require(try store.estate(of: agency).assets.first)
    #expect(now.facts.memory == loser.record.memory)

    try store.withdraw(decision: 1, of: agency, by: "Rossi", at: 50)
    try store.match(agency, at: 60)
    now = try #require(try store.estate(of: agency).assets.first)
    #expect(now.origins[.memory] != loser.id)
  }

  @Test("a decision on a value that the record does not have is refused")
  func noValue() throws {
    let (one, _) = try twoMachines()
    let decision = ValueDecision(record: one, attribute: .rack)
    #expect(throws: DecisionRefusal.noValue(one, .rack)) {
      try store.decide(decision, of: agency, by: "Rossi", reason: "x", at: 20)
    }
  }
}
