import Inventory

extension ServiceRecogniser {
  /// Learns products and wards from the project papers.
  ///
  /// Papers write an application as its service, its product and, where a ward has an installation
  /// of its own, the ward. What stands beside one service only is a product; what stands beside
  /// several is a ward.
  mutating func learnPapers(_ projects: [Project]) {
    var rests: [(service: Int, words: [String])] = []
    var services: [String: Set<Int>] = [:]
    for move in projects.flatMap(\.moves) {
      guard let name = move.service, let service = number(of: name) else { continue }
      let site = Set(move.site.map { ServiceText.words($0) } ?? []).union(siteWords)
      let known = Set(ServiceText.words(name))
      let rest = ServiceText.words(move.application, sites: site).filter { !known.contains($0) }
      rests.append((service, rest))
      for word in rest { services[word, default: []].insert(service) }
    }
    wards = Wards(services.filter { $0.value.count > 1 && $0.key.count > 3 }.keys)
    var learned: Set<[String]> = []
    for (service, words) in rests {
      let product = words.filter { wards.ward($0) == nil }
      guard !product.isEmpty, product.joined().count >= 3 else { continue }
      if learned.insert(product + [String(service)]).inserted {
        learn(product, as: service, strength: 0.95)
      }
    }
  }
}
