import Inventory
import Testing

@testable import Estimation

@Suite("Recorded loads")
struct LoadHistogramTests {
  private func histogram(_ loads: [Double]) throws -> LoadHistogram {
    var histogram = LoadHistogram()
    for load in loads { histogram.add(try #require(Share(load))) }
    return histogram
  }

  /// 100 W idle, 200 W at 10 %, 210 W at full load: steep at the bottom.
  private var curve: PowerCurve {
    let watts = [100.0] + (1...10).map { 200 + Double($0 - 1) / 9 * 10 }
    return PowerCurve(points: watts.map { .exactly(Watts($0)) }, basis: .model)
  }

  @Test("power is averaged over the loads, not taken at their average")
  func average() throws {
    let histogram = try histogram([0, 0, 0, 1])
    #expect(histogram.samples == 4 && histogram.mean == 0.25)
    #expect(histogram.watts(of: curve).value == Watts((300 + 210) / 4))
    #expect(curve.watts(near: histogram.mean).value > Watts(200))
    #expect(LoadHistogram().watts(of: curve).value == Watts(100))
  }

  @Test("a recorded load counts before a snapshot, is surer, and is said in the steps")
  func estimated() throws {
    var fixture = try EstateFixture()
    fixture.add("h", .host) {
      $0.cpuModel = "Xeon E5-2650 v3"
      $0.cpuUtilization = Share(0.9)
    }
    func machine(_ loads: [EntityID: LoadHistogram]) throws -> MachineEstimate {
      let estimator = SavingsEstimator(loads: loads, draws: 100)
      return try #require(estimator.estimate([fixture.estate], asOf: nil).machines.first)
    }
    let recorded = try machine([EntityID("h"): try histogram([0.1, 0.2, 0.3])])
    let snapshot = try machine([:])
    #expect(recorded.power.value < snapshot.power.value)
    #expect(recorded.steps.contains { $0.english == "load recorded (samples: 3)" })
    let width = { (power: Estimate<Watts>) in power.high.value / power.low.value }
    #expect(width(recorded.power) < width(snapshot.power))
  }

  @Test("a table of loads is read by its headings; what cannot be is told and left out")
  func table() throws {
    #expect(LoadTable(header: ["date", "host"]) == nil)
    var table = try #require(LoadTable(header: ["Data", "Host", "CPU %"]))
    for (line, cell) in ["12,5", "200", "-3", "n/d", "30 %"].enumerated() {
      table.add(["2024-01-01", "esx1", cell], line: line + 2)
    }
    #expect(table.loads["esx1"]?.samples == 2)
    #expect(table.findings.map(\.line) == [3, 4, 5])
    #expect(
      table.findings.map(\.code) == ["load.impossible", "load.impossible", "meter.no-number"]
    )
    for language in Language.allCases {
      #expect(table.findings[0].text(in: language).contains("200"))
    }
  }
}
