/// How much harm the loss of a service does, in the classes of the national cyber-security agency.
public enum ServiceClass: String, Sendable, Hashable, CaseIterable {
  case ordinary
  case critical
  case strategic

  /// The class's name.
  public func label(in language: Language) -> String {
    switch self {
    case .ordinary: language("ordinario", "ordinary")
    case .critical: language("critico", "critical")
    case .strategic: language("strategico", "strategic")
    }
  }
}

/// Where a project moves its services.
public enum Destination: Sendable, Hashable {
  /// The regional cloud, Sistema Cloud Toscana.
  case regionalCloud
  /// The national hub, Polo Strategico Nazionale.
  case nationalHub
  /// Any other, by name.
  case other(String)

  /// Reads `SCT`, `PSN` or any other name; `nil` when empty.
  public init?(_ text: some StringProtocol) {
    let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch name.uppercased() {
    case "": return nil
    case "SCT": self = .regionalCloud
    case "PSN": self = .nationalHub
    default: self = .other(name)
    }
  }

  /// The destination's short name.
  public var label: String {
    switch self {
    case .regionalCloud: "SCT"
    case .nationalHub: "PSN"
    case .other(let name): name
    }
  }
}

/// What applications do for people, or for the machines: one entry of the catalogue.
public struct Service: Sendable, Hashable {
  /// The name, in Italian, which is also its key.
  public var name: String
  /// Other names, abbreviations and acronyms that inventories use.
  public var synonyms: [String]
  /// Its class, where the catalogue or a project tells.
  public var serviceClass: ServiceClass?
  /// Where it goes when its project does not say.
  public var destination: Destination?
  /// Whether it serves the machines rather than people: directory, backup, print.
  ///
  /// What carries only such services is kept.
  public var isInfrastructure: Bool

  /// Creates a service.
  public init(
    name: String,
    synonyms: [String] = [],
    serviceClass: ServiceClass? = nil,
    destination: Destination? = nil,
    isInfrastructure: Bool = false
  ) {
    self.name = name
    self.synonyms = synonyms
    self.serviceClass = serviceClass
    self.destination = destination
    self.isInfrastructure = isInfrastructure
  }
}
