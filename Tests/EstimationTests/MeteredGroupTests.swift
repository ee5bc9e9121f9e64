import Inventory
import Testing

@testable import Estimation

@Suite("Several machines on one meter")
struct MeteredGroupTests {
  private func series(_ number: Int, _ watts: Double, days: Int = 365) -> MeteredSeries {
    MeteredSeries(
      number: number,
      meter: "m\(number)",
      path: "pdu.csv",
      line: 2,
      readings: days,
      spans: (0..<days).map {
        MeterSpan(start: $0 * 1_440, end: ($0 + 1) * 1_440, energy: watts * 24 / 1_000)
      }
    )
  }

  private func group(
    _ number: Int,
    _ watts: Double,
    _ members: [String],
    share: Double = 1,
    name: String = "A1"
  ) throws -> MeteredGroup {
    MeteredGroup(
      agency: try #require(AgencyCode("prova")),
      kind: .rack,
      name: name,
      series: [series(number, watts)],
      members: Dictionary(uniqueKeysWithValues: members.map { (EntityID($0), share) })
    )
  }

  /// Servers of which nothing is known: 200 W each, 80 to 600.
  private func estate(_ names: [String], metered: [String: Double] = [:]) throws -> EstateFixture {
    var estate = try EstateFixture()
    for name in names.sorted() { estate.add(name, watts: metered[name], retires: "2024-01") }
    return estate
  }

  private func savings(
    _ estate: EstateFixture,
    _ groups: [MeteredGroup],
    unlisted: Double = 0,
    ended: [EntityID: RegisteredEnd] = [:]
  ) throws -> Savings {
    var settings = EstimationSettings.standard
    try settings.set(key: "unlisted-share", value: unlisted)
    let metering = Metering(machines: [:], groups: groups, ended: ended)
    return SavingsEstimator(settings: settings, metering: metering, draws: 200)
      .estimate([estate.estate], ended: ended, asOf: nil)
  }

  @Test("what a meter leaves and what is estimated are weighed by their precision")
  func weighing() throws {
    let estate = try estate(["a", "b", "c"], metered: ["a": 300])
    let found = try savings(estate, [group(1, 900, ["a", "b", "c"])])
    // The meter leaves 600 ± √((900 · .02)² + (300 · .05)²) W for b and c.
    let left = (18.0 * 18 + 15 * 15).squareRoot() / 600
    // Estimated are 400 W: both of one family of (ln(200 ÷ 80) + ln(600 ÷ 200)) ÷ 2 ÷ 1.645,
    // and each with 8 % of its own.
    let model = Spread(200, low: 80, high: 600).deviation
    let estimated = (model * model + 2 * (0.08 / 2) * (0.08 / 2)).squareRoot()
    let (one, other) = (1 / (estimated * estimated), 1 / (left * left))
    let scale = Logarithm.exponential(Logarithm.natural(1.5) * other / (one + other))
    #expect(isNear(found.watts("b"), 200 * scale) && isNear(found.watts("c"), 200 * scale))
    #expect(found.watts("a") == 300)
    #expect(found.meterUses.map(\.code) == ["meter.calibrated"])
    let steps = found.machines.first { $0.entity == EntityID("b") }?.steps ?? []
    #expect(steps.contains { $0.source.english.hasPrefix("measured: series 1 “m1”") })
  }

  @Test("a metered group narrows its machines' sum, and never widens it")
  func narrowing() throws {
    let names = ["a", "b", "c", "d"]
    let estate = try estate(names)
    func width(_ savings: Savings) -> Double {
      let energy = savings.total.gross.energy
      return (energy.high.value - energy.low.value) / energy.value.value
    }
    let metered = try savings(estate, [group(1, 900, names)])
    let plain = try savings(estate, [])
    #expect(width(metered) < width(plain))
  }

  @Test("devices that no inventory lists take their share, and leave it less sure")
  func unlisted() throws {
    let estate = try estate(["a", "b"])
    let all = try savings(estate, [group(1, 500, ["a", "b"])])
    let some = try savings(estate, [group(1, 500, ["a", "b"])], unlisted: 0.2)
    #expect(some.watts("a") < all.watts("a"))
    #expect(isNear(some.watts("a"), some.watts("b")))
  }

  @Test("a UPS over a metered rack calibrates only the rest: nothing is counted twice")
  func nested() throws {
    let estate = try estate(["a", "b", "c", "d"])
    let rack = try group(1, 500, ["a", "b"])
    let alone = try savings(estate, [rack])
    let both = try savings(estate, [group(2, 1_100, ["a", "b", "c", "d"], name: "UPS"), rack])
    #expect(both.watts("a") == alone.watts("a"))
    // 1,100 less about 500 is left for c and d, whose estimate hardly counts beside it.
    #expect(abs(both.watts("c") + both.watts("d") - 600) < 12)
    #expect(abs(both.sum - 1_100) < 15)
    #expect(both.meterUses.map(\.code) == ["meter.calibrated", "meter.calibrated"])
  }

