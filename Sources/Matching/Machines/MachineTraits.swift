import Inventory

/// What one record says that tells machines apart, in forms that all sources share.
struct MachineTraits {
  var form: Form
  var isTemplate: Bool
  var isManagementCard: Bool
  /// The kind, where it is one that no server can have.
  var device: RecordKind?
  var serial: String?
  var uuid: String?
  var macs: [MACAddress]
  var ips: [IPAddress]
  var tag: String?
  var name: MachineName?
  var places: [String]
  var cores: Int?
  /// In MiB.
  var memory: Int32?

  /// Whether a record that says the same is of the same machine.
  var isTelling: Bool {
    serial != nil || uuid != nil || !macs.isEmpty || name != nil && !places.isEmpty
  }
}

extension MachineTraits {
  /// Reads a record.
  init(
    _ record: Record,
    _ source: SourceKind,
    _ importID: ImportID
  ) {
    isTemplate = record.isTemplate == true
    device = Self.device(record)
    let shown = MachineName(record)
    let card = Self.managementCard(record, name: shown?.short)
    isManagementCard = card.isCard
    // A card has addresses of its own, which are not the server's.
    macs = card.isCard ? [] : record.macAddresses
    ips = card.isCard ? [] : record.ipAddresses.filter { !$0.isUnspecific }
    form = Self.form(record, macs: macs)
    uuid = (record.uuid ?? record.serial?.vmwareUUID)?.key
    if card.isCard {
      // A card is called after its server's name or serial number; which, the others tell.
      let rest = card.rest.map { Self.squeezed($0.uppercased()) }
      serial = rest.flatMap { Self.isSerial($0) ? $0 : nil }
      name = card.rest.flatMap { MachineName($0) }
    } else {
      let maker = record.serial.flatMap { $0.vmwareUUID == nil ? Self.squeezed($0.key) : nil }
      serial = maker.flatMap { Self.isSerial($0) ? $0 : nil } ?? record.uuid?.vendorSerial
      name = shown
    }
    tag = record.assetTag.flatMap {
      Placeholder.matches($0) ? nil : Self.squeezed($0.uppercased())
    }
    places = Self.places(record, source, importID, name: shown)
    cores = record.cpuCores
    memory = record.memory.flatMap { $0.value > 0 && $0.value < 1e9 ? Int32($0.value) : nil }
  }

  /// Makers' serial numbers have figures; a long word without is somebody's remark.
  private static func isSerial(_ text: String) -> Bool {
    text.utf8.count >= 4 && (text.utf8.count <= 7 || text.utf8.contains { $0 &- 0x30 <= 9 })
  }

  private static func device(_ record: Record) -> RecordKind? {
    switch record.kind {
    case .server, .virtualMachine, .machine, .discoveredAddress, .application, .dependency: nil
    default: record.kind
    }
  }

  private static func form(_ record: Record, macs: [MACAddress]) -> Form {
    switch record.kind {
    case .virtualMachine: return .virtual
    case .machine, .discoveredAddress:
      if record.operatingSystem?.lowercased().contains("esx") == true { return .physical }
      if let mac = macs.first { return isVirtual(mac) ? .virtual : .physical }
      if record.serial?.vmwareUUID != nil { return .virtual }
      return record.rackUnit == nil && record.rack == nil ? .unknown : .physical
    default: return .physical
    }
  }

  /// The makers' prefixes of VMware, Hyper-V, KVM, Xen, VirtualBox and Nutanix (IEEE registry).
  private static func isVirtual(_ mac: MACAddress) -> Bool {
    switch mac.value >> 24 {
    case 0x005056, 0x000C29, 0x000569, 0x001C14, 0x00155D, 0x525400, 0x00163E, 0x080027, 0x506B8D:
      true
    default: false
    }
  }

