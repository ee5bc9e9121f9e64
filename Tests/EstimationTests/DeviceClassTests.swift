import Inventory
import Testing

@testable import Estimation

@Suite("Devices that the power model says nothing about")
struct DeviceClassTests {
  private func machine(
    _ kind: AssetKind = .server,
    _ change: (inout Record) -> Void
  ) throws -> MachineEstimate {
    var fixture = try EstateFixture()
    fixture.add("m", kind, change)
    return try #require(try fixture.savings().machines.first)
  }

  @Test(
    "each class gets its range, and says so",
    arguments: [
      ("DGX A100", "AMD EPYC 7742", 2_000.0), ("PowerEdge XE9680", "Xeon Platinum 8480+", 2_000),
      ("Power S822", "IBM POWER8", 500), ("Integrity rx2800 i4", "Intel Itanium 9540", 500),
      ("BladeSystem c7000 Enclosure G2", nil, 250), ("PowerEdge M1000e", nil, 250),
      ("UCS 5108 Blade Server Chassis", nil, 250),
    ] as [(String, String?, Double)]
  )
  func classes(model: String, processor: String?, watts: Double) throws {
    let machine = try machine {
      $0.model = model
      $0.cpuModel = processor
      $0.cpuSockets = 2
    }
    #expect(machine.power.value == Watts(watts) && machine.power.basis == .classTypical)
    #expect(machine.power.low < machine.power.value && machine.power.value < machine.power.high)
    #expect(machine.steps.first?.source.english.contains("assumption") ?? false)
  }

  @Test(
    "ordinary machines are modelled",
    arguments: ["ProLiant BL460c Gen9", "PowerEdge R740", "ProLiant DL380 Gen10", "UCSC-C240-M5"]
  )
  func ordinary(model: String) throws {
    let machine = try machine {
      $0.model = model
      $0.cpuModel = "Xeon E5-2650 v3"
      $0.cpuSockets = 2
    }
    #expect(machine.power.basis == .model)
  }

  @Test(
    "accelerators are read where a maker stands beside them, with their number",
    arguments: [
      ("2x NVIDIA T4", 2, 140.0), ("2 x Tesla V100 32GB", 2, 500), ("GPU: NVIDIA A100", 1, 250),
      ("nvidia tesla k80, nvidia m60", 2, 600), ("4 NVIDIA L40S", 4, 1_400), ("stanza T4", 0, 0),
      ("vetrina Tesla", 0, 0), ("99 nvidia t4", 1, 70), ("", 0, 0),
    ] as [(String, Int, Double)]
  )
  func accelerators(text: String, count: Int, watts: Double) {
    let found = Accelerators([text, nil])
    #expect(found.count == count && found.ratedWatts == watts)
  }

  @Test("an accelerator adds its share of its rated power, and widens the interval")
  func accelerated() throws {
    func power(_ note: String?) throws -> MachineEstimate {
      try machine {
        $0.cpuModel = "Xeon Gold 6248"
        $0.cpuSockets = 2
        $0.annotation = note
      }
    }
    let (plain, with) = (try power(nil).power, try power("2x NVIDIA T4").power)
    #expect(isNear(with.value.value, plain.value.value + 140 * 0.3))
    #expect(with.high.value - with.value.value > plain.high.value - plain.value.value)
    #expect(with.basis == .classTypical)
    #expect(try power("2x NVIDIA T4").steps.contains { $0.english.hasPrefix("accelerators (2)") })
  }

  @Test(
    "the ports of a switch are those of its model’s name",
    arguments: [
      ("WS-C2960X-48TS-L", 48), ("WS-C3750X-24P-S", 24), ("J9773A 2530-24G-PoE+", 24),
      ("EX3400-48T", 48), ("S5720-28X-SI", 28), ("Brocade 300", nil), ("DGS-1210-24", 24),
      ("Nexus 93180YC-EX", nil), (nil, nil),
    ] as [(String?, Int?)]
  )
  func ports(model: String?, ports: Int?) {
    #expect(SwitchPorts.count(model) == ports)
  }

  @Test(
    "a switch whose name says power over Ethernet gives some to others, less surely",
    arguments: [
      ("WS-C2960X-48FPS-L", true), ("2530-24G-PoE+ Switch", true), ("SG350-28P", true),
      ("C9200-24P", true), ("WS-C2960X-48TS-L", false), ("Nexus 5548P", false), (nil, false),
    ] as [(String?, Bool)]
  )
  func powerOverEthernet(model: String?, gives: Bool) {
    #expect(SwitchPorts.givePower(model) == gives)
  }

  @Test("what ports give adds to base and ports: a hand calculation")
  func givenPower() throws {
    let plain = try machine(.networkDevice) { $0.model = "WS-C2960X-24TS-L" }.power
    let giving = try machine(.networkDevice) { $0.model = "WS-C2960X-24PS-L" }.power
    // 20 + 24 · 1, and 24 · 2 W more
    #expect(isNear(plain.value.value, 44) && isNear(giving.value.value, 92))
    #expect(giving.high.value / giving.low.value > plain.high.value / plain.low.value)
  }

  @Test("a switch draws its base and its ports; the more ports, the more; unknown, its class")
  func switches() throws {
    func watts(_ model: String?) throws -> Estimate<Watts> {
      try machine(.networkDevice) { $0.model = model }.power
    }
    #expect(isNear(try watts("X-48T").value.value, 20 + 48 * 1))
    #expect(try watts("X-24T").value < watts("X-48T").value)
    #expect(try watts(nil).value == Watts(120))
    #expect(try watts("X-48T").basis == .classTypical)
  }
}
