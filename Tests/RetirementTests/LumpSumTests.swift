import Inventory
import Retirement
import Testing

@Suite("The sum granted against the prices of the services")
struct LumpSumTests {
  private let catalogue = [
    Service(name: "Laboratorio", synonyms: ["LIS"], serviceClass: .critical),
    Service(name: "Mensa", serviceClass: .ordinary), Service(name: "Ignoto"),
  ]

  private func sum(
    _ amount: Double?,
    bracket: FundingBracket? = .smallHospital,
    _ services: [ProjectService]
  ) throws -> LumpSum {
    let project = Project(
      code: ProjectCode("P1"),
      agency: EstateBuilder.agency,
      title: "P",
      amount: amount.map { Euros($0) },
      bracket: bracket,
      services: services,
      source: "test"
    )
    return try #require(LumpSum.all(of: [project], catalogue: catalogue).first)
  }

  @Test(
    "services are paid by class and size; a deviation is told to the cent",
    arguments: [(45_145.0, 0.0), (45_145.01, 0.01), (45_000, -145)]
  )
  func byClass(amount: Double, deviation: Double) throws {
    let found = try sum(amount, [ProjectService(service: "lis"), ProjectService(service: "Mensa")])
    #expect(found.priced == Euros(25_517 + 19_628))
    #expect(found.deviation == Euros(deviation))
    #expect(found.verdict == (deviation == 0 ? .agrees : .deviates))
  }

  @Test("a price or class of the project's own counts before the catalogue's")
  func ownPrice() throws {
    let found = try sum(
      19_628 + 100,
      [
        ProjectService(service: "LIS", serviceClass: .ordinary),
        ProjectService(service: "Ignoto", unitPrice: Euros(100)),
      ]
    )
    #expect(found.verdict == .agrees)
  }

  @Test("without a bracket, a class or the sum granted nothing is compared")
  func incomplete() throws {
    let lis = ProjectService(service: "LIS")
    let strategic = ProjectService(service: "LIS", serviceClass: .strategic)
    for found in [
      try sum(1, bracket: nil, [lis]), try sum(1, [ProjectService(service: "Ignoto")]),
      try sum(nil, [lis]), try sum(1, [strategic]), try sum(1, []),
    ] {
      #expect(found.verdict == .incomplete)
      #expect(found.deviation == nil)
    }
    #expect(try sum(1, [strategic]).unpriced == ["LIS"])
  }

  @Test("of a project without services, the sum tells the numbers that it pays")
  func explained() throws {
    #expect(try sum(278_720, []).explanations == [LumpSum.Counts(ordinary: 9, critical: 4)])
    #expect(try sum(278_721, []).explanations == [])
    #expect(try sum(278_720, [ProjectService(service: "LIS")]).explanations == [])
  }

  @Test("a renounced project is granted nothing")
  func renounced() {
    let project = Project(
      code: ProjectCode("P1"),
      agency: EstateBuilder.agency,
      title: "P",
      state: .renounced,
      source: "test"
    )
    #expect(LumpSum.all(of: [project], catalogue: []).isEmpty)
  }
}
