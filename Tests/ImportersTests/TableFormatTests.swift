import Importers
import Inventory
import Testing

@Suite("Tables of other tools")
struct TableFormatTests {
  static let headers: [(String, String)] = [
    ("Name,Status,Site,Rack,Role,Manufacturer,Type", "netbox-devices-csv"),
    ("name,device_role,manufacturer,device_type,status,site", "netbox-devices-csv"),
    ("name,site,u_height,width", "netbox-racks-csv"),
    ("Name,Site,Height,Width,Facility ID", "netbox-racks-csv"),
    ("Name,Status,Cluster,Role,Platform,VCPUs,Memory (MB)", "netbox-virtual-machines-csv"),
    ("device,name,maximum_draw", "netbox-power-ports-csv"),
    ("hostname,sn,model_str,rack_str", "ralph-csv"),
    ("Asset Tag,Model,Checked Out To,Location", "snipe-it-csv"),
    ("AssetName,IPAddress,Mac,Description", "lansweeper-csv"),
    ("AssetUnique,Domain,AssetID,OSname,Processor,#CPU", "lansweeper-csv"),
    ("Record Type 1,Application Name,Description", "konveyor-csv"),
    ("cpuDescription,machineName,memory,machineType,startTime", "ccf-onprem-csv"),
    ("ExternalId,SMBiosId,HostName", "aws-import-csv"),
    ("mgn:account-id,mgn:region,mgn:app:name", "aws-mgn-csv"),
    ("wave_id,app_name,server_name", "aws-cmf-csv"),
    ("MachineId,MachineName,MemoryGiB", "gmc-csv"),
    ("MachineId,DiskLabel,SizeInGib", "gmc-csv"),
    ("VM Name,Memory Capacity,Controller Read IOPS", "nutanix-prism-csv"),
    ("NOME APPLICATIVO,INTERLOCUTORE,SERVIZI SUPPORTATI", "italia-applications"),
    // Tables that only look alike.
    ("Nome,Seriale,Rack,Ruolo,Tipo,Sede", "inventory-table"),
    ("Application name,Description,Comments,Servers", "inventory-table"),
    ("*Server name,*Cores,*Memory (In MB),*OS name", "azure-migrate-csv"),
    ("Asset Name,Serial,IP Address,Location,Status", "inventory-table"),
    ("id,name", "plain-table"),
  ]

  @Test("a table is told by its headings, whatever their case and order", arguments: headers)
  func format(header: String, format: String) throws {
    let folder = try Folder()
    let shuffled = header.split(separator: ",").reversed().joined(separator: ",")
    for (number, text) in [header, header.uppercased(), shuffled].enumerated() {
      let path = try folder.write(text + "\n", to: "\(number).csv")
      let export = try #require(ExportFinder.find(at: [path]).first?.export)
      #expect(export.format.description == format)
    }
  }

  static let kinds: [(String, String, RecordKind)] = [
    ("Server", "PowerEdge R640", .server), ("Access Switch", "C9300", .networkDevice),
    ("Switches", "X", .networkDevice), ("PDU", "AP8953", .powerUnit), ("", "FAS2750", .storage),
    ("Database", "ProLiant DL380 Gen10", .server), ("", "Sconosciuto", .machine),
    ("Laptops", "X", .workstation),
  ]

  @Test("the role tells the kind, and the model where the role does not", arguments: kinds)
  func kind(role: String, model: String, kind: RecordKind) throws {
    let records = try read(
      "name,device_role,manufacturer,device_type,status,site\nx1,\(role),,\(model),active,S\n"
    )
    #expect(records.map(\.kind) == [kind])
  }

