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
