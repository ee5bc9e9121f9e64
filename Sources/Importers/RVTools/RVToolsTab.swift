import Inventory

/// A tab of an RVTools export that is read, and what its headings say.
enum RVToolsTab: String, CaseIterable, Sendable {
  case machines = "vInfo"
  case hosts = "vHost"
  case networks = "vNetwork"
  case processors = "vCPU"
  case memory = "vMemory"
  case disks = "vDisk"
  case partitions = "vPartition"
  case tools = "vTools"
  case datastores = "vDatastore"
  case paths = "vMultiPath"

  /// All tabs that RVTools writes, those that hold no machine included.
  static let allNames: Set<String> = [
    "vinfo", "vcpu", "vmemory", "vdisk", "vpartition", "vnetwork", "vfloppy", "vcd", "vusb",
    "vsnapshot", "vtools", "vsource", "vrp", "vcluster", "vhost", "vhba", "vnic", "vswitch",
    "vport", "dvswitch", "dvport", "vsc_vmk", "vsc+vmk", "vdatastore", "vmultipath", "vlicense",
    "vfileinfo", "vhealth", "vmetadata",
  ]

  /// The tab whose headings these are, `nil` for every other table.
  ///
  /// The order matters: most tabs repeat the first columns of vInfo.
  init?(headings: [String]) {
    let keys = Set(headings.map { Heading($0).key })
    func has(_ names: String...) -> Bool { keys.isSuperset(of: names) }
    func hasAny(_ names: String...) -> Bool { !keys.isDisjoint(with: names) }
    if has("host", "# cores") && hasAny("cpu model", "# cpu", "esx version", "speed", "vendor") {
      self = .hosts
    } else if has("address", "hosts") && hasAny("# hosts", "accessible", "type") && !has("vm") {
      self = .datastores
    } else if has("host", "disk", "policy") && hasAny("path 1", "queue depth") && !has("vm") {
      self = .paths
    } else if !has("vm") {
      return nil
    } else if has("mac address") && hasAny("nic label", "adapter", "network") {
      self = .networks
    } else if has("disk", "capacity")
      && hasAny("raw", "disk mode", "disk key", "thin", "controller")
      && !has("consumed")
    {
      self = .disks
    } else if has("disk", "capacity", "consumed") {
      self = .partitions
    } else if has("sockets") && hasAny("cores p s", "overall") || has("overall", "cpu ready %") {
      self = .processors
    } else if has("size") && hasAny("overhead", "ballooned", "consumed") {
      self = .memory
    } else if has("tools", "tools version") {
      self = .tools
    } else if has("powerstate") && hasAny("cpus", "memory", "dns name", "provisioned"),
      !hasAny("snapshot", "device node")
    {
      self = .machines
    } else {
      return nil
    }
  }

  /// The column of names that headings of vInfo or vHost lack; `nil` for all other headings.
  static func missingName(in headings: [String]) -> String? {
    let keys = Set(headings.map { Heading($0).key })
    guard !keys.contains("vm") else { return nil }
    let machines: Set<String> = [
      "powerstate", "template", "vi sdk server", "vm id", "vm uuid", "smbios uuid", "cpus",
      "os according to the vmware tools", "os according to the configuration file",
    ]
    if keys.contains("powerstate"), keys.intersection(machines).count >= 4 { return "VM" }
    let hosts: Set<String> = [
      "cpu model", "# cpu", "cores per cpu", "# cores", "# vms", "esx version", "vi sdk server",
    ]
    let isHosts = keys.contains("esx version") && keys.intersection(hosts).count >= 4
    return isHosts && !keys.contains("host") ? "Host" : nil
  }

  /// The tab of a sheet's name, `nil` for a tab that holds no machine.
  init?(sheet: String) {
    let name = sheet.lowercased()
    guard let tab = Self.allCases.first(where: { name == $0.rawValue.lowercased() }) else {
      return nil
    }
    self = tab
  }

