import Inventory

/// What a power model uses of a server: a profile with its gaps filled, and what the filling costs.
struct ServerFacts {
  /// How near the measured processors come.
  enum Placement: Hashable {
    /// The name tells the generation.
    case known
    /// Placed by the year in which the machine was bought.
    case byYear
    /// Placed as an old on-premise server.
    case byDefault
  }

  let generation: ProcessorGeneration
  let placement: Placement
  /// The processor's model; `nil` when its name has none.
  let processor: String?
  let sockets: Double
  let cores: Double
  /// The rated power of one processor, in watts.
  let thermalPower: Double
  let year: Int
  /// In GiB.
  let memory: Double
  let disks: Double
  let hasSpinningDisks: Bool
  let form: Form
  /// What memory and disks beyond those of measured machines draw, in watts.
  let extraWatts: Double
  /// The square of what missing facts add to half the interval, in logarithms.
  let doubt: Double

  /// The form of a case; a kind of its own for the unknown.
  enum Form: Int32 {
    case unknown, blade, tower, oneUnit, twoUnits, threeUnits, fourUnits, fiveUnits, eightUnits

    init(_ text: String?) {
      self = .unknown
      for word in MachineName.words(of: text ?? "") {
        switch word {
        case "blade", "blades": self = .blade
        case "tower", "minitower", "microtower": self = .tower
        case "1u": self = .oneUnit
        case "2u": self = .twoUnits
        case "3u": self = .threeUnits
        case "4u": self = .fourUnits
        case "5u": self = .fiveUnits
        case "8u": self = .eightUnits
        default: continue
        }
      }
    }
  }

  /// Fills the gaps; `nil` for machines of which nothing comparable was measured: processors that
  /// are neither x86 nor Arm, nodes built around accelerators, more than 64 sockets.
  init?(_ profile: ServerProfile, _ name: ProcessorName, _ machine: MachineName) {
    if name.isForeign || machine.isAccelerated { return nil }
    if let sockets = profile.sockets, sockets > 64 { return nil }
    let bought = profile.year.flatMap { (2000...2100).contains($0) ? $0 : nil }
    placement = name.generation != nil ? .known : bought != nil ? .byYear : .byDefault
    generation = name.generation ?? .mainstream(of: bought ?? Self.usualYear)
    processor = name.model
    let traits = generation.traits
    // A machine may come years after its processor, not before it.
    year = max(bought ?? traits.year, traits.year - 1)
    // What a missing fact adds to half the 90 % interval, in logarithms, by its square: measured in
    // five-fold cross-validation by system with the fact taken from the systems to be predicted.
    var doubt = 0.0
    func miss(_ width: Double) { doubt += width * width }
    switch placement {
    case .known: break
    case .byYear: miss(0.35)
    case .byDefault: miss(0.60)
    }

    // A system on a chip counts its cores as sockets in some inventories.
    let given = generation == .cortex ? 1 : Self.positive(profile.sockets)
    sockets = given ?? generation.usualSockets
    if given == nil { miss(0.50) }
    if given == nil, placement != .known { miss(0.60) }
    if sockets > 4 { miss(sockets > 8 ? 0.6 : 0.15) }
    let givenCores = Self.positive(profile.cores)
    cores = min(max(givenCores ?? sockets * traits.cores, sockets), sockets * 512)
    if givenCores == nil { miss(0.05) }
    let rated = name.ratedWatts
    thermalPower = rated ?? traits.thermalPower * (name.isLowPower ? 0.65 : 1)
    if rated == nil, placement == .known { miss(0.15) }

    let gibibytes = profile.memory.map { $0.value / 1_024 }
    let givenMemory = gibibytes.flatMap { (0.25...65_536).contains($0) ? $0 : nil }
    let installed = givenMemory ?? sockets * traits.memory
    if givenMemory == nil { miss(0.10) }
    memory = min(installed, sockets * generation.measuredMemory)
    let count = Double(min(max(profile.diskCount ?? 1, 0), 60))
    disks = min(max(count, 1), Self.measuredDisks)
    hasSpinningDisks = profile.hasSpinningDisks ?? (traits.year < 2014)
    extraWatts =
      min((installed - memory) * generation.wattsPerGibibyte, 60 * sockets)
      + max(0, count - Self.measuredDisks) * Self.wattsPerDisk
    form = machine.form
    if placement == .known, bought == nil { miss(0.05) }
    if machine.wholeName.isEmpty { miss(0.11) }
    if form == .unknown { miss(0.07) }
    if profile.diskCount == nil, profile.hasSpinningDisks == nil { miss(0.07) }
    self.doubt = doubt
  }

  /// The year of an old on-premise server of which nothing is known.
  private static let usualYear = 2013
  /// Disks that measured machines have at most, but for a few.
  private static let measuredDisks = 2.0
  /// At the plug: fixed effect of a disk more within SPECpower results.
  private static let wattsPerDisk = 4.5

  private static func positive(_ number: Int?) -> Double? {
    number.flatMap { $0 > 0 ? Double($0) : nil }
  }
}

extension ProcessorGeneration {
  /// The memory a socket, in GiB, that 95 of 100 measured machines of its kind of memory stay
  /// within.
  fileprivate var measuredMemory: Double {
    switch traits.memoryKind {
    case 2: 16
    case 3: 32
    case 4: 192
    default: 384
    }
  }

  /// What a GiB more draws at the plug: fixed effects within SPECpower results by kind of memory.
  fileprivate var wattsPerGibibyte: Double {
    switch traits.memoryKind {
    case 2: 2.0
    case 3: 0.25
    case 4: 0.09
    default: 0.035
    }
  }
}
