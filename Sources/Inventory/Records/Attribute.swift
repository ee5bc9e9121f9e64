/// The attributes that a record can have; raw values are their names in JSON and tables.
public enum Attribute: String, Sendable, Hashable, CaseIterable {
  case name
  case hostname
  case domain
  case serial
  case uuid
  case deviceID
  case assetTag
  case macAddresses
  case ipAddresses
  case manufacturer
  case model
  case chassis
  case cpuModel
  case cpuSockets
  case cpuCores
  case cpuThreads
  case cpuClock = "cpuMHz"
  case memory = "memoryMiB"
  case disks
  case storage = "storageGB"
  case powerSupplies
  case measuredPower = "measuredWatts"
  case cpuUtilization
  case memoryUtilization
  case operatingSystem
  case powerState
  case isTemplate
  case host
  case cluster
  case virtualCentre
  case folder
  case dataCentre
  case site
  case room
  case rack
  case rackUnit
  case powerSources
  case storageSystems
  case volumes
  case location
  case applications
  case software
  case annotation
  case service
  case servers
  case databaseServers
  case vendor
  case criticality
  case status
  case owner
  case purchased
  case warrantyEnds
  case retirementPlanned
  case lastSeen
  case partial
  case source
  case target
  case port
  case agency

  /// The attribute's heading.
  public func label(in language: Language) -> String {
    switch self {
    case .name: language("Nome", "Name")
    case .hostname: language("Nome host", "Host name")
    case .domain: language("Dominio", "Domain")
    case .serial: language("Numero di serie", "Serial number")
    case .uuid: language("UUID", "UUID")
    case .deviceID: language("Identificativo", "Identifier")
    case .assetTag: language("Numero di inventario", "Asset tag")
    case .macAddresses: language("Indirizzi MAC", "MAC addresses")
    case .ipAddresses: language("Indirizzi IP", "IP addresses")
    case .manufacturer: language("Produttore", "Manufacturer")
    case .model: language("Modello", "Model")
    case .chassis: language("Chassis", "Chassis")
    case .cpuModel: language("Processore", "Processor")
    case .cpuSockets: language("Socket", "Sockets")
    case .cpuCores: language("Core", "Cores")
    case .cpuThreads: language("Thread", "Threads")
    case .cpuClock: language("Frequenza (MHz)", "Clock (MHz)")
    case .memory: language("Memoria (MiB)", "Memory (MiB)")
    case .disks: language("Dischi", "Disks")
    case .storage: language("Spazio disco (GB)", "Storage (GB)")
    case .powerSupplies: language("Alimentatori", "Power supplies")
    case .measuredPower: language("Potenza misurata", "Measured power")
    case .cpuUtilization: language("Uso CPU", "CPU utilisation")
    case .memoryUtilization: language("Uso memoria", "Memory utilisation")
    case .operatingSystem: language("Sistema operativo", "Operating system")
    case .powerState: language("Alimentazione", "Power state")
    case .isTemplate: language("Modello di VM", "Template")
    case .host: language("Host", "Host")
    case .cluster: language("Cluster", "Cluster")
    case .virtualCentre: language("vCenter", "vCenter")
    case .folder: language("Cartella", "Folder")
    case .dataCentre: language("Data centre", "Data centre")
    case .site: language("Sede", "Site")
    case .room: language("Sala", "Room")
    case .rack: language("Armadio", "Rack")
    case .rackUnit: language("Unità", "Rack unit")
    case .powerSources: language("Alimentato da", "Powered by")
    case .storageSystems: language("Storage collegato", "Storage attached")
    case .volumes: language("Volumi", "Volumes")
    case .location: language("Luogo", "Location")
    case .applications: language("Applicativi", "Applications")
    case .software: language("Software installato", "Installed software")
    case .annotation: language("Annotazioni", "Notes")
    case .service: language("Servizio", "Service")
    case .servers: language("Server applicativi", "Servers")
    case .databaseServers: language("Server database", "Database servers")
    case .vendor: language("Fornitore", "Vendor")
    case .criticality: language("Criticità", "Criticality")
    case .status: language("Stato", "Status")
    case .owner: language("Referente", "Owner")
    case .purchased: language("Data di acquisto", "Purchased")
    case .warrantyEnds: language("Fine garanzia", "Warranty ends")
    case .retirementPlanned: language("Dismissione prevista", "Planned retirement")
    case .lastSeen: language("Ultimo aggiornamento", "Last seen")
    case .partial: language("Parziale", "Partial")
    case .source: language("Origine", "Source")
    case .target: language("Destinazione", "Target")
    case .port: language("Porta", "Port")
    case .agency: language("Azienda", "Agency")
    }
  }
}

