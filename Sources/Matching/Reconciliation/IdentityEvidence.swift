public import Inventory

/// What speaks for and against two records, or groups of records, being one machine or application.
///
/// Evidence is counted in bits, log₂ of the odds that it changes (Fellegi and Sunter, 1969): one
/// bit more makes "the same" twice as likely. The weights sum to the score.
public struct IdentityEvidence: Sendable, Hashable {
  /// A ground on which two machines are compared.
  public enum Ground: Int, Sendable, Hashable, CaseIterable {
    /// How seldom any two records are of one machine, before anything is known of them.
    case prior
    case serial
    case uuid
    case assetTag
    case macAddress
    case ipAddress
    case name
    case cores
    case memory
    case system
    case model
    /// Whether both are physical, or both virtual.
    case form
    /// Sites, domains, subnets, wards.
    case places
    /// Taken off again where several grounds tell one thing.
    case overlap
    /// The service that an application gives.
    case service
    /// The machines that an application runs on.
    case servers
  }

  /// What one ground adds.
  public struct Weight: Sendable, Hashable {
    /// The ground.
    public var ground: Ground
    /// Positive for one machine, negative against.
    public var bits: Double
  }

  /// The bits of each ground, in steps of 1/256 so that sums are exact.
  var bits = SIMD16<Float>()
  /// The level of each ground, four bits each.
  var levels: UInt64 = 0
  /// What sources that state other values say against the agreements, in bits, 0 or less: machines
  /// have several addresses, so it counts only where two machines claim one.
  var dissent: Float = 0
  /// Why the two can never be one; `nil` when they can.
  public internal(set) var obstacle: ReconciliationNote.Obstacle?

  init() {}

  subscript(ground: Ground) -> Float {
    get { bits[ground.rawValue] }
    set { bits[ground.rawValue] = newValue }
  }

  func level(_ ground: Ground) -> Level {
    Level(rawValue: UInt8(levels >> UInt64(4 * ground.rawValue) & 0xF)) ?? .absent
  }

  mutating func set(_ ground: Ground, _ level: Level, _ value: Float) {
    levels |= UInt64(level.rawValue) << UInt64(4 * ground.rawValue)
    bits[ground.rawValue] = value
  }

  mutating func replace(_ ground: Ground, _ level: Level, _ value: Float) {
    levels &= ~(0xF << UInt64(4 * ground.rawValue))
    set(ground, level, value)
  }

  /// The sum, as clusters are compared by it.
  var total: Float { bits.sum() }

  /// What identifiers and names speak against one machine; addresses it may have several of.
  var against: Float {
    let grounds: [Float] = [self[.serial], self[.uuid], self[.assetTag], self[.name], self[.model]]
    return grounds.reduce(0) { $0 + min(0, $1) }
  }

  /// The sum of the weights: above 0 "the same" is likelier than not.
  public var score: Double { Double(total) }

  /// How likely the two are one machine, from 0 to 1, obstacles apart.
  public var probability: Double {
    let odds = Bits.power(max(-60, min(60, score)))
    return odds / (1 + odds)
  }

  /// The grounds that say something, the strongest first; they sum to ``score``.
  public var weights: [Weight] {
    Ground.allCases.filter { bits[$0.rawValue] != 0 }
      .map { Weight(ground: $0, bits: Double(bits[$0.rawValue])) }
      .sorted {
        abs($0.bits) != abs($1.bits)
          ? abs($0.bits) > abs($1.bits) : $0.ground.rawValue < $1.ground.rawValue
      }
  }
}

extension IdentityEvidence.Ground {
  /// The ground's name.
  public func label(in language: Language) -> String {
    switch self {
    case .prior: language("rarità dei duplicati", "rarity of duplicates")
    case .serial: language("numero di serie", "serial number")
    case .uuid: language("UUID", "UUID")
    case .assetTag: language("numero di inventario", "asset tag")
    case .macAddress: language("indirizzo MAC", "MAC address")
    case .ipAddress: language("indirizzo IP", "IP address")
    case .name: language("nome", "name")
    case .cores: language("core", "cores")
    case .memory: language("memoria", "memory")
    case .system: language("sistema operativo", "operating system")
    case .model: language("modello", "model")
    case .form: language("fisico o virtuale", "physical or virtual")
    case .places: language("luoghi", "places")
    case .overlap: language("detto due volte", "told twice")
    case .service: language("servizio", "service")
    case .servers: language("server", "servers")
    }
  }
}