  static let assets: [(type: String, role: String, system: String, model: String, RecordKind?)] = [
    ("Windows", "Member server", "Win 2019", "OptiPlex 3060", .server),
    ("Windows", "Member server", "Win 2019", "Virtual Machine", .virtualMachine),
    ("Windows", "Member server", "Win 2019", "", .machine),
    ("Windows", "Member workstation", "Win 10", "X", .workstation),
    ("Windows", "", "Win 2012 R2", "X", .server), ("Windows", "", "Win XP", "X", .workstation),
    ("Windows", "", "Win 11", "20W0", .workstation),
    ("Windows", "", "Microsoft Windows 10 Pro", "20W0", .workstation),
    ("Windows", "", "Microsoft Windows Server 2016 Standard", "X", .server),
    ("Windows", "", "Win 10", "PowerEdge T40", .server),
    ("FTP server", "", "", "", .machine), ("Server", "", "", "", .server),
    ("Linux", "", "Debian 12", "AHV", .virtualMachine),
    ("Linux", "", "Debian 12", "PowerEdge R640", .server), ("Linux", "", "Debian 12", "", .machine),
    ("ESXi server", "", "", "", .server), ("VMware Guest", "", "", "", .virtualMachine),
    ("Hyper-V guest", "", "", "", .virtualMachine), ("Apple Mac", "", "", "", .workstation),
    ("Printer", "", "", "", .printer), ("Print server", "", "", "", .printer),
    ("Switch", "", "", "", .networkDevice), ("Wireless Access point", "", "", "", .networkDevice),
    ("VOIP phone", "", "", "", .phone), ("iPhone", "", "", "", .phone),
    ("NAS", "", "", "", .storage),
    ("Data Domain", "", "", "", .storage), ("UPS", "", "", "", .powerUnit),
    ("Webserver", "", "", "", .machine), ("Webserver", "", "", "LaserJet M507", .printer),
    ("Network device", "", "", "", .networkDevice),
    ("Network device", "", "", "ProLiant DL360 Gen9", .server),
    ("Monitor", "", "", "", nil), ("IP camera", "", "", "", nil), ("-1", "", "", "", .machine),
    ("", "", "", "PowerEdge R640", .server),
  ]

  @Test(
    "an asset's type tells its kind; its role and its make, where the type is a system",
    arguments: assets
  )
  func kind(type: String, role: String, system: String, model: String, kind: RecordKind?) throws {
    let records = try read(
      "AssetName,IPAddress,AssetTypename,DomainRole,OS,Model\nx1,192.0.2.1,\(type),\(role),\(system),\(model)\n"
    )
    #expect(records.first?.kind == kind)
  }

  @Test("the key of an asset without a name is its name, its domain, or its address")
  func uniqueKey() throws {
    let records = try read(
      "AssetUnique,Lastseen\nLAGO\\LAGO-DC01\\1,\n02:00:5E:00:05:01,\nlago-db01,\n"
    )
    #expect(records.map(\.name) == ["LAGO-DC01", nil, "lago-db01"])
    #expect(records.map(\.domain) == ["LAGO", nil, nil])
    #expect(records.map(\.macAddresses.count) == [0, 1, 0])
  }

  static let places: [(building: String, location: String, range: String, site: String?)] = [
    ("Sede Lago", "Riva", "Monte", "Sede Lago"), ("", "Riva", "Monte", "Riva"),
    ("", "CED 1", "Monte", "Monte"), ("", "", "Undefined", nil),
  ]

  @Test("an asset is at the site written down, else at that of its address", arguments: places)
  func site(building: String, location: String, range: String, site: String?) throws {
    for order in [["Building", "Location", "IPLocation"], ["IPLocation", "Location", "Building"]] {
      let cells = ["Building": building, "Location": location, "IPLocation": range]
      let values = order.map { cells[$0] ?? "" }.joined(separator: ",")
      let header = order.joined(separator: ",")
      let records = try read("AssetName,\(header)\nx1,\(values)\n")
      #expect(records.map(\.site) == [site])
    }
  }

  @Test("one column's dates tell the order of the others'")
  func dateOrder() throws {
    let records = try read("AssetName,Warrantydate,Lastseen\nx1,3/1/2026,11/23/2025 6:30:12 PM\n")
    #expect(records.first?.warrantyEnds?.description == "2026-03-01")
    let mixed = try read("AssetName,Warrantydate,Lastseen\nx1,31/1/2026,11/23/2025\nx2,3/1/2026,\n")
    #expect(mixed.last?.warrantyEnds?.description == "2026-01-03")
  }

