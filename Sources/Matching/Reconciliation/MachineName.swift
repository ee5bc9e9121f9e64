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
    for mark in [" - ", " (", " – "] {
      if let cut = shown.firstRange(of: mark) { shown = shown[..<cut.lowerBound] }
    }
    shown = shown.drop(while: \.isWhitespace)
    guard let host = HostName(shown) ?? HostName(shown.prefix { !$0.isWhitespace }) else {
      return nil
    }
    short = Self.withoutSuffix(host.short)
    domain = host.domain
    squeezed = short.filter { $0.isLetter || $0.isNumber }
    guard !squeezed.isEmpty else { return nil }
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
