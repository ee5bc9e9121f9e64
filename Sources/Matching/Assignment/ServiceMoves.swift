import Inventory

/// The moves that a project's papers plan for one service at one site.
///
/// Papers name an application by its service, its product and, where a ward has an installation of
/// its own, the ward: “Ricovero ordinario per acuti RicoverOK Ostetricia - San Donato”. The product
/// is what most of the service's moves share; what is left tells installations apart.
struct ServiceMoves {
  private struct Entry {
    var move: PlannedMove
    var words: Set<String>
  }

  private let here: [Entry]
  private let product: Set<String>
  private let common: Set<String>
  private let siteWords: Set<String>
  private let deadline: Month?

  /// Collects the moves; where the site is not known, those at every site.
  init(of service: Int, site: String?, in project: Project, recogniser: ServiceRecogniser) {
    let entry = recogniser.services[service]
    let name = Set(ServiceText.words(entry.name))
    siteWords = recogniser.siteWords
    deadline = project.deadline
    common = name.union(entry.synonyms.flatMap { ServiceText.words($0) })
    var all: [Entry] = []
    var counts: [String: Int] = [:]
    for move in project.moves where move.service.flatMap({ recogniser.number(of: $0) }) == service {
      let words = Set(ServiceText.words(move.application, sites: siteWords)).subtracting(name)
      all.append(Entry(move: move, words: words))
      for word in words { counts[word, default: 0] += 1 }
    }
    let half = all.count / 2
    product = Set(counts.filter { $0.value > half }.keys)
    here = all.filter { entry in
      guard let place = entry.move.site, let site else { return true }
      return SiteNames.same(place, site)
    }
  }

  /// The move that names the application called `texts`, where one does, and its month.
  ///
  /// An installation that no paper names moves with the last of its service, or with the project's
  /// deadline if that is later: a month too late costs energy, one too early an application.
  func choice(for texts: [String]) -> (named: PlannedMove?, month: Month?) {
    let own = Set(texts.flatMap { ServiceText.words($0, sites: siteWords) })
    let ward = own.subtracting(common).subtracting(product)
      .filter { word in !common.contains { Self.abbreviates(word, $0) } }
    let named = here.filter { entry in
      let rest = entry.words.subtracting(product)
      return ward.isEmpty
        ? rest.isEmpty
        : !rest.isEmpty
          && rest.allSatisfy { word in ward.contains { Self.abbreviates($0, word) } }
    }
    if !named.isEmpty {
      let month = named.compactMap(\.move.month).max()
      return (own.isDisjoint(with: product) && ward.isEmpty ? nil : named.first?.move, month)
    }
    let latest = here.compactMap(\.move.month).max()
    return (nil, ward.isEmpty ? latest : [latest, deadline].compactMap(\.self).max())
  }

  /// Whether `short` is `word`, or begins it with three letters or more.
  private static func abbreviates(_ short: String, _ word: String) -> Bool {
    short == word || short.count >= 3 && word.hasPrefix(short)
  }
}
