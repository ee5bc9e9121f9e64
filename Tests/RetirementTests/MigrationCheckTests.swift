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

  @Test(
    "what has not moved is listed: servers, then what they call at any depth, no infrastructure"
  )
  func open() {
    let checks = checks()
    #expect(checks.count == 1)
    #expect(checks.first?.service == "Laboratorio analisi")
    #expect(checks.first?.verdict == .notComplete)
    #expect(
      checks.first.map { spell($0.open) } == [
        "server app", "server db", "dependency archive", "dependency deep",
      ]
    )
  }

  @Test(
    "only what the register has drained or dark has moved",
    arguments: RetirementState.allCases
  )
  func states(state: RetirementState) {
    let check = checks(["app": state, "db": .drained, "archive": .disposed, "deep": .off]).first
    let isMoved = [.drained, .off, .wiped, .removed, .disposed].contains(state)
    #expect(check?.verdict == (isMoved || state == .keep ? .complete : .notComplete))
    #expect(check?.moved == (isMoved ? 4 : 3))
    #expect(check.map { spell($0.exceptions) } == (state == .keep ? ["server app"] : []))
  }

  @Test("one part that is left makes it not complete", arguments: ["app", "db", "archive", "deep"])
  func oneLeft(name: String) {
    var states: [String: RetirementState] = [
      "app": .off, "db": .off, "archive": .keep, "deep": .off,
    ]
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
    #expect(
      checks(["db": .off, "archive": .off, "deep": .off], in: estate).first?.verdict == .complete
    )
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
    #expect(
      check([RecordID(2)]).map { spell($0.open) } == [
        "server app", "dependency archive", "dependency deep",
      ]
    )
    #expect(check([RecordID(2)])?.moved == 1)
    #expect(check([RecordID(1), RecordID(2)])?.verdict == .complete)
    #expect(check([])?.moved == 0)
  }

  @Test("each dependency tells how deep it is and what calls it, by a shortest way")
  func depth() {
    var estate = estate()
    estate.relations.append(
      Relation(
        kind: .dependsOn,
        from: EntityID("db"),
        to: EntityID("archive"),
        record: RecordID(1)
      )
    )
    let open = checks(in: estate).first?.open ?? []
    #expect(open.map(\.depth) == [0, 0, 1, 2])
    #expect(open.map { $0.caller?.description } == [nil, nil, "app", "archive"])
  }

  @Test("calls in a circle end, and what calls an application calls what that calls")
  func circle() {
    var builder = EstateBuilder()
    for name in ["a", "b", "c", "d"] { builder.asset(name, .virtualMachine) }
    builder.application("lis", on: ["a"], projects: ["P1"], service: "Laboratorio analisi")
    builder.staying("other", on: ["b"])
    builder.relate(.dependsOn, "lis", "other")
    builder.relate(.dependsOn, "other", "c")
    builder.relate(.dependsOn, "c", "d")
    builder.relate(.dependsOn, "d", "c")
    builder.relate(.dependsOn, "d", "a")
    builder.relate(.dependsOn, "d", "other")
    let open = checks(in: builder.estate).first?.open ?? []
    #expect(open.map(\.entity.description) == ["a", "b", "c", "d"])
    #expect(open.map(\.depth) == [0, 1, 2, 3])
  }

  @Test("an accepted exception stays, for its project or for all")
  func exceptions() {
    func check(_ project: String?) -> MigrationCheck? {
      MigrationCheck.all(
        of: [self.project(["LIS"])],
        catalogue: [Service(name: "Laboratorio analisi", synonyms: ["LIS"])],
        in: estate(),
        exceptions: [
          AcceptedException(
            number: 7,
            machine: EntityID("deep"),
            project: project.map { ProjectCode($0) },
            ground: .imagingCache,
            by: "Rossi",
            reason: "cache",
            at: 1
          )
        ]
      ) { $0 == EntityID("deep") ? .inService : .off }.first
    }
    #expect(check(nil)?.verdict == .complete)
    #expect(check("P1")?.exceptions.map(\.exception?.number) == [7])
    #expect(check("P2")?.verdict == .notComplete)
  }

  @Test("what came or was moved after the baseline is told apart")
  func origins() {
    let check = MigrationCheck.all(
      of: [project(["LIS"])],
      catalogue: [Service(name: "Laboratorio analisi", synonyms: ["LIS"])],
      in: estate(),
      origins: [
        EntityID("app"): .asAtBaseline, EntityID("db"): .since(purchased: nil),
        EntityID("archive"): .moved(from: "CED/A1"),
      ]
    ) { _ in .inService }.first
    #expect(check?.sinceBaseline == 2)
    #expect(check?.open.first?.origin == .asAtBaseline)
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
