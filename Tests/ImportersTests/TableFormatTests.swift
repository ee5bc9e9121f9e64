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
