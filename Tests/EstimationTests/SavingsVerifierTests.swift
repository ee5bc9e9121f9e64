import Inventory
import Testing

@testable import Estimation

@Suite("Verified savings")
struct SavingsVerifierTests {
  /// Days of which each counted so much, from 1 January 2023, then from 1 July 2023.
  private func series(
    _ before: [Double],
    _ after: [Double],
    name: String = ""
  ) throws
    -> MeterSeries
  {
    var readings: [MeterReading] = []
    for (day, values) in [(try day("2023-01-01"), before), (try day("2023-07-01"), after)] {
      for (index, value) in values.enumerated() {
        let start = (day.dayNumber + index) * 1_440
        readings.append(
          MeterReading(
            start: start,
            end: start + 1_440,
            amount: .energy(KilowattHours(value)),
            line: readings.count + 2
          )
        )
      }
    }
    return MeterSeries(name: name, readings: readings)
  }

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

  private func verifier(
    weather: DegreeDays = DegreeDays(),
    changes: [LoggedChange] = [],
    meterError: Double = 0
  ) throws -> SavingsVerifier {
    SavingsVerifier(
      before: try #require(MeterPeriod("2023-01..2023-06")),
      after: try #require(MeterPeriod("2023-07..2023-12")),
      option: .facility,
      weather: weather,
      changes: changes,
      meterError: meterError
    )
  }

  private func isNear(_ value: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(value - other) <= tolerance * max(1, abs(other))
  }

