import Inventory

/// Completes a reconciliation with applications and relations, once its assets stand.
enum Landscape {
  /// Adds applications, relations and the names that lead nowhere.
  static func complete(
    _ result: inout Reconciliation,
    records: [FiledRecord],
    agency: Agency,
    services: [Service],
    projects: [Project],
    previous: [RecordID: EntityID],
    earlier: [Application],
    former: [FormerID],
    identities: [IdentityDecision],
    decisions: [RelationDecision]
  ) {
    let names = AssetNames(result.assets, records: records)
    var notes: [ReconciliationNote] = []
    let found = Applications(
      records,
      assets: result.assets,
      names: names,
      agency: agency.code,
      catalogue: services,
      projects: projects,
      decisions: identities,
      notes: &notes
    )
    let ids = EntityNumbers.ids(
      of: found.groups.map { ($0.name, $0.records.map(\.id)) },
      earlier: earlier,
      previous: previous,
      former: former,
      prefix: "\(agency.code)-A",
      digits: 5
    )
    result.comparisons += found.comparisons.map { pair in
      IdentityComparison(
        subject: .application,
        first: pair.first,
        second: pair.second,
        firstMention: pair.firstMention,
        secondMention: pair.secondMention,
        firstEntity: ids[pair.groups.first],
        secondEntity: ids[pair.groups.second],
        evidence: pair.evidence,
        outcome: pair.outcome
      )
    }
    result.conflicts += found.conflicts
    let table = RecordTable(records)
    var relations: [Relation] = []
    for (group, id) in zip(found.groups, ids) {
      result.applications.append(
        Application(
          id: id,
          name: group.name,
          site: group.site,
          service: group.service,
          records: group.records.map(\.id)
        )
      )
      for server in group.servers {
        relations.append(Relation(.runsOn, id, result.assets[server.asset].id, server.support))
      }
    }
    result.applications.sort { $0.id < $1.id }
    for (index, asset) in result.assets.enumerated() {
      if let host = asset.facts.host, asset.kind != .host,
        let support = support(of: .host, host, for: asset)
      {
        if let to = find(host, .host, near: index, support.record), result.assets[to].id != asset.id
        {
          relations.append(Relation(.hostedOn, asset.id, result.assets[to].id, support))
        }
      }
      if let rack = asset.facts.rack, asset.kind != .rack,
        let support = support(of: .rack, rack, for: asset),
        let to = names.find(rack, near: index), result.assets[to].kind == .rack
      {
        relations.append(Relation(.mountedIn, asset.id, result.assets[to].id, support))
      }
      relations += attachments(of: index, in: result.assets, names, table)
    }
    var flows: [Flow: RelationSupport] = [:]
    var disks: [Flow: RelationSupport] = [:]
    let arrays = DiskArrays(result.assets, table)
    for (filed, source, target) in calls(records) {
      guard let from = names.find(source, near: nil) else {
        notes.append(.unresolved(name: source, attribute: .source, record: filed.id))
        continue
      }
      if let disk = DiskIdentifier(prefixed: target) {
        // Most disks' arrays are listed nowhere, which is no fault of the record's.
        guard let to = arrays.array(presenting: disk, serial: filed.record.serial), from != to,
          result.assets[from].kind.isServer
        else { continue }
        let tie = Flow(from: from, to: to, port: nil)
        if disks[tie] == nil {
          disks[tie] = RelationSupport(filed, .listed)
        } else {
          disks[tie]?.add(filed, .listed)
        }
        continue
      }
      guard let to = find(target, .target, near: from, filed.id), from != to else { continue }
      let flow = Flow(from: from, to: to, port: filed.record.port)
      if flows[flow] == nil {
        flows[flow] = RelationSupport(filed, .flow, base: RelationConfidence.call)
      } else {
        flows[flow]?.add(filed, .flow)
      }
    }
    for (tie, support) in disks {
      relations.append(
        Relation(.storedOn, result.assets[tie.from].id, result.assets[tie.to].id, support)
      )
    }
    for (flow, support) in flows {
      let keepsData =
        result.assets[flow.to].kind == .storage && result.assets[flow.from].kind.isServer
        && flow.port.map { storagePorts.contains($0) } == true
      var relation = Relation(
        keepsData ? .storedOn : .dependsOn,
        result.assets[flow.from].id,
        result.assets[flow.to].id,
        support
      )
      relation.port = flow.port
      relations.append(relation)
    }
    func find(_ name: String, _ attribute: Attribute, near index: Int, _ record: RecordID) -> Int? {
      let found = names.find(name, near: index)
      if found == nil {
        notes.append(.unresolved(name: name, attribute: attribute, record: record))
      }
      return found
    }
    /// The record that the fact comes from, and those of the asset that say the same.
    func support(of attribute: Attribute, _ name: String, for asset: Asset) -> RelationSupport? {
      guard let origin = asset.origins[attribute].flatMap({ table[$0] }) else { return nil }
      var support = RelationSupport(origin, .listed)
      let lower = name.lowercased()
      for id in asset.records where id != origin.id {
        guard let filed = table[id],
          filed.record.value(of: attribute)?.text?.lowercased() == lower
        else { continue }
        support.add(filed, .listed)
      }
      return support
    }
    result.relations = relations
    result.hold(decisions)
    relations = result.relations
    notes += severalClusters(result.assets, table)
    let hosts = Set(relations.filter { $0.kind == .hostedOn }.map(\.to))
    for index in result.assets.indices
    where result.assets[index].kind == .server && hosts.contains(result.assets[index].id) {
      result.assets[index].kind = .host
    }
    result.relations = relations.sorted {
      ($0.kind.rawValue, $0.from, $0.to, $0.record, $0.port ?? -1)
        < ($1.kind.rawValue, $1.from, $1.to, $1.record, $1.port ?? -1)
    }
    result.notes += notes
  }

