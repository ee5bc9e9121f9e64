import Inventory
import Testing

@testable import Estimation

@Suite("One kilowatt-hour is claimed once")
struct ClaimTests {
  /// An invented estate: hosts with guests, servers, arrays and switches, some retired, with any
  /// number of projects each, some named twice.
  private func estate(seed: UInt64, agency: String) throws -> Estate {
    var numbers = UniformNumbers(seed: seed)
    var estate = Estate(agency: Agency(code: try #require(AgencyCode(agency)), name: agency))
    var hosts: [EntityID] = []
    for index in 0..<40 {
      let kinds: [AssetKind] = [.host, .server, .virtualMachine, .storage, .networkDevice]
      let kind = kinds[numbers.next(below: kinds.count)]
      let id = EntityID("\(agency)\(index)")
      if kind == .host { hosts.append(id) }
      var facts = Record(kind: .machine, locator: Locator(number: index + 1))
      if numbers.next(below: 2) == 0 { facts.cpuModel = "Xeon E5-2650 v3" }
      if numbers.next(below: 2) == 0 { facts.cpuCores = numbers.next(below: 9) }
      if numbers.next(below: 3) == 0 { facts.memory = Mebibytes(4_096) }
      if numbers.next(below: 4) == 0 {
        facts.measuredPower = PowerReading(average: Watts(Double(50 + numbers.next(below: 500))))
      }
      facts.disks = (0..<numbers.next(below: 3)).map { Disk(name: "d\($0)") }
      estate.assets.append(
        Asset(
          id: id,
          kind: kind,
          name: id.description,
          facts: facts,
          origins: [:],
          records: [],
          links: [],
          lastSeen: nil
        )
      )
      let retires = numbers.next(below: 3) > 0
      estate.plan.append(
        PlanEntry(
          entity: id,
          status: retires ? .retire : .blocked,
          month: retires ? Month(year: 2024, month: 1 + numbers.next(below: 12)) : nil,
          reasons: [.nothingKnown]
        )
      )
      estate.assignments.append(
        Assignment(
          entity: id,
          isApplication: false,
          projects: (0..<numbers.next(below: 4)).map { _ in
            ProjectCode("\(agency)-P\(numbers.next(below: 5))")
          },
          reasons: [.nothingRuns]
        )
      )
      if let host = hosts.last, kind == .virtualMachine || kind == .storage {
        let isGuest = kind == .virtualMachine
        estate.relations.append(
          Relation(
            kind: isGuest ? .hostedOn : .storedOn,
            from: isGuest ? id : host,
            to: isGuest ? host : id,
            record: RecordID(Int64(index + 1))
          )
        )
      }
    }
    return estate
  }

  @Test(
    "projects and what is in none make up the rooms: never more, never less",
    arguments: 1...25 as ClosedRange<UInt64>
  )
  func claims(seed: UInt64) throws {
    let estates = [
      try estate(seed: seed, agency: "uno"), try estate(seed: seed &+ 1_000, agency: "due"),
    ]
    let savings = SavingsEstimator(draws: 100).estimate(estates, asOf: nil)
    for machine in savings.machines where !machine.projects.isEmpty {
      #expect(Set(machine.projects.map(\.project)).count == machine.projects.count)
      #expect(abs(machine.projects.reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
    }
    let parts = savings.byProject.map(\.total) + [savings.withoutProject]
    let figures: [(SavingsTotal) -> Double] = [
      { $0.gross.energy.value.value }, { $0.net.energy.value.value },
      { $0.gross.carbon.value.value }, { $0.gross.cost.value.value },
    ]
    for figure in figures {
      let whole = figure(savings.total)
      let sum = parts.reduce(0) { $0 + figure($1) }
      #expect(abs(sum - whole) <= 1e-9 * max(1, abs(whole)))
    }
    // What the retired machines draw at the rooms' meters is all that there is to claim.
    let room = savings.machines.filter { $0.retires != nil }
      .reduce(0) { $0 + $1.yearly.energy.value.value }
    let claimed = savings.byProject.reduce(0) { $0 + $1.total.gross.energy.value.value }
    #expect(claimed <= room * (1 + 1e-9))
    #expect(parts.reduce(0) { $0 + $1.machines } == savings.total.machines)
    for (index, month) in savings.monthly.enumerated() {
      let sum = savings.monthlyByProject.reduce(0) { $0 + $1.months[index].gross.value.value }
      #expect(sum <= month.gross.value.value * (1 + 1e-9) + 1e-9)
    }
  }

  @Test("an array draws its controllers and its disks; the more disks, the more")
  func arrays() throws {
    var estate = Estate(agency: Agency(code: try #require(AgencyCode("prova")), name: "Prova"))
    for count in [0, 1, 24, 48] {
      var facts = Record(kind: .machine, locator: Locator(number: 1))
      facts.disks = (0..<count).map { Disk(name: "d\($0)") }
      estate.assets.append(
        Asset(
          id: EntityID("array\(count)"),
          kind: .storage,
          name: "array",
          facts: facts,
          origins: [:],
          records: [],
          links: [],
          lastSeen: nil
        )
      )
    }
    let machines = SavingsEstimator().estimate([estate], asOf: nil).machines
    let watts = Dictionary(
      uniqueKeysWithValues: machines.map { ($0.entity.description, $0.power) }
    )
    #expect(watts["array0"]?.value.value == 500)
    // 250 + 24 × 8; 250 + 48 × 8.
    #expect(watts["array24"]?.value.value == 442 && watts["array48"]?.value.value == 634)
    #expect(watts["array1"]?.value.value == 258)
    let many = try #require(watts["array48"])
    // √(130² + (48 × 3)²) below, the machine's own scatter besides.
    #expect(many.low.value < 634 - 194 && many.low.value > 634 - 250)
    #expect(machines.allSatisfy { $0.power.basis == .classTypical && !$0.steps.isEmpty })
  }
}
