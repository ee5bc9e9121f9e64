import Inventory

/// Tells what a machine is for by the machines of its kind of name.
///
/// Who names machines by rule writes the service in the name: what `srv-lis-db02` carries,
/// `srv-lis-app1` carries too, and `srv2-lis-app1` at the next site. The rule is learnt from the
/// machines themselves: what most names of a site begin with is the site's, what ends them is the
/// role and the number, and what is left is the family.
struct NameFamilies {
  private var prefixes: [String: String] = [:]
  private var votes: [String: [Int: Int]] = [:]

  /// The roles that end a name of a rule, and say nothing of the service.
  private static let roles = [
    "app", "web", "dbcl", "db", "int", "srv", "sql", "ora", "fe", "be", "ws", "as",
  ].map { Array($0.utf8) }
  private static let letterRoles = Set("adwi".utf8)

  /// Learns how the names of each site begin.
  init(_ machines: some Sequence<(name: String, site: String?)>) {
    var stems: [String: Set<String>] = [:]
    for (name, site) in machines {
      if let stem = Self.stem(name) { stems[site ?? "", default: []].insert(stem) }
    }
    for (site, stems) in stems {
      var counts: [String: Int] = [:]
      for stem in stems {
        for length in 1...max(1, min(8, stem.count - 2)) {
          counts[String(stem.prefix(length)), default: 0] += 1
        }
      }
      let common = counts.filter { stems.count > 3 && $0.value * 2 > stems.count }.keys
      prefixes[site] = common.max { ($0.count, $1) < ($1.count, $0) }
    }
  }

  /// The part of the name that stands for the service; `nil` for a name of no rule.
  func family(_ name: String, at site: String?) -> String? {
    guard let stem = Self.stem(name) else { return nil }
    guard let prefix = prefixes[site ?? ""], stem.hasPrefix(prefix) else { return stem }
    let rest = stem.dropFirst(prefix.count)
    return rest.count >= 2 ? String(rest) : nil
  }

  /// Takes note that the machine called `name` carries `service`.
  mutating func learn(_ name: String, at site: String?, _ service: Int) {
    guard let family = family(name, at: site) else { return }
    votes[family, default: [:]][service, default: 0] += 1
  }

  /// The service of machines called like `name`; `nil` when too few or several are.
  func service(_ name: String, at site: String?) -> Int? {
    guard let family = family(name, at: site), let found = votes[family] else { return nil }
    let total = found.values.reduce(0, +)
    let most = found.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let most, total >= 2, most.value * 10 >= total * 8 else { return nil }
    return most.key
  }

  /// The name without number and role; `nil` for a name without number or of few letters.
  private static func stem(_ name: String) -> String? {
    var letters: [UInt8] = []
    for byte in name.utf8 {
      if byte == UInt8(ascii: ".") { break }
      if PlainText.isLetterOrFigure(byte) { letters.append(isFigure(byte) ? byte : byte | 0x20) }
    }
    let figures = letters.reversed().prefix { isFigure($0) }.count
    guard figures > 0 else { return nil }
    var stem = letters.dropLast(figures)
    for role in roles
    where stem.count >= role.count + 3 && stem.suffix(role.count).elementsEqual(role) {
      return String(decoding: stem.dropLast(role.count), as: UTF8.self)
    }
    // Rules with three figures write the role as one letter.
    if figures >= 3, stem.count >= 5, let last = stem.last, letterRoles.contains(last) {
      stem = stem.dropLast()
    }
    return stem.count >= 3 ? String(decoding: stem, as: UTF8.self) : nil
  }

  private static func isFigure(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
