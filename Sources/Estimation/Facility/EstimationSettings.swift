import Inventory

/// The factors that an estimate rests on, each with unit, year and source.
public struct EstimationSettings: Sendable, Hashable {
  /// The factors by which figures are made; raw values are the keys in settings and reports.
  public enum Key: String, Sendable, Hashable, CaseIterable {
    /// The average load of a host of virtual machines.
    case hostUtilization = "utilisation-host"
    /// The average load of a server with one purpose.
    case serverUtilization = "utilisation-server"
    /// The hours of a year in which a server is on.
    case hours = "hours"
    /// The power usage effectiveness of the agency's room.
    case effectiveness = "pue"
    /// The part of the room's overhead that does not fall when a server goes.
    case fixedOverhead = "overhead-fixed-share"
    /// Power in service over power in the laboratory.
    case inService = "in-service"
    /// What a kilowatt-hour emits, where set by the user: it stands for every year.
    case gridIntensity = "grid-intensity"
    /// What a kilowatt-hour emitted in 2023.
    case gridIntensity2023 = "grid-intensity-2023"
    /// What a kilowatt-hour emitted in 2024.
    case gridIntensity2024 = "grid-intensity-2024"
    /// What a kilowatt-hour costs.
    case price = "electricity-price"
    /// The power usage effectiveness at the destination.
    case destinationEffectiveness = "destination-pue"
    /// The destination's power over the source's where the workload's size is unknown.
    case destinationRatio = "destination-ratio"
    /// The destination's power for a physical core, its share of the server included.
    case destinationCore = "destination-watts-core"
    /// Virtual processors to a core at the destination.
    case destinationOvercommit = "destination-overcommit"
    /// The destination's power for a gibibyte of memory.
    case destinationMemory = "destination-watts-gib"
    /// A server that is plugged in but off.
    case standby = "standby-watts"
    /// A server of which nothing is known, or that the model abstains on.
    case unknownServer = "unknown-server-watts"
    /// A storage array whose disks nobody listed.
    case storage = "storage-watts"
    /// The controllers of a storage array, with caches, fans and supplies.
    case storageControllers = "storage-controller-watts"
    /// One disk of a storage array, with its share of shelf and losses.
    case storageDisk = "storage-disk-watts"
    /// A network device.
    case networkDevice = "network-watts"
  }

  private var table: [Key: Factor]

  init(_ factors: [(Key, Factor)]) {
    table = Dictionary(factors) { _, later in later }
  }

  /// All factors that are set, in the order of ``Key``.
  public var factors: [Factor] { Key.allCases.compactMap { table[$0] } }

  /// The factor of a key; `nil` when none is set.
  public subscript(key: Key) -> Factor? { table[key] }

  /// Replaces a factor's value.
  ///
  /// - Parameters:
  ///   - key: The factor's key, such as `pue`.
  ///   - value: The new value, in the factor's unit.
  ///   - low: Its 5 % point; `nil` for a value that is certain.
  ///   - high: Its 95 % point; `nil` for a value that is certain.
  ///   - source: Where the value comes from; `nil` for what the user says.
  /// - Throws: ``SettingRefusal`` when there is no such factor or the value cannot be, such as a
  ///   power usage effectiveness below 1; nothing is changed then.
  public mutating func set(
    key: String,
    value: Double,
    low: Double? = nil,
    high: Double? = nil,
    source: String? = nil
  ) throws(SettingRefusal) {
    guard let known = Key(rawValue: key) else {
      throw SettingRefusal(key: key, value: value, reason: .unknownKey)
    }
    let (low, high) = (low ?? value, high ?? value)
    for point in [value, low, high] where !known.range.contains(point) {
      throw SettingRefusal(key: key, value: point, reason: .outOfRange(known.range))
    }
    guard low <= value, value <= high else {
      throw SettingRefusal(key: key, value: value, reason: .disordered)
    }
    var factor =
      table[known] ?? Self.standard[.gridIntensity2024]
      ?? Factor(
        key: key,
        italian: key,
        english: key,
        value: 0,
        low: 0,
        high: 0,
        unit: "",
        year: nil,
        source: ""
      )
    factor.key = key
    if known == .gridIntensity { factor.year = nil }
    factor.value = value
    factor.low = low
    factor.high = high
    factor.source =
      source.map { Wording($0) } ?? Wording("impostazione di chi stima", "the user’s setting")
    table[known] = factor
  }

  /// The grid's intensity for a year, `nil` for the newest.
  ///
  /// The user's own, else that of the newest year not after it, else of the oldest.
  public func gridIntensity(year: Int?) -> Factor? {
    if let given = table[.gridIntensity] { return given }
    let years = [Key.gridIntensity2023, .gridIntensity2024].compactMap { table[$0] }
    guard let year else { return years.last }
    return years.last { ($0.year ?? 0) <= year } ?? years.first
  }
}

extension EstimationSettings.Key {
  /// The values that can be.
  var range: ClosedRange<Double> {
    switch self {
    case .hostUtilization, .serverUtilization, .fixedOverhead: 0...1
    case .hours: 1...8_784
    case .effectiveness, .destinationEffectiveness: 1...5
    case .inService: 0.5...4
    case .gridIntensity, .gridIntensity2023, .gridIntensity2024: 0...2_000
    case .price: 0...5
    case .destinationRatio: 0...5
    case .destinationCore: 0...100
    case .destinationOvercommit: 0.5...50
    case .destinationMemory: 0...10
    case .standby, .unknownServer, .storage, .storageControllers, .networkDevice: 0...100_000
    case .storageDisk: 0...100
    }
  }
}
