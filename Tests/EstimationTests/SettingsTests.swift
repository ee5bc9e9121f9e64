import Inventory
import Testing

@testable import Estimation

@Suite("Factors of an estimate")
struct SettingsTests {
  @Test("every factor has words in both languages, a unit, a source and an interval around it")
  func standard() {
    for factor in EstimationSettings.standard.factors {
      #expect(
        !factor.italian.isEmpty && !factor.english.isEmpty && factor.italian != factor.english
      )
      for language in Language.allCases {
        #expect(!factor.unit.text(in: language).isEmpty)
        #expect(!factor.source.text(in: language).isEmpty)
      }
      let words = ["share", "ratio", "assumption", "servers", "between"]
      for text in [factor.unit.italian, factor.source.italian] {
        #expect(!words.contains { text.contains($0) }, "\(text)")
      }
      #expect(factor.low <= factor.value && factor.value <= factor.high)
    }
    #expect(EstimationSettings.standard.factors.count == EstimationSettings.Key.allCases.count - 8)
  }

  @Test(
    "what cannot be is refused with a reason in both languages, and changes nothing",
    arguments: [
      ("pue", 0.9), ("electricity-price", -0.1), ("utilisation-host", 1.2), ("hours", 9_000),
      ("grid-intensity", -1), ("in-service", .nan), ("overhead-fixed-share", -0.01), ("puee", 1.5),
    ]
  )
  func refused(key: String, value: Double) throws {
    var settings = EstimationSettings.standard
    let refusal = try #require(
      #expect(throws: SettingRefusal.self) { try settings.set(key: key, value: value) }
    )
    #expect(settings == .standard)
    #expect(refusal.code == (key == "puee" ? "setting.unknown" : "setting.out-of-range"))
    for language in Language.allCases { #expect(refusal.text(in: language).contains(key)) }
  }

  @Test("an interval that does not hold its value is refused")
  func disordered() {
    var settings = EstimationSettings.standard
    #expect(throws: SettingRefusal.self) {
      try settings.set(key: "pue", value: 2, low: 2.1, high: 3)
    }
  }

  @Test("a given value is certain unless its interval is given too")
  func given() throws {
    var settings = EstimationSettings.standard
    try settings.set(key: "pue", value: 1.6, source: "contatore 2023")
    let factor = try #require(settings[.effectiveness])
    #expect([factor.low, factor.value, factor.high] == [1.6, 1.6, 1.6])
    #expect(factor.source == "contatore 2023")
  }

  @Test(
    "the grid is that of the year, and the user's own comes before",
    arguments: [
      (2022, 330.7), (2023, 330.7), (2024, 287.5), (2030, 287.5),
    ]
  )
  func grid(year: Int, value: Double) throws {
    var settings = EstimationSettings.standard
    #expect(settings.gridIntensity(year: year)?.value == value)
    try settings.set(key: "grid-intensity", value: 255)
    #expect(settings.gridIntensity(year: year)?.value == 255)
  }

  @Test("the marginal overhead is 1 + (1 − fixed share) × (PUE − 1)")
  func marginal() {
    #expect(abs(FactorsInUse.marginal(effectiveness: 1.8, fixedOverhead: 0.5) - 1.4) < 1e-12)
    #expect(FactorsInUse.marginal(effectiveness: 1, fixedOverhead: 0.2) == 1)
    #expect(FactorsInUse.marginal(effectiveness: 2.2, fixedOverhead: 1) == 1)
  }
}
