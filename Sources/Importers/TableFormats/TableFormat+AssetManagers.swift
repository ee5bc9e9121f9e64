import Inventory

extension TableFormat {
  /// The data-centre assets of Ralph.
  ///
  /// Columns come in pairs, a number and the same in words (`rack`, `rack_str`): the words are read.
  static let ralph = TableFormat(
    "ralph-csv",
    signatures: [
      ["hostname", "sn", "model str"], ["hostname", "sn", "rack str"],
      ["hostname", "sn", "barcode", "service env"], ["sn", "barcode", "model str", "rack str"],
    ],
    kind: .machine,
    headings: HeadingDictionary([
      (.fact(.name), ["hostname"]),
      (.fact(.serial), ["sn"]),
      (.fact(.assetTag), ["barcode"]),
      (.detail(.bracketedModel), ["model str"]),
      (.detail(.rackAndPlace), ["rack str"]),
      (.fact(.rackUnit), ["position"]),
      (.fact(.ipAddresses), ["management ip"]),
      (.fact(.service), ["service env str"]),
      (.fact(.annotation), ["remarks"]),
      (.fact(.status), ["status"]),
      (.fact(.purchased), ["invoice date"]),
      (.fact(.vendor), ["provider"]),
      (.fact(.owner), ["property of str"]),
      (.detail(.remark), ["parent str"]),
      (.detail(.labels), ["tags str"]),
      (.rowNumber, ["id"]),
    ])
  ) { record, extras in
    record.kind = deviceKind(of: record, words: extras.details.modelKind)
    if let code = record.status.flatMap({ Int($0) }) { record.status = ralphStatus[code] }
    return identified(record)
  }

  /// The states of a data-centre asset by the number that the export shows.
  private static let ralphStatus: [Int: String] = [
    1: "new", 2: "in use", 3: "free", 4: "damaged", 5: "liquidated", 6: "to deploy",
  ]

  /// The assets of Snipe-IT: its page's export, its report.
  ///
  /// Offices keep desks and lorries in it too: a category that is no machine is passed over.
  static let snipeIT = snipeIT(
    [
      ["asset tag", "model", "checked out to"], ["asset tag", "model", "checked out"],
      ["asset tag", "model", "checked out to name"], ["asset tag", "model", "model no"],
      ["asset tag", "model", "default location"], ["asset tag", "model name", "category"],
      ["asset tag", "item name", "category"], ["asset tag", "asset name", "model"],
      ["asset tag", "model number", "category"], ["asset tag", "checkout date"],
      ["asset tag", "model", "category", "manufacturer"],
      ["asset tag id", "description", "brand", "model"],
      ["asset tag id", "description", "assigned to"],
    ],
    name: .fact(.name)
  )

  /// The table that Snipe-IT imports assets from, in which `Name` is that of a person.
  static let snipeITImport = snipeIT(
    [
      ["asset tag", "username"], ["asset tag", "email", "category"],
      ["item name", "email", "category"], ["item name", "username", "category"],
    ],
    name: .rowNumber
  )

  private static func snipeIT(_ signatures: [[String]], name: ColumnMeaning) -> TableFormat {
    TableFormat(
      "snipe-it-csv",
      signatures: signatures,
      foreign: ["rack", "armadio", "hypervisor"],
      kind: .machine,
      headings: HeadingDictionary.machines.overridden(by: snipeITHeadings)
        .overridden(by: ["name": name])
    ) { record, extras in
      record.kind = deviceKind(of: record, words: extras.kindText)
      if record.kind == .machine, let category = extras.kindText, !computes(record) {
        return .skip(.noInventory, category)
      }
      return identified(record)
    }
  }

