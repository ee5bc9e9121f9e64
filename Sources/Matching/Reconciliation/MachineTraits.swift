import Inventory

/// Whether a record describes iron, a virtual machine, or does not tell.
enum Form {
  case physical
  case virtual
  case unknown
}

/// What kind of source a record comes from, which decides how far it is believed.
enum SourceKind {
  /// A program that ran on the machine or its management card.
  case agent
  /// The management server of a virtual estate.
  case hypervisor
  /// A migration tool that asked the machines over the network.
  case assessment
  /// A database of assets, fed by agents and by people.
  case database
  /// A table that people keep.
  case table
  /// A scan of the network.
  case scan

  init(_ format: FormatIdentifier) {
    let name = Substring(format.description.lowercased())
    func has(_ parts: String...) -> Bool { parts.contains { name.firstRange(of: $0) != nil } }
    if has("nmap") {
      self = .scan
    } else if has("rvtools", "libvirt", "ovf", "nutanix", "hyper-v", "hyperv") {
      self = .hypervisor
    } else if has("azure", "aws", "gmc", "google") {
      self = .assessment
    } else if has("ocs", "fusion", "agent", "glpi-json", "glpi-xml", "lshw", "dmidecode", "wmi") {
      self = .agent
    } else if has("ilo", "idrac", "rimp", "ribcl") {
      self = .agent
    } else if has("glpi", "itop", "netbox", "ralph", "snipe", "lansweeper") {
      self = .database
    } else {
      self = .table
    }
  }

  /// Whether two rows of one export of this kind are always two machines.
  var listsOnce: Bool { self == .hypervisor || self == .assessment }
}

/// The kinds of the sources of some records, each format looked at once.
struct SourceKinds {
  private var kinds: [FormatIdentifier: SourceKind] = [:]

  /// The kind of the source of a record.
  subscript(filed: FiledRecord) -> SourceKind {
    mutating get {
      if let known = kinds[filed.format] { return known }
      let kind = SourceKind(filed.format)
      kinds[filed.format] = kind
      return kind
    }
  }
}

/// The marks of one record that tell machines apart, each value as a number.
struct MachineTraits {
  var id: RecordID
  var form: Form
  var source: SourceKind
  var importNumber: Int64
  /// Whether its kind is one that no server can have.
  var device: RecordKind?
  var isTemplate: Bool
  var isManagementCard: Bool
  var serial: Int32?
  var foldedSerial: Int32?
  var uuid: Int32?
  var macs: [Int32]
  var ips: [Int32]
  var tag: Int32?
  var name: Int32?
  var flatName: Int32?
  var places: [Int32]
  var cores: Int?
  var memory: Double?
  var system: Int32?
  var model: Int32?
}

extension MachineTraits {
  /// Reads the marks of a record, numbering new values in `names`.
  init(_ filed: FiledRecord, _ source: SourceKind, _ values: inout ValueTable) {
    let record = filed.record
    id = filed.id
    self.source = source
    importNumber = filed.importID.number
    isTemplate = record.isTemplate == true
    device = Self.device(record)
    let shown = MachineName(record)
    let card = Self.managementCard(record, name: shown?.short)
    isManagementCard = card.isCard
    // A card has addresses of its own, which are not the server's.
    let own = isManagementCard ? [] : record.macAddresses
    form = Self.form(record, macs: own)
    let maker = record.serial.flatMap { $0.vmwareUUID == nil ? $0 : nil }
    let squeezed =
      card.rest.map { $0.uppercased() } ?? maker.map { Self.squeezed($0.key) }
      ?? record.uuid?.vendorSerial
    serial = squeezed.flatMap { $0.count >= 4 ? values.number("s" + $0) : nil }
    foldedSerial = squeezed.flatMap { $0.count >= 4 ? values.number("f" + Self.folded($0)) : nil }
    uuid = (record.uuid ?? record.serial?.vmwareUUID).map { values.number("u" + $0.key) }
    macs = own.map { values.number("m\($0.value)") }
    ips = (isManagementCard ? [] : record.ipAddresses).filter { !$0.isUnspecific }.map {
      values.number("i" + $0.description)
    }
    tag = record.assetTag.flatMap {
      Placeholder.matches($0) ? nil : values.number("t" + Self.squeezed($0.uppercased()))
    }
    let named = isManagementCard ? card.rest.flatMap { MachineName($0) } : shown
    name = named.map { values.number("n" + $0.squeezed) }
    flatName = named.map { values.number("l" + $0.flat) }
    places = Self.places(filed, source, name: shown).map { values.number($0) }
    cores = record.cpuCores
    memory = record.memory?.value
    system = record.operatingSystem.flatMap { Self.system($0) }.map { values.number("o" + $0) }
    model = record.model.flatMap { Self.modelKey($0) }.map { values.number("d" + $0) }
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
    _ filed: FiledRecord,
    _ source: SourceKind,
    name: MachineName?
  ) -> [String] {
    let record = filed.record
    var places: [String] = []
    func add(_ kind: String, _ text: String?) {
      guard let text, !Placeholder.matches(text) else { return }
      places.append(kind + Self.squeezed(text.uppercased()))
    }
    add("Ps", record.site)
    add("Pd", record.dataCentre)
    add("Pl", record.location)
    add("Pv", record.virtualCentre)
    add("Pn", name?.domain ?? record.domain)
    if source == .scan { places.append("Pi\(filed.importID.number)") }
    for address in record.ipAddresses where !address.isUnspecific {
      if let dot = address.description.lastIndex(of: ".") {
        places.append("Pa" + address.description[..<dot])
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
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    let telling = words.filter { $0.contains(where: \.isNumber) }
    return telling.isEmpty ? nil : telling.joined(separator: " ")
  }
}

/// Numbers for the distinct values of one reconciling.
struct ValueTable {
  private var numbers: [String: Int32] = [:]
  private(set) var texts: [String] = []

  /// The number of `text`, a new one the first time.
  mutating func number(_ text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The value of a number, without the letter that told its sort.
  func text(_ number: Int32) -> String { String(texts[Int(number)].dropFirst()) }
}
