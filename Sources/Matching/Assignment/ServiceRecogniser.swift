import Inventory

/// Recognises services in the words that inventories use for them.
///
/// A catalogue's names and synonyms, the products of the project papers and what the inventories
/// write beside a service are phrases; a text is compared with all of them, word by word, each
/// word whole, cut short or mistyped.
struct ServiceRecogniser {
  /// A service that a text may mean, and how sure that is.
  struct Match {
    var service: Int
    /// How sure, from 0 to 1.
    var strength: Double
    /// The synonym or product that the text holds; `nil` when it is the service's own name.
    var synonym: String?
  }

  /// What a text was recognised as.
  struct Reading {
    /// The services that it may mean, the likeliest first.
    var matches: [Match] = []
    /// The wards that it names beside the service.
    var wards: Set<String> = []
    /// The words that neither the service nor a ward explains.
    var rest: [String] = []
  }

  struct Phrase {
    var words: [Int]
    var service: Int
    var strength: Double
    var synonym: String?
  }

  private(set) var services: [Service]
  /// The words that name sites, which tell no service.
  let siteWords: Set<String>
  var wards = Wards()
  /// The phrases, and those of each first word.
  private(set) var phrases: [Phrase] = []
  private var phrasesAt: [Int: [Int]] = [:]
  private var words: [[UInt8]] = []
  private var wordNumbers: [String: Int] = [:]
  private var wordsByLetter: [UInt8: [Int]] = [:]
  private var numbers: [String: Int] = [:]
  /// The services whose phrases hold each word.
  private var servicesOfWord: [Set<Int>] = []
  /// What each word was found to stand for; texts repeat themselves.
  private var hits: [String: [(word: Int, share: Double)]] = [:]
  private var readings: [String: Reading] = [:]

  init(catalogue: [Service], projects: [Project], siteWords: Set<String>) {
    self.siteWords = siteWords
    services = catalogue
    for (index, service) in catalogue.enumerated() {
      let key = Self.key(service.name)
      if numbers[key] == nil { numbers[key] = index }
    }
    for project in projects {
      for name in project.services.map(\.service) + project.moves.compactMap(\.service) {
        let key = Self.key(name)
        if numbers[key] == nil {
          numbers[key] = services.count
          services.append(Service(name: name))
        }
      }
    }
    for (index, service) in services.enumerated() {
      add(ServiceText.words(service.name), service: index, strength: 1)
      for synonym in service.synonyms {
        let words = ServiceText.words(synonym)
        add(words, service: index, strength: 0.97, synonym: synonym)
      }
    }
    learnPapers(projects)
    addInitials()
    addTellingWords()
  }

  /// The words of all sites that projects and records name.
  static func siteWords(_ projects: [Project], _ records: [FiledRecord]) -> Set<String> {
    var words: Set<String> = []
    for project in projects {
      for site in project.services.flatMap(\.sites) + project.moves.compactMap(\.site) {
        words.formUnion(ServiceText.words(site))
      }
    }
    for site in Set(records.lazy.compactMap(\.record.site)) {
      words.formUnion(ServiceText.words(site))
    }
    return words
  }

  private static func key(_ name: String) -> String {
    ServiceText.words(name).joined(separator: " ")
  }

  /// The position of the service that is called `name`.
  func number(of name: String) -> Int? { numbers[Self.key(name)] }

  /// The one service that has `word` for a name or synonym, letter by letter.
  func service(calledExactly word: String) -> Int? {
    guard let number = wordNumbers[word] else { return nil }
    let found = (phrasesAt[number] ?? []).map { phrases[$0] }
      .filter { $0.words.count == 1 && $0.strength > 0.9 }
    let services = Set(found.map(\.service))
    return services.count == 1 ? services.first : nil
  }

  /// Teaches that `text` means a service.
  mutating func learn(_ text: [String], as service: Int, strength: Double) {
    hits = [:]
    readings = [:]
    add(text, service: service, strength: strength, synonym: text.joined(separator: " "))
  }

