import Inventory

/// What the product knows of a factor: its words, its value and what it may be.
///
/// `factors.txt` has one section each; see there for the fields.
public struct FactorDefinition: Sendable, Hashable {
  /// The key, as settings spell it.
  public let key: EstimationSettings.Key
  /// What it is.
  public let name: Wording
  /// The unit, such as `g/kWh`.
  public let unit: Wording
  /// The values that can be.
  public let possible: ClosedRange<Double>
  /// The smallest place that may have its own.
  public let reach: SettingPlace.Reach
  /// The product's own factor; `nil` for one that counts only where somebody sets it.
  public let standard: Factor?

  /// The factors that the product knows, in the order of their keys.
  public static let all: [FactorDefinition] = EstimationSettings.Key.allCases.map(of)

  /// The definitions that come with the product, by key, and their version.
  static let shipped: (version: String, all: [EstimationSettings.Key: FactorDefinition]) = {
    let text = String(decoding: PackageResources.factors_txt, as: UTF8.self)
    guard let read = read(text) else {
      preconditionFailure("the factors that come with the product are readable")
    }
    return read
  }()

  /// A key's definition.
  static func of(_ key: EstimationSettings.Key) -> FactorDefinition {
    guard let definition = shipped.all[key] else {
      preconditionFailure("the product defines each factor that it uses")
    }
    return definition
  }

  /// Reads what the file says; `nil` where a section or field makes no sense.
  static func read(
    _ text: String
  ) -> (version: String, all: [EstimationSettings.Key: FactorDefinition])? {
    var version: String?
    var sections: [(key: EstimationSettings.Key, fields: [String: String])] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        let name = String(line.dropFirst().dropLast())
        guard let key = EstimationSettings.Key(rawValue: name) else { return nil }
        sections.append((key, [:]))
        continue
      }
      let parts = line.split(separator: " = ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      if sections.isEmpty {
        guard parts[0] == "version" else { return nil }
        version = parts[1]
      } else {
        sections[sections.count - 1].fields[parts[0]] = parts[1]
      }
    }
    var all: [EstimationSettings.Key: FactorDefinition] = [:]
    for (key, fields) in sections {
      guard let definition = FactorDefinition(key, fields), all[key] == nil else { return nil }
      all[key] = definition
    }
    return version.map { ($0, all) }
  }

  private init?(_ key: EstimationSettings.Key, _ fields: [String: String]) {
    guard let name = fields["name"].map(Self.wording), let unit = fields["unit"].map(Self.wording),
      let possible = fields["possible"].flatMap(Self.range),
      let reach = fields["where"].flatMap({ SettingPlace.Reach(rawValue: $0) })
    else { return nil }
    (self.key, self.name, self.unit) = (key, name, unit)
    (self.possible, self.reach) = (possible, reach)
    guard let written = fields["value"] else {
      standard = nil
      return
    }
    guard let value = Double(written), let source = fields["source"].map(Self.wording) else {
      return nil
    }
    let interval = fields["interval"].map(Self.range) ?? value...value
    guard let interval, interval.contains(value) else { return nil }
    standard = Factor(
      key: key.rawValue,
      italian: name.italian,
      english: name.english,
      value: value,
      low: interval.lowerBound,
      high: interval.upperBound,
      unit: unit,
      year: fields["year"].flatMap { Int($0) },
      source: source
    )
  }

  private static func wording(_ text: String) -> Wording {
    let parts = text.split(separator: " | ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? Wording(parts[0], parts[1]) : Wording(text)
  }

  private static func range(_ text: String) -> ClosedRange<Double>? {
    let ends = text.split(separator: " … ").compactMap { Double($0) }
    guard ends.count == 2, ends[0] <= ends[1] else { return nil }
    return ends[0]...ends[1]
  }
}
