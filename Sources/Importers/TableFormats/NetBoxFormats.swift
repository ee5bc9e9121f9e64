import Inventory

/// The tables of NetBox: devices, racks, virtual machines and power ports.
///
/// What NetBox exports has the labels of its pages; what it imports has the names of its fields
/// (`rack_name` in version 2, `rack` later). Both are read.
enum NetBoxFormats {
  /// The formats, power ports first, because they name devices too.
  static let all: [TableFormat] = [powerPorts, virtualMachines, racks, devices]

  private static let place: [(ColumnMeaning, [String])] = [
    (.fact(.site), ["site", "site name"]),
    (.fact(.room), ["location", "rack group", "group", "group name"]),
    (.fact(.status), ["status"]),
    (.fact(.annotation), ["comments", "description"]),
    (.fact(.assetTag), ["asset tag"]),
    (.fact(.serial), ["serial number", "serial"]),
    (.detail(.remark), ["tenant", "tags"]),
    (.rowNumber, ["id"]),
  ]

  /// A device: its role, or else make and model, tell what it is.
  static let devices = TableFormat(
    "netbox-devices-csv",
    signatures: [
      ["name", "role", "site", "rack", "type", "manufacturer"],
      ["name", "role", "site", "rack", "type", "status"],
      ["name", "role", "site", "rack", "type", "position"],
      ["name", "role", "site", "rack", "type", "tenant"],
      ["name", "role", "site", "rack", "device type"],
      ["name", "device role", "device type", "site"],
      ["name", "device role", "type", "site"],
      ["name", "role", "device type", "site", "status"],
      ["name", "role", "manufacturer", "type", "site", "status"],
    ],
    foreign: ["vcpus", "u height", "maximum draw"],
    kind: .machine,
    headings: HeadingDictionary(
      place + [
        (.fact(.name), ["name"]),
        (.kind, ["role", "device role"]),
        (.fact(.manufacturer), ["manufacturer"]),
        (.fact(.model), ["type", "device type"]),
        (.fact(.operatingSystem), ["platform"]),
        (.fact(.rack), ["rack", "rack name"]),
        (.detail(.halfUnit), ["position", "rack position"]),
        (.fact(.ipAddresses), ["ip address", "ipv4 address", "ipv6 address", "primary ip"]),
        (.fact(.ipAddresses), ["primary ip4", "primary ip6", "oob ip", "out of band ip"]),
        (.fact(.cluster), ["cluster"]),
        (.detail(.remark), ["parent", "parent device"]),
      ]
    )
  ) { record, extras in
    let words = MachineKind.key(
      [extras.kindText, record.model].compactMap(\.self).joined(separator: " ")
    )
    // Panels and shelves hold cables or nothing: there is nothing to switch off.
    if MachineKind.contains(words, passive) {
      return .skip(.noInventory, extras.kindText ?? record.model ?? "")
    }
    record.kind = TableFormat.deviceKind(of: record, words: extras.kindText)
    return TableFormat.identified(record)
  }

  private static let passive = [
    "patch panel", "fiber panel", "fibre panel", "blanking panel", "blank panel",
    "cable management",
    "cable manager", "shelf", "cassette", "patchpanel",
  ]

  /// A rack, with its height in the notes.
  static let racks = TableFormat(
    "netbox-racks-csv",
    signatures: [
      ["name", "site", "u height"], ["name", "site", "height", "width"],
      ["name", "site", "facility id"], ["name", "site", "desc units"],
      ["name", "site", "height", "space"], ["name", "site", "height", "status", "role"],
    ],
    foreign: ["vcpus", "device type", "maximum draw"],
    kind: .rack,
    headings: HeadingDictionary(
      place + [
        (.fact(.name), ["name"]),
        (.fact(.model), ["rack type"]),
        (.fact(.chassis), ["type", "form factor"]),
        (.detail(.remark), ["u height", "height", "facility id", "role"]),
      ]
    )
  ) { record, _ in
    record.hostname = nil
    return record.name == nil ? .reject(.noName) : .record
  }

  /// A virtual machine; memory is counted in megabytes, disks in gigabytes.
  static let virtualMachines = TableFormat(
    "netbox-virtual-machines-csv",
    signatures: [
      ["name", "cluster", "vcpus", "memory", "role"],
      ["name", "cluster", "vcpus", "memory", "platform"],
      ["name", "cluster", "vcpus", "memory", "tenant"],
      ["name", "cluster", "status", "vcpus"], ["name", "cluster", "status", "role", "platform"],
    ],
    foreign: ["rack", "powerstate", "device type"],
    kind: .virtualMachine,
    units: ["memory": "mb", "disk": "gb", "disk space": "gb"],
    headings: HeadingDictionary(
      place + [
        (.fact(.name), ["name"]),
        (.fact(.cluster), ["cluster"]),
        (.fact(.host), ["device"]),
        (.fact(.service), ["role"]),
        (.fact(.operatingSystem), ["platform"]),
        (.fact(.cpuCores), ["vcpus", "vcpu"]),
        (.fact(.memory), ["memory"]),
        (.fact(.storage), ["disk", "disk space"]),
        (.fact(.ipAddresses), ["ip address", "ipv4 address", "ipv6 address", "primary ip"]),
        (.fact(.ipAddresses), ["primary ip4", "primary ip6"]),
      ]
    )
  ) { record, _ in
    switch record.status?.lowercased() {
    case "active": record.powerState = .on
    case "offline": record.powerState = .off
    default: break
    }
    return record.name == nil ? .reject(.noName) : .record
  }

  /// The power ports of devices: each is a supply of its own, rated at what it may draw.
  static let powerPorts = TableFormat(
    "netbox-power-ports-csv",
    signatures: [
      ["device", "name", "maximum draw"], ["device", "name", "allocated draw"],
    ],
    foreign: ["feed leg", "power port"],
    kind: .machine,
    units: ["maximum draw": "w"],
    describesParts: true,
    headings: HeadingDictionary([
      (.fact(.name), ["device"]),
      (.detail(.part), ["name"]),
      (.fact(.powerSupplies), ["maximum draw"]),
      (.rowNumber, ["id"]),
    ])
  ) { record, extras in
    guard record.name != nil else { return .reject(.noName) }
    if record.powerSupplies.isEmpty { record.powerSupplies = [PowerSupply()] }
    record.powerSupplies[0].model = extras.details.part
    // A list of ports never says all about a device.
    record.partial = true
    return .record
  }
}