  /// Persons' names and addresses are nobody's business here, and are passed over.
  private static let snipeITHeadings: [String: ColumnMeaning] = [
    "asset name": .fact(.name), "item name": .fact(.name),
    "asset tag": .fact(.assetTag), "asset tag id": .fact(.assetTag),
    "serial": .fact(.serial), "serial no": .fact(.serial), "serial number": .fact(.serial),
    "model": .fact(.model), "model name": .fact(.model),
    "model no": .detail(.remark), "model number": .detail(.remark),
    "category": .kind, "brand": .fact(.manufacturer), "manufacturer": .fact(.manufacturer),
    "location": .place, "default location": .fact(.location),
    "assigned location": .fact(.location), "department": .fact(.owner),
    "company": .detail(.remark), "status": .fact(.status), "supplier": .fact(.vendor),
    "purchased": .fact(.purchased), "purchase date": .fact(.purchased),
    "warranty expires": .fact(.warrantyEnds), "warranty expiration": .fact(.warrantyEnds),
    "notes": .fact(.annotation), "description": .fact(.annotation),
    "id": .rowNumber, "full name": .rowNumber, "email": .rowNumber, "username": .rowNumber,
    "assigned to": .rowNumber, "checked out to": .rowNumber, "checked out to name": .rowNumber,
    "checked out": .rowNumber, "type": .rowNumber, "warranty": .detail(.remark),
  ]

  /// Whether anything in the record is what only a computer has.
  static func computes(_ record: Record) -> Bool {
    record.operatingSystem != nil || record.cpuModel != nil || record.cpuCores != nil
      || record.memory != nil || !record.macAddresses.isEmpty || !record.ipAddresses.isEmpty
  }

  /// The list of virtual machines that Nutanix Prism shows; quantities stand with units in cells.
  static let nutanixPrism = TableFormat(
    "nutanix-prism-csv",
    signatures: [
      ["vm name", "memory capacity"], ["vm name", "controller read iops"],
      ["vm", "memory capacity", "cpu usage"], ["name", "memory capacity", "controller read iops"],
    ],
    foreign: ["powerstate"],
    kind: .virtualMachine,
    units: ["memory capacity": "gib", "storage": "gib", "disk capacity": "gib"],
    headings: HeadingDictionary([
      (.fact(.name), ["vm name", "vm", "name"]),
      (.fact(.host), ["host", "host name", "node"]),
      (.fact(.cluster), ["cluster", "cluster name"]),
      (.fact(.ipAddresses), ["ip addresses", "ip address"]),
      (.fact(.uuid), ["vm uuid", "uuid"]),
      (.fact(.cpuCores), ["cores", "vcpus", "cpus", "provisioned vcpus", "cpu"]),
      (.fact(.memory), ["memory capacity"]),
      (.detail(.usedAndAllStorage), ["storage", "disk capacity", "storage capacity"]),
      (.fact(.cpuUtilization), ["cpu usage", "cpu usage %"]),
      (.fact(.memoryUtilization), ["memory usage", "memory usage %"]),
      (.fact(.powerState), ["power state", "state"]),
      (.fact(.operatingSystem), ["os", "operating system", "guest os"]),
      (.fact(.annotation), ["description"]),
      (.detail(.labels), ["categories"]),
    ])
  ) { record, extras in
    if let application = extras.details.label("app", "application", "apptype") {
      record.applications = [application]
    }
    record.owner = extras.details.label("owner")
    return record.name == nil ? .reject(.noName) : .record
  }

  /// The machines whose energy Cloud Carbon Footprint estimates; one row a machine and period.
  static let cloudCarbonFootprint = TableFormat(
    "ccf-onprem-csv",
    signatures: [
      ["machinename", "machinetype", "poweruseeffectiveness"],
      ["machinename", "machinetype", "powerusageeffectiveness"],
      ["machinename", "machinetype", "starttime"], ["cpudescription", "machinename", "memory"],
      ["cpuid", "machinetype", "powerusageeffectiveness"],
    ],
    kind: .server,
    units: ["memory": "mb"],
    headings: HeadingDictionary([
      (.fact(.name), ["machinename"]),
      (.fact(.cpuModel), ["cpudescription", "cpuid"]),
      (.fact(.memory), ["memory"]),
      (.kind, ["machinetype"]),
      (.fact(.cpuUtilization), ["cpuutilization", "serverutilization"]),
      (.fact(.lastSeen), ["endtime"]),
      (.fact(.site), ["region"]),
      (.detail(.remark), ["country", "powerusageeffectiveness"]),
    ])
  ) { record, extras in
    if let kind = KindWords.kind(ofPlural: extras.kindText) {
      record.kind = kind
    } else if extras.kindText != nil {
      // A machine type that is none: the row's values stand one column off, and what is read of
      // its place and time is something else.
      record.site = nil
      record.annotation = nil
      record.lastSeen = nil
      record.cpuUtilization = nil
    }
    return identified(record)
  }
}
