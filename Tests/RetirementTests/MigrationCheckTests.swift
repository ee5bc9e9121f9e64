import Inventory
import Retirement
import Testing

@Suite("Whether a service has moved whole")
struct MigrationCheckTests {
  /// A service on two servers, one of which calls an archive, the directory and a printer.
  private func estate() -> Estate {
    var builder = EstateBuilder()
    for name in ["app", "db", "archive", "dc", "deep"] { builder.asset(name, .virtualMachine) }
    builder.asset("prn", .printer)
    builder.application(
      "lis",
      on: ["app", "db"],
      month: "2023-07",
      projects: ["P1"],
      service: "Laboratorio analisi"
    )
    builder.staying("pacs", on: ["archive", "deep"])
    builder.application("ad", on: ["dc"], service: "Directory", infrastructure: true)
    builder.estate.assignments.append(
      Assignment(
        entity: EntityID("dc"),
        isApplication: false,
        isInfrastructure: true,
        reasons: [.nothingRuns]
      )
    )
    for target in ["archive", "dc", "prn", "db"] { builder.relate(.dependsOn, "app", target) }
    builder.relate(.dependsOn, "archive", "deep")
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    return estate
  }

  private func project(_ services: [String], state: FundingState? = nil) -> Project {
    Project(
      code: ProjectCode("P1"),
      agency: EstateBuilder.agency,
      title: "Progetto",
      state: state,
      services: services.map { ProjectService(service: $0) },
      source: "test"
    )
  }

  private func checks(
    _ states: [String: RetirementState] = [:],
    services: [String] = ["LIS"],
    in estate: Estate? = nil
  ) -> [MigrationCheck] {
    MigrationCheck.all(
      of: [project(services)],
      catalogue: [Service(name: "Laboratorio analisi", synonyms: ["LIS"])],
      in: estate ?? self.estate()
    ) { states[$0.description] ?? .inService }
  }

  private func spell(_ parts: [MigrationCheck.Part]) -> [String] {
    parts.map { "\($0.role.rawValue) \($0.entity)" }
  }

  @Test("what has not moved is listed: servers, then what they call, but no infrastructure")
  func open() {
    let checks = checks()
    #expect(checks.count == 1)
    #expect(checks.first?.service == "Laboratorio analisi")
    #expect(checks.first?.verdict == .notComplete)
    #expect(
      checks.first.map { spell($0.open) } == ["server app", "server db", "dependency archive"]
    )
  }

  @Test(
    "only what the register has drained or dark has moved",
    arguments: RetirementState.allCases
  )
  func states(state: RetirementState) {
    let check = checks(["app": state, "db": .drained, "archive": .disposed]).first
    let isMoved = [.drained, .off, .wiped, .removed, .disposed].contains(state)
    #expect(check?.verdict == (isMoved || state == .keep ? .complete : .notComplete))
    #expect(check?.moved == (isMoved ? 3 : 2))
    #expect(check.map { spell($0.exceptions) } == (state == .keep ? ["server app"] : []))
  }

  @Test("one part that is left makes it not complete", arguments: ["app", "db", "archive"])
  func oneLeft(name: String) {
    var states: [String: RetirementState] = ["app": .off, "db": .off, "archive": .keep]
    states[name] = nil
    let check = checks(states).first
    #expect(check?.verdict == .notComplete)
    #expect(check?.open.map(\.entity.description) == [name])
  }

  @Test("what is gone has moved")
  func gone() {
    var estate = estate()
    for index in estate.plan.indices where estate.plan[index].entity == EntityID("app") {
      estate.plan[index].status = .gone
    }
    #expect(checks(["db": .off, "archive": .off], in: estate).first?.verdict == .complete)
  }

  @Test("a service of which no application is known is not complete, nor is one on no server")
  func unknown() {
    #expect(
      checks(services: ["LIS", "Mensa"]).map(\.verdict) == [.notComplete, .unknown]
    )
    var estate = estate()
    estate.relations = []
    #expect(checks(in: estate).first.map { spell($0.open) } == ["placeless lis"])
  }

  @Test("a server that only superseded records show has been left; a current one has not")
  func superseded() {
    var estate = estate()
    for index in estate.relations.indices where estate.relations[index].to == EntityID("db") {
      estate.relations[index].record = RecordID(2)
    }
    func check(_ superseded: Set<RecordID>) -> MigrationCheck? {
      MigrationCheck.all(
        of: [project(["Laboratorio analisi"])],
        catalogue: [],
        in: estate,
        superseded: superseded
      ) { _ in .inService }.first
    }
    #expect(check([RecordID(2)]).map { spell($0.open) } == ["server app", "dependency archive"])
    #expect(check([RecordID(2)])?.moved == 1)
    #expect(check([RecordID(1), RecordID(2)])?.verdict == .complete)
    #expect(check([])?.moved == 0)
  }

  @Test("a renounced project moves nothing")
  func renounced() {
    let checks = MigrationCheck.all(
      of: [project(["LIS"], state: .renounced)],
      catalogue: [],
      in: estate()
    ) { _ in .inService }
    #expect(checks.isEmpty)
  }

  @Test("the order of relations and assignments changes nothing")
  func order() {
    var reversed = estate()
    reversed.relations.reverse()
    reversed.assignments.reverse()
    #expect(checks(in: reversed) == checks())
  }
}
