/// A machine's SMBIOS UUID, whichever of the two byte orders a source prints.
///
/// SMBIOS 2.6 stores the first three groups little-endian; older tools print the raw bytes, newer
/// ones swap them. Two UUIDs are equal when they are so in either order.
public struct MachineUUID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The smaller of the two spellings, 32 lower-case hexadecimal digits: the one to compare.
  public let key: String
  /// The UUID in the order that the source gave, lower case with hyphens.
  public let description: String

  /// Returns `nil` unless `raw` has 32 hexadecimal digits, more than two of them different.
  ///
  /// Hyphens, braces and blanks are passed over.
  public init?(_ raw: some StringProtocol) {
    var digits: [Character] = []
    for character in raw {
      switch character {
      case "0"..."9", "a"..."f": digits.append(character)
      case "A"..."F": digits.append(contentsOf: character.lowercased())
      case "-", "{", "}", " ": continue
      default: return nil
      }
    }
    // One or two digits only: all zeros, all F, or a repeated filler.
    guard digits.count == 32, Set(digits).count > 2 else { return nil }
    let swapped = Self.swapped(digits)
    let given = String(digits)
    key = min(given, String(swapped))
    description = Self.hyphenated(digits)
  }

  /// Returns `nil` unless `raw` has 32 hexadecimal digits, more than two of them different; as fast
  /// as ASCII allows.
  public init?(_ raw: String) {
    var raw = raw
    guard raw.utf8.allSatisfy({ $0 < 0x80 }) else {
      self.init(Substring(raw))
      return
    }
    let made = raw.withUTF8 { Self.spellings($0) }
    guard let made else { return nil }
    self.init(key: made.key, description: made.description)
  }

  private init(key: String, description: String) {
    self.key = key
    self.description = description
  }

  /// The key and the description of ASCII text; `nil` when it is no UUID.
  private static func spellings(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (key: String, description: String)? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
      var count = 0
      var different: UInt32 = 0
      for byte in bytes {
        let lower = byte &- 0x41 <= 5 ? byte | 0x20 : byte
        switch lower {
        case 0x30...0x39: different |= 1 << UInt32(lower &- 0x30)
        case 0x61...0x66: different |= 1 << UInt32(lower &- 0x57)
        case 0x2D, 0x7B, 0x7D, 0x20: continue
        default: return nil
        }
        guard count < 32 else { return nil }
        digits[count] = lower
        count += 1
      }
      // One or two digits only: all zeros, all F, or a repeated filler.
      guard count == 32, different & (different &- 1) & ((different & (different &- 1)) &- 1) != 0
      else { return nil }
      for position in 0..<16 {
        let source = swappedPlace(of: position)
        digits[32 &+ 2 &* position] = digits[2 &* source]
        digits[33 &+ 2 &* position] = digits[2 &* source &+ 1]
      }
      let given = UnsafeBufferPointer(rebasing: digits[..<32])
      let swapped = UnsafeBufferPointer(rebasing: digits[32...])
      let smaller = swapped.lexicographicallyPrecedes(given) ? swapped : given
      let description = String(unsafeUninitializedCapacity: 36) { target in
        var position = 0
        for index in 0..<32 {
          if index == 8 || index == 12 || index == 16 || index == 20 {
            target.initializeElement(at: position, to: 0x2D)
            position &+= 1
          }
          target.initializeElement(at: position, to: given[index])
          position &+= 1
        }
        return position
      }
      return (String(decoding: smaller, as: UTF8.self), description)
    }
  }

  /// Where a byte stands when those of the first three groups go the other way round.
  @inline(__always)
  private static func swappedPlace(of byte: Int) -> Int {
    switch byte {
    case 0..<4: 3 &- byte
    case 4..<6: 9 &- byte
    case 6..<8: 13 &- byte
    default: byte
    }
  }

  /// The same UUID in the other byte order, lower case with hyphens.
  public var otherOrder: String {
    Self.hyphenated(Self.swapped(description.filter { $0 != "-" }.map { $0 }))
  }

  /// UUIDs are equal when they are so in either byte order.
  public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

  /// Orders by key.
  public static func < (left: Self, right: Self) -> Bool { left.key < right.key }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  private static func swapped(_ digits: [Character]) -> [Character] {
    (0..<16).map(swappedPlace(of:)).flatMap { [digits[2 * $0], digits[2 * $0 + 1]] }
  }

  private static func hyphenated(_ digits: [Character]) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
      text.append(digit)
    }
    return text
  }
}
