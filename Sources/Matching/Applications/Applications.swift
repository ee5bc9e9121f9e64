import Inventory

/// Joins the rows about applications, and what machines' rows say runs on them.
struct Applications {
  /// One application: its rows, and the machines that it runs on.
  struct Group {
    var records: [FiledRecord]
    var name: String
    var site: String?
    var service: String?
    /// The machines, by position among the assets, each with what says so.
    private(set) var servers: [(asset: Int, support: RelationSupport)]
    /// The service that its rows mean, by number in the recogniser; `nil` when unclear.
    var kind: Int?
    /// The wards whose own installation it is.
    var wards: Set<String>
    /// Where each machine stands among ``servers``.
    private var known: [Int: Int]
    private var members: Set<RecordID>

    init(
      records: [FiledRecord] = [],
      name: String,
      site: String?,
      service: String? = nil,
      servers: [(asset: Int, support: RelationSupport)] = [],
      kind: Int?,
      wards: Set<String>
    ) {
      self.records = records
      self.name = name
      self.site = site
      self.service = service
      self.servers = servers
      self.kind = kind
      self.wards = wards
      known = [:]
      for (index, server) in servers.enumerated() { known[server.asset] = index }
      members = Set(records.map(\.id))
    }

    /// Adds a machine once, and the record that says so.
    mutating func run(on asset: Int, by filed: FiledRecord, _ basis: Relation.Basis) {
      if let position = known[asset] {
        servers[position].support.add(filed, basis)
        return
      }
      known[asset] = servers.count
      servers.append((asset, RelationSupport(filed, basis)))
      if members.insert(filed.id).inserted { records.append(filed) }
    }
  }

  /// A row of a list of applications.
  struct Row {
    var filed: FiledRecord
    var words: [[String]]
    /// What other rows write beside the same name: products and the services that they are.
    var aliases: Set<String> = []
    var site: String?
    /// The machines that serve people, or those of the data where no others are named.
    var servers: Set<Int>
    var allServers: Set<Int>
    /// Names that several machines bear: still to be settled by site.
    var open: [OpenName] = []
    var kind: Int?
    var wards: Set<String> = []
    /// Whether it is no row of a list, but what a machine's row says.
    var isMention = false
  }

  /// A name in a row that several machines bear.
  struct OpenName {
    var text: String
    var attribute: Attribute
    var candidates: [Int]
  }

  private let records: [FiledRecord]
  private let positions: [RecordID: Int]
  /// The applications, in the order of their smallest record.
  var groups: [Group] = []
  let localities: Localities
  var recogniser: ServiceRecogniser
  /// The installations that the project papers name, of each service: site and wards.
  var installations: [Int: [(site: String?, wards: Set<String>)]] = [:]
  /// The groups that stand for any installation of a service at a site.
  var anyInstallation: [SiteService: Int] = [:]
  /// The rows of lists.
  private(set) var rows: [Row] = []
  /// The group of each row.
  private(set) var groupsOfRows: [Int] = []
  /// What persons settled.
  let decided: SettledApplications
  /// Which groups wordings were found to mean.
  var placements: [Wording: Placement] = [:]
  /// What was compared, by group as in ``groups``.
  private(set) var comparisons: [Comparison] = []
  /// Decisions that something speaks against, in the order they were made.
  private(set) var conflicts: [DecisionConflict] = []

