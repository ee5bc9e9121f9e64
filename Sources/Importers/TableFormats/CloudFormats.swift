import Inventory

/// The tables that cloud providers' migration services take servers from.
enum CloudFormats {
  /// The formats.
  static let all: [TableFormat] =
    [awsImport, awsReplication, awsFactory] + GoogleMigrationCenterFormats.all

  /// The import template of AWS Migration Hub; any of its five identities may be missing.
  static let awsImport = TableFormat(
    "aws-import-csv",
    signatures: [
      ["externalid", "smbiosid", "hostname"], ["hostname", "cpu numberofcores"],
      ["hostname", "ram totalsizeinmb"], ["externalid", "ram totalsizeinmb"],
      ["externalid", "vmware morefid"], ["smbiosid", "ram totalsizeinmb"],
    ],
    kind: .machine,
    units: [
      "ram totalsizeinmb": "mb", "ram usedsizeinmb avg": "mb", "cpu usagepct avg": "%",
    ],
    headings: HeadingDictionary([
      (.fact(.hostname), ["hostname"]),
      (.detail(.secondName), ["vmware vmname", "externalid"]),
      (.fact(.uuid), ["smbiosid"]),
      (.fact(.ipAddresses), ["ipaddress"]),
      (.fact(.macAddresses), ["macaddress"]),
      (.detail(.virtualIdentifier), ["vmware morefid"]),
      (.fact(.virtualCentre), ["vmware vcenterid"]),
      (.fact(.folder), ["vmware folder"]),
      (.fact(.host), ["vmware hostsystem"]),
      (.fact(.cpuSockets), ["cpu numberofprocessors"]),
      (.fact(.cpuCores), ["cpu numberofcores"]),
      (.fact(.cpuThreads), ["cpu numberoflogicalcores"]),
      (.fact(.cpuUtilization), ["cpu usagepct avg"]),
      (.fact(.operatingSystem), ["os name"]),
      (.operatingSystemVersion, ["os version"]),
      (.fact(.memory), ["ram totalsizeinmb"]),
      (.detail(.memoryUsed), ["ram usedsizeinmb avg"]),
      (.detail(.applicationList), ["applications"]),
      (.detail(.remark), ["applicationwave"]),
      (.detail(.labels), ["tags"]),
      (.rowNumber, ["serverid"]),
    ])
  ) { record, extras in
    record.owner = extras.details.label("owner", "referente", "responsabile")
    if extras.details.isKnownVirtual || record.serial?.vmwareUUID != nil {
      record.kind = .virtualMachine
    }
    return TableFormat.identified(record)
  }

  /// The inventory of AWS Application Migration Service: servers, applications, waves.
  static let awsReplication = TableFormat(
    "aws-mgn-csv",
    signatures: [
      ["mgn server user provided id"], ["mgn account id", "mgn region", "mgn app name"],
      ["mgn server fqdn for action framework"], ["mgn account id", "mgn wave name"],
      ["mgn app name", "mgn wave name"], ["mgn server hostname"],
    ],
    kind: .machine,
    prefixes: [("mgn server tag", .detail(.labelValue)), ("mgn app tag", .detail(.labelValue))],
    headings: HeadingDictionary([
      (.fact(.name), ["mgn server user provided id"]),
      (
        .fact(.hostname),
        ["mgn server fqdn for action framework", "mgn server fqdn", "mgn server hostname"]
      ),
      (.fact(.operatingSystem), ["mgn server platform"]),
      (.fact(.applications), ["mgn app name"]),
      (.detail(.remark), ["mgn app description", "mgn wave name"]),
    ])
  ) { record, extras in
    record.owner = extras.details.label("owner")
    return record.name == nil ? .reject(.noName) : .record
  }