extension Record {
  /// The value of an attribute without its type; `nil` when the record does not claim it.
  public func value(of attribute: Attribute) -> FactValue? {
    switch attribute {
    case .name: name.map { .text($0) }
    case .hostname: hostname.map { .text($0) }
    case .domain: domain.map { .text($0) }
    case .serial: serial.map { .text($0.description) }
    case .uuid: uuid.map { .text($0.description) }
    case .deviceID: deviceID.map { .text($0) }
    case .assetTag: assetTag.map { .text($0) }
    case .macAddresses: .texts(macAddresses.map(\.description))
    case .ipAddresses: .texts(ipAddresses.map(\.description))
    case .manufacturer: manufacturer.map { .text($0) }
    case .model: model.map { .text($0) }
    case .chassis: chassis.map { .text($0) }
    case .cpuModel: cpuModel.map { .text($0) }
    case .cpuSockets: cpuSockets.map { .integer($0) }
    case .cpuCores: cpuCores.map { .integer($0) }
    case .cpuThreads: cpuThreads.map { .integer($0) }
    case .cpuClock: cpuClock.map { .number($0.value) }
    case .memory: memory.map { .number($0.value) }
    case .disks: disks.isEmpty ? nil : .list(disks.map(\.fact))
    case .storage: storage.map { .number($0.value) }
    case .powerSupplies: powerSupplies.isEmpty ? nil : .list(powerSupplies.map(\.fact))
    case .measuredPower: measuredPower?.fact
    case .cpuUtilization: cpuUtilization.map { .number($0.value) }
    case .memoryUtilization: memoryUtilization.map { .number($0.value) }
    case .operatingSystem: operatingSystem.map { .text($0) }
    case .powerState: powerState.map { .text($0.rawValue) }
    case .isTemplate: isTemplate.map { .flag($0) }
    case .host: host.map { .text($0) }
    case .cluster: cluster.map { .text($0) }
    case .virtualCentre: virtualCentre.map { .text($0) }
    case .folder: folder.map { .text($0) }
    case .dataCentre: dataCentre.map { .text($0) }
    case .site: site.map { .text($0) }
    case .room: room.map { .text($0) }
    case .rack: rack.map { .text($0) }
    case .rackUnit: rackUnit.map { .integer($0) }
    case .powerSources: .texts(powerSources)
    case .storageSystems: .texts(storageSystems)
    case .volumes: .texts(volumes)
    case .location: location.map { .text($0) }
    case .applications: .texts(applications)
    case .software: .texts(software)
    case .annotation: annotation.map { .text($0) }
    case .service: service.map { .text($0) }
    case .servers: .texts(servers)
    case .databaseServers: .texts(databaseServers)
    case .vendor: vendor.map { .text($0) }
    case .criticality: criticality.map { .text($0) }
    case .status: status.map { .text($0) }
    case .owner: owner.map { .text($0) }
    case .purchased: purchased.map { .text($0.description) }
    case .warrantyEnds: warrantyEnds.map { .text($0.description) }
    case .retirementPlanned: retirementPlanned.map { .text($0) }
    case .lastSeen: lastSeen.map { .text($0.description) }
    case .partial: partial.map { .flag($0) }
    case .source: source.map { .text($0) }
    case .target: target.map { .text($0) }
    case .port: port.map { .integer($0) }
    case .agency: agency.map { .text($0) }
    }
  }