  init(
    _ records: [FiledRecord],
    assets: [Asset],
    names: AssetNames,
    agency: AgencyCode,
    catalogue: [Service],
    projects: [Project],
    decisions: [IdentityDecision],
    notes: inout [ReconciliationNote]
  ) {
    var positions: [RecordID: Int] = [:]
    positions.reserveCapacity(records.count)
    for (index, filed) in records.enumerated() { positions[filed.id] = index }
    self.records = records
    self.positions = positions
    localities = Localities(assets) { positions[$0].map { records[$0].record } }
    let siteWords = ServiceRecogniser.siteWords(projects, records)
    recogniser = ServiceRecogniser(
      catalogue: catalogue,
      projects: projects,
      siteWords: siteWords
    )
    decided = SettledApplications(
      decisions,
      rows: records.lazy.filter { $0.record.kind == .application }.map(\.id),
      wording: Self.wordings(of: assets, at: localities, siteWords, for: decisions)
    )
    recogniser.learn(from: records)
    let sites = SiteNames(projects)
    var rows = records.filter { $0.record.kind == .application }.map { filed in
      row(filed, names: names, sites: sites, notes: &notes)
    }
    settleSites(&rows)
    for index in rows.indices { settleServers(&rows[index], names: names, notes: &notes) }
    for index in rows.indices where rows[index].site == nil {
      rows[index].site = site(of: rows[index].allServers)
    }
    learnAliases(&rows)
    self.rows = rows
    let likeness = RowLikeness(rows)
    let matching = RowMatching(rows, likeness, settled: decided)
    groupsOfRows = Array(repeating: 0, count: rows.count)
    for set in matching.sets {
      for row in set { groupsOfRows[row] = groups.count }
      groups.append(group(set.map { rows[$0] }))
    }
    learnInstallations(projects.filter { $0.moves(for: agency) })
    learnMentions(assets)
    addMentions(assets)
    addFlows(records, assets: assets, names: names)
    addFamilies(assets, newest: records.lazy.compactMap { $0.record.lastSeen ?? $0.asOf }.max())
    addSoftware(assets)
    comparisons = compared(matching) + comparedWordings(likeness)
    order()
    conflicts = decided.conflicts + contradictions(likeness)
  }

  /// Puts the groups in the order of their first records.
  private mutating func order() {
    let order = groups.indices.sorted { one, other in
      let records = [one, other].map { groups[$0].records.first?.id.number ?? 0 }
      return (records[0], one) < (records[1], other)
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, position) in order.enumerated() { places[position] = place }
    groups = order.map { groups[$0] }
    for index in comparisons.indices {
      let old = comparisons[index].groups
      comparisons[index].groups = (places[old.first], places[old.second])
    }
  }

  /// The record with an id.
  func filed(_ id: RecordID) -> FiledRecord? { positions[id].map { records[$0] } }

  private mutating func row(
    _ filed: FiledRecord,
    names: AssetNames,
    sites: SiteNames,
    notes: inout [ReconciliationNote]
  ) -> Row {
    let record = filed.record
    let name = record.name ?? ""
    var row = Row(
      filed: filed,
      words: ServiceText(name, sites: recogniser.siteWords).parts,
      servers: [],
      allServers: []
    )
    let lists = [(record.servers, Attribute.servers), (record.databaseServers, .databaseServers)]
    for (texts, attribute) in lists {
      for text in texts {
        let candidates = names.lookalikes(text)
        if candidates.isEmpty {
          notes.append(.unresolved(name: text, attribute: attribute, record: filed.id))
        } else if candidates.count > 1 {
          row.open.append(OpenName(text: text, attribute: attribute, candidates: candidates))
        } else {
          row.add(candidates[0], attribute)
        }
      }
    }
    row.site = sites.site(namedIn: name) ?? site(of: row)
    var strengths: [Int: Double] = [:]
    let reading = recogniser.read(name)
    for match in reading.matches { strengths[match.service, default: 0] += match.strength }
    if let service = record.service {
      for match in recogniser.read(service).matches {
        strengths[match.service, default: 0] += match.strength
      }
    }
    row.kind = Self.surest(strengths)
    row.wards = reading.wards
    return row
  }

  /// The service that is surely meant; `nil` when none is, or two are.
  static func surest(_ strengths: [Int: Double]) -> Int? {
    let sorted = strengths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = sorted.first, first.value >= 0.45 else { return nil }
    if sorted.count > 1, first.value - sorted[1].value < 0.05 { return nil }
    return first.key
  }

