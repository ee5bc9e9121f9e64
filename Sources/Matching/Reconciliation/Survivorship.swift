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
  /// Months after which what a source last saw is history: a newer fact wins whatever its source.
  private static let staleDays = 365

  /// Whether `one` is to be believed before `other` about `attribute`.
  static func precedes(_ one: FiledRecord, _ other: FiledRecord, for attribute: Attribute) -> Bool {
    if one.isSuperseded != other.isSuperseded { return other.isSuperseded }
    let partial = (one.record.partial == true, other.record.partial == true)
    if partial.0 != partial.1 { return partial.1 }
    let days = (day(one), day(other))
    if let a = days.0, let b = days.1, abs(a - b) > staleDays { return a > b }
    let ranks = (rank(one, attribute), rank(other, attribute))
    if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
    if days.0 != days.1 { return (days.0 ?? 0) > (days.1 ?? 0) }
    return one.id < other.id
  }

  static func day(_ filed: FiledRecord) -> Int? {
    (filed.record.lastSeen ?? filed.asOf)?.dayNumber
  }

  private static func rank(_ filed: FiledRecord, _ attribute: Attribute) -> Int {
    let source = SourceKind(filed.format)
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
    links: [IdentityLink]
  ) -> (asset: Asset, conflicts: [ReconciliationNote])? {
    guard var leading = records.first else { return nil }
    for record in records.dropFirst() where precedes(record, leading, for: .hostname) {
      leading = record
    }
    let kind = Self.kind(records)
    var facts = Record(kind: leading.record.kind, locator: leading.record.locator)
    var origins: [Attribute: RecordID] = [:]
    var conflicts: [ReconciliationNote] = []
    for attribute in Attribute.allCases {
      var holders: [(FiledRecord, FactValue)] = records.compactMap { filed in
        filed.record.value(of: attribute).map { (filed, $0) }
      }
      holders.removeAll { if case .list(let items) = $0.1 { items.isEmpty } else { false } }
      guard var best = holders.first else { continue }
      for holder in holders.dropFirst() where precedes(holder.0, best.0, for: attribute) {
        best = holder
      }
      facts.set(attribute, to: best.1)
      origins[attribute] = best.0.id
      if attribute == .serial, let kept = best.0.record.serial,
        let other = holders.compactMap(\.0.record.serial).first(where: { $0 != kept })
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
    var runsHypervisor = false
    for filed in records {
      kinds.insert(filed.record.kind)
      if let system = filed.record.operatingSystem?.lowercased(),
        ["esx", "hyper-v server", "proxmox", "xenserver", "ahv"].contains(where: system.contains)
      {
        runsHypervisor = true
      }
    }
    let order: [(RecordKind, AssetKind)] = [
      (.storage, .storage), (.networkDevice, .networkDevice), (.powerUnit, .powerUnit),
      (.rack, .rack), (.printer, .printer), (.phone, .phone), (.virtualMachine, .virtualMachine),
      (.server, .server), (.workstation, .workstation), (.machine, .server),
    ]
    let kind = order.first { kinds.contains($0.0) }?.1 ?? .unknown
    return kind == .server && runsHypervisor ? .host : kind
  }
}
