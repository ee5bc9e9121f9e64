import Inventory
import Testing

@testable import Estimation

@Suite("Tariff bands, market-based emissions, water and embodied carbon")
struct OptionalPartsTests {
  /// One server of 1,000 W, retired, at PUE 1: 8,760 kWh a year.
  private func savings(
    _ entries: [(String, Double)],
    moves: Bool = false,
    asOf: CalendarDate? = nil
  ) throws -> Savings {
    var settings = EstimationSettings.standard
    try settings.set(key: "pue", value: 1)
    try settings.set(key: "destination-pue", value: 1)
    for (key, value) in entries { try settings.set(key: key, value: value) }
    var estate = Estate(agency: Agency(code: try #require(AgencyCode("prova")), name: "Prova"))
    var facts = Record(kind: .machine, locator: Locator(number: 1))
    facts.measuredPower = PowerReading(average: Watts(1_000))
    estate.assets = [
      Asset(
        id: EntityID("s"),
        kind: .server,
        name: "s",
        facts: facts,
        origins: [:],
        records: [],
        links: [],
        lastSeen: nil
      )
    ]
    estate.plan = [
      PlanEntry(
        entity: EntityID("s"),
        status: .retire,
        month: Month(year: 2024, month: 1),
        reasons: [moves ? .nothingKnown : .replacedByVirtualMachine(name: "v")]
      )
    ]
    return SavingsEstimator(settings: settings).estimate([estate], asOf: asOf)
  }

  @Test("a weekday has 11, 5 and 8 hours, a Saturday 16 and 8, Sundays and holidays are F3 whole")
  func days() throws {
    let cases = [
      ("2024-07-10", [11, 5, 8]), ("2024-07-13", [0, 16, 8]), ("2024-07-14", [0, 0, 24]),
      ("2024-08-15", [0, 0, 24]), ("2024-04-01", [0, 0, 24]), ("2025-04-21", [0, 0, 24]),
      ("2024-04-02", [11, 5, 8]), ("2024-12-26", [0, 0, 24]), ("2024-12-27", [11, 5, 8]),
    ]
    for (day, hours) in cases {
      #expect(TariffBands.hours(of: try #require(CalendarDate(iso: day))) == hours, "\(day)")
    }
  }

  @Test(
    "Easter is that of the calendar",
    arguments: [
      (2023, "2023-04-09"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25"),
    ]
  )
  func easter(year: Int, day: String) {
    #expect(TariffBands.easter(of: year)?.description == day)
  }

  @Test("the hours of 2024 by band, counted by hand, are all its hours")
  func year() {
    // 366 days: 52 Sundays; 11 holidays, of which 2 June and 8 December are Sundays and 6 January a
    // Saturday; so 61 whole days of F3, 51 Saturdays, 254 weekdays.
    let bands = TariffBands(year: 2024)
    #expect(bands.hours == [254 * 11, 254 * 5 + 51 * 16, (254 + 51) * 8 + 61 * 24])
    #expect(bands.hours.reduce(0, +) == 8_784)
    #expect(abs(bands.shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test("prices by band make the price of a load that is always on; a flat one replaces them")
  func price() throws {
    let bands: [(String, Double)] = [
      ("electricity-price-f1", 0.30), ("electricity-price-f2", 0.28), ("electricity-price-f3", 0.2),
    ]
    let day = CalendarDate(year: 2024, month: 6, day: 1)
    let savings = try savings(bands, asOf: day)
    let expected = (2_794 * 0.3 + 2_086 * 0.28 + 3_904 * 0.2) / 8_784
    #expect(abs(savings.total.gross.cost.value.value - 8_760 * expected) < 1e-6)
    let price = try #require(savings.factors.first { $0.key == "electricity-price" })
    #expect(abs(price.value - expected) < 1e-12 && price.source.english.contains("F1 31.8 %"))
    let flat = try self.savings(bands + [("electricity-price", 0.25)], asOf: day)
    #expect(abs(flat.total.gross.cost.value.value - 2_190) < 1e-6)
    // A band that is not given has the flat price.
    let one = try self.savings(
      [("electricity-price", 0.25), ("electricity-price-f1", 0.35)],
      asOf: day
    )
    #expect(
      abs(one.total.gross.cost.value.value - 8_760 * (0.25 + 0.1 * 2_794 / 8_784)) < 1e-6
    )
  }

  @Test("what nobody set has no line")
  func absent() throws {
    let savings = try savings([])
    #expect(savings.total.gross.marketCarbon == nil && savings.total.net.water == nil)
    #expect(savings.total.embodied == nil && savings.machines[0].yearly.water == nil)
  }

  @Test("what the agency buys, the water and the embodied carbon are counted where set")
  func given() throws {
    let savings = try savings([
      ("grid-intensity", 300), ("grid-intensity-market", 50), ("water", 2),
      ("embodied-server", 1_300),
    ])
    let gross = savings.total.gross
    #expect(abs(gross.carbon.value.value - 2_628) < 1e-9)
    #expect(abs((gross.marketCarbon?.value.value ?? 0) - 438) < 1e-9)
    #expect(abs((gross.water?.value.value ?? 0) - 17_520) < 1e-9)
    #expect(savings.total.embodied?.value == KilogramsCO2e(1_300))
    #expect(savings.machines[0].yearly.marketCarbon?.value == gross.marketCarbon?.value)
  }

  @Test("what the destination buys is not known, so that its grid's emissions stand in")
  func destination() throws {
    let savings = try savings(
      [("grid-intensity", 300), ("grid-intensity-market", 0), ("destination-ratio", 0.5)],
      moves: true
    )
    #expect(savings.total.gross.marketCarbon?.value == KilogramsCO2e(0))
    let net = try #require(savings.total.net.marketCarbon)
    #expect(abs(net.value.value + 4_380 * 0.3) < 1e-9)
  }
}