  /// Whether a record is of a management card, and what its name adds to the card's usual prefix:
  /// the server's name or serial number.
  private static func managementCard(
    _ record: Record,
    name: String?
  ) -> (isCard: Bool, rest: String?) {
    guard record.kind == .discoveredAddress else { return (false, nil) }
    let system = record.operatingSystem?.lowercased() ?? ""
    let marks = ["ilo ", "integrated lights", "idrac", "remote management", "xclarity", "irmc"]
    let saysCard = marks.contains { system.contains($0) }
    let prefix = ["idrac", "ilo", "imm", "irmc", "bmc", "cimc", "xcc"].first {
      name?.hasPrefix($0) == true
    }
    guard let name, let prefix else { return (saysCard, nil) }
    let rest = name.dropFirst(prefix.count).drop { $0 == "-" || $0 == "_" }
    let isCard =
      saysCard || rest.isEmpty || rest.count < name.count - prefix.count
      || rest.count >= 7 && rest.contains(where: \.isNumber)
    return (isCard, isCard && !rest.isEmpty ? String(rest) : nil)
  }

  private static func places(
    _ record: Record,
    _ source: SourceKind,
    _ importID: ImportID,
    name: MachineName?
  ) -> [String] {
    var places: [String] = []
    func add(_ kind: String, _ text: String?) {
      guard let text, !Placeholder.matches(text) else { return }
      places.append(kind + Self.squeezed(text.uppercased()))
    }
    add("s", record.site)
    add("d", record.dataCentre)
    add("l", record.location)
    add("v", record.virtualCentre)
    add("n", name?.domain ?? record.domain)
    if source == .scan { places.append("i\(importID.number)") }
    for address in record.ipAddresses where !address.isUnspecific {
      if let dot = address.description.lastIndex(of: ".") {
        places.append("a" + address.description[..<dot])
      }
    }
    var seen: Set<String> = []
    return places.filter { seen.insert($0).inserted }
  }

  static func squeezed(_ text: String) -> String {
    if let plain = PlainText.filtered(text, { PlainText.isLetterOrFigure($0) ? $0 : nil }) {
      return plain
    }
    return String(text.filter { $0.isLetter || $0.isNumber })
  }

  /// The serial with the figures that are misread for letters made one: O/0, I/1, Z/2, S/5, B/8.
  static func folded(_ serial: String) -> String {
    let plain = PlainText.filtered(serial) { byte in
      switch byte {
      case 0x4F: 0x30  // O
      case 0x49, 0x4C: 0x31  // I, L
      case 0x5A: 0x32  // Z
      case 0x53: 0x35  // S
      case 0x42: 0x38  // B
      default: byte
      }
    }
    if let plain { return plain }
    return String(
      serial.map { character in
        switch character {
        case "O": "0"
        case "I", "L": "1"
        case "Z": "2"
        case "S": "5"
        case "B": "8"
        default: character
        }
      }
    )
  }

  /// The family and first version number of an operating system.
  static func system(_ text: String) -> String? {
    let lower = text.lowercased()
    let families: [(String, [String])] = [
      ("esx", ["esx"]), ("win", ["win", "w2008", "w2003", "w2012", "ws20"]), ("cent", ["centos"]),
      ("rhel", ["red hat", "redhat", "rhel"]), ("ol", ["oracle linux", "ol"]),
      ("ubuntu", ["ubuntu"]), ("debian", ["debian"]), ("sles", ["suse", "sles"]),
    ]
    guard let family = families.first(where: { $0.1.contains { lower.contains($0) } })?.0 else {
      return nil
    }
    var digits = ""
    for character in lower {
      if character.isNumber {
        digits.append(character)
      } else if !digits.isEmpty {
        break
      }
    }
    return family + digits
  }

  /// The model's last telling word with a figure, such as `r730`, with its generation.
  static func modelKey(_ text: String) -> String? {
    // Lenovo writes the machine type behind: `System x3650 M5: -[8871AC1]-`.
    let words = text.prefix { $0 != "[" }.lowercased().split { !$0.isLetter && !$0.isNumber }
    let telling = words.filter { $0.contains(where: \.isNumber) }
    return telling.isEmpty ? nil : telling.joined(separator: " ")
  }
}