  @Test("where all machines have meters of their own, the whole is held beside their sum")
  func compared() throws {
    let estate = try estate(["a", "b"], metered: ["a": 200, "b": 300])
    let likely = try savings(estate, [group(1, 510, ["a", "b"])])
    #expect(likely.meterUses.map(\.code) == ["meter.compared"])
    #expect(likely.meterUses.allSatisfy { $0.text(in: .italian).contains("× 1,02 ") })
    #expect(!likely.meterUses.contains { $0.isProblem } && likely.watts("a") == 200)
    let unlikely = try savings(estate, [group(1, 900, ["a", "b"])])
    #expect(unlikely.meterUses.contains { $0.isProblem })
    #expect(unlikely.sum == 500)
  }

  @Test("a meter that cannot be of its machines is told and passed over")
  func passed() throws {
    let estate = try estate(["a", "b"], metered: ["a": 300])
    for (watts, code) in [(250.0, "less-than-its-machines"), (5_000, "far-off"), (310, "far-off")] {
      let found = try savings(estate, [group(1, watts, ["a", "b"])])
      #expect(found.meterUses.map(\.code) == ["meter.\(code)"])
      #expect(found.watts("b") == 200)
      for language in Language.allCases {
        #expect(found.meterUses.allSatisfy { $0.text(in: language).contains("A1: ") })
      }
    }
    let stray = try savings(estate, [group(1, 500, ["x"])])
    #expect(stray.meterUses.map(\.code) == ["meter.no-machines"])
  }

  @Test("of a machine with other feeds, a meter counts its share and tells less")
  func shared() throws {
    let estate = try estate(["a", "b"])
    let whole = try savings(estate, [group(1, 600, ["a", "b"])])
    let half = try savings(estate, [group(1, 300, ["a", "b"], share: 0.5)])
    #expect(half.watts("a") > 200 && half.watts("a") < whole.watts("a"))
  }

  @Test("a group is looked at over the longest time in which none of its machines went off")
  func steady() throws {
    let estate = try estate(["a", "b"])
    let day = try #require(CalendarDate(dayNumber: 300))
    let ended = [EntityID("b"): RegisteredEnd(offFrom: day)]
    var group = try group(1, 600, ["a", "b"])
    // From the day on that b is off, the meter counts a alone.
    for index in 300..<365 { group.series[0].spans[index].energy = 300 * 24 / 1_000 }
    let found = try savings(estate, [group], ended: ended)
    let power = try #require(found.meterUses.first?.power)
    // In the 60 days before, b may have been off on trial already.
    #expect(isNear(power.watts, 600) && power.days == 240)
    let early = [EntityID("b"): RegisteredEnd(offFrom: try #require(CalendarDate(dayNumber: 30)))]
    for index in 30..<365 { group.series[0].spans[index].energy = 300 * 24 / 1_000 }
    let later = try savings(estate, [group], ended: early)
    #expect(isNear(try #require(later.meterUses.first?.power.watts), 300))
    #expect(later.watts("b") == 200 && later.watts("a") > 280)
  }

  @Test("a metered rack of modelled servers calibrates the site's factor for all others")
  func site() throws {
    var estate = try EstateFixture()
    for name in ["a", "b", "z"] {
      estate.add(name) { facts in
        facts.cpuModel = "Intel Xeon E5-2640"
        facts.cpuSockets = 2
      }
    }
    let before = try savings(estate, [])
    let watts = before.watts("a")
    let found = try savings(estate, [group(1, 2 * watts * 1.4, ["a", "b"])])
    #expect(found.watts("z") > watts && found.watts("z") < 1.4 * watts)
    #expect(found.watts("a") > found.watts("z") && found.watts("a") < 1.4 * watts)
    let spread = { (savings: Savings) -> Double in
      let power = savings.machines.first { $0.entity == EntityID("z") }?.power
      return power.map { $0.high.value / $0.low.value } ?? 0
    }
    #expect(spread(found) < spread(before))
  }
}

extension Savings {
  /// What a machine draws, in watts.
  fileprivate func watts(_ id: String) -> Double {
    machines.first { $0.entity == EntityID(id) }?.power.value.value ?? .nan
  }

  fileprivate var sum: Double { machines.reduce(0) { $0 + $1.power.value.value } }
}
