/// An address of the Internet Protocol, version 4 or 6, in its shortest usual spelling.
public struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The spelling to compare and show: lower case, without zone or prefix length.
  public let description: String

  /// Returns `nil` for what is no address.
  public init?(_ raw: some StringProtocol) {
    let trimmed = raw.lowercased().filter { !$0.isWhitespace }
      .prefix { $0 != "%" && $0 != "/" }
    if trimmed.contains(":") {
      guard Self.isVersion6(trimmed) else { return nil }
      description = String(trimmed)
    } else {
      let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 4 else { return nil }
      var numbers: [UInt8] = []
      for part in parts {
        guard part.count <= 3, let number = UInt8(part) else { return nil }
        numbers.append(number)
      }
      description = numbers.map(String.init).joined(separator: ".")
    }
  }

  /// Returns `nil` for what is no address; as fast as the usual spelling of version 4 allows.
  public init?(_ raw: String) {
    var raw = raw
    switch raw.withUTF8({ Self.plainAddress($0) }) {
    case true?: self.init(plain: raw)
    case false?: return nil
    case nil: self.init(Substring(raw))
    }
  }

  private init(plain: String) { description = plain }

  /// Whether the text is a version 4 address in its shortest spelling, or surely none; `nil` where
  /// it takes a longer look.
  private static func plainAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard let first = bytes.first else { return false }
    // A letter beyond F begins no address; nor does any other without a colon.
    if (first | 0x20) &- 0x61 <= 25 {
      return (first | 0x20) > 0x66 || !bytes.contains(0x3A) ? false : nil
    }
    var parts = 1
    var number: UInt16 = 0
    var digits = 0
    for byte in bytes {
      if byte &- 0x30 <= 9 {
        // A leading zero is not the shortest spelling.
        if digits == 3 || digits > 0 && number == 0 { return nil }
        number = number &* 10 &+ UInt16(byte &- 0x30)
        digits &+= 1
      } else {
        guard byte == 0x2E, digits > 0, number <= 255 else { return nil }
        parts &+= 1
        number = 0
        digits = 0
      }
    }
    return digits > 0 && number <= 255 && parts == 4 ? true : nil
  }

  /// Whether the address says nothing about which machine has it: unspecified, loopback,
  /// link-local or broadcast.
  public var isUnspecific: Bool {
    description.hasPrefix("127.") || description.hasPrefix("169.254.")
      || description.hasPrefix("0.") || description.hasPrefix("255.")
      || description.hasPrefix("fe80:") || description == "::1" || description == "::"
  }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  private static func isVersion6(_ text: Substring) -> Bool {
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count <= 8 || text.contains("::") && groups.count <= 9 else { return false }
    guard groups.count == 8 || text.contains("::") else { return false }
    return groups.allSatisfy { group in
      group.count <= 4 && group.allSatisfy(\.isHexDigit)
        || group == groups.last && group.contains(".")
    }
  }
}
