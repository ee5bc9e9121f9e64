/// A 48-bit hardware address of a network interface.
public struct MACAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The address as a number, below 2^48.
  public let value: UInt64

  /// Reads twelve hexadecimal digits, bare or in pairs or quadruples parted by `:`, `-`, `.` or
  /// blanks.
  ///
  /// Returns `nil` for anything else and for addresses that no interface has: all zero, all ones,
  /// and the groups that IP multicast maps to (`01:00:5e`, `33:33`).
  public init?(_ raw: some StringProtocol) {
    var value: UInt64 = 0
    var digits = 0
    for character in raw {
      if let digit = character.hexDigitValue, character.isASCII {
        digits += 1
        guard digits <= 12 else { return nil }
        value = value << 4 | UInt64(digit)
      } else if ![":", "-", ".", " "].contains(character) {
        return nil
      }
    }
    let isGroup = value >> 24 == 0x01005E || value >> 32 == 0x3333
    guard digits == 12, value != 0, value != 0xFFFF_FFFF_FFFF, !isGroup else { return nil }
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
