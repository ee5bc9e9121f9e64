/// What one row or element of one export claims.
///
/// Absent facts are `nil` or empty.
public struct Record: Sendable, Hashable {
  /// What the record is about.
  public var kind: RecordKind
  /// Where it stands.
  public var locator: Locator
  /// Other rows that added facts to it, such as a workbook's other sheets.
  public var supplements: [Locator] = []

  /// The name that the source shows, as it spells it.
  public var name: String?
  /// The machine's own network name, as the source spells it.
  public var hostname: String?
  /// The DNS or Windows domain or workgroup.
  public var domain: String?
  /// The maker's serial number.
  public var serial: Serial?
  /// The SMBIOS UUID.
  public var uuid: MachineUUID?
  /// The source's own identifier where it is no SMBIOS UUID.
  public var deviceID: String?
  /// The number in the owner's books.
  public var assetTag: String?
  /// Hardware addresses, in the source's order, each once.
  public var macAddresses: [MACAddress] = []
  /// Network addresses, in the source's order, each once.
  public var ipAddresses: [IPAddress] = []
  /// The maker.
  public var manufacturer: String?
  /// The maker's model name.
  public var model: String?
  /// The form of the case, as the source says.
  public var chassis: String?
  /// The processor's name.
  public var cpuModel: String?
  /// Populated sockets.
  public var cpuSockets: Int?
  /// Cores of the whole machine; virtual processors of a virtual one.
  public var cpuCores: Int?
  /// Hardware threads of the whole machine.
  public var cpuThreads: Int?
  /// The processor's nominal clock.
  public var cpuClock: Megahertz?
  /// Installed memory; what the system sees if that is all there is.
  public var memory: Mebibytes?
  /// Disks that are present.
  public var disks: [Disk] = []
  /// Storage in all, where disks are not listed one by one.
  public var storage: Gigabytes?
  /// Power supplies that are present.
  public var powerSupplies: [PowerSupply] = []
  /// What the machine's sensor reads.
  public var measuredPower: PowerReading?
  /// The processors' use when the source looked.
  public var cpuUtilization: Share?
  /// The memory's use when the source looked.
  public var memoryUtilization: Share?
  /// The operating system's name.
  public var operatingSystem: String?
  /// Whether it runs.
  public var powerState: PowerState?
  /// Whether it is a template, from which machines are made.
  public var isTemplate: Bool?
  /// The physical host that a virtual machine runs on.
  public var host: String?
  /// The cluster of hosts.
  public var cluster: String?
  /// The management server of the virtual estate.
  public var virtualCentre: String?
  /// The folder that the source files it in.
  public var folder: String?
  /// The data centre.
  public var dataCentre: String?
  /// The site: a hospital, a building.
  public var site: String?
  /// The room.
  public var room: String?
  /// The rack.
  public var rack: String?
  /// The lowest rack unit that it fills, counted from the bottom.
  public var rackUnit: Int?
  /// Names of the power units that feed it.
  public var powerSources: [String] = []
  /// Names of the arrays on which it keeps data.
  public var storageSystems: [String] = []
  /// Of an array: the world-wide identifiers of the logical disks that it presents.
  public var volumes: [String] = []
  /// The place in the source's own words.
  public var location: String?
  /// Applications that the source says run on it, as it names them.
  public var applications: [String] = []
  /// Installed products that may be applications, as the source names them; agents, runtimes,
  /// drivers and the like left out.
  public var software: [String] = []
  /// Free text about it.
  public var annotation: String?
  /// What an application is for, in the source's words.
  public var service: String?
  /// Names of the servers that an application runs on.
  public var servers: [String] = []
  /// Names of the servers that hold an application's data.
  public var databaseServers: [String] = []
  /// Who supplies an application.
  public var vendor: String?
  /// How critical it is, in the source's words.
  public var criticality: String?
  /// Its state of life in the source's words: in production, withdrawn.
  public var status: String?
  /// The office or contact that answers for it.
  public var owner: String?
  /// The day of purchase.
  public var purchased: CalendarDate?
  /// The day the warranty ends.
  public var warrantyEnds: CalendarDate?
  /// When it is to be withdrawn, in the source's words.
  public var retirementPlanned: String?
  /// The day the source last saw or changed it.
  public var lastSeen: CalendarDate?
  /// Whether the record is an update, which never replaces what is known.
  public var partial: Bool?
  /// Where a flow begins: a machine name or address.
  public var source: String?
  /// Where a flow ends: a machine name or address.
  public var target: String?
  /// The port that a flow ends at, 1 to 65535.
  public var port: Int?
  /// The agency that it belongs to, as a column of the source names it.
  public var agency: String?

  /// Creates an empty record.
  public init(kind: RecordKind, locator: Locator) {
    self.kind = kind
    self.locator = locator
  }
}
