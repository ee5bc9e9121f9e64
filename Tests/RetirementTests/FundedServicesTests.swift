import Inventory
import Retirement
import Testing

@Suite("Funded services against the notice's limits")
struct FundedServicesTests {
  private let catalogue =
    (1...30).map { Service(name: "Ordinario \($0)", synonyms: ["O\($0)"], serviceClass: .ordinary) }
    + (1...30).map { Service(name: "Critico \($0)", serviceClass: .critical) }
    + [Service(name: "Strategico", serviceClass: .strategic), Service(name: "Ignoto")]

  private func project(
    _ code: String,
    cup: String? = "E1",
    state: FundingState? = nil,
    _ services: [String]
  ) -> Project {
    Project(
      code: ProjectCode(code),
      agency: EstateBuilder.agency,
      title: code,
      cup: cup,
      state: state,
      services: services.map { ProjectService(service: $0) },
      source: "test"
    )
  }

  private func names(_ kind: String, _ count: Int) -> [String] {
    (0..<count).map { "\(kind) \($0 + 1)" }
  }

  private func count(_ projects: [Project]) -> [FundedServices] {
    FundedServices.all(of: projects, catalogue: catalogue)
  }

  @Test(
    "3 to 15 ordinary services are funded",
    arguments: [(2, "tooFew"), (3, "within"), (15, "within"), (16, "tooMany")]
  )
  func ordinary(number: Int, verdict: String) {
    let found = count([project("P1", names("Ordinario", number) + names("Critico", 3))])
    #expect(found.map(\.ordinary) == [number])
    #expect(found.map(\.ordinaryVerdict.rawValue) == [verdict])
    #expect(found.map(\.criticalVerdict) == [.within])
  }

  @Test(
    "3 to 26 critical services are funded",
    arguments: [(0, "tooFew"), (2, "tooFew"), (3, "within"), (26, "within"), (27, "tooMany")]
  )
  func critical(number: Int, verdict: String) {
    let found = count([project("P1", names("Critico", number) + names("Ordinario", 3))])
    #expect(found.map(\.criticalVerdict.rawValue) == [verdict])
  }

  @Test(
    "services of unknown class leave open what they could decide",
    arguments: [(2, 1, "unclear"), (1, 1, "tooFew"), (14, 1, "within"), (15, 1, "unclear")]
  )
  func unknown(number: Int, others: Int, verdict: String) {
    let services = names("Ordinario", number) + (0..<others).map { "Nuovo \($0)" }
    #expect(count([project("P1", services)]).map(\.ordinaryVerdict.rawValue) == [verdict])
  }

  @Test("a class that the project gives counts before the catalogue's")
  func ownClass() {
    var project = project("P1", ["Ordinario 1", "Nuovo"])
    project.services[0].serviceClass = .critical
    project.services[1].serviceClass = .ordinary
    #expect(count([project]).map(\.critical) == [1])
    #expect(count([project]).map(\.ordinary) == [1])
  }

  @Test("projects of one code are counted together, each service once, by any of its names")
  func together() {
    let found = count([
      project("P2", ["o1", "Critico 1", "Strategico"]), project("P1", ["Ordinario 1", "O2"]),
      project("P3", cup: nil, ["O3", "Ignoto"]), project("P4", cup: nil, ["O3"]),
      project("P5", state: .renounced, ["O9"]), project("P6", cup: "E2", []),
    ])
    #expect(found.map { $0.projects.map(\.description) } == [["P1", "P2"], ["P3"], ["P4"]])
    #expect(found.map(\.ordinary) == [2, 1, 1])
    #expect(found.map(\.critical) == [1, 0, 0])
    #expect(found.map(\.strategic) == [1, 0, 0])
    #expect(found.map(\.unknown) == [0, 1, 0])
  }
}