  @Test("without scatter, what was saved is the difference, and the interval is the meter’s class")
  func flat() throws {
    let saving = try #require(
      try verifier(meterError: 0.02).saving(
        of: series(Array(repeating: 24, count: 10), Array(repeating: 12, count: 5))
      )
    )
    // 5 days × (24 − 12) kWh, ± 2 %; × 365 ÷ 5.
    #expect(isNear(saving.saved.value.value, 60))
    #expect(isNear(saving.saved.low.value, 58.8) && isNear(saving.saved.high.value, 61.2))
    #expect(isNear(saving.yearly.value.value, 4_380))
    #expect(isNear(saving.baseline.value, 120) && saving.isCertain)
    #expect(isNear(saving.after.coverage, 5.0 / 184))
  }

  @Test("scatter widens the interval by Student’s t × the error of a prediction")
  func scatter() throws {
    let saving = try #require(try verifier().saving(of: series([10, 12, 10, 12], [5, 5])))
    // Mean 11; s² = 4 ÷ 3; 2 days: variance s² × (2² ÷ 4 + 2) = 4; t at 3 degrees is 2.3534.
    #expect(isNear(saving.saved.value.value, 12))
    #expect(isNear(saving.saved.high.value - saving.saved.value.value, 2.3534 * 2, 0.01))
    #expect(isNear(saving.saved.value.value - saving.saved.low.value, 2.3534 * 2, 0.01))
  }

  @Test("days that resemble their neighbours count for fewer")
  func correlation() throws {
    let points = [11, 11, 11, 11, 9, 9, 9, 9].map {
      BaselineModel.Point(days: 1, rate: $0, weather: [])
    }
    let model = try #require(BaselineModel(points))
    // Errors +1 × 4, −1 × 4: lag-one products 3 − 1 + 3 over 8.
    #expect(isNear(model.correlation, 0.625))
    let freedom = 7 * 0.375 / 1.625
    let expected =
      BaselineModel.studentQuantile95(max(2, freedom))
      * (8.0 / 7 * (1.0 / 8 + 1) * 1.625 / 0.375).squareRoot()
    #expect(isNear(model.halfWidth(of: [points[0]]), expected))
  }

  @Test(
    "Student’s 95 % point is that of the tables",
    arguments: [(3, 2.353), (5, 2.015), (10, 1.812), (30, 1.697), (1_000, 1.646)]
  )
  func student(freedom: Double, value: Double) {
    #expect(isNear(BaselineModel.studentQuantile95(freedom), value, 0.01))
  }

  @Test("weather is corrected for: what degree days explain is no saving")
  func weather() throws {
    var weather = DegreeDays()
    let heating = (0..<30).map { Double($0 % 10) }
    for (index, value) in heating.enumerated() {
      for start in ["2023-01-01", "2023-07-01"] {
        let date = try #require(CalendarDate(dayNumber: try day(start).dayNumber + index))
        // The time after is colder by half.
        let degrees = start == "2023-01-01" ? value : value * 0.5 + 1
        weather.set(
          try #require(MeterPeriod(first: date, last: date)),
          heating: degrees,
          cooling: nil
        )
      }
    }
    let saving = try #require(
      try verifier(weather: weather).saving(
        of: series(heating.map { 20 + 0.5 * $0 }, heating.map { 15 + 0.5 * ($0 * 0.5 + 1) })
      )
    )
    #expect(isNear(saving.saved.value.value, 5 * 30, 1e-6))
    #expect(isNear(try #require(saving.heating).value, 0.5, 1e-6))
    #expect(saving.cooling == nil)
  }

  @Test("weather that explains nothing, or less, is left out and told")
  func uselessWeather() throws {
    var weather = DegreeDays()
    weather.set(try #require(MeterPeriod("2023")), heating: 3_650, cooling: nil)
    let saving = try #require(
      try verifier(weather: weather).saving(of: series([10, 12, 10, 12, 10, 12, 10], [5, 5]))
    )
    #expect(isNear(saving.saved.value.value, 2 * (76.0 / 7) - 10) && saving.heating == nil)
    #expect(saving.findings.contains { $0.reason == .weatherTellsNothing })
  }

  @Test("a logged change is taken out, before and after, for the days it holds")
  func changes() throws {
    let series = try self.series(Array(repeating: 24, count: 4), Array(repeating: 36, count: 4))
    // From the second day after on, 1 kW more: 3 days × 24 kWh.
    let more = LoggedChange(
      period: try #require(MeterPeriod("2023-07-02..2199-12-31")),
      power: Watts(1_000),
      note: "nuovo firewall"
    )
    let plain = try #require(try verifier().saving(of: series))
    let corrected = try #require(try verifier(changes: [more]).saving(of: series))
    #expect(isNear(plain.saved.value.value, -48))
    #expect(isNear(corrected.saved.value.value, -48 + 72))
    #expect(isNear(corrected.after.changed.value, 72))
  }

  @Test("hours make days; a day that was seen too little of is left out; months are as they are")
  func stretches() throws {
    let first = try day("2023-01-01").dayNumber * 1_440
    let second = try day("2023-07-01").dayNumber * 1_440
    let hours =
      (0..<48).filter { !(30..<40).contains($0) }.map { first + $0 * 60 }
      + (0..<24).map { second + $0 * 60 }
    let hourly = MeterSeries(
      name: "",
      readings: hours.map { MeterReading(start: $0, amount: .power(Watts(1_000)), line: 1) }
    )
    let saving = try #require(try verifier().saving(of: hourly))
    // Ten hours, and what is missing of the half year.
    #expect(saving.findings.map(\.code) == ["meter.gap", "meter.gap", "meter.few-points"])
    #expect(saving.before.stretches == 1 && isNear(saving.before.metered.value, 24))
    var months = try #require(MeterTable(header: ["mese", "kWh"]))
    for month in 1...12 {
      months.add(["2023-\(month)", month <= 6 ? "3000" : "2400"], line: month + 1)
    }
    let meter = try #require(MeterSeries.all(of: months.readings).first)
    let monthly = try #require(try verifier().saving(of: meter))
    #expect(monthly.before.stretches == 6 && monthly.after.stretches == 6)
    // 181 days before, 184 after.
    #expect(isNear(monthly.saved.value.value, 18_000.0 / 181 * 184 - 14_400))
  }

  @Test("savings of two meters add up, and the less was drawn after, the more was saved")
  func properties() throws {
    let (a, b) = ([10.0, 12, 11, 13], [4.0, 6, 5, 5])
    let (c, d) = ([20.0, 21, 19, 22], [20.0, 18, 21, 20])
    func saved(_ before: [Double], _ after: [Double]) throws -> Double {
      try #require(try verifier().saving(of: series(before, after))).saved.value.value
    }
    let sum = try saved(zip(a, c).map(+), zip(b, d).map(+))
    #expect(isNear(sum, try saved(a, b) + saved(c, d)))
    var last = -Double.infinity
    for factor in [1.2, 1, 0.8, 0.4, 0] {
      let value = try saved(a, b.map { $0 * factor })
      #expect(value > last)
      last = value
    }
    #expect(isNear(try saved(a.map { $0 * 3 }, b.map { $0 * 3 }), 3 * (try saved(a, b))))
  }

  @Test("a meter that was not read in one of the times says nothing; few days are told")
  func missing() throws {
    #expect(try verifier().saving(of: series([1, 2], [])) == nil)
    #expect(try verifier().saving(of: series([], [1])) == nil)
    let saving = try #require(try verifier().saving(of: series([10, 10], [5])))
    #expect(saving.findings.contains { $0.reason == .fewPoints(2) })
    // 10 % of 10 kWh: √(1 ÷ 2 + 1) × 1.645.
    #expect(isNear(saving.saved.high.value - 5, 1.645 * 1.5.squareRoot(), 0.01))
  }

  @Test("a server that is off but still draws is raised; one that fell is not")
  func stillDraws() throws {
    let meters = [
      try series(Array(repeating: 6, count: 181), Array(repeating: 5.8, count: 5), name: "SRV1"),
      try series(Array(repeating: 6, count: 181), Array(repeating: 0.2, count: 5), name: "srv2"),
      try series([], Array(repeating: 0.2, count: 5), name: "srv3"),
    ]
    let off = try ["srv4", "srv3", "srv2", "srv1"].map {
      SwitchedOff(name: $0, day: try day("2023-07-01"))
    }
    let alarms = try verifier().alarms(for: off, in: meters)
    #expect(alarms.map(\.meter) == ["SRV1", "srv3"])
    #expect(alarms.map(\.isAlarm) == [true, false])
    guard case .stillDraws(let before, let after)? = alarms.first?.reason else {
      Issue.record("not raised")
      return
    }
    #expect(isNear(before.value, 250) && isNear(after.value, 5_800.0 / 24))
  }

  @Test("the estimate stands beside the measurement, each server from its day on")
  func comparison() throws {
    let series = try self.series(Array(repeating: 24, count: 181), Array(repeating: 12, count: 184))
    let power = Estimate(Watts(250), low: Watts(200), high: Watts(300), basis: .model)
    let verifier = try self.verifier()
    let saving = try #require(verifier.saving(of: series))
    let compared = try #require(
      verifier.comparison(
        of: saving,
        with: [
          SwitchedOff(name: "a", day: try day("2023-07-01"), power: power),
          SwitchedOff(name: "b", day: try day("2023-12-01"), power: power),
          SwitchedOff(name: "c", day: try day("2024-01-01"), power: power),
          SwitchedOff(name: "d", day: try day("2023-03-01")),
        ]
      )
    )
    // 184 and 31 days of 6 kWh.
    #expect(compared.servers == 2 && isNear(compared.estimated.value.value, 215 * 6))
    #expect(isNear(try #require(compared.ratio), 184.0 * 12 / 1_290) && !compared.fellShort)
    #expect(verifier.comparison(of: saving, with: []) == nil)
    // On for 90 of the 181 days before, the server explains as much of the fall; off throughout, none.
    let midway = SwitchedOff(name: "e", day: try day("2023-04-01"), power: power)
    let part = try #require(verifier.comparison(of: saving, with: [midway]))
    #expect(isNear(part.estimated.value.value, 184 * 6 * 90.0 / 181))
    let earlier = SwitchedOff(name: "f", day: try day("2022-12-01"), power: power)
    #expect(verifier.comparison(of: saving, with: [earlier]) == nil)
  }
}