  private mutating func add(
    _ text: [String],
    service: Int,
    strength: Double,
    synonym: String? = nil
  ) {
    guard !text.isEmpty else { return }
    let numbers = text.map { number(ofWord: $0) }
    for word in numbers { servicesOfWord[word].insert(service) }
    phrasesAt[numbers[0], default: []].append(phrases.count)
    phrases.append(
      Phrase(words: numbers, service: service, strength: strength, synonym: synonym)
    )
  }

  private mutating func number(ofWord word: String) -> Int {
    if let known = wordNumbers[word] { return known }
    let letters = Array(word.utf8)
    wordNumbers[word] = words.count
    if let first = letters.first { wordsByLetter[first, default: []].append(words.count) }
    words.append(letters)
    servicesOfWord.append([])
    return words.count - 1
  }

  /// The initials of a name of several words are often its short form.
  private mutating func addInitials() {
    var services: [String: Set<Int>] = [:]
    for (index, service) in self.services.enumerated() {
      let words = ServiceText.words(service.name)
      guard words.count >= 2 else { continue }
      services[String(words.compactMap(\.first)), default: []].insert(index)
    }
    for (initials, found) in services.sorted(by: { $0.key < $1.key }) {
      guard found.count == 1, let service = found.first else { continue }
      let strength = initials.count > 2 ? 0.75 : 0.6
      add([initials], service: service, strength: strength, synonym: initials.uppercased())
    }
  }

  /// A long word that stands in the phrases of one service only tells that service by itself.
  private mutating func addTellingWords() {
    for phrase in phrases where phrase.words.count > 1 {
      for word in phrase.words
      where words[word].count >= 6 && servicesOfWord[word].count == 1 && phrase.strength > 0.9 {
        let text = String(decoding: words[word], as: UTF8.self)
        if wards.ward(text) != nil { continue }
        let isKnown = (phrasesAt[word] ?? []).contains { phrases[$0].words.count == 1 }
        if !isKnown { add([text], service: phrase.service, strength: 0.75, synonym: text) }
      }
    }
  }
}

extension ServiceRecogniser {
  /// What `text` may mean.
  mutating func read(_ text: String) -> Reading {
    if let known = readings[text] { return known }
    let words = ServiceText.words(text, sites: siteWords)
    let reading = read(words)
    readings[text] = reading
    return reading
  }

  /// The service that `text` surely means; `nil` when none is likely or two are as likely.
  mutating func recognise(_ text: String) -> Match? {
    let matches = read(text).matches
    guard let first = matches.first, first.strength >= 0.45 else { return nil }
    if matches.count > 1, first.strength - matches[1].strength < 0.05 { return nil }
    return first
  }

  /// The words known that `text` may stand for.
  private mutating func hits(of text: String) -> [(word: Int, share: Double)] {
    if let known = hits[text] { return known }
    let letters = Array(text.utf8)
    var found: [(word: Int, share: Double)] = []
    if let same = wordNumbers[text] { found.append((same, 1)) }
    // A slip in the first letter is rare, and means looking through all words.
    let first = letters.first.flatMap { wordsByLetter[$0] } ?? []
    for word in first where words[word] != letters {
      let share = WordLikeness.share(letters, of: words[word])
      if share > 0 { found.append((word, share)) }
    }
    if found.allSatisfy({ $0.share < 0.9 }), letters.count >= 5 {
      for word in words.indices where words[word].first != letters.first {
        if WordLikeness.isNear(letters, words[word][...]) { found.append((word, 0.75)) }
      }
    }
    hits[text] = found
    return found
  }

  /// One phrase found in a text: the words of the text that it covers.
  private struct Finding {
    var match: Match
    var covered: Set<Int>
  }

  private mutating func read(_ text: [String]) -> Reading {
    let found = text.map { hits(of: $0) }
    let ward = text.map { wards.ward($0) }
    var findings: [Finding] = []
    for start in text.indices {
      for (word, share) in found[start] {
        for number in phrasesAt[word] ?? [] {
          if let finding = finding(phrases[number], at: start, share, found) {
            findings.append(finding)
          }
        }
      }
    }
    if text.count > 1 { findings += partial(found) }
    return weigh(findings, text: text, wards: ward)
  }

