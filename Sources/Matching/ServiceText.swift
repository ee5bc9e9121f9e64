/// The words of a name of software or service, as they are compared.
struct ServiceText {
  /// The parts of a double name, each as its words; the whole first.
  var parts: [[String]]

  /// Reads `text`, leaving out versions, remarks and the words of `sites`.
  init(_ text: String, sites: Set<String> = []) {
    let whole = Self.words(text, sites: sites)
    var parts = whole.isEmpty ? [] : [whole]
    var piece = ""
    var pieces: [String] = []
    var previous: Character = " "
    for (index, character) in text.enumerated() {
      let isMark = "/()@;\n_,".contains(character) || character == "-" && previous == " "
      if isMark, index > 0 {
        pieces.append(piece)
        piece = ""
      } else {
        piece.append(character)
      }
      previous = character
    }
    pieces.append(piece)
    for piece in pieces where pieces.count > 1 {
      let words = Self.words(piece, sites: sites)
      if !words.isEmpty, !parts.contains(words) { parts.append(words) }
    }
    self.parts = parts
  }

  /// The words of `text`, lower case, without accents, versions, remarks about backup and contacts.
  static func words(_ text: String, sites: Set<String> = []) -> [String] {
    var words = PlainWords.of(text) ?? foreignWords(text)
    words.removeAll { word in
      Self.isVersion(word) || stop.contains(word) || sites.contains(word)
    }
    return words
  }

  /// Whether a word is a number, or one behind a `v`.
  private static func isVersion(_ word: String) -> Bool {
    // Nearly all words begin with another letter, which its byte shows.
    if let first = word.utf8.first, (first | 0x20) &- 0x61 <= 25, first != 0x76 { return false }
    return word.allSatisfy { $0.isNumber || $0 == "." }
      || word.first == "v" && word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)
  }

  /// The words of a text with letters beyond those of Italian.
  private static func foreignWords(_ text: String) -> [String] {
    var lower = ""
    for character in text.lowercased() { lower.append(plain(character)) }
    for mark in remarks {
      if lower.hasPrefix(mark) { return [] }
      if let cut = lower.firstRange(of: mark) { lower = String(lower[..<cut.lowerBound]) }
    }
    return lower.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "'" }
      .flatMap { $0.split(separator: "'") }
      .flatMap { word -> [Substring] in
        let isAbbreviated = word.contains(".") && word.contains(where: \.isLetter)
        return isAbbreviated ? word.split(separator: ".") : [word]
      }
      .map(String.init)
  }

  /// What begins a remark about backup or contacts, which is no part of a name.
  static let remarks = ["backup veeam", "referente:", "ref.:", "rif."]

  private static func plain(_ character: Character) -> Character {
    switch character {
    case "à", "á", "â", "ä": "a"
    case "è", "é", "ê", "ë": "e"
    case "ì", "í", "î": "i"
    case "ò", "ó", "ô", "ö": "o"
    case "ù", "ú", "û", "ü": "u"
    case "’", "`": "'"
    default: character
    }
  }

  /// Words that tell one service from another in no inventory, and qualifiers.
  private static let stop: Set<String> = [
    "di", "e", "ed", "per", "del", "della", "dei", "delle", "degli", "il", "la", "le", "i", "gli",
    "lo", "a", "in", "da", "al", "alla", "con", "su", "l", "d", "v", "ver", "vers", "rel",
    "applicativo", "procedura", "sw", "software", "sistema", "gestionale", "programma", "modulo",
    "test", "ex", "nuovo", "nuova", "vecchio", "vecchia", "old", "new", "dismesso", "prod",
    "produzione", "collaudo",
  ]

  /// Whether each of `short` begins a word of `full`, in order and with none left over in `short`.
  static func abbreviates(_ short: [String], _ full: [String]) -> Bool {
    guard short.count >= 1, short.count <= full.count, short.first?.first == full.first?.first,
      short.count * 2 >= full.count, short != full
    else { return false }
    var next = 0
    for word in short {
      guard word.count >= 2 else { return false }
      while next < full.count, !full[next].hasPrefix(word) { next += 1 }
      guard next < full.count else { return false }
      next += 1
    }
    return short.count > 1 || (short.first?.count ?? 0) >= 3
  }
}
