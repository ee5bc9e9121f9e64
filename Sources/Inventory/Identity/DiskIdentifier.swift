/// The world-wide identifier of a logical disk, which its array gives it and every host sees.
///
/// Hosts write it `naa.` and 16 or 32 hexadecimal digits, or `eui.`; arrays write the digits alone,
/// often in pairs with colons. What a host makes up for its own disks (`mpx.`, `t10.`) is none.
public struct DiskIdentifier: Sendable, Hashable {
  /// The hexadecimal digits, in lower case.
  public let digits: String

  /// Returns `nil` for what is no such identifier.
  public init?(_ text: some StringProtocol) {
    var rest = text.lowercased()[...]
    for prefix in Self.prefixes + ["wwn-", "0x"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    let digits = rest.filter { !":- ".contains($0) }
    guard digits.count == 16 || digits.count == 32, digits.allSatisfy(\.isHexDigit),
      Set(digits).count > 1
    else { return nil }
    self.digits = String(digits)
  }

  /// Returns `nil` for what does not say by its prefix that it is such an identifier, since digits
  /// alone may be the name of a machine.
  public init?(prefixed text: some StringProtocol) {
    let lower = text.lowercased()
    guard Self.prefixes.contains(where: { lower.hasPrefix($0) }) else { return nil }
    self.init(text)
  }

  private static let prefixes = ["naa.", "eui."]

  /// The fewest digits of a serial number that are looked for among others: by chance, one of ten
  /// decimal digits is found in fewer than one identifier of 10⁸.
  private static let leastLength = 10

  /// Whether the array of serial number `serial` made the identifier.
  ///
  /// Of the formats that hold the number: as it is, after the vendor's seven digits, such as those
  /// of Symmetrix (`naa.60000970` and its twelve digits); of Hitachi (`60060e8`) as a binary number in
  /// the third part of four (storagemeat.blogspot.com, *Decoding WWIDs*, 2012).
  public func holds(_ serial: Serial) -> Bool {
    let number = serial.key.lowercased().filter { !"- ".contains($0) }
    guard digits.count == 32, digits.first == "6" else { return false }
    if digits.hasPrefix("60060e8"), number.count >= 4, let value = UInt64(number) {
      return UInt64(digits.dropFirst(16).prefix(8), radix: 16) == value
    }
    guard number.count >= Self.leastLength, number.allSatisfy(\.isHexDigit) else { return false }
    let own = Array(digits.utf8.dropFirst(7))
    let wanted = Array(number.utf8)
    guard wanted.count <= own.count else { return false }
    return (0...(own.count - wanted.count)).contains { own[$0...].starts(with: wanted) }
  }
}
