import Inventory

extension Applications {
  /// Learns what unknown words mean from the machines that carry one service only.
  mutating func learnMentions(_ assets: [Asset]) {
    var votes: [[String]: [Int: Int]] = [:]
    for (asset, listed) in zip(assets, here(assets.count)) {
      let kinds = Set(listed.map { groups[$0].kind })
      guard kinds.count == 1, let kind = kinds.first.flatMap(\.self) else { continue }
      for text in asset.facts.applications where recogniser.recognise(text) == nil {
        let words = ServiceText.words(text, sites: recogniser.siteWords)
          .filter { recogniser.wards.ward($0) == nil }
        if words.joined().count > 2 { votes[words, default: [:]][kind, default: 0] += 1 }
      }
    }
    for (words, counts) in votes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let total = counts.values.reduce(0, +)
      guard total >= 2, let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value * 10 >= total * 9
      else { continue }
      recogniser.learn(words, as: best.key, strength: 0.8)
    }
  }

  /// What a text in a machine's row is taken to say.
  private struct Meaning {
    var wording: Wording
    var words: [String]
    var reading: ServiceRecogniser.Reading
    /// The service that it names; `nil` where it is not sure.
    var kind: Int?

    /// By what texts that mean one thing are known.
    var key: String {
      kind.map { "\($0) " + reading.wards.sorted().joined(separator: " ") } ?? wording.words
    }
  }

  /// Adds what only a machine's row says: that an application runs on it.
  ///
  /// A text that means an application that is known there is another name of it; else one of the
  /// site's applications of that service; else an application of its own. Notes and folders count
  /// only where they surely name a service.
  mutating func addMentions(_ assets: [Asset]) {
    var listed = here(assets.count)
    let bySite = groupsBySite()
    var known: [String: Int] = [:]
    for (index, asset) in assets.enumerated() where asset.facts.isTemplate != true {
      for mention in ApplicationMention.all(in: asset.facts) {
        guard let filed = source(of: mention, asset),
          let meaning = meaning(of: mention, at: localities.sites[index])
        else { continue }
        var found = settled(tell(meaning, of: listed[index]), for: meaning.wording)
        // Of several that are there and may be meant, none is seen once more.
        let isUntold = found.count > 1
        if found.isEmpty {
          guard isWorthAGroup(mention, meaning, beside: listed[index]) else { continue }
          found = candidates(for: mention, meaning, bySite)
          if found.isEmpty { found = [ownGroup(for: mention, meaning, &known)] }
        }
        if !isUntold || !listed[index].contains(found[0]) {
          for position in found {
            groups[position].run(on: index, by: filed, .mention)
            if !listed[index].contains(position) { listed[index].append(position) }
          }
        }
        place(mention, meaning, of: filed, on: index, in: found)
      }
    }
  }

  /// What a text says; `nil` where it has no words of its own.
  private mutating func meaning(of mention: ApplicationMention, at site: String?) -> Meaning? {
    let words = ServiceText.words(mention.text, sites: recogniser.siteWords)
    guard !words.isEmpty else { return nil }
    return Meaning(
      wording: Wording(words: words.joined(separator: " "), site: site),
      words: words,
      reading: recogniser.read(mention.text),
      kind: recogniser.recognise(mention.text).flatMap { match in
        mention.attribute == .applications || match.strength >= 0.6 ? match.service : nil
      }
    )
  }

  /// Whether a text that means nothing known on its machine is an application all the same.
  private func isWorthAGroup(
    _ mention: ApplicationMention,
    _ meaning: Meaning,
    beside listed: [Int]
  ) -> Bool {
    if meaning.kind != nil { return true }
    // A note that may mean two services still means that something is there.
    guard
      mention.attribute == .applications
        || mention.attribute == .annotation
          && meaning.reading.matches.first?.strength ?? 0 >= 0.5
    else { return false }
    // Unknown words beside what is listed are most often the same in other words.
    return !settled(listed, for: meaning.wording).contains { isNamed(meaning.words, groups[$0]) }
  }

  /// The applications of the site that a text may mean by its service.
  private mutating func candidates(
    for mention: ApplicationMention,
    _ meaning: Meaning,
    _ bySite: [SiteService: [Int]]
  ) -> [Int] {
    guard let kind = meaning.kind else { return [] }
    let place = SiteService(site: meaning.wording.site, kind: kind)
    let all = bySite[place] ?? []
    let same = all.filter { groups[$0].wards == meaning.reading.wards }
    var found = same
    if mention.attribute == .folder {
      found = self.found(place, among: all)
    } else if same.isEmpty, meaning.reading.wards.isEmpty {
      found = all
    }
    return settled(found, for: meaning.wording)
  }

  /// The group of what only machines' rows name: that of the same service and wards, or words.
  private mutating func ownGroup(
    for mention: ApplicationMention,
    _ meaning: Meaning,
    _ known: inout [String: Int]
  ) -> Int {
    let site = meaning.wording.site
    var place = meaning.key + "\u{1}" + (site ?? "")
    if let position = known[place], settled([position], for: meaning.wording).isEmpty {
      place = "\u{2}" + meaning.wording.words + "\u{1}" + (site ?? "")
    }
    if let position = known[place] { return position }
    known[place] = groups.count
    groups.append(
      Group(name: mention.title, site: site, kind: meaning.kind, wards: meaning.reading.wards)
    )
    return groups.count - 1
  }

  /// Notes which groups a text was found to mean.
  private mutating func place(
    _ mention: ApplicationMention,
    _ meaning: Meaning,
    of filed: FiledRecord,
    on asset: Int,
    in found: [Int]
  ) {
    place(
      meaning.wording,
      mention,
      of: filed,
      on: asset,
      meaning: (meaning.kind, meaning.reading.wards),
      in: found
    )
  }

  /// Learns which installations the project papers name.
  mutating func learnInstallations(_ projects: [Project]) {
    for move in projects.flatMap(\.moves) {
      guard let kind = move.service.flatMap({ recogniser.number(of: $0) }) else { continue }
      installations[kind, default: []].append((move.site, recogniser.read(move.application).wards))
    }
  }

  /// The groups that a machine may belong to of which only the service is known.
  ///
  /// Where the papers name more installations than the lists, it may be of one that no list names:
  /// then a group stands for any of them.
  mutating func found(_ place: SiteService, among known: [Int]) -> [Int] {
    let planned = (installations[place.kind] ?? []).filter { installation in
      guard let site = installation.site, let here = place.site else { return true }
      return SiteNames.same(site, here)
    }
    let listed = Set(known.map { groups[$0].wards })
    if !known.isEmpty, Set(planned.map(\.wards)).isSubset(of: listed) { return known }
    if let position = anyInstallation[place] { return [position] }
    anyInstallation[place] = groups.count
    groups.append(
      Group(
        name: recogniser.services[place.kind].name,
        site: place.site,
        kind: place.kind,
        wards: []
      )
    )
    return [groups.count - 1]
  }

  /// The groups of each service at each site, by position.
  func groupsBySite() -> [SiteService: [Int]] {
    var found: [SiteService: [Int]] = [:]
    for (index, group) in groups.enumerated() {
      if let kind = group.kind {
        found[SiteService(site: group.site, kind: kind), default: []].append(index)
      }
    }
    return found
  }

  /// The groups on each asset, by position.
  func here(_ count: Int) -> [[Int]] {
    var found: [[Int]] = Array(repeating: [], count: count)
    for (index, group) in groups.enumerated() {
      for server in group.servers { found[server.asset].append(index) }
    }
    return found
  }

  /// The record that holds the mention.
  private func source(of mention: ApplicationMention, _ asset: Asset) -> FiledRecord? {
    if mention.attribute == .applications {
      return asset.records.lazy.compactMap { filed($0) }
        .first { $0.record.applications.contains(mention.text) }
    }
    return (asset.origins[mention.attribute] ?? asset.records.first).flatMap { filed($0) }
  }

  /// The groups that a text may mean; one is told the ward, where it has none.
  private mutating func tell(_ meaning: Meaning, of listed: [Int]) -> [Int] {
    let reading = meaning.reading
    let kinds: Set<Int>
    if let kind = meaning.kind {
      kinds = [kind]
    } else {
      let best = reading.matches.first?.strength ?? 0
      kinds = Set(reading.matches.lazy.filter { $0.strength >= best - 0.15 }.map(\.service))
    }
    let same = listed.filter { position in
      guard let kind = groups[position].kind, kinds.contains(kind) else { return false }
      let wards = groups[position].wards
      return reading.wards.isEmpty || wards.isEmpty || !wards.isDisjoint(with: reading.wards)
    }
    if same.count == 1, groups[same[0]].wards.isEmpty, meaning.kind != nil {
      groups[same[0]].wards = reading.wards
    }
    return same
  }

  /// Whether `words` are another spelling of one of the group's names.
  private func isNamed(_ words: [String], _ group: Group) -> Bool {
    let names = Set(group.records.compactMap(\.record.name) + [group.service].compactMap(\.self))
    return names.contains { name in
      let other = ServiceText.words(name, sites: recogniser.siteWords)
      return !Set(other).isDisjoint(with: words) || ServiceText.abbreviates(words, other)
        || ServiceText.abbreviates(other, words)
    }
  }

  /// A service at a site.
  struct SiteService: Hashable {
    var site: String?
    var kind: Int
  }
}
