import Inventory

/// Tells what a machine is for by the machines of its kind of name.
///
/// Who names machines by rule writes the service in the name: what `srv-lis-db02` carries,
/// `srv-lis-app1` carries too. The rule is learnt from the machines whose service is known.
struct NameFamilies {
  private var votes: [String: [Int: Int]] = [:]

  /// The roles that end a name of a rule, and say nothing of the service.
  private static let roles = [
    "app", "web", "dbcl", "db", "int", "srv", "sql", "ora", "fe", "be", "ws", "as",
  ]

  /// Takes note that the machine called `name` carries `service`.
  mutating func learn(_ name: String, _ service: Int) {
    guard let stem = Self.stem(name) else { return }
    for end in Self.ends(stem) { votes[end, default: [:]][service, default: 0] += 1 }
  }

  /// The service of machines called like `name`; `nil` when too few or several are.
  func service(_ name: String) -> Int? {
    guard let stem = Self.stem(name) else { return nil }
    for end in Self.ends(stem) {
      guard let found = votes[end] else { continue }
      let total = found.values.reduce(0, +)
      guard total >= 2 else { continue }
      let most = found.max { ($0.value, $1.key) < ($1.value, $0.key) }
      // A longer likeness that is not of one mind is not mended by a shorter one.
      guard let most, most.value * 10 >= total * 9 || most.value == total else { return nil }
      return most.key
    }
    return nil
  }

  /// The name without number and role; `nil` when no more than three letters are left.
  static func stem(_ name: String) -> String? {
    var stem = Substring(name.lowercased().filter { $0.isLetter || $0.isNumber })
    let figures = stem.reversed().prefix { $0.isNumber }.count
    guard figures > 0 else { return nil }
    stem = stem.dropLast(figures)
    for role in roles where stem.count >= role.count + 3 && stem.hasSuffix(role) {
      return String(stem.dropLast(role.count))
    }
    // Rules with three figures write the role as one letter.
    if figures >= 3, stem.count >= 5, let last = stem.last, "adwi".contains(last) {
      stem = stem.dropLast()
    }
    return stem.count >= 4 ? String(stem) : nil
  }

  /// The ends of `stem`, the longest first, down to two letters.
  private static func ends(_ stem: String) -> [String] {
    stem.indices.dropLast().map { String(stem[$0...]) }
  }
}