  @Test("panels and shelves are passed over, and counted")
  func passive() throws {
    var ledger = Ledger()
    let records = try read(
      "name,device_role,manufacturer,device_type,status,site\np1,Patch Panel,,24,active,S\n",
      ledger: &ledger
    )
    #expect(records.isEmpty)
    #expect(ledger.skipped == 2)
    #expect(ledger.isBalanced)
  }

  static let units: [(String, String, Double?)] = [
    ("MemoryGiB", "16", 16_384), ("MemoryMiB", "16384", 16_384), ("MemoryGiB", "1.5", 1_536),
    ("MemoryGiB", "-4", nil), ("MemoryGiB", "", nil), ("MemoryMiB", "99999999999", nil),
  ]

  @Test("the heading's spelling tells the unit of memory", arguments: units)
  func unit(heading: String, cell: String, mebibytes: Double?) throws {
    let records = try read("MachineId,MachineName,\(heading)\nm1,x1,\(cell)\n")
    #expect(records.first?.memory?.value == mebibytes)
  }

  static let systems: [(String, String, String?)] = [
    ("windows", "windows server 2016", "windows server 2016"), ("linux", "redhat", "redhat"),
    ("Red Hat Enterprise Linux", "9.2", "Red Hat Enterprise Linux 9.2"), ("linux", "", "linux"),
    ("", "8", "8"), ("", "", nil),
  ]

  @Test("a system's name and version become one text", arguments: systems)
  func system(name: String, version: String, text: String?) throws {
    let records = try read(
      "wave_id,app_name,server_name,server_os_family,server_os_version\n1,a,x1,\(name),\(version)\n"
    )
    #expect(records.first?.operatingSystem == text)
  }

  @Test("a dependency runs from who needs to what is needed")
  func directions() throws {
    let records = try read(
      """
      Record Type 1,Application Name,Dependency,Dependency Direction
      2,A,B,southbound
      2,A,C,northbound

      """
    )
    #expect(records.map(\.source) == ["A", "C"])
    #expect(records.map(\.target) == ["B", "A"])
  }

  @Test("what is said of a machine's parts is joined to it whatever the order of files")
  func set() throws {
    let folder = try Folder()
    try folder.write("MachineId,DiskLabel,SizeInGib\nm1,C:,100\nm1,D:,50\n", to: "z.csv")
    try folder.write("MachineId,MachineName,IsPhysical\nm1,x1,true\n", to: "b.csv")
    try folder.write("MachineId,Key,Value\nm1,app,Portale\nm9,app,Altro\n", to: "a.csv")
    let export = try #require(ExportFinder.find(at: [folder.path]).first?.export)
    var records: [Record] = []
    let ledger = try export.read { records.append($0) }.ledger
    #expect(records.map(\.kind) == [.server])
    #expect(records.first?.disks.map(\.name) == ["C:", "D:"])
    #expect(records.first?.applications == ["Portale"])
    #expect(records.first?.supplements.count == 3)
    #expect(ledger.rejections.map(\.value) == ["m9"])
    #expect(ledger.isBalanced)
  }

  private func read(_ text: String) throws -> [Record] {
    var ledger = Ledger()
    return try read(text, ledger: &ledger)
  }

  private func read(_ text: String, ledger: inout Ledger) throws -> [Record] {
    let folder = try Folder()
    let path = try folder.write(text, to: "a.csv")
    let export = try #require(ExportFinder.find(at: [path]).first?.export)
    var records: [Record] = []
    ledger = try export.read { records.append($0) }.ledger
    return records
  }
}

extension FoundExport {
  /// The export; `nil` for a refused file.
  var export: Export? {
    if case .export(let export) = self { export } else { nil }
  }
}
