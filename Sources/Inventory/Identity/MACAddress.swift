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
    guard Self.canBeOwn(value) else { return nil }
    self.value = value
  }

  /// Reads an address as ``init(_:)`` for any text does; as fast as the usual spelling allows.
  public init?(_ raw: String) {
    var raw = raw
    let value = raw.withUTF8 { Self.sixPairs($0) }
    guard let value else {
      self.init(Substring(raw))
      return
    }
    guard Self.canBeOwn(value) else { return nil }
    self.init(value: value)
  }

  /// Whether an interface can have the address: not all zero or ones, and no multicast group.
  private static func canBeOwn(_ value: UInt64) -> Bool {
    value != 0 && value != 0xFFFF_FFFF_FFFF && value >> 24 != 0x01005E && value >> 32 != 0x3333
  }

  private init(value: UInt64) { self.value = value }

  /// The number of six pairs parted by colons or hyphens; `nil` for any other text.
  private static func sixPairs(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard bytes.count == 17 else { return nil }
    var value: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      let lower = byte | 0x20
      if index % 3 == 2 {
        guard byte == 0x3A || byte == 0x2D else { return nil }
      } else if byte &- 0x30 <= 9 {
        value = value << 4 | UInt64(byte &- 0x30)
      } else {
        guard lower &- 0x61 <= 5 else { return nil }
        value = value << 4 | UInt64(lower &- 0x57)
      }
    }
    return value
  }

  /// Six pairs of lower-case digits parted by colons.
  public var description: String {
    String(unsafeUninitializedCapacity: 17) { target in
      for index in 0..<17 {
        var character: UInt8 = 0x3A
        if index % 3 < 2 {
          let pair = index / 3
          let digit = UInt8(value >> UInt64(44 - 8 * pair - 4 * (index % 3)) & 0xF)
          character = digit < 10 ? 0x30 + digit : 0x57 + digit
        }
        target.initializeElement(at: index, to: character)
      }
      return 17
    }
  }

  /// Orders by number.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
