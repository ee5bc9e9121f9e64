import Inventory

extension ServiceRecogniser {
  /// Learns other names of services from rows that write them beside one that is known.
  mutating func learn(from records: [FiledRecord]) {
    var votes: [[String]: [Int: Int]] = [:]
    for filed in records where filed.record.kind == .application {
      let row = filed.record
      guard let name = row.name else { continue }
      let named = read(name)
      let told = row.service.map { read($0) }
      let byName = named.matches.first.flatMap { $0.strength >= 0.55 ? $0.service : nil }
      let byService = told?.matches.first.flatMap { $0.strength >= 0.55 ? $0.service : nil }
      guard let service = byService ?? byName else { continue }
      if let byName, byName != service { continue }
      var texts = byName == nil ? [ServiceText.words(name, sites: siteWords)] : [named.rest]
      if byService == nil, let text = row.service {
        texts.append(ServiceText.words(text, sites: siteWords))
      }
      for text in texts {
        let words = text.filter { wards.ward($0) == nil }
        if words.joined().count >= 4 { votes[words, default: [:]][service, default: 0] += 1 }
      }
    }
    for (words, counts) in votes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let total = counts.values.reduce(0, +)
      guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value * 3 >= total * 2
      else { continue }
      learn(words, as: best.key, strength: 0.85)
    }
  }
}
