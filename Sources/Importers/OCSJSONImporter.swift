public import Inventory
import Markup
import Tabular

/// Reads the inventories of the reworked OCS Inventory: JSON with the labels of its pages.
///
/// Labels stand for names (`SERIAL NUMBER`), and values for people (`2 GB`, `476,9G`), differently
/// on each platform; they are brought to the form of the older XML and read by its rules.
public struct OCSJSONImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["ocs-v3-json"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.object?.names.contains("template_inventory") == true ? formats[0] : nil
  }

  /// Reads `export` as a stream into records and the account of its machines.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (index, path) in export.paths.enumerated() {
      var document = OCSFamilyXMLImporter.Document(file: index, isJSON: true)
      try JSONReader.read(DocumentSource.at(path), skip: Self.neverRead) { value in
        guard let inventory = value.object?["template_inventory"]?.object else { return true }
        for section in inventory.members {
          for element in Self.elements(section) { document.take(element) }
        }
        try document.finish(into: &reading, emit: emit)
        return true
      }
      document.close(into: &reading)
    }
  }

  private static let neverRead: Set<String> = [
    "SOFTWARES", "USERS", "REPOSITORY", "PROCESSES", "LOCAL USERS", "LOCAL GROUPS", "MONITORS",
    "PORTS", "ENVIRONMENT", "LICENSES",
  ]

  // MARK: Sections

  private static func elements(_ section: JSONObject.Member) -> [Element] {
    let name = sections[section.name.uppercased()] ?? section.name.uppercased()
    return section.value.items.compactMap { value in
      guard let object = value.object else { return nil }
      if name == "STORAGES", isMadeOfMemory(object) { return nil }
      var element = Element(name: name, line: object.line)
      for member in object.members {
        let label = member.name.uppercased()
        let child = labels[name]?[label] ?? label.filter { $0 != " " }
        for item in member.value.items {
          guard let words = item.words else { continue }
          let text = Self.text(words, of: child, in: name)
          element.children.append(Element(name: child, text: text))
        }
      }
      return element
    }
  }

  /// Disks that live in memory or in a file.
  private static func isMadeOfMemory(_ object: JSONObject) -> Bool {
    guard let name = object.words("NAME")?.lowercased() else { return false }
    return ["zram", "ram", "loop"].contains { name.hasPrefix($0) }
  }

  private static func text(_ words: String, of child: String, in section: String) -> String {
    switch (section, child) {
    case ("STORAGES", "DISKSIZE"):
      megabytes(words).map { FactValue.shortest($0.rounded()) } ?? words
    case ("NETWORKS", "IPADDRESS"), ("NETWORKS", "MACADDR"):
      words.filter { $0 != "\\" }
    default: words
    }
  }

  /// Decimal megabytes: `476,9G` counts in 2^30 as lsblk does, a bare number in 10^6.
  static func megabytes(_ words: String) -> Double? {
    let style = NumberStyle(decimal: words.contains(",") && !words.contains(".") ? "," : ".")
    guard let (number, _, unit) = style.measure(words) else { return nil }
    let factor: Double? =
      switch unit.lowercased().filter({ !$0.isWhitespace }) {
      case "": 1
      case "b", "bytes": 1e-6
      case "k", "kib": 1_024 / 1e6
      case "m", "mib": 1_048_576 / 1e6
      case "g", "gib": 1_073_741_824 / 1e6
      case "t", "tib": 1_099_511_627_776 / 1e6
      case "kb": 1e-3
      case "mb": 1
      case "gb": 1e3
      case "tb": 1e6
      default: nil
      }
    return factor.map { number * $0 }
  }

  private static let sections = [
    "VIRTUAL MACHINES": "VIRTUALMACHINES", "OPERATING SYSTEM": "OPERATINGSYSTEM",
    "POWER SUPPLIES": "POWERSUPPLIES", "ACCESS LOG": "ACCESSLOG",
  ]

  /// The older names of labels, by section.
  private static let labels = [
    "BIOS": [
      "SERIAL NUMBER": "SSN", "MANUFACTURER": "SMANUFACTURER", "MODEL": "SMODEL",
      "MOTHERBOARD MANUFACTURER": "MMANUFACTURER", "MOTHERBOARD MODEL": "MMODEL",
      "MOTHERBOARD SERIAL NUMBER": "MSN",
    ],
    "HARDWARE": [
      "DESCRIPTION": "DESCRIPTION", "COMPUTER NAME": "NAME", "HOSTNAME": "NAME",
      "IP ADDRESS": "IPADDR", "OPERATING SYSTEM": "OSNAME", "OS NAME": "OSNAME",
      "VIRTUALIZATION": "VMSYSTEM", "VM SYSTEM": "VMSYSTEM", "LAST INVENTORY": "LASTDATE",
      "RAM": "MEMORY", "MEMORY (MB)": "MEMORY",
    ],
    "OPERATINGSYSTEM": ["FULL NAME": "FULL_NAME", "DNS DOMAIN": "DNS_DOMAIN"],
    "CPUS": [
      "TYPE": "NAME", "NAME": "NAME", "CORES NUMBER": "CORE", "CORES": "CORE",
      "LOGICAL CPUS": "THREAD", "THREADS NUMBER": "THREAD", "FREQUENCY": "SPEED",
      "CURRENT SPEED": "CURRENTSPEED",
    ],
    "STORAGES": ["DISK SIZE": "DISKSIZE", "SERIAL NUMBER": "SERIALNUMBER"],
    "NETWORKS": ["MAC ADDRESS": "MACADDR", "IP ADDRESS": "IPADDRESS"],
    "VIRTUALMACHINES": [
      "MAC ADDRESS": "MAC", "IP ADDRESS": "IP", "VCPUS": "VCPU", "CPUS": "VCPU", "TYPE": "VMTYPE",
    ],
    "POWERSUPPLIES": ["SERIAL NUMBER": "SERIALNUMBER", "MAXIMUM POWER": "POWER_MAX"],
  ]
}
