import Inventory

/// A machine's name in the forms that sources use for it.
struct MachineName: Hashable {
  /// The first label, lower case, without what people append to it.
  var short: String
  /// The DNS domain, when the name has one.
  var domain: String?
  /// The short name without separators.
  var squeezed: String
  /// The squeezed name, each number without leading zeros.
  var flat: String

  /// The name of a record: its own network name, else the name shown.
  init?(_ record: Record) {
    if let name = record.hostname.flatMap({ MachineName($0) }) {
      self = name
    } else if let name = record.name.flatMap({ MachineName($0) }) {
      self = name
    } else {
      return nil
    }
  }

  /// Returns `nil` for placeholders and addresses.
  init?(_ text: String) {
    var shown = Substring(text)
    for mark in [" - ", " (", " – "] where text.utf8.contains(0x20) {
      if let cut = shown.firstRange(of: mark) { shown = shown[..<cut.lowerBound] }
    }
    shown = shown.drop(while: \.isWhitespace)
    let host = HostName(String(shown)) ?? HostName(String(shown.prefix { !$0.isWhitespace }))
    guard let host else { return nil }
    short = Self.withoutSuffix(host.short)
    domain = host.domain
    squeezed = MachineTraits.squeezed(short)
    guard !squeezed.isEmpty else { return nil }
    var wasInNumber = false
    let plain = PlainText.filtered(squeezed) { byte in
      let isZero = byte == 0x30 && !wasInNumber
      wasInNumber = byte &- 0x30 <= 9 && (wasInNumber || !isZero)
      return isZero ? nil : byte
    }
    if let plain {
      flat = plain.isEmpty ? squeezed : plain
      return
    }
    flat = ""
    var atNumber = false
    for character in squeezed {
      let isZero = character == "0" && !atNumber
      atNumber = character.isNumber && (atNumber || !isZero)
      if !isZero { flat.append(character) }
    }
    if flat.isEmpty { flat = squeezed }
  }

  private static func withoutSuffix(_ name: String) -> String {
    for suffix in ["_old", "_new", "-old", "-new"] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}