  /// The ports at which arrays give files and blocks: NFS, SMB, iSCSI.
  private static let storagePorts: Set<Int> = [2_049, 445, 3_260]

  /// The calls that records tell: one for each source that a record names.
  private static func calls(
    _ records: [FiledRecord]
  ) -> [(filed: FiledRecord, source: String, target: String)] {
    records.lazy.filter { $0.record.kind == .dependency }.flatMap { filed in
      let sources = filed.record.source.map { [$0] } ?? filed.record.servers
      return filed.record.target.map { target in sources.map { (filed, $0, target) } } ?? []
    }
  }

  /// The arrays that an asset's own records say it keeps data on, and the units that power it.
  private static func attachments(
    of index: Int,
    in assets: [Asset],
    _ names: AssetNames,
    _ table: RecordTable
  ) -> [Relation] {
    let asset = assets[index]
    let ties: [(Attribute, [String], Relation.Kind, AssetKind)] = [
      (.storageSystems, asset.facts.storageSystems, .storedOn, .storage),
      (.powerSources, asset.facts.powerSources, .poweredBy, .powerUnit),
    ]
    return ties.flatMap { attribute, texts, kind, wanted in
      guard let filed = asset.origins[attribute].flatMap({ table[$0] }) else { return [Relation]() }
      return Set(texts.compactMap { names.find($0, near: index) }).sorted()
        .filter { assets[$0].kind == wanted && $0 != index }
        .map { Relation(kind, asset.id, assets[$0].id, RelationSupport(filed, .listed)) }
    }
  }

  /// The hosts of which current records name several clusters.
  private static func severalClusters(
    _ assets: [Asset],
    _ table: RecordTable
  ) -> [ReconciliationNote] {
    assets.compactMap { asset in
      guard let kept = asset.facts.cluster else { return nil }
      var others: [String: String] = [:]
      for case let filed? in asset.records.map({ table[$0] })
      where !filed.isSuperseded && asset.kind.isPhysical {
        if let cluster = filed.record.cluster, cluster.lowercased() != kept.lowercased() {
          others[cluster.lowercased()] = cluster
        }
      }
      guard !others.isEmpty else { return nil }
      return .severalClusters(host: asset.id, kept: kept, others: others.values.sorted())
    }
  }

  /// Calls of one machine to a port of another.
  private struct Flow: Hashable {
    var from: Int
    var to: Int
    var port: Int?
  }
}

extension Relation {
  /// The relation that `support` speaks for.
  fileprivate init(
    _ kind: Kind,
    _ from: EntityID,
    _ to: EntityID,
    _ support: RelationSupport
  ) {
    self.init(
      kind: kind,
      from: from,
      to: to,
      record: support.record,
      basis: support.basis,
      seen: support.seen,
      confidence: support.confidence
    )
  }
}

/// Finds assets by the names and addresses that other records use for them.
struct AssetNames {
  private var exact: [String: [Int]] = [:]
  private var flat: [String: [Int]] = [:]
  private var addresses: [String: [Int]] = [:]
  /// The words for where each asset stands.
  private(set) var places: [Set<String>]

  init(_ assets: [Asset], records: [FiledRecord]) {
    let table = RecordTable(records)
    places = Array(repeating: [], count: assets.count)
    for (index, asset) in assets.enumerated() {
      for id in asset.records {
        guard let position = table.position(of: id) else { continue }
        let record = records[position].record
        if let name = MachineName(record) {
          Self.insert(index, into: &exact, at: name.squeezed)
          Self.insert(index, into: &flat, at: name.flat)
          if let domain = name.domain ?? record.domain { places[index].insert(domain.lowercased()) }
        }
        for address in record.ipAddresses where !address.isUnspecific {
          Self.insert(index, into: &addresses, at: address.description)
        }
        for text in [record.site, record.location, record.dataCentre, record.virtualCentre] {
          if let text { places[index].insert(text.lowercased()) }
        }
      }
    }
  }

  private static func insert(_ index: Int, into table: inout [String: [Int]], at key: String) {
    if table[key]?.last != index { table[key, default: []].append(index) }
  }

  /// All assets that `text` may mean.
  func candidates(_ text: String) -> [Int] {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let address = IPAddress(trimmed) { return addresses[address.description] ?? [] }
    guard let name = MachineName(trimmed) else { return [] }
    var found = exact[name.squeezed] ?? flat[name.flat] ?? []
    if found.count > 1, let domain = name.domain {
      let near = found.filter { places[$0].contains(domain) }
      if !near.isEmpty { found = near }
    }
    return found
  }

  /// All assets whose names are `text` but for separators and leading zeros.
  func lookalikes(_ text: String) -> [Int] {
    let found = candidates(text)
    guard let name = MachineName(text), name.domain == nil else { return found }
    return Set(found).union(flat[name.flat] ?? []).sorted()
  }

  /// The one asset that `text` means; of several the one that shares most places with `index`.
  func find(_ text: String, near index: Int?) -> Int? {
    let found = candidates(text)
    guard found.count > 1 else { return found.first }
    guard let index else { return nil }
    return nearest(found, to: places[index])
  }

  /// The only one of `found` that shares most of `words`; `nil` when none or several do.
  func nearest(_ found: [Int], to words: Set<String>) -> Int? {
    let scored = found.map { ($0, places[$0].intersection(words).count) }
    guard let best = scored.map(\.1).max(), best > 0 else { return nil }
    let winners = scored.filter { $0.1 == best }
    return winners.count == 1 ? winners.first?.0 : nil
  }
}