  /// The intake form of AWS's Cloud Migration Factory; one host name may stand in several rows.
  static let awsFactory = TableFormat(
    "aws-cmf-csv",
    signatures: [
      ["server name", "app name", "wave name"], ["server name", "app name", "wave id"],
      ["server name", "app name", "r type"], ["server name", "server fqdn", "server os family"],
    ],
    kind: .machine,
    headings: HeadingDictionary([
      (.fact(.name), ["server name"]),
      (.fact(.hostname), ["server fqdn"]),
      (.fact(.operatingSystem), ["server os family"]),
      (.operatingSystemVersion, ["server os version"]),
      (.fact(.applications), ["app name"]),
      (.detail(.remark), ["r type", "wave name", "wave id", "server environment", "server tier"]),
      (.detail(.labels), ["tags"]),
    ])
  ) { record, extras in
    record.owner = extras.details.label("owner")
    return record.name == nil ? .reject(.noName) : .record
  }
}

/// The templates of Google's Migration Center, which are parted by machine identifier.
enum GoogleMigrationCenterFormats {
  /// The formats.
  static let all: [TableFormat] = [machines, disks, labels]

  /// `vmInfo`: the machines, physical ones too.
  static let machines = TableFormat(
    "gmc-csv",
    signatures: [
      ["machineid", "machinename"], ["machineid", "allocatedprocessorcorecount"],
    ],
    kind: .machine,
    units: [
      "memorygib": "gib", "memorymib": "mib", "memorygb": "gb", "memoryinbytes": "bytes",
      "totaldiskallocatedgib": "gib", "totaldiskallocatedbytes": "bytes",
      "allocatedstoragebytes": "bytes", "allocatedstoragegib": "gib",
    ],
    headings: HeadingDictionary([
      (.fact(.name), ["machinename"]),
      (.detail(.key), ["machineid"]),
      (.fact(.ipAddresses), ["primaryipaddress", "publicipaddress"]),
      (.fact(.ipAddresses), ["ipaddresslistsemicolondelimited"]),
      (.fact(.macAddresses), ["primarymacaddress"]),
      (.fact(.storage), ["totaldiskallocatedgib", "totaldiskallocatedbytes"]),
      (.fact(.storage), ["allocatedstoragebytes", "allocatedstoragegib"]),
      (.fact(.cpuCores), ["allocatedprocessorcorecount"]),
      (.fact(.memory), ["memorygib", "memorymib", "memorygb", "memoryinbytes"]),
      (.detail(.hostingPlace), ["hostinglocation"]),
      (.secondOperatingSystem, ["ostype"]),
      (.fact(.operatingSystem), ["osname"]),
      (.operatingSystemVersion, ["osversion"]),
      (.fact(.powerState), ["machinestatus"]),
      (.detail(.isPhysical), ["isphysical"]),
      (.detail(.remark), ["machinetypelabel", "source", "provisioningstate"]),
    ])
  ) { record, extras in
    switch extras.details.isPhysical {
    case true: record.kind = .server
    case false: record.kind = .virtualMachine
    default: break
    }
    return record.name == nil ? .reject(.noName) : .record
  }

  /// `diskInfo`: the disks of machines that another file names.
  static let disks = TableFormat(
    "gmc-csv",
    signatures: [["machineid", "disklabel"]],
    kind: .machine,
    units: ["sizeingib": "gib"],
    describesParts: true,
    headings: HeadingDictionary([
      (.fact(.name), ["machineid"]),
      (.detail(.part), ["disklabel"]),
      (.fact(.disks), ["sizeingib"]),
    ])
  ) { record, extras in
    guard record.name != nil else { return .reject(.noName) }
    if !record.disks.isEmpty { record.disks[0].name = extras.details.part }
    record.partial = true
    return .record
  }

  /// `tagInfo`: labels of machines that another file names.
  static let labels = TableFormat(
    "gmc-csv",
    signatures: [["machineid", "key", "value"]],
    kind: .machine,
    describesParts: true,
    headings: HeadingDictionary([
      (.fact(.name), ["machineid"]),
      (.detail(.labelName), ["key"]),
      (.detail(.labelValue), ["value"]),
    ])
  ) { record, extras in
    guard record.name != nil else { return .reject(.noName) }
    if let application = extras.details.label("app", "application", "applicativo") {
      record.applications = [application]
    }
    record.owner = extras.details.label("owner")
    record.partial = true
    return .record
  }
}
