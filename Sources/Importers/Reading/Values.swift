import Inventory

/// Turns the texts of one reading into values, and writes down what was not taken.
struct Values {
  /// What was rejected so far.
  private(set) var rejections: [Finding] = []
  private var placeholders: [Attribute: Int] = [:]

  /// Writes down that a value was not taken.
  mutating func reject(_ text: String, _ reason: FindingReason, at place: Locator) {
    rejections.append(Finding(at: place, value: text, reason: reason, rows: 0))
  }

  /// Adds the column to the places of the findings from position `start` on.
  mutating func name(_ column: String, ofFindingsFrom start: Int) {
    for index in start..<rejections.count { rejections[index].at.column = column }
  }

  /// Writes down that a placeholder stood where a value was due.
  mutating func notePlaceholder(_ attribute: Attribute) {
    placeholders[attribute, default: 0] += 1
  }

  /// How often placeholders stood for a value, in the attributes' fixed order.
  var decisions: [ReadingDecision] {
    Attribute.allCases.compactMap { attribute in
      placeholders[attribute].map { .placeholders(attribute: attribute, count: $0) }
    }
  }

  /// Takes the findings since the last call, in order.
  mutating func takeRejections() -> [Finding] {
    defer { rejections = [] }
    return rejections
  }

  /// The text, `nil` when it is a placeholder.
  mutating func text(_ text: String?, _ attribute: Attribute) -> String? {
    guard let text, !text.isEmpty else { return nil }
    guard !Placeholder.matches(text) else {
      notePlaceholder(attribute)
      return nil
    }
    return text
  }

  /// The serial number, without a label such as `S/N:` before it.
  mutating func serial(_ text: String?, at place: Locator) -> Serial? {
    guard var text, !text.isEmpty else { return nil }
    let labels = ["s/n:", "s/n", "sn:", "serial:", "seriale:", "matr.", "matricola:", "matricola"]
    for label in labels where text.lowercased().hasPrefix(label) && text.count > label.count {
      let rest = text.dropFirst(label.count)
      guard label.hasSuffix(":") || rest.first?.isLetter == false else { continue }
      text = String(rest.drop { $0.isWhitespace || $0 == ":" || $0 == "." })
      break
    }
    if Serial.isExponent(text) {
      reject(text, .eatenBySpreadsheet, at: place)
      return nil
    }
    // Words where a number should be: "da verificare", "see label".
    let isRemark = text.contains(where: \.isWhitespace) && !text.contains(where: \.isNumber)
    if !isRemark, let serial = Serial(text) { return serial }
    if isRemark || Placeholder.matches(text) {
      notePlaceholder(.serial)
    } else {
      reject(text, .invalidIdentifier(.serial), at: place)
    }
    return nil
  }

  /// Sets UUID, or the source's own identifier where the text is no UUID.
  mutating func setUUID(_ text: String?, of record: inout Record) {
    guard let text, !text.isEmpty else { return }
    if let uuid = MachineUUID(text), !Self.fillerUUIDs.contains(uuid.key) {
      record.uuid = uuid
    } else if Placeholder.matches(text) || text.count(where: { $0.isHexDigit }) == 32 {
      notePlaceholder(.uuid)
    } else {
      record.deviceID = text
    }
  }

  /// UUIDs that makers ship in thousands of machines.
  private static let fillerUUIDs: Set<String> = [
    "03000200-0400-0500-0006-000700080009", "12345678-1234-5678-90ab-cddeefaabbcc",
    "00020003-0004-0005-0006-000700080009", "fefefefe-fefe-fefe-fefe-fefefefefefe",
  ].reduce(into: []) { keys, text in
    if let uuid = MachineUUID(text) { keys.insert(uuid.key) }
  }

  /// Appends the hardware address, each once; passes over what no card has.
  mutating func add(mac text: String?, to record: inout Record, at place: Locator) {
    guard let text, !text.isEmpty else { return }
    if let address = MACAddress(text) {
      // 00:ff is what VPN adapters make up.
      guard address.value >> 32 != 0x00FF else { return }
      if !record.macAddresses.contains(address) { record.macAddresses.append(address) }
    } else if Placeholder.matches(text) || text.allSatisfy({ "0:-.fF ".contains($0) }) {
      notePlaceholder(.macAddresses)
    } else {
      reject(text, .notAnAddress(.macAddresses), at: place)
    }
  }

  /// Appends the network address, each once; passes over loopback and link-local ones.
  mutating func add(ip text: String?, to record: inout Record, at place: Locator) {
    guard let text, !text.isEmpty else { return }
    if let address = IPAddress(text) {
      guard !address.isUnspecific else { return }
      if !record.ipAddresses.contains(address) { record.ipAddresses.append(address) }
    } else if Placeholder.matches(text) || text.lowercased() == "dhcp" {
      notePlaceholder(.ipAddresses)
    } else {
      reject(text, .notAnAddress(.ipAddresses), at: place)
    }
  }

  /// A count: 1 up to `limit`.
  mutating func count(
    _ text: String?,
    _ attribute: Attribute,
    upTo limit: Int = 100_000,
    at place: Locator
  ) -> Int? {
    guard let text, !text.isEmpty, !Placeholder.matches(text) else { return nil }
    guard let (number, before, _) = NumberStyle().measure(text), before.allSatisfy(\.isWhitespace)
    else {
      reject(text, .notANumber(attribute), at: place)
      return nil
    }
    guard let whole = Int(exactly: number), (1...limit).contains(whole) else {
      reject(text, .outOfRange(attribute), at: place)
      return nil
    }
    return whole
  }
}
