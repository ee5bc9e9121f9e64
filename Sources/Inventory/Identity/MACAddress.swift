/// A 48-bit hardware address of a network interface.
public struct MACAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The address as a number, below 2^48.
  public let value: UInt64

  /// Reads twelve hexadecimal digits, bare or in six pairs, three quadruples or two halves parted
  /// by `:`, `-`, `.` or blanks; a leading zero of a pair may be missing, as on Solaris.
  ///
  /// Returns `nil` for anything else and for addresses that no interface has: all zero, all ones,
  /// and the groups that IP multicast maps to (`01:00:5e`, `33:33`).
  public init?(_ raw: some StringProtocol) {
    let parts = raw.split(omittingEmptySubsequences: false) { ":-. ".contains($0) }
    let digits = 12 / parts.count
    guard [1, 2, 3, 6].contains(parts.count) else { return nil }
    var value: UInt64 = 0
    for part in parts {
      let isWhole = part.count == digits || digits == 2 && part.count == 1
      guard isWhole, part.allSatisfy({ $0.isASCII && $0.isHexDigit }),
        let number = UInt64(part, radix: 16)
      else { return nil }
      value = value << UInt64(4 * digits) | number
    }
    let isGroup = value >> 24 == 0x01005E || value >> 32 == 0x3333
    guard value != 0, value != 0xFFFF_FFFF_FFFF, !isGroup else { return nil }
    self.value = value
  }

  /// Six pairs of lower-case digits parted by colons.
  public var description: String {
    (0..<6).map { index in
      let byte = value >> UInt64(40 - 8 * index) & 0xFF
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: ":")
  }

  /// Orders by number.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  /// Whether the address was made up by software (the locally administered bit).
  public var isLocallyAdministered: Bool { value >> 41 & 1 == 1 }
}
