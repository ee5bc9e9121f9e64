import Inventory
import Retirement
import Testing

@Suite("What is odd in an estate")
struct PlanNoteTests {
  private func project(
    _ code: String,
    _ services: [String],
    _ state: FundingState? = nil
  ) -> Project {
    Project(
      code: ProjectCode(code),
      agency: EstateBuilder.agency,
      title: code,
      state: state,
      services: services.map { ProjectService(service: $0) },
      source: "test"
    )
  }

  @Test("circles, applications on nothing and projects without services are told")
  func all() {
    var builder = EstateBuilder()
    for id in ["a", "b", "c"] { builder.asset(id, .host) }
    builder.relate(.hostedOn, "c", "b")
    builder.relate(.hostedOn, "b", "c")
    builder.moving("app", on: ["a"], in: "2023-07")
    builder.moving("lost", on: [], in: "2023-07")
    builder.relate(.dependsOn, "a", "b")
    builder.relate(.dependsOn, "b", "a")
    let projects = [
      project("P2", []), project("P1", ["LIS"]), project("P3", [], .renounced),
    ]
    #expect(
      PlanNote.all(in: builder.estate, projects: projects) == [
        .restingCircle([EntityID("b"), EntityID("c")]),
        .callingCircle([EntityID("a"), EntityID("b")]),
        .applicationsOnNothing(count: 1, first: [EntityID("lost")]),
        .projectWithoutServices(ProjectCode("P2")),
      ]
    )
  }

  @Test("what calls and is called by the infrastructure makes no circle; nothing odd is no note")
  func infrastructure() {
    var builder = EstateBuilder()
    for id in ["a", "dc"] { builder.asset(id, .server) }
    builder.relate(.dependsOn, "a", "dc")
    builder.relate(.dependsOn, "dc", "a")
    builder.estate.assignments.append(
      Assignment(
        entity: EntityID("dc"),
        isApplication: false,
        isInfrastructure: true,
        reasons: [.nothingRuns]
      )
    )
    #expect(PlanNote.all(in: builder.estate, projects: []).isEmpty)
  }

  @Test("a long list is cut, and says by how much", arguments: Language.allCases)
  func long(language: Language) {
    let ids = (1...7).map { EntityID("e\($0)") }
    #expect(PlanNote.restingCircle(ids).text(in: language).contains("e5, … +2"))
    #expect(
      PlanNote.applicationsOnNothing(count: 9, first: Array(ids.prefix(5))).text(in: language)
        .contains("e5, … +4")
    )
  }
}
