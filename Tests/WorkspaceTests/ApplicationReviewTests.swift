import Importers
import Inventory
import Matching
import TestSupport
import Testing

@testable import Workspace

@Suite("Decisions about applications, kept")
struct ApplicationReviewTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store

  /// Two servers, two lists that name one application otherwise, and a note that names a third.
  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
    try take(
      "ced.csv",
      "Nome server;Seriale;Modello;Applicativo\nsrvuno;CZ1001;PE;\nsrvdue;CZ1002;PE;Qwxyz\n"
    )
    try take("uno.csv", "Applicativo;Server;Fornitore\nLabNet;srvuno;Alfa\n")
    try take("due.csv", "Applicativo;Server;Fornitore\nAnalisiPlus;;Alfa\n")
    try store.match(agency, at: 10)
  }

  private func take(_ name: String, _ text: String) throws {
    let path = try folder.write("in/" + name, text)
    try store.importExports(ExportFinder.find(at: [path]), into: agency, at: 1)
  }

  private func id(_ name: String) throws -> EntityID {
    let applications = try store.estate(of: agency).applications
    return try #require(applications.first { $0.name == name }?.id)
  }

  private func decide(
    _ verdict: IdentityDecision.Verdict,
    _ one: EntityID,
    _ other: EntityID
  ) throws -> FiledDecision {
    let decision = IdentityDecision(
      try store.identityEnd(of: one, in: agency),
      try store.identityEnd(of: other, in: agency),
      verdict
    )
    return try store.decide(
      try #require(decision),
      of: agency,
      by: "Rossi",
      reason: "chiesto al reparto",
      at: 20
    )
  }

  @Test("ids last from match to match, of what only a machine's row names too")
  func ids() throws {
    let before = try store.estate(of: agency).applications
    try store.match(agency, at: 20)
    #expect(try store.estate(of: agency).applications == before)
    #expect(before.map(\.name).sorted() == ["AnalisiPlus", "LabNet", "Qwxyz"])
  }

  @Test("“same” joins two rows, leaves the id that is no more, lasts, and can be taken back")
  func same() throws {
    let (one, other) = (try id("LabNet"), try id("AnalisiPlus"))
    let filed = try decide(.same, one, other)
    #expect(filed.decision.verdict == "same")
    #expect(try store.decisions(of: agency) == [filed])
    let outcome = try store.match(agency, at: 30)
    #expect(outcome.applications == 2)
    #expect(outcome.changes.map(\.kind) == [.merged])
    #expect(outcome.conflicts.isEmpty)
    // The one with the longer name is the same as before; the other's id stands for it.
    #expect(try id("AnalisiPlus") == other)
    #expect(try store.find(one.description).map(\.entity) == [other])
    let application = try #require(try store.application(other, in: agency))
    let identity = try store.identity(of: other, records: application.records, in: agency)
    #expect(identity.joins.map(\.outcome) == [.joinedByDecision])
    #expect(identity.decisions == [filed])

    try take("due.csv", "Applicativo;Server;Fornitore\nAnalisiPlus;srvdue;Beta\n")
    try store.match(agency, at: 40)
    #expect(try store.estate(of: agency).applications.count == 2)
    try store.withdraw(decision: 1, of: agency, by: "Bianchi", at: 50)
    #expect(try store.match(agency, at: 60).applications == 3)
    // Each has the id that it had.
    #expect(try id("LabNet") == one && id("AnalisiPlus") == other)
    #expect(try store.find(one.description).map(\.entity) == [one])
  }

  @Test("words in a machine's row are joined to a row, and the decision is read back whole")
  func words() throws {
    let (one, other) = (try id("LabNet"), try id("Qwxyz"))
    let end = try store.identityEnd(of: other, in: agency)
    #expect(end.subject == .application && end.mention == "Qwxyz")
    let filed = try decide(.same, one, other)
    #expect(try store.decisions(of: agency) == [filed])
    try store.match(agency, at: 30)
    let estate = try store.estate(of: agency)
    #expect(estate.applications.map(\.name).sorted() == ["AnalisiPlus", "LabNet"])
    let places = estate.relations.filter { $0.kind == .runsOn && $0.from == one }.map(\.to)
    #expect(Set(places) == Set(estate.assets.map(\.id)))
  }

  @Test("what is no row of an application, or a machine and an application, is refused")
  func refused() throws {
    let rows = try store.records(of: agency)
    let machine = try #require(rows.first { $0.record.kind.isDevice }?.id)
    let row = try #require(rows.first { $0.record.kind == .application }?.id)
    let server = try #require(try store.estate(of: agency).assets.first?.id)
    let ends = (
      try store.identityEnd(of: server, in: agency),
      try store.identityEnd(of: id("LabNet"), in: agency)
    )
    #expect(IdentityDecision(ends.0, ends.1, .same) == nil)
    for (subject, refusal) in [
      (IdentitySubject.application, DecisionRefusal.notAnApplication(machine)),
      (.machine, .notADevice(row)),
    ] {
      let decision = IdentityDecision(
        subject: subject,
        first: subject == .machine ? machine : row,
        second: subject == .machine ? row : machine,
        verdict: .same
      )
      #expect(throws: refusal) {
        try store.decide(decision, of: agency, by: "Rossi", reason: "x", at: 1)
      }
    }
    #expect(try store.decisions(of: agency).isEmpty)
  }

  @Test("projects of an application are decided, told with the number, and taken back")
  func assignment() throws {
    let application = try id("LabNet")
    #expect(throws: DecisionRefusal.noSuchProject(ProjectCode("P9"))) {
      try store.assign(
        application,
        to: [ProjectCode("P9")],
        of: agency,
        by: "Rossi",
        reason: "x",
        at: 20
      )
    }
    let filed = try store.assign(
      application,
      to: [],
      of: agency,
      by: "Rossi",
      reason: "resta in reparto",
      at: 20
    )
    #expect(try store.decisions(of: agency) == [filed])
    try store.match(agency, at: 30)
    let assignment = try #require(try store.assignment(of: application, in: agency))
    #expect(assignment.reasons == [.decided(decision: 1)])
    #expect(assignment.projects.isEmpty)
    try store.withdraw(decision: 1, of: agency, by: "Rossi", at: 40)
    try store.match(agency, at: 50)
    #expect(try store.assignment(of: application, in: agency)?.reasons != [.decided(decision: 1)])
  }
}
