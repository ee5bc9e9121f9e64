import Inventory

/// What the headings of hand-made and tool-made tables say, in Italian and English.
///
/// A value, so that a mapping that a person gives can override single headings.
struct HeadingDictionary: Sendable {
  private var meanings: [String: ColumnMeaning]
  /// Spellings given for a second meaning, in the order given; the first meaning counts.
  let contested: [String]

  /// Creates a dictionary out of spellings for each meaning.
  init(_ spellings: [(ColumnMeaning, [String])]) {
    meanings = [:]
    var contested: [String] = []
    for (meaning, headings) in spellings {
      for heading in headings {
        let key = Heading(heading).key
        // Units are no part of a key: of two meanings that differ by unit alone the first counts,
        // and the unit decides when a heading is looked up.
        if let first = meanings[key] {
          if first != meaning { contested.append(heading) }
        } else {
          meanings[key] = meaning
        }
      }
    }
    self.contested = contested
  }

  /// What a heading says; `nil` when it is not known.
  subscript(heading: Heading) -> ColumnMeaning? {
    let meaning = meaning(of: heading)
    let isClock = heading.unit == "mhz" || heading.unit == "ghz"
    return meaning == .fact(.cpuModel) && isClock ? .fact(.cpuClock) : meaning
  }

  /// Whether a reduced heading is of a column with names of machines.
  func namesMachines(_ key: String) -> Bool {
    meanings[key] == .fact(.name) || meanings[key] == .fact(.hostname)
  }

  private func meaning(of heading: Heading) -> ColumnMeaning? {
    if let meaning = meanings[heading.key] { return meaning }
    // "N. core totali", "Nome del server": the words without those that carry no meaning.
    let words = heading.key.split(separator: " ").filter { !Self.fillers.contains($0) }
    return meanings[words.joined(separator: " ")]
  }

  /// A copy in which `headings` say something else.
  func overridden(by headings: [String: ColumnMeaning]) -> HeadingDictionary {
    var copy = self
    for (heading, meaning) in headings { copy.meanings[Heading(heading).key] = meaning }
    return copy
  }

  /// A copy in which no heading says any of `meanings`.
  func without(_ meanings: Set<ColumnMeaning>) -> HeadingDictionary {
    var copy = self
    copy.meanings = copy.meanings.filter { !meanings.contains($0.value) }
    return copy
  }

  private static let fillers: Set<Substring> = [
    "del", "della", "dello", "di", "dei", "delle", "degli", "de", "il", "la", "lo", "of", "the",
    "totale", "totali", "total", "installata", "installed", "indicativo", "eventuale", "a",
    "componenti", "components", "component",
  ]
}
