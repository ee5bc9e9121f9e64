import Estimation
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Factors that last")
struct SettingTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
  }

  @discardableResult
  private func set(
    _ key: String,
    _ value: Double,
    in place: SettingPlace = .everywhere,
    by: String = "Rossi",
    reason: String = "contatore",
    at: Int = 10
  ) throws -> FiledSetting {
    try store.set(Setting(key: key, value: value, place: place), by: by, reason: reason, at: at)
  }

  private func holds(_ key: EstimationSettings.Key) throws -> Double? {
    try store.estimationSettings()[key]?.value
  }

  @Test("what is set is used by estimates until it is withdrawn, and all of it is kept")
  func lasting() throws {
    #expect(try store.estimationSettings() == .standard)
    try set("pue", 1.6)
    #expect(try holds(.effectiveness) == 1.6)
    let again = try Store.open(at: store.path, readOnly: true)
    #expect(try again.estimationSettings()[.effectiveness]?.value == 1.6)
    #expect(try again.savings(asOf: nil).factors.first { $0.key == "pue" }?.value == 1.6)
    try set("pue", 1.7, by: "Verdi", at: 20)
    #expect(try holds(.effectiveness) == 1.7)
    try store.withdraw(setting: "pue", in: .everywhere, by: "Neri", at: 30)
    #expect(try store.estimationSettings() == .standard)
    let filed = try store.settings()
    #expect(filed.map(\.number) == [1, 2])
    #expect(filed.map(\.withdrawn?.by) == ["Verdi", "Neri"])
    #expect(filed.map(\.withdrawn?.at) == [20, 30])
    #expect(
      filed.map(\.by) == ["Rossi", "Verdi"] && filed.map(\.reason) == ["contatore", "contatore"]
    )
  }

  @Test("an agency's and a room's own stand beside everywhere's, in whatever order they were set")
  func places() throws {
    let room = SettingPlace(agency: agency, room: "CED")
    try set("pue", 2.5, in: room)
    try set("pue", 2, in: SettingPlace(agency: agency))
    try set("pue", 1.5)
    let values = try store.estimationSettings().factors.filter { $0.key == "pue" }
    #expect(values.map(\.value) == [1.5, 2, 2.5])
    try set("pue", 2.6, in: SettingPlace(agency: agency, room: "ced"))
    try store.withdraw(setting: "pue", in: room, by: "Neri", at: 30)
    #expect(try store.estimationSettings().factors.filter { $0.key == "pue" }.count == 2)
  }

  @Test("an interval and a source come back as they were set")
  func interval() throws {
    let setting = Setting(
      key: "pue",
      value: 1.6,
      low: 1.5,
      high: 1.8,
      source: "UPS",
      place: .everywhere
    )
    let filed = try store.set(setting, by: "Rossi", reason: "r", at: 5)
    #expect(try store.settings() == [filed] && filed.setting == setting)
    let factor = try #require(try store.estimationSettings()[.effectiveness])
    #expect([factor.low, factor.high] == [1.5, 1.8] && factor.source.italian == "UPS")
  }

  @Test("what cannot be is refused and changes nothing")
  func refused() throws {
    #expect(throws: SettingRefusal.self) { try set("pue", 0.9) }
    #expect(throws: SettingRefusal.self) { try set("puee", 1.9) }
    #expect(throws: DecisionRefusal.noName) { try set("pue", 1.9, by: " ") }
    #expect(throws: DecisionRefusal.noReason) { try set("pue", 1.9, reason: "") }
    let strange = try #require(AgencyCode("altra"))
    #expect(
      reason { try set("pue", 1.9, in: SettingPlace(agency: strange)) }
        == .unknownAgency(strange)
    )
    #expect(throws: DecisionRefusal.notSet(key: "pue", .everywhere)) {
      try store.withdraw(setting: "pue", in: .everywhere, by: "Neri", at: 1)
    }
    #expect(try store.settings().isEmpty)
  }
}
