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
    /// The share of what a meter of a rack, PDU, UPS or room counts that devices draw which no
    /// inventory lists.
    case unlisted = "unlisted-share"
    /// The power usage effectiveness of the agency's room.
    case effectiveness = "pue"
    /// The part of the room's overhead that does not fall when a server goes.
    case fixedOverhead = "overhead-fixed-share"
    /// How many equal modules the fixed overhead hangs on.
    case modules = "overhead-modules"
    /// What a UPS of double conversion loses without load, over its rated power.
    case upsFixed = "ups-no-load"
    /// What it loses for each watt of load.
    case upsProportional = "ups-proportional"
    /// What it loses by the square of the load, at full load over its rated power.
    case upsSquare = "ups-square"
    /// The same of a line-interactive UPS.
    case upsInteractiveFixed = "ups-interactive-no-load"
    case upsInteractiveProportional = "ups-interactive-proportional"
    case upsInteractiveSquare = "ups-interactive-square"
    /// How many times as much a UPS from before 2010 loses.
    case upsAge = "ups-before-2010"
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
    /// What a kilowatt-hour costs in each band of the tariff, where set by the user.
    case priceF1 = "electricity-price-f1"
    case priceF2 = "electricity-price-f2"
    case priceF3 = "electricity-price-f3"
    /// What the electricity that the agency buys emits, where set by the user.
    case marketIntensity = "grid-intensity-market"
    /// The water that goes with a kilowatt-hour, where set by the user.
    case water = "water"
    /// What making a server has emitted, where set by the user.
    case embodied = "embodied-server"
    /// For how many months a workload runs twice.
    case doubleRunning = "double-running-months"
    /// For how many hours a machine is on to be wiped.
    case wiping = "wiping-hours"
    /// How fast a disk is overwritten, where its size is known.
    case wipingSpeed = "wiping-speed"
    /// Which part of the hardware goes on drawing elsewhere, where set by the user.
    case reused = "reused-share"
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
    /// A server built around accelerators.
    case acceleratedNode = "accelerated-node-watts"
    /// A server that is neither x86 nor Arm.
    case otherArchitecture = "other-architecture-watts"
    /// An enclosure of blades by itself.
    case enclosure = "enclosure-watts"
    /// The average power of an accelerator over its rated power.
    case acceleratorLoad = "accelerator-load-share"
    /// A storage array whose disks nobody listed.
    case storage = "storage-watts"
    /// The controllers of a storage array, with caches, fans and supplies.
    case storageControllers = "storage-controller-watts"
    /// One disk of a storage array, with its share of shelf and losses.
    case storageDisk = "storage-disk-watts"
    /// A switch without its ports, and each of them, where its model tells how many.
    case networkBase = "network-base-watts"
    case networkPort = "network-port-watts"
    /// What a port with power over Ethernet gives to others.
    case networkPoE = "network-poe-watts"
    /// A network device.
    case networkDevice = "network-watts"
  }

  /// What holds everywhere.
  private var table: [Key: Factor]
  /// What holds in one agency or room instead.
  private var local: [SettingPlace: [Key: Factor]] = [:]

  /// The factors of the product, for a hospital's server room in Italy.
  public static let standard = EstimationSettings(
    table: Dictionary(
      FactorDefinition.shipped.all.values.compactMap { known in
        known.standard.map { (known.key, $0) }
      },
      uniquingKeysWith: { first, _ in first }
    )
  )

  /// The version of the product's factors: the day of their last change.
  public static var version: String { FactorDefinition.shipped.version }

  private init(table: [Key: Factor]) {
    self.table = table
  }

  /// All factors that are set: those of everywhere in the order of ``Key``, then those of the
  /// places, wide ones first.
  public var factors: [Factor] {
    Key.allCases.compactMap { table[$0] }
      + places.flatMap { place in Key.allCases.compactMap { local[place]?[$0] } }
  }

  /// The places that have factors of their own, wide ones first.
  var places: [SettingPlace] { local.keys.sorted() }

  /// The factor of a key everywhere; `nil` when none is set.
  public subscript(key: Key) -> Factor? { table[key] }

  /// The factors of one place: its own, else those of a place that it lies in.
  func narrowed(to places: [SettingPlace]) -> EstimationSettings {
    var table = table
    // A room told with its site is the same place, told more narrowly.
    let isSited = { (place: SettingPlace) in place.room?.contains("/") ?? false }
    let ordered = places.sorted()
    for place in ordered.filter({ !isSited($0) }) + ordered.filter(isSited) {
      if local[place]?[.price] != nil { for band in Key.bands { table[band] = nil } }
      table.merge(local[place] ?? [:]) { _, own in own }
    }
    return EstimationSettings(table: table)
  }

  /// Replaces a factor's value everywhere; see ``set(_:)``.
  ///
  /// - Throws: ``SettingRefusal``; nothing is changed then.
  public mutating func set(
    key: String,
    value: Double,
    low: Double? = nil,
    high: Double? = nil,
    source: String? = nil
  ) throws(SettingRefusal) {
    try set(Setting(key: key, value: value, low: low, high: high, source: source))
  }

  /// Replaces a factor's value in a place and all that lies in it, whatever was set there before.
  ///
  /// - Throws: ``SettingRefusal`` when there is no such factor, the value cannot be, such as a
  ///   power usage effectiveness below 1, or no place so small has its own; nothing is changed then.
  public mutating func set(_ setting: Setting) throws(SettingRefusal) {
    let (known, factor) = try setting.checked()
    // A flat price stands for the bands too.
    let replaced = known == .price ? [known] + Key.bands : [known]
    for key in replaced {
      if setting.place.agency == nil { table[key] = nil }
      for place in places where setting.place.contains(place) {
        local[place]?[key] = nil
        if local[place]?.isEmpty ?? false { local[place] = nil }
      }
    }
    if setting.place.agency == nil {
      table[known] = factor
    } else {
      local[setting.place, default: [:]][known] = factor
    }
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

extension Setting {
  /// The factor that it makes.
  ///
  /// - Throws: ``SettingRefusal`` for what cannot be.
  public func checked() throws(SettingRefusal) -> (key: EstimationSettings.Key, factor: Factor) {
    guard let known = EstimationSettings.Key(rawValue: key) else {
      throw SettingRefusal(key: key, value: value, reason: .unknownKey)
    }
    let definition = FactorDefinition.of(known)
    let (low, high) = (low ?? value, high ?? value)
    for point in [value, low, high] where !definition.possible.contains(point) {
      throw SettingRefusal(key: key, value: point, reason: .outOfRange(definition.possible))
    }
    guard low <= value, value <= high else {
      throw SettingRefusal(key: key, value: value, reason: .disordered)
    }
    guard place.reach <= definition.reach else {
      throw SettingRefusal(key: key, value: value, reason: .tooSmall(definition.reach))
    }
    let factor = Factor(
      key: key,
      italian: definition.name.italian,
      english: definition.name.english,
      value: value,
      low: low,
      high: high,
      unit: definition.unit,
      year: definition.standard?.year,
      source: source.map { Wording(Excerpt($0).description) }
        ?? Wording("impostazione di chi stima", "the user’s setting"),
      place: place
    )
    return (known, factor)
  }
}
