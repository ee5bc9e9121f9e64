import Inventory
import Testing

@testable import Estimation

@Suite("Load that hosts take over")
struct TakeoverTests {
  /// A curve of 100 W idle and 1 W for each per cent of load, known exactly.
  private struct Straight: PowerModel {
    func curve(for profile: ServerProfile) -> PowerCurve? {
      guard profile.cpuModel != "?" else { return nil }
      let points = (0...10).map { Estimate<Watts>.exactly(Watts(100 + 10 * Double($0))) }
      return PowerCurve(points: points, basis: .model)
    }
  }

  private func estate(_ hosts: [(String, use: Double, cores: Int?)]) throws -> Estate {
    var fixture = try EstateFixture()
    for host in hosts {
      fixture.add(host.0, .host) {
        $0.cpuModel = "Xeon"
        $0.cpuUtilization = Share(host.use)
        $0.cpuCores = host.cores
      }
    }
    return fixture.estate
  }

  private func takeover(_ estate: Estate, _ dark: [String], _ staying: [String]) throws -> Takeover
  {
    var settings = EstimationSettings.standard
    try settings.set(key: "in-service", value: 1.2)
    try settings.set(key: "pue", value: 2)
    try settings.set(key: "overhead-fixed-share", value: 0.5)
    return SavingsEstimator(settings: settings, model: Straight())
      .takeover(of: dark.map { EntityID($0) }, by: staying.map { EntityID($0) }, in: estate)
  }

  @Test("the load goes to those that stay by their cores, and they draw more by their curves")
  func byHand() throws {
    let estate = try estate([("a", 0.2, 20), ("b", 0.1, 10), ("c", 0.3, 30)])
    let takeover = try takeover(estate, ["a"], ["b", "c"])
    // 4 cores at work on 40: 10 % more each, 10 W × 1.2 each; at the meter × 1.5.
    #expect(isNear(takeover.power.value.value, 24))
    #expect(isNear(takeover.yearly.value.value, 24 * 8.76 * 1.5))
    #expect(takeover.yearly.low <= takeover.yearly.value && takeover.unknown.isEmpty)
  }

  @Test("no host goes above its full load; of one without cores, the others’ mean is taken")
  func limits() throws {
    let full = try estate([("a", 0.9, 20), ("b", 0.9, 20)])
    #expect(isNear(try takeover(full, ["a"], ["b"]).power.value.value, 12))
    let unknown = try estate([("a", 0.2, 20), ("b", 0.1, nil), ("c", 0.1, 20)])
    #expect(isNear(try takeover(unknown, ["a"], ["b", "c"]).power.value.value, 24))
  }

  @Test("more load draws more; without load, hosts or curves nothing is added")
  func edges() throws {
    var before = -1.0
    for use in [0.0, 0.1, 0.4, 0.9] {
      let estate = try estate([("a", use, 10), ("b", 0.1, 10)])
      let watts = try takeover(estate, ["a"], ["b"]).power.value.value
      #expect(watts > before)
      before = watts
    }
    let estate = try estate([("a", 0.5, 10)])
    #expect(try takeover(estate, ["a"], []).power.value == .zero)
    #expect(try takeover(estate, ["a"], ["nobody"]).power.value == .zero)
    var odd = try self.estate([("a", 0.5, 10), ("b", 0.1, 10)])
    odd.assets[1].facts.cpuModel = "?"
    #expect(try takeover(odd, ["a"], ["b"]).unknown == [EntityID("b")])
  }
}
