import Inventory

extension TableFormat {
  /// What Lansweeper exports: one of its reports, or one that an office wrote on its database.
  ///
  /// A report chooses its columns and may name them anew, so that only `AssetName` or `AssetUnique`
  /// beside another name of the database tells the format. Headings, and memory in megabytes, after
  /// its own reports and those that offices publish, all over `tblAssets` and `tsysAssetTypes`.
  static let lansweeper = TableFormat(
    "lansweeper-csv",
    signatures: [
      "assetid", "assetunique", "assettype", "assettypename", "iplocation", "ipaddress",
      "firstseen", "lastseen", "lasttried", "userdomain", "nrprocessors",
    ].map { ["assetname", $0] } + [["assetid", "assetunique"], ["assetunique", "lastseen"]],
    kind: .machine,
    units: ["memory": "mb"],
    headings: HeadingDictionary.machines.overridden(by: lansweeperHeadings)
  ) { record, extras in
    readUniqueKey(&record)
    // What is written down of the place says more than the range that the address is in.
    let details = extras.details
    record.site =
      told(details.label("building")) ?? record.site ?? told(details.label("branchoffice"))
      ?? told(details.label("iplocation", "ip location"))
    // `AssetType` is the type's number in one report, its name in another.
    let type = [extras.kindText, details.recordType].compactMap(\.self)
      .first { Int($0) == nil }
    let role = details.label("domainrole", "domain role", "domainrolename")
    guard let kind = lansweeperKind(of: record, type: type, role: role) else {
      return .skip(.noInventory, type ?? "")
    }
    record.kind = kind
    return identified(record)
  }

  /// Persons' accounts are nobody's business here, and are passed over.
  private static let lansweeperHeadings: [String: ColumnMeaning] = [
    "assetname": .fact(.name), "assetunique": .detail(.secondName),
    "fqdn": .fact(.hostname), "dnsname": .fact(.hostname), "dns name": .fact(.hostname),
    "assettypename": .kind, "type": .kind, "asset type": .kind,
    "assettype": .detail(.recordType), "domainrole": .detail(.labelValue),
    "domain role": .detail(.labelValue), "domainrolename": .detail(.labelValue),
    "vendor": .fact(.vendor), "nrprocessors": .fact(.cpuSockets),
    "numberofcores": .fact(.cpuCores), "numberoflogicalprocessors": .fact(.cpuThreads),
    "osname": .fact(.operatingSystem), "operatingsystem": .fact(.operatingSystem),
    "osversion": .secondOperatingSystem, "os version": .secondOperatingSystem,
    "osrelease": .secondOperatingSystem, "caption": .secondOperatingSystem,
    "building": .detail(.labelValue), "branchoffice": .detail(.labelValue),
    "iplocation": .detail(.labelValue), "ip location": .detail(.labelValue),
    "department": .detail(.remark), "barcode": .fact(.assetTag),
    "statename": .fact(.status), "purchasedate": .fact(.purchased),
    "warrantydate": .fact(.warrantyEnds), "lastseen": .fact(.lastSeen),
    "last successful scan": .fact(.lastSeen),
    "assetid": .rowNumber, "asset id": .rowNumber, "icon": .rowNumber, "sp": .rowNumber,
    "username": .rowNumber, "userdomain": .rowNumber, "firstseen": .rowNumber,
    "lasttried": .rowNumber, "last scan attempt": .rowNumber, "software": .rowNumber,
  ]

  private static func told(_ text: String?) -> String? {
    text.flatMap { Placeholder.matches($0) ? nil : $0 }
  }

  /// Takes out of the unique key what it is made of: `DOMAIN\NAME\1` or the MAC address.
  private static func readUniqueKey(_ record: inout Record) {
    guard let key = record.name else { return }
    if key.contains(":"), let address = MACAddress(key) {
      record.name = nil
      if !record.macAddresses.contains(address) { record.macAddresses.append(address) }
    }
    let parts = key.split(separator: "\\").map(String.init)
    guard parts.count > 1 else { return }
    record.domain = record.domain ?? parts[0]
    record.name = parts[1]
    if HostName(parts[1]) != nil { record.hostname = record.hostname ?? parts[1] }
  }

