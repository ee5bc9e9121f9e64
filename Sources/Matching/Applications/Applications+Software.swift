import Inventory

extension Applications {
  /// The words of a product's name that tell no product from another.
  private static let plainWords: Set<String> = [
    "server", "service", "services", "servizio", "application", "applicazione", "applicativo",
    "app", "web", "edition", "enterprise", "professional", "standard", "bit", "x64", "x86",
    "release", "build", "setup",
  ]

  /// Adds the applications of the inventory whose products are installed on a machine.
  ///
  /// A product counts where all of its name surely means one service, and the machine's site has
  /// applications of that service; nothing is made of a product that no list knows.
  mutating func addSoftware(_ assets: [Asset]) {
    var listed = here(assets.count)
    let bySite = groupsBySite()
    for (index, asset) in assets.enumerated()
    where asset.kind.isServer && asset.kind != .host && asset.facts.isTemplate != true {
      for id in asset.records {
        guard let filed = filed(id), !filed.isSuperseded else { continue }
        for product in filed.record.software {
          guard let kind = service(ofProduct: product) else { continue }
          let same = listed[index].filter { groups[$0].kind == kind }
          guard same.isEmpty else {
            if same.count == 1 { groups[same[0]].run(on: index, by: filed, .software) }
            continue
          }
          let place = SiteService(site: localities.sites[index], kind: kind)
          guard let known = bySite[place] else { continue }
          for position in found(place, among: known) {
            groups[position].run(on: index, by: filed, .software)
            listed[index].append(position)
          }
        }
      }
    }
  }

  /// The service that a product is for; `nil` where more than its name is needed to tell.
  private mutating func service(ofProduct name: String) -> Int? {
    let words = ServiceText.words(name).filter { !Self.plainWords.contains($0) }
    guard !words.isEmpty,
      let match = recogniser.recognise(words.joined(separator: " ")), match.strength >= 0.8,
      !recogniser.services[match.service].isInfrastructure
    else { return nil }
    return match.service
  }
}
