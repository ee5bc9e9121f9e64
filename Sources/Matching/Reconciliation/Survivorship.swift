import Inventory

/// Decides, attribute by attribute, which record's fact an asset keeps.
struct Survivorship {
  /// The attributes that people know and programs do not.
  private static let peoples: Set<Attribute> = [
    .site, .room, .rack, .rackUnit, .owner, .purchased, .warrantyEnds, .retirementPlanned,
    .assetTag, .criticality, .location, .service, .status,
  ]
  /// The attributes that the virtual estate's own list knows best.
  private static let hypervisors: Set<Attribute> = [
    .host, .cluster, .folder, .powerState, .isTemplate, .virtualCentre, .dataCentre,
  ]
  private static let hypervisorSystems = ["esx", "hyper-v server", "proxmox", "xenserver", "ahv"]
  private static let attributes = Attribute.allCases
  /// Months after which what a source last saw is history: a newer fact wins whatever its source.
  private static let staleDays = 365

  /// What decides how far a record is believed, found once for all its attributes.
  struct Standing {
    let id: RecordID
    let isSuperseded: Bool
    let isPartial: Bool
    let day: Int?
    let source: SourceKind

    init(_ filed: FiledRecord, _ source: SourceKind) {
      id = filed.id
      isSuperseded = filed.isSuperseded
      isPartial = filed.record.partial == true
      day = Survivorship.day(filed)
      self.source = source
    }
  }

  /// Whether `one` is to be believed before `other` about `attribute`.
  static func precedes(_ one: Standing, _ other: Standing, for attribute: Attribute) -> Bool {
    if one.isSuperseded != other.isSuperseded { return other.isSuperseded }
    if one.isPartial != other.isPartial { return other.isPartial }
    let days = (one.day, other.day)
    if let a = days.0, let b = days.1, abs(a - b) > staleDays { return a > b }
    let ranks = (rank(one.source, attribute), rank(other.source, attribute))
    if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
    if days.0 != days.1 { return (days.0 ?? 0) > (days.1 ?? 0) }
    return one.id < other.id
  }

  static func day(_ filed: FiledRecord) -> Int? {
    (filed.record.lastSeen ?? filed.asOf)?.dayNumber
  }

  private static func rank(_ source: SourceKind, _ attribute: Attribute) -> Int {
    if peoples.contains(attribute) {
      switch source {
      case .table: return 5
      case .database: return 4
      default: return 1
      }
    }
    if hypervisors.contains(attribute) { return source == .hypervisor ? 5 : 2 }
    switch source {
    case .agent: return 5
    case .hypervisor: return 4
    case .assessment, .database: return 3
    case .table: return 2
    case .scan: return 1
    }
  }

  /// The asset of `records`, which are in order and not empty, and where its sources disagree.
  static func asset(
    id: EntityID,
    of records: [FiledRecord],
    from sources: [SourceKind],
    links: [IdentityLink]
  ) -> (asset: Asset, conflicts: [ReconciliationNote])? {
    guard !records.isEmpty else { return nil }
    let standings = zip(records, sources).map { Standing($0, $1) }
    var first = 0
    for index in records.indices.dropFirst()
    where precedes(standings[index], standings[first], for: .hostname) {
      first = index
    }
    let leading = records[first]
    let kind = Self.kind(records)
    var facts = Record(kind: leading.record.kind, locator: leading.record.locator)
    var origins: [Attribute: RecordID] = [:]
    var conflicts: [ReconciliationNote] = []
    var best = [(index: Int, value: FactValue)?](repeating: nil, count: attributes.count)
    var serials: [Serial] = []
    for (index, filed) in records.enumerated() {
      if let serial = filed.record.serial { serials.append(serial) }
      for (position, attribute) in attributes.enumerated() {
        guard let value = filed.record.value(of: attribute) else { continue }
        if case .list(let items) = value, items.isEmpty { continue }
        if let old = best[position],
          !precedes(standings[index], standings[old.index], for: attribute)
        {
          continue
        }
        best[position] = (index, value)
      }
    }
    for (attribute, best) in zip(attributes, best) {
      guard let best else { continue }
      facts.set(attribute, to: best.value)
      origins[attribute] = standings[best.index].id
      if attribute == .serial, let kept = records[best.index].record.serial,
        let other = serials.first(where: { $0 != kept })
      {
        conflicts.append(
          .conflict(
            entity: id,
            attribute: attribute,
            kept: kept.description,
            other: other.description
          )
        )
      }
    }
    facts.applications = unique(records.flatMap(\.record.applications))
    let lastSeen = records.compactMap { $0.record.lastSeen ?? $0.asOf }.max()
    let asset = Asset(
      id: id,
      kind: kind,
      name: name(facts, leading),
      facts: facts,
      origins: origins,
      records: records.map(\.id),
      links: links,
      lastSeen: lastSeen
    )
    return (asset, conflicts)
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func name(_ facts: Record, _ leading: FiledRecord) -> String {
    if let name = facts.hostname.flatMap({ HostName($0) }) { return name.short }
    if let name = facts.name { return name }
    if let address = facts.ipAddresses.first { return address.description }
    return facts.serial?.description ?? facts.assetTag ?? "#\(leading.id.number)"
  }

  private static func kind(_ records: [FiledRecord]) -> AssetKind {
    var kinds: Set<RecordKind> = []
    for filed in records { kinds.insert(filed.record.kind) }
    let order: [(RecordKind, AssetKind)] = [
      (.storage, .storage), (.networkDevice, .networkDevice), (.powerUnit, .powerUnit),
      (.rack, .rack), (.printer, .printer), (.phone, .phone), (.virtualMachine, .virtualMachine),
      (.server, .server), (.workstation, .workstation), (.machine, .server),
    ]
    let kind = order.first { kinds.contains($0.0) }?.1 ?? .unknown
    guard kind == .server else { return kind }
    let runsHypervisor = records.contains { filed in
      guard let system = filed.record.operatingSystem?.lowercased() else { return false }
      return hypervisorSystems.contains { system.contains($0) }
    }
    return runsHypervisor ? .host : .server
  }
}
