import Inventory
import Testing

@testable import Estimation

@Suite("Factors of one agency or room")
struct LocalSettingsTests {
  private let uno: AgencyCode
  private let due: AgencyCode

  init() throws {
    uno = try #require(AgencyCode("uno"))
    due = try #require(AgencyCode("due"))
  }

  /// One server of 100 W in each room, all retired.
  private func estate(_ agency: AgencyCode, rooms: [String?]) -> Estate {
    var estate = Estate(agency: Agency(code: agency, name: "Prova"))
    for (index, room) in rooms.enumerated() {
      let id = EntityID("\(agency)-\(index)")
      var facts = Record(kind: .machine, locator: Locator(number: 1))
      facts.measuredPower = PowerReading(average: Watts(100))
      facts.site = "Sede"
      facts.room = room
      estate.assets.append(
        Asset(
          id: id,
          kind: .server,
          name: "s",
          facts: facts,
          origins: [:],
          records: [],
          links: [],
          lastSeen: nil
        )
      )
      estate.plan.append(
        PlanEntry(
          entity: id,
          status: .retire,
          month: Month(year: 2024, month: 1),
          reasons: [.replacedByVirtualMachine(name: "v")]
        )
      )
    }
    return estate
  }

  private func settings(
    _ entries: [(String, Double, AgencyCode?, String?)]
  ) throws
    -> EstimationSettings
  {
    var settings = EstimationSettings.standard
    // All overhead proportional, so that a watt at the plug is PUE watts at the meter.
    try settings.set(key: "overhead-fixed-share", value: 0)
    for (key, value, agency, room) in entries {
      try settings.set(
        Setting(key: key, value: value, place: SettingPlace(agency: agency, room: room))
      )
    }
    return settings
  }

  @Test("a room's PUE is used in it, its agency's in the others, everywhere's elsewhere")
  func rooms() throws {
    let settings = try settings([
      ("pue", 1.5, nil, nil), ("pue", 2, uno, nil), ("pue", 3, uno, "ced nord"),
      ("pue", 4, due, "Sede/CED"),
    ])
    let estates = [
      estate(uno, rooms: ["CED Nord", "Altra", nil]), estate(due, rooms: ["CED", "CED Nord"]),
    ]
    let savings = SavingsEstimator(settings: settings).estimate(estates, asOf: nil)
    let energy = Dictionary(
      uniqueKeysWithValues: savings.machines.map {
        ($0.entity.description, $0.yearly.energy.value.value / 876)
      }
    )
    let expected = ["uno-0": 3.0, "uno-1": 2, "uno-2": 2, "due-0": 4, "due-1": 1.5]
    for (id, pue) in expected { #expect(abs((energy[id] ?? 0) - pue) < 1e-9, "\(id)") }
    #expect(abs(savings.total.gross.energy.value.value - 876 * 12.5) < 1e-6)
    let listed = savings.factors.filter { $0.key == "pue" }
    #expect(listed.map(\.value) == [1.5, 2, 4, 3])
    #expect(
      listed.map { $0.place.text(in: .english) } == [
        "everywhere", "uno", "due/Sede/CED", "uno/ced nord",
      ]
    )
  }

  @Test("an agency's tariff prices its own energy; the whole costs what its parts cost")
  func tariff() throws {
    let settings = try settings([
      ("electricity-price", 0.2, nil, nil), ("electricity-price", 0.3, uno, nil),
      ("pue", 1, nil, nil),
    ])
    let estates = [estate(uno, rooms: [nil]), estate(due, rooms: [nil, nil])]
    let savings = SavingsEstimator(settings: settings).estimate(estates, asOf: nil)
    let costs = savings.byAgency.map { $0.total.gross.cost.value.value }
    // 876 kWh each: two at 0.20, one at 0.30 EUR.
    #expect(abs(costs[0] - 350.4) < 1e-9 && abs(costs[1] - 262.8) < 1e-9)
    #expect(abs(savings.total.gross.cost.value.value - 613.2) < 1e-9)
  }

  @Test(
    "what is set for a wider place replaces what its parts had; a wider one set before does not"
  )
  func wider() throws {
    var settings = try settings([("pue", 3, uno, "CED"), ("pue", 2, uno, nil)])
    #expect(settings.places == [SettingPlace(agency: uno)])
    try settings.set(Setting(key: "pue", value: 3, place: SettingPlace(agency: uno, room: "CED")))
    try settings.set(Setting(key: "pue", value: 2.5, place: SettingPlace(agency: uno, room: "ced")))
    #expect(settings.places.map(\.room) == [nil, "ced"])
    try settings.set(key: "pue", value: 1.5)
    #expect(settings.places.isEmpty && settings[.effectiveness]?.value == 1.5)
  }

  @Test("errors of two rooms' own PUE average out; that of a common one does not")
  func independence() throws {
    func width(_ places: [SettingPlace]) throws -> Double {
      var settings = try settings([])
      for place in places {
        try settings.set(Setting(key: "pue", value: 2, low: 1.5, high: 2.6, place: place))
      }
      let rooms = (0..<8).map { "R\($0)" }
      let energy = SavingsEstimator(settings: settings)
        .estimate([estate(uno, rooms: rooms)], asOf: nil).total.gross.energy
      return Logarithm.natural(energy.high.value / energy.low.value)
    }
    let own = try width((0..<8).map { SettingPlace(agency: uno, room: "R\($0)") })
    #expect(own < 0.6 * (try width([.everywhere])))
  }

  @Test(
    "a factor that no place so small has is refused, in both languages",
    arguments: [("utilisation-host", true), ("grid-intensity-2024", false)]
  )
  func tooSmall(key: String, isRoom: Bool) throws {
    var settings = EstimationSettings.standard
    let place = SettingPlace(agency: uno, room: isRoom ? "CED" : nil)
    let refusal = try #require(
      #expect(throws: SettingRefusal.self) {
        try settings.set(Setting(key: key, value: 0.5, place: place))
      }
    )
    #expect(refusal.code == "setting.place" && settings == .standard)
    for language in Language.allCases { #expect(refusal.text(in: language).contains(key)) }
  }

  @Test("the file of factors defines every key once, and a damaged one is not read")
  func file() {
    let all = FactorDefinition.shipped.all
    #expect(Set(all.keys) == Set(EstimationSettings.Key.allCases))
    #expect(EstimationSettings.version.count == 10)
    for text in [
      "", "[pue]\nname = a", "version = 1\n[nothing]\n", "version = 1\n[pue]\nname = a\nunit = b",
      "version = 1\n[pue]\nname = a\nunit = b\npossible = 2 … 1\nwhere = room",
    ] {
      #expect((FactorDefinition.read(text)?.all.isEmpty ?? true), "\(text)")
    }
  }
}
