import Inventory

extension RowReader {
  /// Sets an attribute that is text, an identifier or a list of them.
  mutating func set(
    _ attribute: Attribute,
    _ text: String,
    _ place: Locator,
    _ record: inout Record
  ) {
    switch attribute {
    case .name:
      guard let name = with({ $0.text(text, .name) }) else { return }
      record.name = name
      guard record.kind != .application else { return }
      // What a management server calls a guest is not the guest's own name.
      let isOwnName = record.kind != .virtualMachine && record.hostname == nil
      if isOwnName, HostName(name) != nil { record.hostname = name }
      if let address = IPAddress(name), !record.ipAddresses.contains(address) {
        record.ipAddresses.append(address)
      }
    case .hostname: record.hostname = with { $0.text(text, .hostname) } ?? record.hostname
    case .serial: record.serial = with { $0.serial(text, at: place) }
    case .uuid: with { $0.setUUID(text, of: &record) }
    case .macAddresses:
      for piece in Self.pieces(text, alsoAt: ",;/|") {
        with { $0.add(mac: piece, to: &record, at: place) }
      }
    case .ipAddresses:
      for piece in Self.pieces(text, alsoAt: ",;|") {
        with { $0.add(ip: piece, to: &record, at: place) }
      }
    case .applications:
      record.applications += list(text, attribute, parts: [";", "\n", "\r\n", "|"])
    case .servers: record.servers += machineNames(text, attribute)
    case .databaseServers: record.databaseServers += machineNames(text, attribute)
    case .powerSources: record.powerSources += machineNames(text, attribute)
    case .storageSystems: record.storageSystems += machineNames(text, attribute)
    case .volumes:
      record.volumes += list(text, attribute, parts: [",", ";", "|"])
    case .host: record.host = with { $0.text(text, .host) } ?? record.host
    case .cluster: record.cluster = with { $0.text(text, .cluster) } ?? record.cluster
    case .dataCentre: record.dataCentre = with { $0.text(text, .dataCentre) } ?? record.dataCentre
    case .folder: record.folder = with { $0.text(text, .folder) } ?? record.folder
    case .virtualCentre:
      record.virtualCentre = with { $0.text(text, .virtualCentre) } ?? record.virtualCentre
    case .operatingSystem:
      record.operatingSystem = with { $0.text(text, .operatingSystem) } ?? record.operatingSystem
    case .powerState: record.powerState = Self.powerState(text)
    case .isTemplate: record.isTemplate = Self.flag(text)
    case .annotation:
      guard let note = with({ $0.text(text, .annotation) }) else { return }
      record.annotation = record.annotation.map { $0 + "; " + note } ?? note
    default:
      guard let value = with({ $0.text(text, attribute) }) else { return }
      record.set(attribute, to: .text(value))
    }
  }

  /// Splits at line breaks, blanks and the given marks.
  static func pieces(_ text: String, alsoAt marks: String) -> [String] {
    // Most cells hold one address, which the ASCII of an address shows.
    let isOne = text.utf8.allSatisfy { byte in
      (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 10 || byte == 0x2E || byte == 0x2D
    }
    if isOne { return text.isEmpty ? [] : [text] }
    return text.split { $0.isWhitespace || $0.isNewline || marks.contains($0) }.map(String.init)
  }

  private mutating func list(
    _ text: String,
    _ attribute: Attribute,
    parts: Set<Character>
  ) -> [String] {
    var found: [String] = []
    for part in text.split(whereSeparator: { parts.contains($0) || $0.isNewline }) {
      let item = RowReader.trimmed(part)
      guard !item.isEmpty, let name = with({ $0.text(item, attribute) }) else { continue }
      if !found.contains(name) { found.append(name) }
    }
    return found
  }

  /// Splits a list of machines at marks and line breaks; at blanks only where each piece looks
  /// like a machine's name, because names of virtual machines have blanks too.
  private mutating func machineNames(_ text: String, _ attribute: Attribute) -> [String] {
    var found: [String] = []
    for item in list(text, attribute, parts: [",", ";", "/", "|", "+"]) {
      let words = item.split(whereSeparator: \.isWhitespace)
      let areNames =
        words.count > 1
        && words.allSatisfy { $0.count > 3 && $0.contains { $0.isNumber || $0 == "." } }
      for name in areNames ? words.map(String.init) : [item] where !found.contains(name) {
        found.append(name)
      }
    }
    return found
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let words = Substring(text).drop(while: \.isWhitespace)
    return String(words.reversed().drop(while: \.isWhitespace).reversed())
  }

  static func powerState(_ text: String) -> PowerState? {
    // As every vCenter writes it; spared the way through lower case.
    if text == "poweredOn" { return .on }
    if text == "poweredOff" { return .off }
    return switch text.lowercased().filter({ $0.isLetter }) {
    case "poweredon", "on", "acceso", "accesa", "running", "attivo", "attiva": .on
    case "poweredoff", "off", "spento", "spenta", "stopped", "shutoff": .off
    case "suspended", "paused", "sospeso", "sospesa": .suspended
    default: nil
    }
  }

  /// Splits `HP ProLiant DL380 G5` into maker and model where it begins with a known maker.
  mutating func setMakerAndModel(_ text: String, _ record: inout Record) {
    guard let text = with({ $0.text(text, .model) }),
      !MachineKind.isVirtual(manufacturer: nil, model: text)
    else { return }
    let words = text.split(whereSeparator: \.isWhitespace)
    let lower = words.map { $0.lowercased() }
    for maker in Makers.names {
      let parts = maker.split(separator: " ").map { $0.lowercased() }
      guard lower.starts(with: parts), words.count > parts.count else { continue }
      record.manufacturer = words.prefix(parts.count).joined(separator: " ")
      var rest = Array(words.dropFirst(parts.count))
      // Lenovo prints its name twice: "LENOVO Lenovo System x3650 M5".
      while rest.count > 1, rest[0].lowercased() == parts[0] { rest.removeFirst() }
      record.model = Self.withoutEndMarks(rest.joined(separator: " "))
      return
    }
    record.model = Self.withoutEndMarks(words.joined(separator: " "))
  }

  /// The text without the colons and dashes that were put before a part left out.
  private static func withoutEndMarks(_ text: String) -> String {
    String(text.reversed().drop { $0.isWhitespace || ":;,-–".contains($0) }.reversed())
  }
}

/// Makers whose names people write before a model.
enum Makers {
  /// Longer names first, so that `Dell Inc.` is not read as `Dell`.
  static let names = [
    "Hewlett Packard Enterprise", "Hewlett-Packard", "Hewlett Packard", "Fujitsu Siemens",
    "Cisco Systems, Inc.", "Cisco Systems Inc", "Cisco Systems", "Palo Alto Networks",
    "Extreme Networks", "Western Digital", "Dell Inc.", "Dell EMC", "Super Micro", "Supermicro",
    "Fujitsu", "Lenovo", "Oracle", "Huawei", "Hitachi", "NetApp", "Synology", "Fortinet",
    "Juniper", "Extreme", "Brocade", "Aruba", "Cisco", "Allied Telesis", "Eaton", "Riello", "Acer",
    "Apple", "Asus", "Bull", "Dell", "EMC", "HPE", "HP", "IBM", "Intel", "Inspur", "Nutanix",
    "QNAP",
    "Quantum", "Sun", "Toshiba", "Vertiv", "APC", "NEC", "Unisys", "Olidata",
  ]
}
