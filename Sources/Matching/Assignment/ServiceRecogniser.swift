import Inventory

/// Recognises services in the words that inventories use for them.
struct ServiceRecogniser {
  /// A service that a text was recognised as, and how.
  struct Match {
    var service: Int
    /// How sure, from 0 to 1.
    var strength: Double
    /// The synonym or product that the text holds; `nil` when it is the service's own name.
    var synonym: String?
  }

  private struct Phrase {
    var words: [String]
    var service: Int
    var strength: Double
    var synonym: String?
  }

  private(set) var services: [Service]
  private var phrases: [String: [Phrase]] = [:]
  private var names: [(words: [String], service: Int)] = []
  private var grams: [[String: Double]] = []
  private var weights: [String: Double] = [:]
  private var numbers: [String: Int] = [:]
  let siteWords: Set<String>

  init(catalogue: [Service], projects: [Project], siteWords: Set<String>) {
    self.siteWords = siteWords
    services = catalogue
    for (index, service) in catalogue.enumerated() {
      let key = ServiceText.words(service.name).joined(separator: " ")
      if numbers[key] == nil { numbers[key] = index }
    }
    for project in projects {
      for name in project.services.map(\.service) + project.moves.compactMap(\.service) {
        let key = ServiceText.words(name).joined(separator: " ")
        if numbers[key] == nil {
          numbers[key] = services.count
          services.append(Service(name: name))
        }
      }
    }
    for (index, service) in services.enumerated() {
      let words = ServiceText.words(service.name)
      names.append((words, index))
      add(Phrase(words: words, service: index, strength: 1))
      for synonym in service.synonyms {
        let words = ServiceText.words(synonym)
        add(Phrase(words: words, service: index, strength: 0.97, synonym: synonym))
      }
      if words.count >= 3 {
        let acronym = String(words.compactMap(\.first))
        add(Phrase(words: [acronym], service: index, strength: 0.7, synonym: acronym.uppercased()))
      }
    }
    weighGrams()
    learnProducts(projects)
  }

  /// The position of the service that is called `name`.
  func number(of name: String) -> Int? {
    numbers[ServiceText.words(name).joined(separator: " ")]
  }

  private mutating func add(_ phrase: Phrase) {
    guard let first = phrase.words.first else { return }
    phrases[first, default: []].append(phrase)
  }

  /// Teaches that `words` mean a service.
  mutating func learn(_ words: [String], as service: Int, strength: Double) {
    add(
      Phrase(
        words: words,
        service: service,
        strength: strength,
        synonym: words.joined(separator: " ")
      )
    )
  }

  /// What stands beside the service's name in the project papers is a product.
  private mutating func learnProducts(_ projects: [Project]) {
    for move in projects.flatMap(\.moves) {
      guard let name = move.service, let service = number(of: name) else { continue }
      let site = Set(move.site.map { ServiceText.words($0) } ?? [])
      let known = Set(ServiceText.words(name))
      let words = ServiceText.words(move.application, sites: site.union(siteWords))
      let product = words.filter { !known.contains($0) }
      if !product.isEmpty, product.joined().count >= 3 {
        learn(product, as: service, strength: 0.95)
      }
    }
  }

  /// The best service for `text`; `nil` when none is likely or two are as likely.
  func recognise(_ text: String) -> Match? {
    var best: Match?
    var rival = 0.0
    for (order, words) in ServiceText(text, sites: siteWords).parts.enumerated() {
      for match in matches(words) {
        var match = match
        if order > 0 { match.strength -= 0.01 }
        if let old = best {
          if match.service == old.service {
            if match.strength > old.strength { best = match }
          } else if match.strength > old.strength {
            rival = old.strength
            best = match
          } else {
            rival = max(rival, match.strength)
          }
        } else {
          best = match
        }
      }
    }
    guard let best, best.strength - rival > 0.005 || best.strength > 0.9 else { return nil }
    return best
  }

  private func matches(_ words: [String]) -> [Match] {
    var found: [Match] = []
    for start in words.indices {
      for phrase in phrases[words[start]] ?? [] where words[start...].starts(with: phrase.words) {
        let whole = phrase.words.count == words.count
        // A longer phrase inside says more than a shorter one.
        let length = Double(min(phrase.words.count, 5)) * 0.01
        found.append(
          Match(
            service: phrase.service,
            strength: phrase.strength - (whole ? 0 : 0.1) + (whole ? 0 : length),
            synonym: phrase.synonym
          )
        )
      }
    }
    if found.isEmpty {
      for (full, service) in names where ServiceText.abbreviates(words, full) {
        let share = Double(words.count) / Double(full.count)
        let synonym = words.joined(separator: " ")
        found.append(Match(service: service, strength: 0.75 + 0.1 * share, synonym: synonym))
      }
    }
    return found.isEmpty ? byGrams(words) : found
  }

  private mutating func weighGrams() {
    var counts: [String: Int] = [:]
    let all = names.map { Self.grams($0.words) }
    for grams in all { for gram in grams.keys { counts[gram, default: 0] += 1 } }
    let total = Double(max(1, all.count))
    for (gram, count) in counts { weights[gram] = 1 + Places.log2(total / Double(count)) }
    grams = all.map { normalised($0) }
  }

  private func normalised(_ counts: [String: Double]) -> [String: Double] {
    var weighted: [String: Double] = [:]
    let rare = 1 + Places.log2(Double(max(1, names.count)))
    // In order, for sums of floating point depend on it.
    var sum = 0.0
    for (gram, count) in counts.sorted(by: { $0.key < $1.key }) {
      let weight = count * (weights[gram] ?? rare)
      weighted[gram] = weight
      sum += weight * weight
    }
    let norm = max(1e-9, sum.squareRoot())
    return weighted.mapValues { $0 / norm }
  }

  private func byGrams(_ words: [String]) -> [Match] {
    guard words.joined().count >= 5 else { return [] }
    let mine = normalised(Self.grams(words)).sorted { $0.key < $1.key }
    var best: (Double, Int)?
    var second = 0.0
    for (index, other) in grams.enumerated() {
      let score = mine.reduce(0.0) { $0 + $1.value * (other[$1.key] ?? 0) }
      if let old = best, score <= old.0 {
        second = max(second, score)
      } else {
        second = best?.0 ?? 0
        best = (score, index)
      }
    }
    guard let best, best.0 >= 0.5, best.0 - second >= 0.1 else { return [] }
    return [Match(service: names[best.1].service, strength: 0.6 * best.0, synonym: nil)]
  }

  private static func grams(_ words: [String]) -> [String: Double] {
    var counts: [String: Double] = [:]
    let letters = Array((" " + words.joined(separator: " ") + " ").utf8)
    for length in 2...4 where letters.count >= length {
      for start in 0...(letters.count - length) {
        let gram = String(decoding: letters[start..<(start + length)], as: UTF8.self)
        counts[gram, default: 0] += 1
      }
    }
    return counts
  }
}
