import Importers
import Inventory
import Matching
import Retirement
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
    #expect(merged.changes.map(\.kind) == [.merged])
    #expect(merged.changes.map(\.entity) == [gone] && merged.changes.map(\.other) == [kept])
    #expect(try store.find(gone.description).map(\.entity) == [kept])

    try store.withdraw(decision: 1, of: agency, by: "Bianchi", at: 40)
    let apart = try store.match(agency, at: 50)
    #expect(try assets() == [[one], [other]])
    #expect(apart.changes.map(\.kind) == [.split])
    #expect(apart.changes.map(\.entity) == [kept])
    // Each has the id that it had.
    #expect(try store.estate(of: agency).assets.map(\.id) == before)
    #expect(try store.find(gone.description).map(\.entity) == [gone])
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
    let asset = try #require(try store.estate(of: agency).assets.first)
    let identity = try store.identity(of: asset.id, records: asset.records, in: agency)
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

  /// An application on one of two servers, matched: its id and those of the servers.
  private func landscape() throws -> (application: EntityID, servers: [EntityID]) {
    try take(
      try folder.write(
        "in/ced.csv",
        "Nome server;Seriale;Modello\nsrvuno;CZ1001;PE\nsrvdue;CZ1002;PE\n"
      )
    )
    try take(
      try folder.write("in/app.csv", "Applicativo;Server;Fornitore\nLabNet;srvuno;Alfa\n")
    )
    try store.match(agency, at: 10)
    let estate = try store.estate(of: agency)
    let application = try #require(estate.applications.first { $0.name == "LabNet" }?.id)
    let servers = try ["srvuno", "srvdue"].map { name in
      try #require(estate.assets.first { $0.name == name }?.id)
    }
    return (application, servers)
  }

  private func places(_ kind: Relation.Kind = .runsOn) throws -> [EntityID] {
    try store.estate(of: agency).relations.filter { $0.kind == kind }.map(\.to)
  }

  @Test("a relation is decided and denied, lasts through a new export, and is taken back")
  func relations() throws {
    let (application, servers) = try landscape()
    #expect(try places() == [servers[0]])
    for (server, holds) in [(servers[1], true), (servers[0], false)] {
      try store.decide(
        .runsOn,
        from: application,
        to: server,
        holds: holds,
        of: agency,
        by: "Rossi",
        reason: "detto dal reparto",
        at: 20
      )
    }
    try store.match(agency, at: 30)
    #expect(try places() == [servers[1]])
    #expect(try store.estate(of: agency).relations.first?.decision == 1)
    try take(
      try folder.write(
        "in/app.csv",
        "Applicativo;Server;Fornitore\nLabNet;srvuno;Beta\nAltro;;Beta\n"
      )
    )
    try store.match(agency, at: 40)
    #expect(try places() == [servers[1]])
    try store.withdraw(decision: 2, of: agency, by: "Bianchi", at: 50)
    try store.match(agency, at: 60)
    #expect(try places() == servers)
    let decisions = try store.decisions(of: agency)
    #expect(decisions.map(\.decision.verdict) == ["relate", "unrelate"])
    #expect(decisions.map { $0.withdrawn != nil } == [false, true])
  }

  @Test("a relation follows an asset that becomes part of another")
  func mergedRelation() throws {
    let (application, servers) = try landscape()
    try store.decide(
      .runsOn,
      from: application,
      to: servers[1],
      holds: true,
      of: agency,
      by: "Rossi",
      reason: "visto",
      at: 20
    )
    let records = try store.estate(of: agency).assets.map { $0.records[0] }
    try decide(.same, records[0], records[1])
    try store.match(agency, at: 30)
    let left = try store.estate(of: agency).assets.map(\.id)
    #expect(left.count == 1)
    #expect(try places() == left)
  }

  @Test("relations that cannot be, and exceptions of no server, are refused and leave nothing")
  func refusedRelations() throws {
    let (application, servers) = try landscape()
    func refused(_ kind: Relation.Kind, _ from: EntityID, _ to: EntityID) {
      #expect(throws: DecisionRefusal.self, "\(kind)") {
        try store.decide(
          kind,
          from: from,
          to: to,
          holds: true,
          of: agency,
          by: "Rossi",
          reason: "x",
          at: 20
        )
      }
    }
    refused(.runsOn, servers[0], servers[1])
    refused(.storedOn, servers[0], servers[1])
    refused(.poweredBy, application, servers[1])
    refused(.mountedIn, servers[0], servers[1])
    refused(.hostedOn, application, servers[1])
    refused(.dependsOn, servers[0], servers[0])
    refused(.dependsOn, servers[0], EntityID("asl-999999"))
    #expect(throws: DecisionRefusal.notAServer(application)) {
      try store.accept(application, ground: .other, of: agency, by: "R", reason: "x", at: 20)
    }
    #expect(try store.decisions(of: agency) == [])
  }

  @Test("an exception is accepted with ground, by and reason, and taken back")
  func exceptions() throws {
    let (_, servers) = try landscape()
    try store.accept(
      servers[0],
      ground: .imagingCache,
      project: ProjectCode("P1"),
      of: agency,
      by: "Rossi",
      reason: "cache del PACS",
      at: 20
    )
    let accepted = AcceptedException(
      number: 1,
      machine: servers[0],
      project: ProjectCode("P1"),
      ground: .imagingCache,
      by: "Rossi",
      reason: "cache del PACS",
      at: 20
    )
    #expect(try store.exceptions(of: agency) == [accepted])
    try store.withdraw(decision: 1, of: agency, by: "Bianchi", at: 30)
    #expect(try store.exceptions(of: agency) == [])
  }

  @Test("as at a baseline, what was there is told from what came or was moved since")
  func origins() throws {
    let (_, servers) = try landscape()
    #expect(try store.origins(of: agency) == [:])
    let day = try #require(CalendarDate(iso: "2023-02-28"))
    _ = try store.freezeBaseline(of: agency, asOf: day, by: "Rossi", at: 20)
    try take(try folder.write("in/nuovi.csv", "Nome server;Seriale;Sala\nsrvtre;CZ1003;B\n"))
    try store.match(agency, at: 30)
    let origins = try store.origins(of: agency)
    #expect(servers.map { origins[$0] } == [.asAtBaseline, .asAtBaseline])
    #expect(origins.values.filter { $0 == .since(purchased: nil) }.count == 1)
  }
}
