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
        let reading = recogniser.read(mention.text)
        let kind = recogniser.recognise(mention.text).flatMap { match in
          mention.attribute == .applications || match.strength >= 0.6 ? match.service : nil
        }
        let words = ServiceText.words(mention.text, sites: recogniser.siteWords)
        guard !words.isEmpty, let filed = source(of: mention, asset) else { continue }
        let wording = Wording(words: words.joined(separator: " "), site: localities.sites[index])
        let told = settled(tell(kind, reading, of: listed[index]), for: wording)
        if !told.isEmpty {
          // Of several that may be meant, none is seen once more.
          if told.count == 1 {
            groups[told[0]].run(on: index, by: filed, .mention)
            if !listed[index].contains(told[0]) { listed[index].append(told[0]) }
          }
          self.place(
            wording,
            mention,
            of: filed,
            on: index,
            meaning: (kind, reading.wards),
            in: told
          )
          continue
        }
        if kind == nil {
          // A note that may mean two services still means that something is there.
          guard
            mention.attribute == .applications
              || mention.attribute == .annotation
                && reading.matches.first?.strength ?? 0 >= 0.5
          else { continue }
          // Unknown words beside what is listed are most often the same in other words.
          if settled(listed[index], for: wording).contains(where: { isNamed(words, groups[$0]) }) {
            continue
          }
        }
        let site = localities.sites[index]
        var found: [Int] = []
        if let kind {
          let all = bySite[SiteService(site: site, kind: kind)] ?? []
          let same = all.filter { groups[$0].wards == reading.wards }
          found = same.isEmpty || mention.attribute == .folder ? all : same
          if mention.attribute != .folder, same.isEmpty, !reading.wards.isEmpty { found = [] }
          if mention.attribute == .folder {
            found = self.found(SiteService(site: site, kind: kind), among: all)
          }
          found = settled(found, for: wording)
        }
        if found.isEmpty {
          let key =
            kind.map { "\($0) " + reading.wards.sorted().joined(separator: " ") }
            ?? words.joined(separator: " ")
          var place = key + "\u{1}" + (site ?? "")
          if let position = known[place], settled([position], for: wording).isEmpty {
            place = "\u{2}" + wording.words + "\u{1}" + (site ?? "")
          }
          if let position = known[place] {
            found = [position]
          } else {
            known[place] = groups.count
            found = [groups.count]
            groups.append(
              Group(
                name: mention.title,
                site: site,
                kind: kind,
                wards: reading.wards
              )
            )
          }
        }
        for position in found {
          groups[position].run(on: index, by: filed, .mention)
          listed[index].append(position)
        }
        self.place(
          wording,
          mention,
          of: filed,
          on: index,
          meaning: (kind, reading.wards),
          in: found
        )
      }
    }
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
  private mutating func tell(
    _ kind: Int?,
    _ reading: ServiceRecogniser.Reading,
    of listed: [Int]
  ) -> [Int] {
    let kinds: Set<Int>
    if let kind {
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
    if same.count == 1, groups[same[0]].wards.isEmpty, kind != nil {
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
