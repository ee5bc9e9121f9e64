import Inventory

extension Applications {
  /// Learns which names mean one thing from the rows that write two side by side.
  func learnAliases(_ rows: inout [Row]) {
    var beside: [String: [String: Int]] = [:]
    var written: [Set<String>] = []
    for row in rows {
      var texts = Set(row.words.map { $0.joined(separator: " ") })
      if row.words.count > 1, let whole = row.words.first {
        texts.remove(whole.joined(separator: " "))
      }
      if let service = row.filed.record.service {
        let words = ServiceText.words(service, sites: recogniser.siteWords)
        if !words.isEmpty { texts.insert(words.joined(separator: " ")) }
      }
      written.append(texts)
      for one in texts {
        for other in texts where one != other { beside[one, default: [:]][other, default: 0] += 1 }
      }
    }
    for (index, texts) in written.enumerated() {
      var aliases = texts
      for text in texts {
        guard let others = beside[text], let most = others.values.max() else { continue }
        aliases.formUnion(others.filter { 2 * $0.value >= most }.keys)
      }
      rows[index].aliases = aliases
    }
  }
}
