import Inventory
import Matching
import Testing

@Suite("Reconciler")
struct ReconcilerTests {
  @Test("a serial number joins a renamed server, whatever the case")
  func serial() {
    let rows = [
      Rows.row(1) {
        $0.hostname = "oldname"
        $0.serial = Serial("czj1234abc")
      },
      Rows.row(2) {
        $0.hostname = "newname"
        $0.serial = Serial("CZJ1234ABC")
      },
    ]
    #expect(Rows.clusters(rows) == [[1, 2]])
    #expect(Rows.reconcile(rows).assets.first?.links.first?.ground == .serial)
  }

  @Test(
    "a UUID joins in either byte order, and as a VMware serial",
    arguments: [
      "421bba5e-0102-0304-8506-0708090a0b0c", "5eba1b42-0201-0403-8506-0708090a0b0c",
    ]
  )
  func uuid(_ spelling: String) {
    let rows = [
      Rows.row(1, .virtualMachine, "rvtools-csv") {
        $0.name = "web01"
        $0.uuid = MachineUUID("421bba5e-0102-0304-8506-0708090a0b0c")
      },
      Rows.row(2, .virtualMachine, "ocs-xml") {
        $0.hostname = "WEB01"
        $0.uuid = MachineUUID(spelling)
      },
      Rows.row(3, .virtualMachine, "glpi-csv") {
        $0.hostname = "web01.asl.local"
        $0.serial = Serial("VMware-42 1b ba 5e 01 02 03 04-85 06 07 08 09 0a 0b 0c")
      },
    ]
    #expect(Rows.clusters(rows) == [[1, 2, 3]])
  }

  @Test("a MAC address joins a scan to its server")
  func macAddress() {
    let rows = [
      Rows.row(1) {
        $0.hostname = "db01"
        $0.macAddresses = [MACAddress("98:4b:e1:26:13:c0")].compactMap(\.self)
      },
      Rows.row(2, .discoveredAddress, "nmap-xml") {
        $0.macAddresses = [MACAddress("984BE12613C0")].compactMap(\.self)
        $0.ipAddresses = [IPAddress("10.0.0.7")].compactMap(\.self)
      },
    ]
    #expect(Rows.clusters(rows) == [[1, 2]])
  }

  @Test(
    "spellings of one host name join",
    arguments: ["APP01", "app01.asl.local", "app-01", "app_01", "app1", "app01 - laboratorio"]
  )
  func hostName(_ spelling: String) {
    let rows = [
      Rows.row(1, .virtualMachine, "rvtools-csv") { $0.name = "app01" },
      Rows.row(2, .virtualMachine, "table-csv") { $0.name = spelling },
    ]
    #expect(Rows.clusters(rows) == [[1, 2]])
  }

  @Test("numbers apart are machines apart")
  func otherNumber() {
    let rows = [
      Rows.row(1, .virtualMachine) { $0.hostname = "srvapp01" },
      Rows.row(2, .virtualMachine) { $0.hostname = "srvapp02" },
    ]
    #expect(Rows.clusters(rows) == [[1], [2]])
  }

  @Test("an address alone joins a scan only while one machine has it")
  func address() {
    let scan = Rows.row(9, .discoveredAddress, "nmap-xml") {
      $0.ipAddresses = [IPAddress("10.0.0.7")].compactMap(\.self)
    }
    let server = Rows.row(1) {
      $0.hostname = "db01"
      $0.ipAddresses = [IPAddress("10.0.0.7")].compactMap(\.self)
    }
    #expect(Rows.clusters([server, scan]) == [[1, 9]])
    let others = (2...6).map { number in
      Rows.row(Int64(number)) {
        $0.hostname = "host\(number)x"
        $0.ipAddresses = [IPAddress("10.0.0.7")].compactMap(\.self)
      }
    }
    #expect(Rows.reconcile([server, scan] + others).assets.count == 7)
  }