  /// The kind of an asset; `nil` for what is no machine, and what nothing shows to be one.
  private static func lansweeperKind(
    of record: Record,
    type: String?,
    role: String?
  ) -> RecordKind? {
    let words = MachineKind.key(type)
    if MachineKind.contains(words, lansweeperHypervisors) { return .server }
    let isSystem = words.isEmpty || ["windows", "linux", "unix"].contains(words)
    if isSystem || MachineKind.contains(words, ["server"]), isGuest(record) {
      return .virtualMachine
    }
    if isSystem {
      // The type is the system alone: who made the machine tells iron, its role what it is for.
      let kind =
        kind(ofRole: role) ?? (MachineKind.isServerModel(record.model) ? .server : nil)
        ?? kind(ofWindows: record.operatingSystem)
      let isIron = record.manufacturer != nil || record.model != nil
      if let kind { return kind == .server && !isIron ? .machine : kind }
      return deviceKind(of: record, words: nil)
    }
    if MachineKind.contains(words, lansweeperNoMachines) { return nil }
    if MachineKind.contains(words, lansweeperUntold) {
      // The scan heard one service, or no more than an echo: make and model may know more.
      let known = deviceKind(of: record, words: nil)
      return known == .machine && words == "network device" ? .networkDevice : known
    }
    for (kind, terms) in lansweeperTypes where MachineKind.contains(words, terms) { return kind }
    let known = KindWords.kind(ofPlural: type) ?? KindWords.kind(ofModel: [words])
    if let known { return known }
    let kind = deviceKind(of: record, words: nil)
    // Offices keep types of their own, of desks and disks too.
    return kind != .machine || computes(record) ? kind : nil
  }

  /// Whether make and model are those of a guest; Nutanix shows its own `AHV`.
  private static func isGuest(_ record: Record) -> Bool {
    MachineKind.isVirtual(manufacturer: record.manufacturer, model: record.model)
      || MachineKind.key(record.model) == "ahv"
  }

  /// The kind that Windows' role in its domain names: `Member server`.
  private static func kind(ofRole role: String?) -> RecordKind? {
    let words = MachineKind.key(role)
    if MachineKind.contains(words, ["server", "controller"]) { return .server }
    return MachineKind.contains(words, ["workstation"]) ? .workstation : nil
  }

  /// The kind of a machine by its Windows, `Win 2019` or `Microsoft Windows 10 Pro`.
  private static func kind(ofWindows system: String?) -> RecordKind? {
    let words = MachineKind.key(system).split(separator: " ")
    guard let version = words.drop(while: { $0 != "win" && $0 != "windows" }).dropFirst().first
    else { return nil }
    if ["xp", "vista", "7", "8", "10", "11"].contains(version) { return .workstation }
    return Int(version).flatMap { (2003...2099).contains($0) ? .server : nil }
  }

  private static let lansweeperHypervisors = [
    "esxi", "esx", "vmware server", "hyper v server", "xenserver", "hypervisor",
  ]

  private static let lansweeperNoMachines = [
    "monitor", "display", "camera", "webcam", "tv", "television", "projector", "scanner",
    "location", "cluster", "hard disk",
  ]

  /// Types by the one service that answered, and by nothing at all.
  private static let lansweeperUntold = [
    "network device", "webserver", "web server", "ftp server", "ssh server", "mail server",
    "media server", "time server", "vcenter", "remote access", "unknown",
  ]

  /// Types whose words other tools do not use.
  private static let lansweeperTypes: [(RecordKind, [String])] = [
    (.virtualMachine, ["vmware guest", "hyper v guest", "guest", "ec2"]),
    (.printer, ["print server"]),
    (
      .phone,
      [
        "iphone", "ipad", "android", "tablet", "mobile", "ios", "blackberry", "voip", "handheld",
        "windows ce",
      ]
    ),
    (.workstation, ["apple mac", "chromebook", "chrome os", "thin client", "zero client"]),
    (.networkDevice, ["wireless", "hub", "gateway", "modem", "vpn"]),
  ]
}
