import Foundation
import Importers
import Inventory
import TestSupport
import Testing

@testable import Workspace

extension TemporaryFolder {
  /// Writes a text file, making the folders on its way, and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let folder = (file(name) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try write(text.utf8, to: name)
  }

  /// A new workspace with one agency.
  func store(agency: AgencyCode) throws -> Store {
    let store = try Store.create(at: path + "/test.tramonto")
    try store.add([Agency(code: agency, name: "Azienda di prova")])
    return store
  }
}

/// An agent's inventory of one machine.
func inventory(
  _ name: String,
  serial: String,
  mac: String = "00:50:56:00:00:01",
  seen: String = "2023-02-01 10:00:00",
  memory: Int = 4_096
) -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <REQUEST><DEVICEID>\(name)-2023-02-01-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
  <HARDWARE><NAME>\(name)</NAME><MEMORY>\(memory)</MEMORY><LASTDATE>\(seen)</LASTDATE>
  <OSNAME>Debian GNU/Linux 12</OSNAME></HARDWARE>
  <BIOS><SSN>\(serial)</SSN><SMANUFACTURER>Dell Inc.</SMANUFACTURER>
  <SMODEL>PowerEdge R640</SMODEL></BIOS>
  <NETWORKS><DESCRIPTION>eth0</DESCRIPTION><MACADDR>\(mac)</MACADDR>
  <IPADDRESS>10.1.2.3</IPADDRESS></NETWORKS>
  </CONTENT></REQUEST>

  """
}

/// A record in which every attribute has a value, texts with all that could trip a codec.
func fullRecord() throws -> Record {
  let place = Locator(
    file: 1,
    sheet: "vInfo\u{1F}\\ \n“à”",
    number: 12,
    line: 14,
    path: "REQUEST/CONTENT",
    column: ""
  )
  var record = Record(kind: .virtualMachine, locator: place)
  record.supplements = [Locator(number: 3), Locator(file: 2, sheet: "vCPU", number: 4)]
  for attribute in Attribute.allCases {
    let value: FactValue =
      switch attribute {
      case .uuid: "4c4c4544-0043-4a10-8051-b2c04f4e3332"
      case .macAddresses: .list(["00:50:56:aa:bb:cc", "00:50:56:aa:bb:cd"])
      case .ipAddresses: .list(["10.0.0.1", "fd00::1"])
      case .cpuSockets, .cpuCores, .cpuThreads, .rackUnit, .port: .integer(42)
      case .cpuClock, .memory, .storage: .number(1_234.567_8)
      case .cpuUtilization, .memoryUtilization: .number(0.1)
      case .isTemplate, .partial: .flag(true)
      case .powerState: "suspended"
      case .purchased, .warrantyEnds, .lastSeen: "2023-02-28"
      case .disks:
        .list([
          .object([.init("name", "sda"), .init("gigabytes", .number(0.5))]),
          .object([.init("serial", "WD-1")]),
        ])
      case .powerSupplies: .list([.object([.init("watts", .number(750)), .init("model", "P")])])
      case .measuredPower: .object([.init("average", .number(123.25))])
      case .applications, .software, .powerSources, .storageSystems, .volumes, .servers,
        .databaseServers:
        .list(["a \"b\"\n", "c, d"])
      default: .text("\(attribute.rawValue) è <b>\u{0}\n'\"\\ 🌅")
      }
    record.set(attribute, to: value)
  }
  let missing = Attribute.allCases.filter { record.value(of: $0) == nil }
  #expect(missing.isEmpty, "the test must set every attribute")
  return record
}

/// The failure's reason, for comparing.
func reason(of body: () throws -> Void) -> StoreFailure.Reason? {
  do {
    try body()
    return nil
  } catch let failure as StoreFailure {
    return failure.reason
  } catch {
    Issue.record("threw \(error)")
    return nil
  }
}
