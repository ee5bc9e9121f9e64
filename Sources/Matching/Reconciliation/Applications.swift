import Inventory

/// Joins the rows about applications, and what machines' rows say runs on them.
struct Applications {
  /// One application: its rows, and the machines that it runs on.
  struct Group {
    var records: [FiledRecord]
    var name: String
    var site: String?
    var service: String?
    /// The machines, by position among the assets, each with the record that says so.
    var servers: [(asset: Int, record: RecordID)]
  }

  /// The applications, in the order of their smallest record.
  private(set) var groups: [Group] = []

  private struct Row {
    var filed: FiledRecord
    var words: [[String]]
    /// What other rows write beside the same name: products and the services that they are.
    var aliases: Set<String> = []
    var site: Set<String>
    var servers: Set<Int>
    var allServers: Set<Int>
  }

  init(
    _ records: [FiledRecord],
    assets: [Asset],
    names: AssetNames,
    notes: inout [ReconciliationNote]
  ) {
    var siteWords: Set<String> = []
    for filed in records {
      if let site = filed.record.site { siteWords.formUnion(ServiceText.words(site)) }
    }
    var rows = records.filter { $0.record.kind == .application }.map { filed in
      let text = ServiceText(filed.record.name ?? "", sites: siteWords)
      let site = Set(filed.record.site.map { ServiceText.words($0) } ?? [])
      let front = Self.resolve(filed, filed.record.servers, .servers, names, &notes)
      let data = Self.resolve(filed, filed.record.databaseServers, .databaseServers, names, &notes)
      return Row(
        filed: filed,
        words: text.parts,
        site: site,
        servers: front.isEmpty ? data : front,
        allServers: front.union(data)
      )
    }
    Self.learnAliases(&rows, siteWords)
    var sets = DisjointSets(rows.count)
    Self.join(rows, &sets)
    groups = sets.groups().map { Self.group($0.map { rows[$0] }, assets) }
    addMentions(assets, siteWords: siteWords, records: records)
    groups.sort { ($0.records.first?.id.number ?? 0) < ($1.records.first?.id.number ?? 0) }
  }

  private static func resolve(
    _ filed: FiledRecord,
    _ texts: [String],
    _ attribute: Attribute,
    _ names: AssetNames,
    _ notes: inout [ReconciliationNote]
  ) -> Set<Int> {
    var found: Set<Int> = []
    var open: [(String, [Int])] = []
    for text in texts {
      let candidates = names.candidates(text)
      if candidates.count == 1 {
        found.formUnion(candidates)
      } else if candidates.isEmpty {
        notes.append(.unresolved(name: text, attribute: attribute, record: filed.id))
      } else {
        open.append((text, candidates))
      }
    }
    var words: Set<String> = []
    for index in found { words.formUnion(names.places[index]) }
    for text in [filed.record.site, filed.record.location] {
      if let text { words.insert(text.lowercased()) }
    }
    for (text, candidates) in open {
      if let nearest = names.nearest(candidates, to: words) {
        found.insert(nearest)
      } else {
        notes.append(.ambiguous(name: text, attribute: attribute, record: filed.id))
      }
    }
    return found
  }

