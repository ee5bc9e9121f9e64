/// What kind of thing an asset is.
public enum AssetKind: String, Sendable, Hashable, CaseIterable {
  /// A physical server that runs no virtual machines, as far as is known.
  case server
  /// A physical server that runs virtual machines.
  case host
  case virtualMachine
  case storage
  case networkDevice
  case powerUnit
  case rack
  case workstation
  case printer
  case phone
  /// Something on the network of which nothing else is known.
  case unknown

  /// Whether it is a server, physical or virtual: what the plan is about.
  public var isServer: Bool { self == .server || self == .host || self == .virtualMachine }

  /// Whether the plan speaks of it: servers, and the storage and network devices that follow them.
  public var isPlanned: Bool { isServer || self == .storage || self == .networkDevice }

  /// Whether it is hardware that draws power by itself.
  public var isPhysical: Bool { self != .virtualMachine && self != .unknown }

  /// The kind's name.
  public func label(in language: Language) -> String {
    switch self {
    case .server: language("server fisico", "physical server")
    case .host: language("host fisico", "physical host")
    case .virtualMachine: language("macchina virtuale", "virtual machine")
    case .storage: language("storage", "storage")
    case .networkDevice: language("apparato di rete", "network device")
    case .powerUnit: language("alimentazione", "power unit")
    case .rack: language("armadio", "rack")
    case .workstation: language("postazione", "workstation")
    case .printer: language("stampante", "printer")
    case .phone: language("telefono", "phone")
    case .unknown: language("non classificato", "unclassified")
    }
  }
}

/// What we conclude exists: a cluster of records, with the facts that survive.
public struct Asset: Sendable, Hashable {
  /// Its lasting id.
  public var id: EntityID
  /// What kind of thing it is.
  public var kind: AssetKind
  /// The name to show: the most telling one of its records.
  public var name: String
  /// The facts that survive; its `kind` and `locator` are those of the leading record.
  public var facts: Record
  /// The record that each surviving fact came from.
  public var origins: [Attribute: RecordID]
  /// Its records, in order.
  public var records: [RecordID]
  /// Why the records are one: a spanning set of links, in the order they were made.
  public var links: [IdentityLink]
  /// The latest day that any record saw it; `nil` when no source tells.
  public var lastSeen: CalendarDate?

  /// Creates an asset.
  public init(
    id: EntityID,
    kind: AssetKind,
    name: String,
    facts: Record,
    origins: [Attribute: RecordID],
    records: [RecordID],
    links: [IdentityLink],
    lastSeen: CalendarDate?
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.facts = facts
    self.origins = origins
    self.records = records
    self.links = links
    self.lastSeen = lastSeen
  }
}

/// Why two records are of one machine.
public struct IdentityLink: Sendable, Hashable {
  /// The attribute on which they agree.
  public enum Ground: String, Sendable, Hashable, CaseIterable {
    case serial
    case uuid
    case macAddress
    case ipAddress
    case hostName
    case assetTag
    case applicationName
  }

  /// The earlier record.
  public var first: RecordID
  /// The later record.
  public var second: RecordID
  /// On what they agree.
  public var ground: Ground
  /// The value on which they agree.
  public var value: String

  /// Creates a link.
  public init(first: RecordID, second: RecordID, ground: Ground, value: String) {
    self.first = first
    self.second = second
    self.ground = ground
    self.value = value
  }
}

extension IdentityLink.Ground {
  /// The ground's name.
  public func label(in language: Language) -> String {
    switch self {
    case .serial: language("numero di serie", "serial number")
    case .uuid: language("UUID", "UUID")
    case .macAddress: language("indirizzo MAC", "MAC address")
    case .ipAddress: language("indirizzo IP", "IP address")
    case .hostName: language("nome host", "host name")
    case .assetTag: language("numero di inventario", "asset tag")
    case .applicationName: language("nome dell’applicativo", "application name")
    }
  }
}

/// An installed software, as inventories name it: a cluster of records.
public struct Application: Sendable, Hashable {
  /// Its lasting id.
  public var id: EntityID
  /// The name to show.
  public var name: String
  /// The site that it is of; `nil` when nothing tells.
  public var site: String?
  /// What it is for, in the sources' own words; `nil` when none says.
  public var service: String?
  /// Its records, in order: its own rows, and rows of machines that mention it.
  public var records: [RecordID]

  /// Creates an application.
  public init(
    id: EntityID,
    name: String,
    site: String?,
    service: String?,
    records: [RecordID]
  ) {
    self.id = id
    self.name = name
    self.site = site
    self.service = service
    self.records = records
  }
}
