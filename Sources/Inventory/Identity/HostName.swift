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

  /// The name with its domain.
  public var description: String { domain.map { short + "." + $0 } ?? short }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  private static let everyones: Set<String> = ["localhost", "localhost6", "ip6-localhost"]
}