  @Test("a serial number on many machines joins none of them, and is told")
  func commonSerial() {
    let rows = (1...10).map { number in
      Rows.row(Int64(number)) {
        $0.hostname = "machine\(Character(Unicode.Scalar(UInt8(96 + number))))q"
        $0.serial = Serial("FILLER99")
      }
    }
    let result = Rows.reconcile(rows)
    #expect(result.assets.count == 10)
    #expect(
      result.notes.contains(.sharedValue(ground: .serial, value: "FILLER99", records: 10))
    )
  }

  @Test("a physical server and its virtual successor of one name stay two")
  func physicalToVirtual() {
    let rows = [
      Rows.row(1) {
        $0.hostname = "lis01"
        $0.serial = Serial("CZJ1234ABC")
      },
      Rows.row(2, .virtualMachine, "rvtools-csv") { $0.name = "lis01" },
    ]
    #expect(Rows.clusters(rows) == [[1], [2]])
  }

  @Test("two rows of a list that names each machine once are two machines")
  func listedTwice() {
    let rows = (1...2).map { number in
      Rows.row(Int64(number), .virtualMachine, "rvtools-csv", import: 1) { $0.name = "web01" }
    }
    #expect(Rows.clusters(rows) == [[1], [2]])
  }

  @Test("clones that share a UUID do not glue their names together")
  func clones() {
    let uuid = MachineUUID("421bba5e-0102-0304-8506-0708090a0b0c")
    let rows =
      (1...2).map { number in
        Rows.row(Int64(number), .virtualMachine, "rvtools-csv", import: 1) {
          $0.name = number == 1 ? "lisdb" : "padre"
          $0.uuid = uuid
        }
      }
      + (3...4).map { number in
        Rows.row(Int64(number), .virtualMachine, "ocs-xml") {
          $0.hostname = number == 3 ? "lisdb" : "padre"
          $0.uuid = uuid
        }
      }
    #expect(Rows.clusters(rows) == [[1, 3], [2, 4]])
  }

  @Test("two live machines of one name at two sites are two")
  func twoSites() {
    let rows = [
      Rows.row(1, .virtualMachine) {
        $0.hostname = "dc01"
        $0.site = "Lucca"
      },
      Rows.row(2, .virtualMachine, "table-csv") {
        $0.hostname = "dc01"
        $0.site = "Grosseto"
      },
    ]
    #expect(Rows.clusters(rows) == [[1], [2]])
  }

  @Test(
    "a management card is of the server that its name tells",
    arguments: ["ilo-db01", "iloCZJ1234ABC"]
  )
  func managementCard(_ name: String) {
    let rows = [
      Rows.row(1) {
        $0.hostname = "db01"
        $0.serial = Serial("CZJ1234ABC")
        $0.ipAddresses = [IPAddress("10.0.0.7")].compactMap(\.self)
      },
      Rows.row(2, .discoveredAddress, "nmap-xml") {
        $0.hostname = name
        $0.operatingSystem = "HP iLO 4 remote management interface"
        $0.ipAddresses = [IPAddress("10.0.9.7")].compactMap(\.self)
      },
    ]
    #expect(Rows.clusters(rows) == [[1, 2]])
  }

  @Test("a superseded or partial record never overrides a better fact")
  func survivorship() {
    let rows = [
      Rows.row(1, .server, "ocs-xml", superseded: true) {
        $0.hostname = "db01"
        $0.serial = Serial("CZJ1234ABC")
        $0.operatingSystem = "Windows Server 2008"
      },
      Rows.row(2, .server, "table-csv") {
        $0.hostname = "db01"
        $0.serial = Serial("CZJ1234ABC")
        $0.operatingSystem = "Windows Server 2019"
        $0.rack = "R01"
      },
    ]
    let asset = Rows.reconcile(rows).assets.first
    #expect(asset?.facts.operatingSystem == "Windows Server 2019")
    #expect(asset?.origins[.operatingSystem] == RecordID(2))
    #expect(asset?.facts.rack == "R01")
  }

  @Test("the order of the records changes nothing", arguments: 1...5)
  func orderIndependence(_ seed: UInt64) {
    let rows = Self.estate()
    var generator = SeededGenerator(state: seed)
    let straight = Rows.reconcile(rows)
    let shuffled = Rows.reconcile(rows.shuffled(using: &generator))
    #expect(straight.assets == shuffled.assets)
    #expect(straight.applications == shuffled.applications)
    #expect(straight.relations == shuffled.relations)
    #expect(straight.notes == shuffled.notes)
    #expect(straight.comparisons == shuffled.comparisons)
  }

  @Test("every device record is in one asset")
  func partition() {
    let rows = Self.estate()
    let members = Rows.reconcile(rows).assets.flatMap(\.records).sorted()
    #expect(members == rows.filter(\.record.kind.isDevice).map(\.id).sorted())
  }

  @Test("each asset's links span its records")
  func links() {
    for asset in Rows.reconcile(Self.estate()).assets {
      #expect(asset.links.count == asset.records.count - 1)
    }
  }

  @Test("ids last when records come and go, and none is given twice")
  func stableIDs() {
    let rows = Self.estate()
    let before = Rows.reconcile(rows)
    var previous: [RecordID: EntityID] = [:]
    for asset in before.assets { for id in asset.records { previous[id] = asset.id } }
    let added = Rows.row(500, .virtualMachine) { $0.hostname = "brandnew" }
    let after = Rows.reconcile(Array(rows.dropFirst(2)) + [added], previous: previous)
    for asset in after.assets {
      for id in asset.records where id != added.id { #expect(previous[id] == asset.id) }
    }
    #expect(Set(after.assets.map(\.id)).count == after.assets.count)
    #expect(after.assets.first { $0.records == [added.id] }?.id.description == "asl-000011")
  }

  @Test("a host's machines make it a host, and applications run on the servers they list")
  func relations() {
    let rows = [
      Rows.row(1, .server, "glpi-csv") { $0.hostname = "esx01" },
      Rows.row(2, .virtualMachine, "rvtools-csv") {
        $0.name = "lis01"
        $0.host = "esx01.asl.local"
      },
      Rows.row(3, .application, "table-csv") {
        $0.name = "LIS"
        $0.servers = ["LIS01", "nowhere99"]
      },
      Rows.row(4, .dependency, "azure-dependencies-csv") {
        $0.source = "lis01"
        $0.target = "esx01"
      },
    ]
    let result = Rows.reconcile(rows)
    #expect(result.assets.map(\.kind) == [.host, .virtualMachine])
    #expect(Set(result.relations.map(\.kind)) == [.hostedOn, .runsOn, .dependsOn])
    #expect(result.applications.map(\.id.description) == ["asl-A00001"])
    #expect(
      result.notes == [.unresolved(name: "nowhere99", attribute: .servers, record: RecordID(3))]
    )
  }

  @Test("an application of two lists is one; each row is of one application")
  func applications() {
    let server = Rows.row(1) { $0.hostname = "lis01" }
    let rows =
      [server]
      + [(2, "Laboratorio Analisi v.3.5"), (3, "LABORATORIO ANALISI"), (4, "Pronto soccorso")].map {
        id,
        name in
        Rows.row(Int64(id), .application, "table-csv") {
          $0.name = name
          $0.servers = ["lis01"]
        }
      }
    let groups = Rows.reconcile(rows).applications.map { $0.records.map(\.number) }
    #expect(groups.flatMap(\.self).sorted() == [2, 3, 4])
    #expect(groups.contains([2, 3]))
  }

  /// Ten machines, each in three exports, with an application on each.
  static func estate() -> [FiledRecord] {
    let names = [
      "alfa", "bravo", "cedro", "delta", "eolo", "fiume", "golfo", "hotel", "iris", "lago",
    ]
    return names.enumerated().flatMap { index, name in
      let id = Int64(index * 4)
      return [
        Rows.row(id + 1, .virtualMachine, "rvtools-csv", import: 1) {
          $0.name = name.uppercased()
          $0.memory = Mebibytes(4_096)
        },
        Rows.row(id + 2, .virtualMachine, "glpi-csv", import: 2) { $0.hostname = name + ".asl.it" },
        Rows.row(id + 3, .virtualMachine, "table-csv", import: 3) { $0.name = name },
        Rows.row(id + 4, .application, "table-csv", import: 4) {
          $0.name = "Programma \(name)"
          $0.servers = [name]
        },
      ]
    }
  }
}