  private func finding(
    _ phrase: Phrase,
    at start: Int,
    _ first: Double,
    _ found: [[(word: Int, share: Double)]]
  ) -> Finding? {
    var sum = first
    var covered: Set<Int> = [start]
    for (offset, word) in phrase.words.enumerated().dropFirst() {
      guard found.indices.contains(start + offset),
        let hit = found[start + offset].first(where: { $0.word == word })
      else { return nil }
      sum += hit.share
      covered.insert(start + offset)
    }
    var share = sum / Double(phrase.words.count)
    if phrase.words.count == 1, first < 1 {
      // One word cut short may be many words.
      let others = Set(
        found[start].lazy.filter { $0.share >= first }.flatMap { servicesOfWord[$0.word] }
      )
      if others.count > 1 { share *= 0.75 }
      if first <= 0.65 { share *= 0.7 }
    }
    let length = Double(min(phrase.words.count, 4) - 1) * 0.02
    return Finding(
      match: Match(
        service: phrase.service,
        strength: phrase.strength * share + length,
        synonym: phrase.synonym
      ),
      covered: covered
    )
  }

  /// Names of several words with one or more of them left out.
  private func partial(_ found: [[(word: Int, share: Double)]]) -> [Finding] {
    var findings: [Finding] = []
    for phrase in phrases where phrase.words.count >= 3 && phrase.strength > 0.9 {
      var next = 0
      var covered: Set<Int> = []
      var sum = 0.0
      for word in phrase.words {
        guard
          let place = found.indices.dropFirst(next).first(where: { place in
            found[place].contains { $0.word == word }
          })
        else { continue }
        sum += found[place].first { $0.word == word }?.share ?? 0
        covered.insert(place)
        next = place + 1
      }
      guard covered.count >= 2, covered.count < phrase.words.count,
        covered.count * 2 >= phrase.words.count
      else { continue }
      let share = Double(covered.count) / Double(phrase.words.count)
      findings.append(
        Finding(
          match: Match(
            service: phrase.service,
            strength: phrase.strength * sum / Double(covered.count) * (0.6 + 0.3 * share),
            synonym: phrase.synonym
          ),
          covered: covered
        )
      )
    }
    return findings
  }

  /// Weighs the findings by how much of the text they explain; a ward explains itself.
  private func weigh(_ findings: [Finding], text: [String], wards: [String?]) -> Reading {
    var best: [Int: (match: Match, covered: Set<Int>)] = [:]
    for finding in findings {
      let service = finding.match.service
      guard let old = best[service] else {
        best[service] = (finding.match, finding.covered)
        continue
      }
      best[service] = (
        finding.match.strength > old.match.strength ? finding.match : old.match,
        old.covered.union(finding.covered)
      )
    }
    let isWard = { (place: Int) in wards[place] != nil }
    let hasService = best.values.contains { entry in
      entry.match.strength >= 0.4 && !entry.covered.allSatisfy(isWard)
    }
    var matches: [Match] = []
    for (match, covered) in best.values {
      var match = match
      let rest = text.indices.filter { !covered.contains($0) && wards[$0] == nil }
      let explained = Double(covered.count) / Double(max(1, covered.count + rest.count))
      match.strength *= 0.6 + 0.4 * explained
      if hasService, covered.allSatisfy(isWard) { match.strength *= 0.35 }
      matches.append(match)
    }
    matches.sort { ($1.strength, $0.service) < ($0.strength, $1.service) }
    var reading = Reading(matches: matches)
    let own = matches.first.flatMap { best[$0.service]?.covered } ?? []
    for place in text.indices where !own.contains(place) {
      if let ward = wards[place] {
        reading.wards.insert(ward)
      } else {
        reading.rest.append(text[place])
      }
    }
    return reading
  }
}