  /// What the tab's headings say.
  var dictionary: HeadingDictionary {
    switch self {
    case .machines: Self.machineHeadings
    case .hosts: Self.hostHeadings
    case .networks: Self.networkHeadings
    case .processors: Self.processorHeadings
    case .memory: Self.memoryHeadings
    case .disks: Self.diskHeadings
    case .partitions, .tools: Self.keyHeadings
    case .datastores: Self.datastoreHeadings
    case .paths: Self.pathHeadings
    }
  }

  /// The columns by which rows of several tabs are told to be about one machine.
  private static let keys: [(ColumnMeaning, [String])] = [
    (.fact(.name), ["vm"]), (.machineID, ["vm id"]), (.fact(.virtualCentre), ["vi sdk server"]),
    (.instanceUUID, ["vm uuid"]), (.fact(.host), ["host"]),
  ]

  private static let keyHeadings = HeadingDictionary(keys)

  private static let machineHeadings = HeadingDictionary(
    keys + [
      (.fact(.powerState), ["powerstate"]),
      (.fact(.isTemplate), ["template"]),
      (.fact(.hostname), ["dns name"]),
      (.fact(.cpuCores), ["cpus"]),
      (.fact(.memory), ["memory"]),
      (.fact(.ipAddresses), ["primary ip address"]),
      (.fact(.storage), ["provisioned"]),
      (.fact(.annotation), ["annotation"]),
      (.fact(.dataCentre), ["datacenter"]),
      (.fact(.cluster), ["cluster"]),
      (.fact(.folder), ["folder"]),
      (.secondOperatingSystem, ["os according to the configuration file"]),
      (.fact(.operatingSystem), ["os according to the vmware tools", "os"]),
      (.fact(.uuid), ["smbios uuid"]),
    ]
  )

  private static let hostHeadings = HeadingDictionary([
    (.fact(.name), ["host"]),
    (.fact(.dataCentre), ["datacenter"]),
    (.fact(.cluster), ["cluster"]),
    (.fact(.cpuModel), ["cpu model"]),
    (.fact(.cpuClock), ["speed"]),
    (.hyperThreading, ["ht active"]),
    (.fact(.cpuSockets), ["# cpu"]),
    (.coresPerSocket, ["cores per cpu"]),
    (.fact(.cpuCores), ["# cores"]),
    (.fact(.cpuUtilization), ["cpu usage %"]),
    (.fact(.memory), ["# memory"]),
    (.fact(.memoryUtilization), ["memory usage %"]),
    (.fact(.operatingSystem), ["esx version"]),
    (.fact(.manufacturer), ["vendor"]),
    (.fact(.model), ["model"]),
    (.fact(.serial), ["serial number"]),
    (.secondSerial, ["service tag"]),
    (.fact(.uuid), ["uuid"]),
    (.fact(.domain), ["domain"]),
    (.fact(.virtualCentre), ["vi sdk server"]),
  ])

  private static let datastoreHeadings = HeadingDictionary([
    (.fact(.name), ["name"]), (.fact(.target), ["address"]), (.fact(.servers), ["hosts"]),
    (.fact(.virtualCentre), ["vi sdk server"]),
  ])

  private static let pathHeadings = HeadingDictionary([
    (.fact(.name), ["host"]), (.fact(.target), ["disk"]), (.fact(.serial), ["serial #"]),
    (.fact(.virtualCentre), ["vi sdk server"]),
  ])

  private static let networkHeadings = HeadingDictionary(
    keys + [
      (.fact(.macAddresses), ["mac address"]),
      (.fact(.ipAddresses), ["ipv4 address", "ip address", "ipv6 address"]),
    ]
  )

  private static let processorHeadings = HeadingDictionary(
    keys + [(.fact(.cpuSockets), ["sockets"]), (.fact(.cpuCores), ["cpus"])]
  )

  private static let memoryHeadings = HeadingDictionary(keys + [(.fact(.memory), ["size"])])

  private static let diskHeadings = HeadingDictionary(
    keys + [(.fact(.disks), ["capacity"]), (.fact(.chassis), ["disk"])]
  )
}
