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
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
    return order.flatMap { [digits[2 * $0], digits[2 * $0 + 1]] }
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
