import Inventory
import Testing

@testable import Estimation

@Suite("What would narrow the total most")
struct UnknownTests {
  private func estate(_ facts: [(String, (inout Record) -> Void)]) throws -> Estate {
    var estate = Estate(agency: Agency(code: try #require(AgencyCode("prova")), name: "Prova"))
    for (id, change) in facts {
      var record = Record(kind: .machine, locator: Locator(number: 1))
      change(&record)
      estate.assets.append(
        Asset(
          id: EntityID(id),
          kind: .server,
          name: id,
          facts: record,
          origins: [:],
          records: [],
          links: [],
          lastSeen: nil
        )
      )
      estate.plan.append(
        PlanEntry(
          entity: EntityID(id),
          status: .retire,
          month: Month(year: 2024, month: 1),
          reasons: [.nothingKnown]
        )
      )
    }
    return estate
  }

  private let modelled: (inout Record) -> Void = {
    $0.cpuModel = "Xeon E5-2650 v3"
    $0.model = "PowerEdge R630"
    $0.cpuSockets = 2
  }

  private func settings(fixing keys: [EstimationSettings.Key]) throws -> EstimationSettings {
    var settings = EstimationSettings.standard
    for key in keys {
      let value = try #require(EstimationSettings.standard[key]).value
      try settings.set(key: key.rawValue, value: value)
    }
    return settings
  }

  @Test("knowing a fact narrows the interval by what the list says")
  func narrowing() throws {
    let estate = try estate([("a", modelled), ("b", modelled), ("c", { _ in })])
    let before = SavingsEstimator().estimate([estate], asOf: nil)
    var narrowings = before.unknowns.map(\.narrowing)
    #expect(narrowings.count > 4)
    #expect(narrowings == narrowings.sorted(by: >))
    for unknown in before.unknowns {
      guard case .factor(let factor) = unknown.fact else { continue }
      let key = try #require(EstimationSettings.Key(rawValue: factor.key))
      let after = SavingsEstimator(settings: try settings(fixing: [key]))
        .estimate([estate], asOf: nil)
      func width(_ savings: Savings) -> Double {
        let net = savings.total.net.energy
        return net.high.value - net.low.value
      }
      let difference = width(before) - width(after)
      #expect(abs(difference - unknown.narrowing.value) < 1e-6 * width(before), "\(factor.key)")
      #expect(!after.unknowns.contains { $0.fact == unknown.fact })
      narrowings.removeAll()
    }
    #expect(narrowings.isEmpty)
  }

  @Test("what is measured, or has no part in it, is not asked for")
  func known() throws {
    let estate = try estate([
      ("a", { $0.measuredPower = PowerReading(average: Watts(200)) })
    ])
    let unknowns = SavingsEstimator().estimate([estate], asOf: nil).unknowns
    #expect(!unknowns.isEmpty)
    for unknown in unknowns {
      switch unknown.fact {
      case .factor(let factor):
        #expect(!["in-service", "destination-watts-core", "hours"].contains(factor.key))
      case .load, .power: Issue.record("\(unknown.text(in: .english))")
      }
    }
  }

  @Test("each is said in both languages, with the machines that it is about")
  func words() throws {
    let estate = try estate([("a", modelled), ("b", modelled), ("c", { _ in })])
    let unknowns = SavingsEstimator().estimate([estate], asOf: nil).unknowns
    for unknown in unknowns {
      #expect(unknown.text(in: .italian) != unknown.text(in: .english))
    }
    let family = try #require(
      unknowns.first {
        if case .power(.server, "poweredge r630") = $0.fact { true } else { false }
      }
    )
    #expect(family.machines == 2)
  }

  @Test("where nothing retires, nothing is asked for")
  func nothing() throws {
    let savings = SavingsEstimator().estimate([try estate([])], asOf: nil)
    #expect(savings.unknowns.isEmpty)
  }
}
