import Inventory

/// The words by which tables tell what kind of thing a row is about.
enum KindWords {
  /// The kind that a cell of a column such as `Tipo` names; `nil` where it names none.
  static func kind(_ text: String?) -> RecordKind? {
    let words = MachineKind.key(text)
    guard !words.isEmpty else { return nil }
    if words == "vm" || words == "v" || words.contains("virtual") || words == "vmware" {
      return .virtualMachine
    }
    for (kind, terms) in kinds where MachineKind.contains(words, terms) { return kind }
    return nil
  }

  /// The kind of thing that make and model are known for; `nil` where they are not.
  static func kind(ofModel texts: [String]) -> RecordKind? {
    let words = MachineKind.key(texts.joined(separator: " "))
    for (kind, terms) in models where MachineKind.contains(words, terms) { return kind }
    return nil
  }

  private static let kinds: [(RecordKind, [String])] = [
    (
      .networkDevice,
      [
        "switch", "router", "firewall", "access point", "apparato di rete", "network",
        "networking", "rete", "bilanciatore", "load balancer",
      ]
    ),
    (.storage, ["storage", "nas", "san", "tape", "libreria", "disk array", "library"]),
    (.printer, ["stampante", "printer", "multifunzione", "plotter"]),
    (.powerUnit, ["ups", "pdu", "gruppo di continuita", "alimentazione"]),
    (.phone, ["telefono", "phone", "smartphone"]),
    (
      .server,
      [
        "server", "host", "hypervisor", "esxi", "fisico", "fisica", "physical", "blade",
        "rack mount chassis", "rack mount", "server fisico",
      ]
    ),
    (
      .workstation,
      ["notebook", "laptop", "desktop", "pc", "workstation", "portatile", "all in one"]
    ),
  ]

  private static let models: [(RecordKind, [String])] = [
    (
      .networkDevice,
      [
        "catalyst", "nexus", "ws c", "n9k", "n5k", "isr", "asr", "asa", "procurve",
        "aruba", "comware", "flexfabric", "fortigate", "fortiswitch", "paloalto", "pa", "mds",
        "x440",
        "x460", "x450", "summit", "brocade", "powerconnect", "networking n", "ex2300", "ex3400",
        "ex4300", "srx", "alcatel", "omniswitch", "meraki", "checkpoint", "big ip", "f5", "switch",
        "c9200", "c9300", "c9500", "2930f", "2530", "5130", "5130 48g",
      ]
    ),
    (
      .storage,
      [
        "msa", "3par", "storeserv", "fas", "aff", "netapp", "eternus", "unity", "vnx",
        "powervault", "powerstore", "compellent", "equallogic", "storwize", "ds3500", "ds4700",
        "flashsystem", "nimble", "vsp", "hus", "qnap", "synology", "diskstation", "rackstation",
        "data domain", "datadomain", "storeonce", "isilon", "storeever", "ts3200", "ts3100",
        "v7000",
        "v5000", "v3700", "me4", "md3", "ps6",
      ]
    ),
    (.powerUnit, ["ups", "smart ups", "apc", "riello", "pdu", "eaton", "sentinel"]),
    (.printer, ["laserjet", "officejet", "ecosys", "bizhub", "imagerunner"]),
  ]
}