  /// Sets an attribute from a value without type; what does not fit the type clears it.
  public mutating func set(_ attribute: Attribute, to value: FactValue) {
    switch attribute {
    case .name: name = value.text
    case .hostname: hostname = value.text
    case .domain: domain = value.text
    case .serial: serial = value.text.flatMap { Serial($0) }
    case .uuid: uuid = value.text.flatMap { MachineUUID($0) }
    case .deviceID: deviceID = value.text
    case .assetTag: assetTag = value.text
    case .macAddresses: macAddresses = value.texts.compactMap { MACAddress($0) }
    case .ipAddresses: ipAddresses = value.texts.compactMap { IPAddress($0) }
    case .manufacturer: manufacturer = value.text
    case .model: model = value.text
    case .chassis: chassis = value.text
    case .cpuModel: cpuModel = value.text
    case .cpuSockets: cpuSockets = value.integer
    case .cpuCores: cpuCores = value.integer
    case .cpuThreads: cpuThreads = value.integer
    case .cpuClock: cpuClock = value.number.map { Megahertz($0) }
    case .memory: memory = value.number.map { Mebibytes($0) }
    case .disks: disks = value.items.map { Disk($0) }
    case .storage: storage = value.number.map { Gigabytes($0) }
    case .powerSupplies: powerSupplies = value.items.map { PowerSupply($0) }
    case .measuredPower: measuredPower = PowerReading(value)
    case .cpuUtilization: cpuUtilization = value.number.flatMap { Share($0) }
    case .memoryUtilization: memoryUtilization = value.number.flatMap { Share($0) }
    case .operatingSystem: operatingSystem = value.text
    case .powerState: powerState = value.text.flatMap { PowerState(rawValue: $0) }
    case .isTemplate: isTemplate = value.flag
    case .host: host = value.text
    case .cluster: cluster = value.text
    case .virtualCentre: virtualCentre = value.text
    case .folder: folder = value.text
    case .dataCentre: dataCentre = value.text
    case .site: site = value.text
    case .room: room = value.text
    case .rack: rack = value.text
    case .rackUnit: rackUnit = value.integer
    case .powerSources: powerSources = value.texts
    case .storageSystems: storageSystems = value.texts
    case .volumes: volumes = value.texts
    case .location: location = value.text
    case .applications: applications = value.texts
    case .software: software = value.texts
    case .annotation: annotation = value.text
    case .service: service = value.text
    case .servers: servers = value.texts
    case .databaseServers: databaseServers = value.texts
    case .vendor: vendor = value.text
    case .criticality: criticality = value.text
    case .status: status = value.text
    case .owner: owner = value.text
    case .purchased: purchased = value.text.flatMap { CalendarDate(iso: $0) }
    case .warrantyEnds: warrantyEnds = value.text.flatMap { CalendarDate(iso: $0) }
    case .retirementPlanned: retirementPlanned = value.text
    case .lastSeen: lastSeen = value.text.flatMap { CalendarDate(iso: $0) }
    case .partial: partial = value.flag
    case .source: source = value.text
    case .target: target = value.text
    case .port: port = value.integer
    case .agency: agency = value.text
    }
  }

  /// The attributes that the record claims, in their fixed order.
  public var facts: [(attribute: Attribute, value: FactValue)] {
    Attribute.allCases.compactMap { attribute in
      value(of: attribute).map { (attribute, $0) }
    }
  }
}

extension FactValue {
  /// The text of a text value.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The number of an integer, or of a number without fraction.
  public var integer: Int? {
    switch self {
    case .integer(let integer): integer
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// The number of an integer or number.
  public var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// The truth of a flag; of an integer, whether it is not zero.
  public var flag: Bool? {
    switch self {
    case .flag(let flag): flag
    case .integer(let integer): integer != 0
    default: nil
    }
  }

  /// The items of a list; empty for anything else.
  public var items: [FactValue] { if case .list(let list) = self { list } else { [] } }

  /// The texts of a list.
  public var texts: [String] { items.compactMap(\.text) }

  /// The value of a field of an object.
  public subscript(name: String) -> FactValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }
}
