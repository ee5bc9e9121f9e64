import Inventory
import Testing

@testable import Estimation

@Suite("What meters that last say")
struct MeteringTests {
  /// Days of so many watts each, from a day of 2023 on.
  private func days(_ watts: [Double], from first: Int = 0) throws -> [MeterSpan] {
    let start = try #require(CalendarDate(year: 2023, month: 1, day: 1)).dayNumber + first
    return watts.enumerated().map { index, watts in
      MeterSpan(
        start: (start + index) * 1_440,
        end: (start + index + 1) * 1_440,
        energy: watts * 24 / 1_000
      )
    }
  }

  private func series(
    _ number: Int,
    _ watts: [Double],
    from first: Int = 0,
    feed: String = ""
  ) throws -> MeteredSeries {
    MeteredSeries(
      number: number,
      meter: "m\(number)",
      feed: feed,
      path: "pdu.csv",
      line: 2,
      readings: watts.count,
      spans: try days(watts, from: first)
    )
  }

  private func power(_ series: MeteredSeries...) throws -> MeteredPower {
    try #require(MeteredPower(MeteredTime(series), of: series))
  }

  @Test(
    "the longer a period, the nearer it is to a year",
    arguments: [
      // √(.02² + .05² · (1 − days ÷ 365)), nothing scattering
      (365, 0.02), (730, 0.02), (30, 0.0519088), (90, 0.0477866),
      // of less than a week, 11 % ÷ √days too
      (1, 0.1224465), (4, 0.0767959),
    ]
  )
  func width(days: Int, deviation: Double) throws {
    let found = try power(series(1, [Double](repeating: 200, count: days)))
    #expect(isNear(found.watts, 200) && found.coverage == 1)
    #expect(abs(found.deviation - deviation) < 1e-6)
  }

  @Test("days that differ widen it by the scatter of their mean")
  func scatter() throws {
    let found = try power(series(1, [190, 210, 190, 210, 190, 210, 190, 210]))
    #expect(isNear(found.watts, 200))
    // 8 · .05² ÷ 7 ÷ 8 = .05² ÷ 7, the neighbours being unlike.
    let expected = (0.0004 + 0.0025 / 7 + 0.0025 * (1 - 8.0 / 365)).squareRoot()
    #expect(abs(found.deviation - expected) < 1e-12)
    // Days that resemble their neighbours tell less.
    let alike = try power(series(1, [190, 190, 190, 190, 210, 210, 210, 210]))
    #expect(alike.deviation > found.deviation)
  }

  @Test("feeds add up over the days that all were read; files of one feed follow each other")
  func feeds() throws {
    let one = try series(1, [100, 100, 100], feed: "A")
    let other = try series(2, [80, 80], from: 1, feed: "B")
    let both = try power(one, other)
    #expect(isNear(both.watts, 180) && isNear(both.days, 2))
    let joined = try power(series(1, [100, 100]), series(2, [200, 200], from: 2))
    #expect(isNear(joined.watts, 150) && joined.days == 4)
    // Of one day, what was added later counts, and is not counted twice.
    let corrected = try power(series(1, [100, 100]), series(2, [300], from: 1))
    #expect(isNear(corrected.watts, 200))
    let gap = try power(series(1, [100]), series(2, [100], from: 3))
    #expect(gap.coverage == 0.5 && gap.days == 2)
  }

  @Test("a day's readings are kept as one stretch, gaps as gaps")
  func daily() {
    let hours = MeterSeries(
      name: "",
      readings: (0..<48).filter { $0 != 30 }.map {
        MeterReading(start: $0 * 60, end: ($0 + 1) * 60, amount: .power(Watts(500)), line: 2)
      }
    )
    #expect(hours.daily.map(\.start) == [0, 1_440, 1_860])
    #expect(hours.daily.map(\.end) == [1_440, 1_800, 2_880])
    #expect(isNear(hours.daily.reduce(0) { $0 + $1.energy }, 23.5))
  }

  @Test("a machine's own series is what it draws, until the day it was switched off")
  func own() throws {
    var estate = try EstateFixture()
    estate.add("srv", watts: 500)
    let day = try #require(CalendarDate(year: 2023, month: 1, day: 11))
    let ended = [EntityID("srv"): RegisteredEnd(offFrom: day)]
    let watts = [Double](repeating: 240, count: 10) + [Double](repeating: 4, count: 90)
    func metering(_ ended: [EntityID: RegisteredEnd]) throws -> Metering {
      Metering(machines: [EntityID("srv"): [try series(1, watts)]], ended: ended)
    }
    let savings = SavingsEstimator(metering: try metering(ended), draws: 200)
      .estimate([estate.estate], ended: ended, asOf: nil)
    let machine = try #require(savings.machines.first)
    #expect(isNear(machine.power.value.value, 240) && machine.power.basis == .metered)
    #expect(machine.steps[0].source.english.hasPrefix("measured: series 1 “m1”, 2023-01-01 to "))
    #expect(machine.steps[0].source.italian.hasSuffix("letture: 100, pdu.csv:2"))
    #expect(savings.meterUses.map(\.outcome) == [.measured])
    let whole = try metering([:]).machines[EntityID("srv")]?.watts
    #expect(whole.map { $0 < 30 } == true)
  }

  @Test("a machine that the exports show off draws no more what its series says")
  func isOff() throws {
    var estate = try EstateFixture()
    estate.add("srv") { $0.powerState = .off }
    let metering = Metering(machines: [EntityID("srv"): [try series(1, [300, 300])]])
    let savings = SavingsEstimator(metering: metering, draws: 200)
      .estimate([estate.estate], asOf: nil)
    #expect(savings.machines.first?.power.value.value == 8)
    #expect(savings.meterUses.map(\.outcome) == [.passed(.isOff)])
  }

  @Test("a power that no machine draws is told and passed over", arguments: [0.5, 30_000])
  func impossible(watts: Double) throws {
    var estate = try EstateFixture()
    estate.add("srv", watts: 210)
    let metering = Metering(machines: [EntityID("srv"): [try series(1, [watts, watts])]])
    let savings = SavingsEstimator(metering: metering, draws: 200)
      .estimate([estate.estate], asOf: nil)
    #expect(savings.machines.first?.power.value.value == 210)
    #expect(savings.meterUses.map(\.code) == ["meter.impossible-power"])
    #expect(savings.meterUses.allSatisfy { $0.isProblem })
  }

  @Test("recorded loads count more the longer they were recorded")
  func loads() throws {
    var histogram = LoadHistogram()
    histogram.add(try #require(Share(0.2)))
    let asset = try EstateFixture.asset("srv")
    let prior = try #require(EstimationSettings.standard[.serverUtilization])
    func low(_ days: Double?) -> Double {
      AverageLoad(asset, recorded: RecordedLoad(histogram, days: days), prior: prior).low
    }
    // .5 ÷ √(1 + days), at least .1
    #expect(isNear(low(nil), 0.18) && isNear(low(365), 0.18))
    #expect(isNear(low(0), 0.1) && isNear(low(3), 0.15))
  }
}
