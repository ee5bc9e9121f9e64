import Foundation
import GRDB
import Importers
import Inventory
import Retirement
import TestSupport
import Testing

@testable import Workspace

@Suite("The retirement register")
struct RegisterTests {
  let bench: RegisterBench
  var store: Store { bench.store }

  init() throws {
    bench = try RegisterBench()
  }

  @Test("a step is in the register and the journal, with who, when and what was known")
  func step() throws {
    let outcomes = try bench.record([bench.request(.plan), bench.request(.drain)])
    #expect(outcomes.map(\.to) == [.planned, .drained])
    #expect(outcomes.map(\.sequence) == [1, 2])
    let today = try RegisterBench.day("2024-06-01")
    let rows = try store.register(of: bench.agency, on: today)
    #expect(rows.map(\.name) == ["srv01"])
    #expect(rows.map(\.state) == [.drained])
    #expect(rows.map(\.serial) == ["CZ1"])
    let entries = try store.journal(of: bench.agency, entity: bench.servers[0])
    #expect(entries.map(\.by) == ["Rossi", "Rossi"])
    #expect(entries.map(\.at) == [RegisterBench.time, RegisterBench.time])
    #expect(entries.last?.deviceStep?.step.waiver == RegisterBench.waiver)
    #expect(entries.first?.deviceStep?.device.macAddresses == ["00:50:56:00:00:01"])
    #expect(try store.retirement(of: bench.servers[0], in: bench.agency).state == .drained)
  }

  @Test("all or nothing: one refused request and none is recorded, with all problems told")
  func allOrNothing() throws {
    let requests = [
      try bench.request(.plan, 0), try bench.request(.wipe, 1), try bench.request(.plan, 2),
      try bench.request(.drain, 2, on: "2024-04-01"),
    ]
    let outcomes = try bench.record(requests)
    #expect(outcomes.map(\.problems.isEmpty) == [true, false, true, false])
    #expect(outcomes.allSatisfy { $0.sequence == nil })
    #expect(try store.journalHead(of: bench.agency).size == 0)
    let possible = try bench.record(requests, mode: .possible)
    #expect(possible.map(\.sequence) == [1, nil, 2, nil])
    #expect(possible.map(\.problems) == outcomes.map(\.problems))
    #expect(try store.verifyJournal(of: bench.agency).breaks == [])
  }

