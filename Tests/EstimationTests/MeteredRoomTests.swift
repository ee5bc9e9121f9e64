import Inventory
import Testing

@testable import Estimation

@Suite("A room's own PUE")
struct MeteredRoomTests {
  private func series(_ number: Int, _ watts: [Double], from first: Int = 0) -> MeteredSeries {
    MeteredSeries(
      number: number,
      meter: "",
      path: "sala.csv",
      line: 2,
      readings: watts.count,
      spans: watts.enumerated().map { index, watts in
        MeterSpan(
          start: (first + index) * 1_440,
          end: (first + index + 1) * 1_440,
          energy: watts * 24 / 1_000
        )
      }
    )
  }

  private func room(_ all: [Double], _ own: [Double], from first: Int = 0) throws -> MeteredRoom {
    MeteredRoom(
      agency: try #require(AgencyCode("prova")),
      path: "Sede/Zeta",
      facility: [series(1, all)],
      equipment: [series(2, own, from: first)]
    )
  }

  @Test("is what all of it drew over what its machines did, on the days that both were read")
  func ratio() throws {
    let all = [Double](repeating: 3_000, count: 20) + [Double](repeating: 1_000, count: 20)
    let own = [Double](repeating: 2_000, count: 20)
    let found = try #require(try room(all, own).effectiveness)
    #expect(isNear(found.value, 1.5) && found.place.room == "Sede/Zeta")
    // √(.02² + .02² + .05² · (1 − 20 ÷ 365))
    let deviation = (0.0008 + 0.0025 * (1 - 20.0 / 365)).squareRoot()
    #expect(isNear(found.high ?? 0, 1.5 * Logarithm.exponential(deviation * Spread.normal95)))
    #expect(found.source == "serie / series 1, 2, 1970-01-01–1970-01-20")
    #expect(try room(all, [2_000, 2_000]).effectiveness == nil)
    #expect(try room(all, own, from: 100).effectiveness == nil)
  }

  private func savings(_ all: Double) throws -> Savings {
    var estate = try EstateFixture()
    estate.add("in", watts: 1_000, room: "Zeta", retires: "2024-01")
    estate.add("out", watts: 1_000, room: "Altra", retires: "2024-01")
    estate.add("stays", watts: 1_000, room: "Zeta")
    estate.add("too", watts: 1_000, room: "Altra")
    var settings = EstimationSettings.standard
    try settings.set(key: "pue", value: 1.7)
    try settings.set(
      Setting(
        key: "pue",
        value: 2,
        place: SettingPlace(agency: estate.estate.agency.code, room: "Zeta")
      )
    )
    let days = { (watts: Double) in [Double](repeating: watts, count: 30) }
    let metering = Metering(machines: [:], rooms: [try room(days(all), days(2_000))])
    return SavingsEstimator(settings: settings, metering: metering, draws: 200)
      .estimate([estate.estate], asOf: nil)
  }

  @Test("comes before what was declared, in that room alone")
  func first() throws {
    let found = try savings(2_800)
    // 1 + .5 · (PUE − 1)
    #expect(isNear(found.energy(of: "in"), 8_760 * 1.2))
    #expect(isNear(found.energy(of: "out"), 8_760 * 1.35))
    #expect(found.meterUses.map(\.code) == ["meter.effectiveness"])
    #expect(found.meterUses.allSatisfy { $0.text(in: .italian).contains("PUE misurato: 1,4") })
  }

  @Test("that no room has is told and left out", arguments: [1_500.0, 20_000])
  func impossible(all: Double) throws {
    let found = try savings(all)
    #expect(isNear(found.energy(of: "in"), 8_760 * 1.5))
    #expect(found.meterUses.map(\.code) == ["meter.impossible-effectiveness"])
    #expect(found.meterUses.allSatisfy { $0.isProblem })
  }
}
