import Inventory
import Retirement
import Testing

@Suite("What if a project slips or a service is dropped")
struct SuppositionTests {
  private let planner = Planner(asOf: EstateBuilder.day("2023-02-28"))

  /// A host with two machines of two projects, and a server beside it.
  private func estate() -> Estate {
    var builder = EstateBuilder()
    builder.asset("esx", .host)
    builder.asset("vm1", .virtualMachine)
    builder.asset("vm2", .virtualMachine)
    builder.asset("db", .server)
    builder.relate(.hostedOn, "vm1", "esx")
    builder.relate(.hostedOn, "vm2", "esx")
    add("a1", "vm1", "2023-07", "P1", "Laboratorio", to: &builder)
    add("a2", "vm2", "2023-09", "P2", "Radiologia", to: &builder)
    add("a3", "db", "2023-07", "P1", "Protocollo", to: &builder)
    return builder.estate
  }

  private func add(
    _ id: String,
    _ machine: String,
    _ month: String,
    _ project: String,
    _ service: String,
    to builder: inout EstateBuilder
  ) {
    builder.application(id, on: [machine], month: month, projects: [project], service: service)
  }

  private func changes(_ suppositions: Supposition...) -> [String] {
    planner.changes(suppositions, in: estate()).map { change in
      let later = change.monthsLater.map { "+\($0)" }
      return "\(change.machine) \(later ?? (change.isLost ? "lost" : "won"))"
    }
  }

  @Test(
    "a host slips only by what the project slips beyond its last machine",
    arguments: [(0, []), (1, ["db +1", "vm1 +1"]), (5, ["db +5", "esx +3", "vm1 +5"])]
      as [(Int, [String])]
  )
  func slip(months: Int, expected: [String]) {
    #expect(changes(.slip(ProjectCode("P1"), months: months)) == expected)
  }

  @Test(
    "an application of several projects slips only with the one that is its last by then",
    arguments: [("P1", 1, nil), ("P1", 3, "2023-10"), ("P2", 1, "2023-10"), ("P2", -5, "2023-07")]
      as [(String, Int, String?)]
  )
  func several(project: String, months: Int, expected: String?) {
    var builder = EstateBuilder()
    builder.asset("srv", .server)
    builder.application(
      "a",
      on: ["srv"],
      month: "2023-09",
      projects: ["P1", "P2"],
      service: "Laboratorio"
    )
    builder.estate.assignments[0].months = [
      ProjectCode("P1"): EstateBuilder.month("2023-07"),
      ProjectCode("P2"): EstateBuilder.month("2023-09"),
    ]
    let found = planner.changes([.slip(ProjectCode(project), months: months)], in: builder.estate)
    #expect(found.map(\.after.month?.description) == (expected.map { [$0] } ?? []))
  }

  @Test("a project that comes early frees its machines, and the host when it was the last")
  func early() {
    #expect(changes(.slip(ProjectCode("P2"), months: -3)) == ["esx +-2", "vm2 +-3"])
  }

  @Test("a dropped service keeps its servers and the hosts beneath, whatever the case of its name")
  func drop() {
    #expect(changes(.drop(service: "LABORATORIO")) == ["esx lost", "vm1 lost"])
    let lost = planner.changes([.drop(service: "Laboratorio")], in: estate())
    #expect(lost.map(\.after.status) == [.blocked, .blocked])
  }

  @Test("suppositions come true together")
  func together() {
    #expect(
      changes(.drop(service: "Radiologia"), .slip(ProjectCode("P1"), months: 1))
        == ["db +1", "esx lost", "vm1 +1", "vm2 lost"]
    )
  }

  @Test("a slip there and back changes nothing", arguments: 1...12)
  func inverse(months: Int) {
    let project = ProjectCode("P1")
    #expect(changes(.slip(project, months: months), .slip(project, months: -months)).isEmpty)
  }

  @Test("what touches nothing says so")
  func touches() {
    #expect(Supposition.drop(service: "radiologia").touches(estate()))
    #expect(!Supposition.drop(service: "Mensa").touches(estate()))
    #expect(!Supposition.slip(ProjectCode("P9"), months: 1).touches(estate()))
    #expect(changes(.drop(service: "Mensa")).isEmpty)
  }
}
