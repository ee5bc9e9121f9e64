import Inventory
import Testing

@testable import Estimation

@Suite("What a UPS loses")
struct UPSTests {
  private func name(_ model: String, maker: String? = nil) -> UPSName? {
    var facts = Record(kind: .machine, locator: Locator(number: 1))
    facts.model = model
    facts.manufacturer = maker
    return UPSName(facts, name: "x")
  }

  @Test(
    "names tell how it works and what it delivers, 0.8 W for a volt-ampere",
    arguments: [
      ("Smart-UPS SRT 6000", .doubleConversion, 4_800), ("SURT10000XLI", .doubleConversion, 8_000),
      ("Sentinel Dual 10 kVA", .doubleConversion, 8_000), ("GXT5-3000IRT2UXLE", nil, 2_400),
      ("SMT3000RMI2U", .lineInteractive, 2_400), ("5PX 2200i", .lineInteractive, 1_760),
      ("UPS 20 kW", nil, 20_000), ("9PX6KI", nil, 4_800), ("Galaxy VS UPS", .doubleConversion, nil),
      ("UPS 9355 12kVA", .doubleConversion, 9_600),
    ] as [(String, UPSName.Topology?, Double?)]
  )
  func names(model: String, topology: UPSName.Topology?, rating: Double?) throws {
    let found = try #require(name(model + (topology == nil ? " ups" : "")))
    if topology != nil { #expect(found.topology == topology) }
    #expect(found.rating == rating)
  }

  @Test("a PDU is no UPS", arguments: ["AP8853 PDU", "Rack PDU 2G", "Metered 32A"])
  func pdu(model: String) {
    #expect(name(model, maker: "APC") == nil)
  }

  private func load(_ load: Double, of rated: Double = 10_000) -> UPSLoad {
    UPSLoad(
      name: "ups",
      topology: .doubleConversion,
      isOld: false,
      rated: rated,
      load: load,
      measured: nil
    )
  }

  private func value(_ key: EstimationSettings.Key) -> Double {
    EstimationSettings.standard[key]?.value ?? .nan
  }

  @Test("losses are no-load + proportional + square, their slope without the first")
  func formula() {
    // 280 + 0.021 · 2500 + 0.02 · 2500² ÷ 10 000
    let parts = load(2_500).losses(value)
    #expect(isNear(parts[.fixed] ?? 0, 280) && isNear(parts[.proportional] ?? 0, 52.5))
    #expect(isNear(parts[.square] ?? 0, 12.5))
    let overhead = load(2_500).overhead(value)
    #expect(isNear(overhead.average, 345 / 2_500) && isNear(overhead.marginal, 77.5 / 2_500))
  }

  @Test(
    "the efficiencies are those that the sources publish",
    // 93.5 % at full load, 92.5 to 95; about 85 to 88 % at a quarter
    arguments: [(10_000.0, 0.925...0.95), (2_500, 0.85...0.90), (5_000, 0.90...0.94)]
  )
  func efficiency(watts: Double, range: ClosedRange<Double>) {
    let lost = load(watts).losses(value).values.reduce(0, +)
    #expect(range.contains(watts / (watts + lost)))
  }

  @Test("metered losses keep their shape and take the meters' sum; old ones lose more")
  func measured() {
    var use = load(2_500)
    use.measured = 690
    let parts = use.losses(value)
    #expect(isNear(parts[.fixed] ?? 0, 560) && isNear(parts.values.reduce(0, +), 690))
    use.measured = nil
    use.isOld = true
    #expect(isNear(use.losses(value).values.reduce(0, +), 345 * 1.3))
  }

  /// Two servers of 1,000 W behind a UPS of 8 kW, one that is elsewhere, in a room of PUE 1.8.
  private func estate(isKnown: Bool, leaving: [String] = ["a"]) throws -> EstateFixture {
    var fixture = try EstateFixture()
    for id in ["a", "b"] {
      fixture.add(id, watts: 1_000, room: "CED", retires: leaving.contains(id) ? "2024-01" : nil)
    }
    fixture.add("c", watts: 1_000, room: "Altra", retires: "2024-01")
    if isKnown {
      fixture.add("ups", .powerUnit, room: "CED") { $0.model = "Sentinel Dual 10 kVA" }
    }
    return fixture
  }

  @Test("it is taken out of the PUE before the fixed share of the rest: a hand calculation")
  func marginal() throws {
    let plain = try estate(isKnown: false).savings([("pue", 1.8), ("overhead-fixed-share", 0.5)])
    let known = try estate(isKnown: true).savings([("pue", 1.8), ("overhead-fixed-share", 0.5)])
    #expect(isNear(plain.energy(of: "a"), 8_760 * 1.4))
    // 0.028 · 8000 + 0.021 · 2000 + 0.02 · 2000² ÷ 8000 = 276 W of 2,000; slope 0.021 + 0.01.
    let overhead = 1 + 0.031 + 0.5 * (0.8 - 0.138)
    #expect(isNear(known.energy(of: "a"), 8_760 * overhead))
    #expect(isNear(known.energy(of: "c"), plain.energy(of: "c")))
    let loss = try #require(known.upsLosses.first)
    #expect(known.upsLosses.count == 1 && isNear(loss.total.value.value, 276))
    #expect(isNear(loss.fixed.value, 224) && isNear(loss.efficiency, 2_000 / 2_276))
    #expect(loss.total.low.value < 276 && loss.total.high.value > 276)
  }

  @Test("when the room closes, exactly the PUE is saved, with a UPS or without: never twice")
  func closing() throws {
    for isKnown in [false, true] {
      let found = try estate(isKnown: isKnown, leaving: ["a", "b"]).savings([("pue", 1.8)])
      #expect(isNear(found.energy(of: "a") + found.energy(of: "b"), 2 * 8_760 * 1.8))
    }
    // Nor more than the PUE where that is less than what the UPS loses.
    let small = try estate(isKnown: true, leaving: ["a", "b"]).savings([("pue", 1.05)])
    #expect(isNear(small.energy(of: "a"), 8_760 * 1.05))
  }

  @Test("with the room alive, what goes is less than the PUE, and the months agree with the year")
  func months() throws {
    let found = try estate(isKnown: true).savings([("pue", 1.8)])
    #expect(found.energy(of: "a") < 8_760 * 1.8)
    let month = found.gross(in: "2024-03")
    #expect(isNear(month, (found.energy(of: "a") + found.energy(of: "c")) * 31 / 365.25))
  }

  @Test("one that feeds others by the exports stands for those alone, through a PDU too")
  func fed() throws {
    var fixture = try estate(isKnown: true)
    fixture.add("pdu", .powerUnit, room: "CED") { $0.model = "AP8853" }
    for (from, to) in [("c", "pdu"), ("pdu", "ups")] {
      fixture.feed(from, to)
    }
    let found = try fixture.savings([("pue", 1.8), ("overhead-fixed-share", 0.5)])
    #expect(isNear(found.energy(of: "a"), 8_760 * 1.4))
    #expect(found.energy(of: "c") != found.energy(of: "a"))
    #expect(found.upsLosses.map(\.load.value) == [1_000])
  }

  @Test("a rating that its load cannot be of is none")
  func implausible() throws {
    var fixture = try EstateFixture()
    fixture.add("a", watts: 3_000, room: "CED", retires: "2024-01")
    fixture.add("ups", .powerUnit, room: "CED") { $0.model = "Smart-UPS SRT 1000" }
    #expect(try fixture.savings().upsLosses.isEmpty)
  }

  @Test("meters on both sides tell the losses of the days that both were read")
  func sides() throws {
    func series(_ number: Int, _ watts: Double, days: Range<Int>) -> MeteredSeries {
      MeteredSeries(
        number: number,
        meter: "",
        path: "u.csv",
        line: 2,
        readings: days.count,
        spans: days.map {
          MeterSpan(start: $0 * 1_440, end: ($0 + 1) * 1_440, energy: watts * 24 / 1_000)
        }
      )
    }
    let unit = EntityID("ups")
    let metering = Metering(
      machines: [:],
      supplies: [
        unit: ([series(1, 2_300, days: 0..<20)], [series(2, 2_000, days: 10..<30)])
      ]
    )
    #expect(isNear(metering.losses[unit] ?? 0, 300))
    let savings = SavingsEstimator(metering: metering, draws: 200)
      .estimate([try estate(isKnown: true).estate], asOf: nil)
    let loss = try #require(savings.upsLosses.first)
    #expect(isNear(loss.total.value.value, 300) && loss.total.basis == .metered)
    #expect(loss.total.low == loss.total.high)
  }
}
