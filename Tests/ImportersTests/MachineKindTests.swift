import Inventory
import Testing

@testable import Importers

@Suite("Telling kinds of machines apart")
struct MachineKindTests {
  struct Case: Sendable {
    var chassis: String?
    var virtualisation: String?
    var maker: String?
    var model: String?
    var system: String?
    var kind: RecordKind
  }

  static let cases: [Case] = [
    Case(model: "ProLiant DL380 Gen9", kind: .server),
    Case(model: "DL380 Gen9", kind: .server),
    Case(model: "System x3650 M4 : -[7915E3G]-", kind: .server),
    Case(model: "UCSB-B200-M4", kind: .server),
    Case(model: "SYS-6018R-MTR", kind: .server),
    Case(model: "PRIMERGY RX2540 M4", kind: .server),
    Case(maker: "VMware, Inc.", model: "VMware7,1", kind: .virtualMachine),
    Case(model: "Virtual Machine", kind: .virtualMachine),
    Case(virtualisation: "VirtualBox", model: "PowerEdge R740", kind: .virtualMachine),
    Case(virtualisation: "Physical", model: "PowerEdge R740", kind: .server),
    Case(maker: "Xen", model: "HVM domU", kind: .virtualMachine),
    Case(maker: "Red Hat", model: "KVM", kind: .virtualMachine),
    Case(chassis: "Notebook", maker: "Dell Inc.", model: "Latitude 7490", kind: .workstation),
    Case(chassis: "Notebook", model: "X", system: "Windows Server 2019", kind: .workstation),
    Case(chassis: "Tower", model: "X", system: "Windows Server 2019", kind: .server),
    Case(chassis: "Rack Mount Chassis", model: "X", kind: .server),
    Case(model: "SM-A715F", system: "Android 12", kind: .phone),
    Case(system: "VMware ESXi 7.0.3", kind: .server),
    Case(model: "X", kind: .machine),
    Case(kind: .machine),
  ]

  @Test("chassis, hypervisor, make, model and system decide", arguments: cases)
  func kind(of one: Case) {
    let kind = MachineKind.of(
      chassis: one.chassis,
      virtualisation: one.virtualisation,
      manufacturer: one.maker,
      model: one.model,
      operatingSystem: one.system
    )
    #expect(kind == one.kind)
  }

  @Test(
    "models of switches, storage and power units are known",
    arguments: [
      ("WS-C2960X-48TS-L", RecordKind.networkDevice), ("Aruba 2930F-48G", .networkDevice),
      ("X440-G2-48t", .networkDevice), ("NetApp FAS2552", .storage), ("HPE MSA 2050", .storage),
      ("APC Smart-UPS 3000", .powerUnit),
    ]
  )
  func models(model: String, kind: RecordKind) {
    #expect(KindWords.kind(ofModel: [model]) == kind)
  }
}
