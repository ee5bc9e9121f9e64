import Inventory

/// The sites that an agency's projects name, to be found again in other spellings.
struct SiteNames {
  private let sites: [String]
  /// The site of each word that no other site has.
  private let telling: [String: String]

  /// Collects the sites of `projects`.
  init(_ projects: [Project]) {
    var names: Set<String> = []
    for project in projects {
      names.formUnion(project.services.flatMap(\.sites))
      names.formUnion(project.moves.compactMap(\.site))
    }
    var counts: [String: Int] = [:]
    let words = names.sorted().map { (name: $0, words: Set(ServiceText.words($0))) }
    for entry in words { for word in entry.words { counts[word, default: 0] += 1 } }
    sites = words.map(\.name)
    var telling: [String: String] = [:]
    for entry in words {
      for word in entry.words where counts[word] == 1 && word.count > 2 {
        telling[word] = entry.name
      }
    }
    self.telling = telling
  }

  /// The one site that `text` names by a word of its own; `nil` when there is none, or several.
  func site(namedIn text: String) -> String? {
    let found = Set(ServiceText.words(text).compactMap { telling[$0] })
    return found.count == 1 ? found.first : nil
  }

  /// Whether a project names the site.
  func isKnown(_ site: String?) -> Bool { sites.contains { Self.same($0, site) } }

  /// Whether two spellings have the same words.
  static func equal(_ one: String, _ other: String?) -> Bool {
    other.map { ServiceText.words(one) == ServiceText.words($0) } ?? false
  }

  /// Whether two spellings are of one site: one's words are among the other's.
  static func same(_ one: String, _ other: String?) -> Bool {
    guard let other else { return false }
    let a = Set(ServiceText.words(one))
    let b = Set(ServiceText.words(other))
    return !a.isEmpty && !b.isEmpty && (a.isSubset(of: b) || b.isSubset(of: a))
  }
}