  /// The site that the row's own words and its machines tell; `nil` when nothing does.
  ///
  /// A list that has no place for an application writes the town, which may have several sites.
  private func site(of row: Row) -> String? {
    let record = row.filed.record
    let ofServers = site(of: row.allServers)
    guard let told = record.site else { return ofServers }
    let own = localities.site(told)
    let isSharp = record.location != nil || localities.sharpness[told] ?? 1 >= 0.95
    return isSharp ? own ?? ofServers : ofServers ?? own
  }

  /// The site where all machines stand whose site is known; `nil` when they stand at several.
  func site(of servers: Set<Int>) -> String? {
    let found = Set(servers.compactMap { localities.sites[$0] })
    return found.count == 1 ? found.first : nil
  }

  /// Settles the sites of rows by those around them, in lists that go from site to site.
  private func settleSites(_ rows: inout [Row]) {
    var lists: [ImportID: [Int]] = [:]
    for (index, row) in rows.enumerated() { lists[row.filed.importID, default: []].append(index) }
    for list in lists.values {
      let known = list.filter { rows[$0].site != nil }
      let steps = zip(known, known.dropFirst())
      let same = steps.count { rows[$0].site == rows[$1].site }
      guard known.count > 10, same * 10 >= (known.count - 1) * 9 else { continue }
      for (before, after) in zip(known, known.dropFirst())
      where rows[before].site == rows[after].site {
        for index in list where index > before && index < after {
          rows[index].site = rows[before].site
        }
      }
    }
  }

  /// Settles the names that several machines bear: the one at the row's site.
  private func settleServers(
    _ row: inout Row,
    names: AssetNames,
    notes: inout [ReconciliationNote]
  ) {
    var words: Set<String> = []
    for index in row.allServers { words.formUnion(names.places[index]) }
    for text in [row.filed.record.site, row.filed.record.location] {
      if let text { words.insert(text.lowercased()) }
    }
    for name in row.open {
      var candidates = name.candidates
      if let site = row.site {
        let near = candidates.filter { localities.sites[$0] == site }
        if !near.isEmpty { candidates = near }
      }
      if candidates.count > 1 {
        let spelled = names.candidates(name.text).filter { candidates.contains($0) }
        if !spelled.isEmpty { candidates = spelled }
      }
      if let found = candidates.count == 1
        ? candidates.first : names.nearest(candidates, to: words)
      {
        row.add(found, name.attribute)
      } else {
        notes.append(
          .ambiguous(name: name.text, attribute: name.attribute, record: row.filed.id)
        )
      }
    }
    if row.servers.isEmpty { row.servers = row.allServers }
  }

  private func group(_ rows: [Row]) -> Group {
    var servers: [Int: RelationSupport] = [:]
    for row in rows {
      for server in row.allServers {
        var support = servers[server] ?? RelationSupport(row.filed, .listed)
        if servers[server] != nil { support.add(row.filed, .listed) }
        servers[server] = support
      }
    }
    let names = rows.compactMap { row in row.filed.record.name.map { (row.words.count, $0) } }
    let name = names.max { ($0.0, $0.1.count) < ($1.0, $1.1.count) }?.1 ?? ""
    let sorted = servers.sorted { $0.key < $1.key }
    return Group(
      records: rows.map(\.filed),
      name: name.split(whereSeparator: \.isWhitespace).joined(separator: " "),
      site: Self.commonest(rows.compactMap(\.site))
        ?? Self.commonest(sorted.compactMap { localities.sites[$0.key] })
        ?? rows.lazy.compactMap(\.filed.record.site).first,
      service: rows.lazy.compactMap(\.filed.record.service).first,
      servers: sorted.map { ($0.key, $0.value) },
      kind: rows.lazy.compactMap(\.kind).first,
      wards: rows.reduce(into: []) { $0.formUnion($1.wards) }
    )
  }

  /// The value met most often; of equals the first in spelling.
  static func commonest(_ texts: [String]) -> String? {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

extension Applications.Row {
  /// Adds a machine that the row names.
  mutating func add(_ asset: Int, _ attribute: Attribute) {
    allServers.insert(asset)
    if attribute == .servers { servers.insert(asset) }
  }
}