  /// Learns which names mean one thing from the rows that write two side by side.
  private static func learnAliases(_ rows: inout [Row], _ siteWords: Set<String>) {
    var beside: [String: [String: Int]] = [:]
    var written: [Set<String>] = []
    for row in rows {
      var texts = Set(row.words.map { $0.joined(separator: " ") })
      if row.words.count > 1, let whole = row.words.first {
        texts.remove(whole.joined(separator: " "))
      }
      if let service = row.filed.record.service {
        let words = ServiceText.words(service, sites: siteWords)
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

  /// Joins rows of different lists: by the same name, or as each other's best by servers.
  private static func join(_ rows: [Row], _ sets: inout DisjointSets) {
    var pairs: [(score: Double, first: Int, second: Int)] = []
    var byServer: [Int: [Int]] = [:]
    var byWord: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      for server in row.allServers { byServer[server, default: []].append(index) }
      let texts = row.aliases.union(row.words.map { $0.joined(separator: " ") })
      for text in texts { byWord[text, default: []].append(index) }
    }
    var seen: Set<Int64> = []
    for block in byServer.values.map(\.self) + byWord.values.map(\.self) where block.count <= 60 {
      for (offset, first) in block.enumerated() {
        for second in block[(offset + 1)...] where first != second {
          let key = Int64(min(first, second)) << 32 | Int64(max(first, second))
          guard seen.insert(key).inserted else { continue }
          let a = rows[min(first, second)]
          let b = rows[max(first, second)]
          guard a.filed.importID != b.filed.importID else { continue }
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
      imports[sets.join(first, second)] = imports[first].union(imports[second])
    }
  }

  /// How alike two rows are; `crowd` is the most rows that one of their common servers has.
  private static func likeness(_ a: Row, _ b: Row, crowd: Int) -> Double {
    var name = 0.0
    for one in a.words {
      for other in b.words {
        if one == other {
          name = 1
        } else if ServiceText.abbreviates(one, other) || ServiceText.abbreviates(other, one) {
          name = max(name, 0.8)
        }
      }
    }
    if !a.aliases.isDisjoint(with: b.aliases) { name = max(name, 0.85) }
    // Several applications share a server: it tells which is which only by more servers or a name.
    if name == 0, crowd > 2, a.servers.intersection(b.servers).count == 1 { return 0 }
    let common = Double(a.servers.intersection(b.servers).count)
    let either = Double(a.servers.union(b.servers).count)
    let smaller = Double(min(a.servers.count, b.servers.count))
    let site: Double =
      a.site.isEmpty || b.site.isEmpty ? 0 : (a.site.isDisjoint(with: b.site) ? -1 : 0.3)
    if either > 0, !a.servers.isEmpty, !b.servers.isEmpty {
      return common == 0
        ? name + site - 0.8
        : 0.5 * common / either + 0.45 * common / smaller + name + site
    }
    return name + site - 0.2
  }

  private static func group(_ rows: [Row], _ assets: [Asset]) -> Group {
    var servers: [Int: RecordID] = [:]
    for row in rows {
      for server in row.allServers where servers[server] == nil {
        servers[server] = row.filed.id
      }
    }
    let names = rows.compactMap { row in row.filed.record.name.map { (row.words.count, $0) } }
    let name = names.max { ($0.0, $0.1.count) < ($1.0, $1.1.count) }?.1 ?? ""
    let sites = rows.compactMap(\.filed.record.site)
    let sorted = servers.sorted { $0.key < $1.key }
    return Group(
      records: rows.map(\.filed),
      name: name.split(whereSeparator: \.isWhitespace).joined(separator: " "),
      site: sites.first ?? Self.commonest(sorted.compactMap { assets[$0.key].facts.site }),
      service: rows.compactMap(\.filed.record.service).first,
      servers: sorted.map { ($0.key, $0.value) }
    )
  }

  /// The value met most often; of equals the first in spelling.
  static func commonest(_ texts: [String]) -> String? {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Adds the applications that only a machine's row names: what no list says of the machine.
  ///
  /// A text that shares a word with an application that is known there, or abbreviates its name, is
  /// another name of it; everything else runs there too, and keeps the machine busy.
  private mutating func addMentions(
    _ assets: [Asset],
    siteWords: Set<String>,
    records: [FiledRecord]
  ) {
    var listed: [Int: [[String]]] = [:]
    for group in groups {
      let names = Set(group.records.compactMap(\.record.name) + [group.service].compactMap(\.self))
      let words = names.sorted().map { ServiceText.words($0, sites: siteWords) }
      for server in group.servers { listed[server.asset, default: []] += words }
    }
    var byID: [RecordID: FiledRecord] = [:]
    for filed in records { byID[filed.id] = filed }
    var known: [String: Int] = [:]
    for (index, asset) in assets.enumerated() {
      for text in asset.facts.applications {
        let words = ServiceText.words(text, sites: siteWords)
        guard !words.isEmpty, !Self.isNamed(words, among: listed[index] ?? []),
          let id = asset.records.first(where: {
            byID[$0]?.record.applications.contains(text) == true
          }), let filed = byID[id]
        else { continue }
        let key = words.joined(separator: " ") + "\u{1}" + (asset.facts.site ?? "")
        if let position = known[key] {
          if groups[position].servers.last?.asset != index {
            groups[position].servers.append((index, id))
            groups[position].records.append(filed)
          }
          continue
        }
        known[key] = groups.count
        groups.append(
          Group(
            records: [filed],
            name: text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            site: asset.facts.site,
            service: nil,
            servers: [(index, id)]
          )
        )
      }
    }
  }
}

extension Applications {
  /// Whether `words` are another spelling of one of `names`.
  private static func isNamed(_ words: [String], among names: [[String]]) -> Bool {
    names.contains { name in
      !Set(name).isDisjoint(with: words) || ServiceText.abbreviates(words, name)
        || ServiceText.abbreviates(name, words)
    }
  }
}

/// Sets of numbers that grow together.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  /// The smallest member of the set of `index`.
  mutating func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  /// Makes one set of two; returns its root.
  mutating func join(_ first: Int, _ second: Int) -> Int {
    let roots = (root(first), root(second))
    parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
    return min(roots.0, roots.1)
  }

  /// The sets, members and sets in order.
  mutating func groups() -> [[Int]] {
    var members: [[Int]] = Array(repeating: [], count: parents.count)
    for index in parents.indices { members[root(index)].append(index) }
    return members.filter { !$0.isEmpty }
  }
}
