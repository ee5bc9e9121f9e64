import Inventory
import Testing

@testable import Estimation

@Suite("Calibration by a site's own machines")
struct SiteCalibrationTests {
  /// 1.25 with a standard deviation of the logarithm of .22.
  private let prior: Factor = {
    let width = Logarithm.exponential(0.22 * Spread.normal95)
    return Factor(
      key: "in-service",
      italian: "",
      english: "",
      value: 1.25,
      low: 1.25 / width,
      high: 1.25 * width,
      unit: "ratio",
      year: nil,
      source: ""
    )
  }()

  private func calibration(_ ratios: [Double], deviation: Double = 0) -> SiteCalibration {
    SiteCalibration(
      prior: prior,
      readings: ratios.map { SiteCalibration.Reading(ratio: $0, deviation: deviation) }
    )
  }

  @Test(
    "the more machines are measured, the narrower the factor",
    // (1 ÷ .22² + n ÷ .16²)^−½
    arguments: [(0, 0.22), (1, 0.129398), (3, 0.085172), (5, 0.068046), (10, 0.049309)]
  )
  func narrowing(machines: Int, deviation: Double) {
    let found = calibration([Double](repeating: 1.4, count: machines))
    #expect(abs(found.spread.up / Spread.normal95 - deviation) < 1e-6)
    #expect(found.machines == machines)
  }

  @Test("one machine and the prior are weighed by their precision")
  func weighing() {
    // (ln 1.25 ÷ .0484 + ln 1.6 ÷ .0256) ÷ (1 ÷ .0484 + 1 ÷ .0256) = .384593
    #expect(abs(Logarithm.natural(calibration([1.6]).value) - 0.384603) < 1e-5)
  }

  @Test("a reading that neither prior nor scatter explains is believed the less")
  func outlier() {
    // z = ln 2.4 ÷ 1.25 = .652325 over (.0484 + .0256)^½ = .272029 is 2.397997, so that the variance
    // is .0256 · 1.198998 = .030694:
    // (ln 1.25 ÷ .0484 + ln 2.4 ÷ .030694) ÷ (1 ÷ .0484 + 1 ÷ .030694) = .622324
    #expect(abs(Logarithm.natural(calibration([2.4]).value) - 0.622324) < 1e-4)
    // Many that agree are believed all the same, and more can only bring it nearer to them.
    let values = [1, 2, 4, 8, 16].map { calibration([Double](repeating: 2.4, count: $0)).value }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values[4] > 2.2 && values[4] < 2.4)
  }

  @Test("readings that cannot be of the machine are left out", arguments: [0, 0.1, 9, .infinity])
  func implausible(ratio: Double) {
    let found = calibration([ratio])
    #expect(found.machines == 0)
    #expect(found.value == 1.25)
  }

  @Test("a reading of one moment counts less than an average")
  func moment() {
    let average = calibration([1.6], deviation: 0.05)
    let moment = calibration([1.6], deviation: 0.12)
    #expect(moment.value < average.value)
    #expect(moment.spread.up > average.spread.up)
  }
}