  @Test("what comes behind a refused step of a table is looked at as if that had been taken")
  func goingOn() throws {
    var drain = try bench.request(.drain)
    drain.step = .drain(.evidence(DrainEvidence(backup: nil, retention: nil)))
    var wipe = try bench.request(.wipe)
    wipe.step = .wipe(.evidence([]))
    let outcomes = try bench.record(
      [bench.request(.plan), drain, bench.request(.switchOff), wipe, bench.request(.remove)]
    )
    #expect(
      outcomes.map(\.problems) == [
        [], [.refused(.backupNotVerified), .refused(.retentionNotCleared)], [],
        [.refused(.noDisks(known: 0)), .refused(.noDocument(.wiped))], [],
      ]
    )
    #expect(try store.journalHead(of: bench.agency).size == 0)
  }

  @Test("a dry run says what would be, and leaves the workspace as it was")
  func dryRun() throws {
    let document = try bench.folder.write("cert.pdf", "certificato")
    let outcomes = try bench.record(
      [bench.request(.plan, documents: [document]), bench.request(.drain)],
      mode: .none
    )
    #expect(outcomes.map(\.to) == [.planned, .drained])
    #expect(outcomes.allSatisfy { $0.problems.isEmpty && $0.sequence == nil })
    #expect(try store.journalHead(of: bench.agency).size == 0)
    #expect(try store.read { try $0.integer("SELECT count(*) FROM document") } == 0)
  }

  @Test("the second of two people is told what the first recorded")
  func twoPeople() throws {
    try bench.record([bench.request(.plan)])
    let other = try Store.open(at: store.path)
    let seen = try other.register(of: bench.agency, on: RegisterBench.day("2024-06-01"))
      .first?.sequence
    try bench.record([bench.request(.keep)])
    let outcome = try other.record(
      [bench.request(.drain, seen: seen)],
      in: bench.agency,
      by: "Bianchi",
      at: RegisterBench.time
    ).first
    guard case .changedSince(let news)? = outcome?.problems.first else {
      Issue.record("no news: \(String(describing: outcome))")
      return
    }
    #expect(news.map(\.deviceStep?.step) == [.keep(reason: "r")])
    #expect(
      outcome?.problems.first?.text(in: .english).contains("2: Rossi, 2024-05-01, keep") == true
    )
    #expect(outcome?.problems.first?.text(in: .italian).contains("da mantenere") == true)
    #expect(
      try bench.record([bench.request(.plan, seen: 2)]).map(\.problems) == [[]],
      "who has seen all goes on"
    )
  }

  @Test("a step that is still to come, and a device that nobody knows, are refused")
  func refused() throws {
    let future = try bench.record([bench.request(.plan, on: "2024-06-03")])
    #expect(future.map(\.problems) == [[.refused(.inFuture(try RegisterBench.day("2024-06-03")))]])
    var unknown = try bench.request(.plan)
    unknown.entity = EntityID("asl-999999")
    #expect(try bench.record([unknown]).map(\.problems) == [[.unknownDevice(unknown.entity)]])
  }

  @Test("a trial passes by itself in the register too")
  func trial() throws {
    let trial = SwitchOffTrial(
      start: try RegisterBench.day("2024-04-01"),
      days: 32,
      told: ["tutti"],
      serviceClass: nil
    )
    let start = StepRequest(
      entity: bench.servers[0],
      step: .switchOff(.evidence(trial)),
      day: try RegisterBench.day("2024-04-01")
    )
    let day = "2024-04-01"
    try bench.record([bench.request(.plan, on: day), bench.request(.drain, on: day), start])
    func states(_ day: String, _ state: RetirementState? = nil) throws -> [RetirementState] {
      try store.register(of: bench.agency, on: RegisterBench.day(day), state: state).map(\.state)
    }
    #expect(try states("2024-05-02") == [.drained])
    #expect(try states("2024-05-03") == [.off])
    #expect(try states("2024-05-03", .off) == [.off])
    #expect(try states("2024-05-03", .drained) == [])
    #expect(try bench.record([bench.request(.wipe, on: "2024-05-03")]).map(\.to) == [.wiped])
  }

  @Test("what an inventory lists on a device keeps it from being drained, until it is newer")
  func occupants() throws {
    func table(_ rows: String) throws -> String {
      try bench.folder.write("apps/\(rows.count).csv", "Applicazione;Server;Servizio\n" + rows)
    }
    let path = try table("LIS;srv01;Laboratorio\nPACS;srv02;Radiologia\n")
    try store.importExports(ExportFinder.find(at: [path]), into: bench.agency, at: 1)
    try store.match(bench.agency, at: 1_700_000_000)
    let requests = [
      try bench.request(.plan),
      StepRequest(
        entity: bench.servers[0],
        step: .drain(
          .evidence(
            DrainEvidence(
              backup: Attestation(by: "R", day: try RegisterBench.day("2024-05-01")),
              retention: Attestation(by: "R", day: try RegisterBench.day("2024-05-01"))
            )
          )
        ),
        day: try RegisterBench.day("2024-05-01")
      ),
    ]
    #expect(
      try bench.record(requests).last?.problems == [.refused(.occupied(by: ["LIS"]))]
    )
  }

  @Test("a device that the inventory no longer has goes on with what the journal kept of it")
  func vanished() throws {
    try bench.record([bench.request(.plan), bench.request(.drain)])
    try store.write { db in try db.execute(sql: "DELETE FROM asset WHERE title = 'srv01'") }
    let outcome = try bench.record([bench.request(.switchOff)]).first
    #expect(outcome?.to == .off)
    #expect(outcome?.name == "srv01")
  }

  @Test("documents are stored once, whole, and come back")
  func documents() throws {
    // Larger than a piece, and not a multiple of one.
    let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let path = try bench.folder.write(bytes, to: "cert.pdf")
    let empty = try bench.folder.write("empty.txt", "")
    try bench.record([
      bench.request(.plan, 0, documents: [path, empty]), bench.request(.plan, 1, documents: [path]),
    ])
    #expect(try store.read { try $0.integer("SELECT count(*) FROM document") } == 2)
    let documents = try store.journal(of: bench.agency).flatMap(\.documents)
    #expect(documents.map(\.name) == ["cert.pdf", "empty.txt", "cert.pdf"])
    #expect(documents.map(\.size) == [bytes.count, 0, bytes.count])
    var found: [UInt8] = []
    #expect(try store.readDocument(documents[0].sha256, of: bench.agency) { found += $0 })
    #expect(found == bytes)
    #expect(try !store.readDocument("00", of: bench.agency) { _ in })
    #expect(try store.verifyJournal(of: bench.agency).documents == 2)
  }

  @Test("a missing document refuses its request, and keeps nothing of it")
  func missingDocument() throws {
    let path = try bench.folder.write("there.pdf", "x")
    let gone = bench.folder.file("gone.pdf")
    let outcomes = try bench.record(
      [bench.request(.plan, 0, documents: [path, gone]), bench.request(.plan, 1)],
      mode: .possible
    )
    #expect(outcomes[0].problems == [.document(StoreFailure(.vanished, path: gone))])
    #expect(outcomes[1].sequence == 1)
    #expect(try store.read { try $0.integer("SELECT count(*) FROM document") } == 0)
  }

  @Test("every problem has words in both languages")
  func words() throws {
    let problems: [StepProblem] = [
      .refused(.noReason), .changedSince([]), .unknownDevice(EntityID("x")), .notRetired(.rack),
      .document(StoreFailure(.vanished, path: "x")),
    ]
    for problem in problems { #expect(problem.text(in: .italian) != problem.text(in: .english)) }
    #expect(Set(problems.map(\.code)).count == problems.count)
  }
}
