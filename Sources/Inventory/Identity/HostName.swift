/// A machine's network name, split into its own label and its domain.
public struct HostName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first label, lower case: the machine's own name.
  public let short: String
  /// What follows the first label, lower case; `nil` for a bare name.
  public let domain: String?

  /// Returns `nil` for placeholders, addresses, names that every machine has (`localhost`), and
  /// text with blanks inside.
  public init?(_ raw: some StringProtocol) {
    let text = raw.lowercased().drop(while: \.isWhitespace)
    let name = String(text.reversed().drop { $0.isWhitespace || $0 == "." }.reversed())
    guard !name.isEmpty, name.utf8.count <= 253, !name.contains(where: \.isWhitespace),
      !Placeholder.matches(raw), !Placeholder.matches(name), IPAddress(name) == nil
    else { return nil }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, !Self.everyones.contains(String(first)) else { return nil }
    short = String(first)
    domain = parts.count == 2 ? String(parts[1]) : nil
  }

  /// Returns `nil` for placeholders, addresses, names that every machine has, and text with blanks
  /// inside; as fast as plain names allow.
  public init?(_ raw: String) {
    var raw = raw
    switch raw.withUTF8({ Self.plainName($0) }) {
    case .name(let short, let domain):
      guard !Self.everyones.contains(short) else { return nil }
      self.init(short: short, domain: domain)
    case .unsure: self.init(Substring(raw))
    }
  }

  private init(short: String, domain: String?) {
    self.short = short
    self.domain = domain
  }

  private enum Plain {
    case name(String, String?)
    case unsure
  }

  /// Splits a name of ASCII letters, figures, hyphens, underscores and dots that cannot be a
  /// placeholder or an address; is unsure of any other.
  private static func plainName(_ bytes: UnsafeBufferPointer<UInt8>) -> Plain {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 253, last != 0x2E,
      isLetter(first), Placeholder.isExcluded(bytes)
    else { return .unsure }
    var dot = bytes.count
    for (index, byte) in bytes.enumerated() {
      if byte == 0x2E {
        if dot == bytes.count { dot = index }
      } else if !isLetter(byte), byte &- 0x30 > 9, byte != 0x2D, byte != 0x5F {
        return .unsure
      }
    }
    let short = lowercased(bytes[..<dot])
    return .name(short, dot < bytes.count ? lowercased(bytes[(dot + 1)...]) : nil)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }

  private static func lowercased(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { target in
      for (index, byte) in bytes.enumerated() {
        target.initializeElement(at: index, to: byte &- 0x41 <= 25 ? byte | 0x20 : byte)
      }
      return bytes.count
    }
  }

  /// The name with its domain.
  public var description: String { domain.map { short + "." + $0 } ?? short }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  private static let everyones: Set<String> = ["localhost", "localhost6", "ip6-localhost"]
}
