import Inventory
import TestSupport
import Testing

@testable import Importers

@Suite("What of a software list may be an application")
struct InstalledSoftwareTests {
  @Test(
    "agents, runtimes, drivers, updates, databases, clients and packages are left out",
    arguments: [
      ("ProvaLab Application Server", true), ("BioSuite", true), ("LIS", true),
      ("ProvaLab Client", false), ("Zabbix Agent", false), ("Java 8 Update 201", false),
      ("Intel(R) Network Connections Drivers", false), ("7-Zip 19.00", false),
      ("Microsoft SQL Server 2016", false), ("Security KB4012212", false),
      ("Oracle Database 11g Release 2", false), ("postgresql96-server", false),
      ("VMware Tools", false),
      ("Citrix Receiver", false), ("", false), ("AB", false),
      (String(repeating: "A", count: 81), false),
    ]
  )
  func kept(name: String, isKept: Bool) {
    #expect(InstalledSoftware.mayBeApplication(name) == isKept)
  }

  @Test("an agent's file gives each product once, and no more than a bound")
  func read() throws {
    let folder = try TemporaryFolder()
    let products =
      ["ProvaLab Server", "ProvaLab Server", "OpenSSH"] + (0..<200).map { "Prodotto Zeta\($0)" }
    let path = try folder.write(
      Array(
        ("<REQUEST><CONTENT><HARDWARE><NAME>SRV1</NAME></HARDWARE>"
          + products.map { "<SOFTWARES><NAME>\($0)</NAME><VERSION>1</VERSION></SOFTWARES>" }
          .joined()
          + "</CONTENT><QUERY>INVENTORY</QUERY></REQUEST>").utf8
      ),
      to: "srv1.ocs"
    )
    var records: [Record] = []
    for case .export(let export) in ExportFinder.find(at: [path]) {
      _ = try export.read { records.append($0) }
    }
    #expect(records.count == 1)
    #expect(records.first?.software.prefix(2) == ["ProvaLab Server", "Prodotto Zeta0"])
    #expect(records.first?.software.count == InstalledSoftware.limit)
  }

  @Test("a table's columns name the power units and arrays of each machine")
  func attachments() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Array(
        "Nome server;Seriale;UPS;Storage collegato;WWN LUN\nsrv1;CZ1001;ups1, ups2;nas1;naa.6a|naa.6b\n"
          .utf8
      ),
      to: "ced.csv"
    )
    var records: [Record] = []
    for case .export(let export) in ExportFinder.find(at: [path]) {
      _ = try export.read { records.append($0) }
    }
    #expect(records.first?.powerSources == ["ups1", "ups2"])
    #expect(records.first?.storageSystems == ["nas1"])
    #expect(records.first?.volumes == ["naa.6a", "naa.6b"])
  }
}
