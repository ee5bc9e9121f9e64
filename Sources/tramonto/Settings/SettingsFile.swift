import Estimation
import Foundation
import Importers
import Inventory

/// The factors that a file sets, and what in it makes no sense.
///
/// Keys with a value stand for everywhere; under `agencies` an agency’s code has its own, and under
/// its `rooms` a room has. A value is a number, or `value` with `low`, `high` and `source`.
struct SettingsFile {
  /// What is set, in the file's order.
  private(set) var settings: [Setting] = []
  /// What was left out.
  private(set) var refused: [any Message] = []
  private let path: String

  /// Reads the file.
  ///
  /// - Throws: `ImportFailure` when it cannot be opened, ``CommandFailure`` when it is no YAML.
  init(path: String) throws {
    self.path = path
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ImportFailure(path: path, .cannotOpen(errno: errno))
    }
    let value = try YAMLText.value(of: String(decoding: bytes, as: UTF8.self), path: path)
    read(value, in: .everywhere)
  }

  private mutating func read(_ value: FactValue, in place: SettingPlace) {
    guard case .object(let fields) = value else { return refuse("\(value.plainText)") }
    for field in fields {
      switch (field.name, place.reach) {
      case ("agencies", .everywhere):
        within(field.value) { SettingPlace(agency: AgencyCode($0)) }
      case ("rooms", .agency):
        within(field.value) { SettingPlace(agency: place.agency, room: $0) }
      default: add(field.name, field.value, in: place)
      }
    }
  }

  private mutating func within(_ value: FactValue, _ place: (String) -> SettingPlace) {
    guard case .object(let parts) = value else { return refuse(value.plainText) }
    for part in parts {
      let inner = place(part.name)
      guard inner != .everywhere else {
        refuse(part.name)
        continue
      }
      read(part.value, in: inner)
    }
  }

  private mutating func add(_ key: String, _ value: FactValue, in place: SettingPlace) {
    let fields: [FactValue.Field] =
      if case .object(let fields) = value { fields } else { [.init("value", value)] }
    let known = ["value", "low", "high", "source"]
    if let strange = fields.first(where: { !known.contains($0.name) }) {
      return refuse("\(key): \(strange.name)")
    }
    var numbers: [String: Double] = [:]
    for field in fields where field.name != "source" {
      guard let number = Setting.number(field.value.plainText) else {
        return refuse("\(key): \(field.value.plainText)")
      }
      numbers[field.name] = number
    }
    guard let number = numbers["value"] else { return refuse(key) }
    let setting = Setting(
      key: key,
      value: number,
      low: numbers["low"],
      high: numbers["high"],
      source: fields.first { $0.name == "source" }?.value.plainText,
      place: place
    )
    do {
      _ = try setting.checked()
      settings.append(setting)
    } catch {
      refused.append(error)
    }
  }

  private mutating func refuse(_ what: String) {
    refused.append(CommandFailure.settingsEntry(path: path, what))
  }
}
