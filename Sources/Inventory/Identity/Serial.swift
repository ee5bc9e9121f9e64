/// A maker's serial number, upper case, without the blanks that makers pad it with.
public struct Serial: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The text to compare: upper case, blanks squeezed.
  public let key: String
  /// The number as the source spells it, blanks squeezed.
  public let description: String

  /// Returns `nil` for what ``Placeholder`` matches, for what a spreadsheet turned into an
  /// exponent (`1,23E+11`), and for more than 128 characters.
  public init?(_ raw: some StringProtocol) {
    let text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.utf8.count <= 128, !Placeholder.matches(text), !Self.isExponent(text) else {
      return nil
    }
    key = text.uppercased()
    description = text
  }

  /// Serials are equal when their keys are.
  public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

  /// Orders by key.
  public static func < (left: Self, right: Self) -> Bool { left.key < right.key }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// The BIOS UUID that a VMware guest's serial spells, such as `VMware-42 1b … 56 d7 …`.
  ///
  /// `nil` for every other serial.
  public var vmwareUUID: MachineUUID? {
    guard key.hasPrefix("VMWARE-") else { return nil }
    return MachineUUID(key.dropFirst(7).filter(\.isHexDigit))
  }

  /// Whether a spreadsheet has turned a long number into an exponent, which loses digits.
  public static func isExponent(_ text: String) -> Bool {
    var text = text
    // Nearly all texts are told by the missing sign alone.
    guard text.withUTF8({ $0.contains(0x2B) }) else { return false }
    let parts = text.uppercased().split(separator: "E+", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[0].allSatisfy { $0.isNumber || $0 == "," || $0 == "." }
      && parts[1].allSatisfy(\.isNumber)
  }
}
