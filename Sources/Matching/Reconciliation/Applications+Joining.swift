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

  /// Joins rows of different lists, as each other's best by name, service, site and servers.
  func join(_ rows: [Row]) -> [[Int]] {
    var sets = DisjointSets(rows.count)
    var byServer: [Int: [Int]] = [:]
    var blocks: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      for server in row.allServers { byServer[server, default: []].append(index) }
      var keys = row.aliases.union(row.words.map { $0.joined(separator: " ") })
      if let kind = row.kind { keys.insert("\u{1}\(kind)\u{1}" + (row.site ?? "")) }
      for key in keys { blocks[key, default: []].append(index) }
    }
    var pairs: [(score: Double, first: Int, second: Int)] = []
    var seen: Set<Int64> = []
    for block in [byServer.values.map(\.self), blocks.values.map(\.self)].joined()
    where block.count <= 60 {
      for (offset, first) in block.enumerated() {
        for second in block[(offset + 1)...] where first != second {
          let key = Int64(min(first, second)) << 32 | Int64(max(first, second))
          let a = rows[min(first, second)]
          let b = rows[max(first, second)]
          guard a.filed.importID != b.filed.importID, seen.insert(key).inserted else { continue }
          let crowd =
            a.servers.intersection(b.servers).compactMap { byServer[$0]?.count }.max() ?? 0
          let score = likeness(a, b, crowd: crowd)
          if score >= 0.7 { pairs.append((score, min(first, second), max(first, second))) }
        }
      }
    }
    pairs.sort {
      $0.score != $1.score
        ? $0.score > $1.score : ($0.first, $0.second) < ($1.first, $1.second)
    }
    var imports = rows.map { Set([$0.filed.importID]) }
    for pair in pairs {
      let first = sets.root(pair.first)
      let second = sets.root(pair.second)
      guard first != second, imports[first].isDisjoint(with: imports[second]) else { continue }
      let all = imports[first].union(imports[second])
      imports[sets.join(first, second)] = all
    }
    return sets.groups()
  }

  /// How alike two rows are; `crowd` is the most rows that one of their common servers has.
  private func likeness(_ a: Row, _ b: Row, crowd: Int) -> Double {
    var name = 0.0
    for one in a.words {
      for other in b.words {
        if one == other {
          name = 0.9
        } else if ServiceText.abbreviates(one, other) || ServiceText.abbreviates(other, one) {
          name = max(name, 0.7)
        }
      }
    }
    if !a.aliases.isDisjoint(with: b.aliases) { name = max(name, 0.7) }
    if let one = a.kind, let other = b.kind {
      name = one == other ? max(name, 0.65) : name - 0.7
    }
    // Several applications share a server: it tells which is which only by more servers or a name.
    if name <= 0, crowd > 2, a.servers.intersection(b.servers).count == 1 { return 0 }
    var score = name
    if !a.wards.isEmpty || !b.wards.isEmpty {
      if !a.wards.isDisjoint(with: b.wards) {
        score += 0.25
      } else {
        score -= a.wards.isEmpty || b.wards.isEmpty ? 0.35 : 0.8
      }
    }
    if let one = a.site, let other = b.site { score += SiteNames.same(one, other) ? 0.3 : -1 }
    guard !a.servers.isEmpty, !b.servers.isEmpty else { return score - 0.1 }
    let common = Double(a.servers.intersection(b.servers).count)
    if common == 0 { return score - 0.6 }
    let either = Double(a.servers.union(b.servers).count)
    let smaller = Double(min(a.servers.count, b.servers.count))
    return score + 0.5 * common / either + 0.45 * common / smaller
  }
}
