public import Inventory

/// The assets of one agency, to which exports are added one after the other.
///
/// What was read of earlier records is kept as numbers, so that a new export costs the reading of
/// its own rows, a few passes over numbers, and new assets for the clusters that it bears on. The
/// weights are learnt anew each time from all records, so the assets are those that reconciling all
/// records at once gives, to the byte.
public struct StandingReconciliation: Sendable {
  /// What adding an export changed.
  public struct Change: Sendable {
    /// The assets that are new, or of which anything changed, by id in order.
    public internal(set) var changed: [Asset] = []
    /// The ids of assets that are no more: all their records went to others.
    public internal(set) var gone: [EntityID] = []
  }

  /// All records, in the order of their ids.
  public private(set) var records: [FiledRecord] = []
  /// The assets, by id in order.
  public private(set) var assets: [Asset] = []

  private let agency: Agency
  private let decisions: [IdentityDecision]
  private let former: [FormerID]
  private var previous: [RecordID: EntityID]
  /// The positions of records that describe devices.
  private var devices: [Int] = []
  private var sources = SourceKinds()
  private var machines = Machines()
  private var found: MachineMatching?
  /// An asset as it stands: what its cluster rests on, and its id.
  private struct Standing: Sendable, Hashable {
    var signature: UInt64
    var id: EntityID
  }
  /// The assets by the place of their first record among the devices.
  private var standing: [Int32: Standing] = [:]
  /// The facts on which the sources of an asset disagree.
  private var disagreements: [EntityID: [ReconciliationNote]] = [:]

  /// Reconciles `records`.
  ///
  /// - Parameters:
  ///   - records: Records of the agency, in any order.
  ///   - agency: The agency; its code begins every new id.
  ///   - previous: The asset that each record belonged to when last reconciled.
  ///   - former: The ids that stand for others, in the order that they came to.
  ///   - decisions: What persons settled about records, in the order they did.
  /// - Complexity: O(*n* log *n*) in the number of records, for values of bounded frequency.
  public init(
    _ records: [FiledRecord],
    of agency: Agency,
    previous: [RecordID: EntityID],
    former: [FormerID] = [],
    decisions: [IdentityDecision] = []
  ) {
    self.agency = agency
    self.former = former
    self.previous = previous
    self.decisions = decisions
    add(records)
  }

  /// Adds whole exports, and returns what that changed.
  ///
  /// - Parameters:
  ///   - new: All records of the exports. It is quickest when their ids are above all earlier ones.
  ///   - superseded: Imports that these exports replace.
  /// - Returns: The assets that are new, changed or gone.
  /// - Complexity: O(new records), and a small part of what reconciling all records takes.
  @discardableResult
  public mutating func add(
    _ new: [FiledRecord],
    superseding superseded: Set<ImportID> = []
  )
    -> Change
  {
    var outdated: Set<RecordID> = []
    if !superseded.isEmpty {
      for index in records.indices where superseded.contains(records[index].importID) {
        records[index].isSuperseded = true
        outdated.insert(records[index].id)
      }
    }
    let first = append(new)
    sources.add(records[first...])
    let known = devices.count
    devices += records.indices[first...].filter { records[$0].record.kind.isDevice }
    let named = Set(decisions.flatMap { [$0.first, $0.second] })
    machines.add(
      records,
      devices[known...],
      sources,
      singles: Set(named.compactMap { position(of: $0).map(Int32.init) })
    )
    let found = MachineMatching(machines, decisions: decisions) { position(of: $0) }
    self.found = found
    return take(found, outdated)
  }

  /// Appends records, in the order of their ids; begins anew when they come before earlier ones.
  private mutating func append(_ new: [FiledRecord]) -> Int {
    let isOrdered = zip(new, new.dropFirst()).allSatisfy { $0.id < $1.id }
    let ordered = isOrdered ? new : new.sorted { $0.id < $1.id }
    guard let last = records.last, let next = ordered.first, next.id < last.id else {
      if records.isEmpty { records = ordered } else { records += ordered }
      return records.count - ordered.count
    }
    records = (records + ordered).sorted { $0.id < $1.id }
    devices = []
    sources = SourceKinds()
    machines = Machines()
    // Places are other places now: every asset is made anew, under the id that it had.
    standing = Dictionary(
      uniqueKeysWithValues: assets.enumerated().map {
        (-1 - Int32($0.offset), Standing(signature: 0, id: $0.element.id))
      }
    )
    return 0
  }

  /// The place of a record among the devices; `nil` when it is none.
  private func position(of id: RecordID) -> Int? {
    var low = 0
    var high = devices.count
    while low < high {
      let middle = (low + high) / 2
      if records[devices[middle]].id < id { low = middle + 1 } else { high = middle }
    }
    return low < devices.count && records[devices[low]].id == id ? low : nil
  }

  private func id(of position: Int) -> RecordID { records[devices[position]].id }

  /// Makes assets of the clusters that are not as they were.
  private mutating func take(_ found: MachineMatching, _ outdated: Set<RecordID>) -> Change {
    let clusters = found.clusters
    let before = standing
    standing = [:]
    standing.reserveCapacity(clusters.count)
    var remade: [(cluster: Int, records: [RecordID])] = []
    for cluster in 0..<clusters.count {
      let members = clusters.members(cluster)
      guard let first = members.first else { continue }
      let signature = clusters.signatures[cluster]
      if let old = before[first], old.signature == signature,
        outdated.isEmpty || !members.contains(where: { outdated.contains(id(of: Int($0))) })
      {
        standing[first] = old
      } else {
        remade.append((cluster, members.map { id(of: Int($0)) }))
      }
    }
    let ids = EntityNumbers.ids(
      of: remade.map(\.records),
      previous: previous,
      former: former,
      prefix: "\(agency.code)-",
      digits: 6
    )
    var change = Change()
    for ((cluster, records), id) in zip(remade, ids) {
      let members = clusters.members(cluster).map { devices[Int($0)] }
      for record in records { previous[record] = id }
      let made = Survivorship.asset(
        id: id,
        of: members.map { self.records[$0] },
        from: members.map { sources[self.records[$0]] },
        links: clusters.ties(cluster).map { tie in
          found.link(tie.first, tie.second) { self.id(of: $0) }
        }
      )
      guard let made, let first = clusters.members(cluster).first else { continue }
      standing[first] = Standing(signature: clusters.signatures[cluster], id: id)
      disagreements[id] = made.conflicts.isEmpty ? nil : made.conflicts
      change.changed.append(made.asset)
    }
    let changed = Set(change.changed.map(\.id))
    for (first, old) in before
    where standing[first] != old && !changed.contains(old.id) {
      change.gone.append(old.id)
    }
    replace(&change)
    return change
  }

  /// Puts changed assets in their places and takes out those that are gone.
  private mutating func replace(_ change: inout Change) {
    let areOrdered = zip(change.changed, change.changed.dropFirst()).allSatisfy { $0.id < $1.id }
    if !areOrdered { change.changed.sort { $0.id < $1.id } }
    guard !assets.isEmpty else {
      assets = change.changed
      return
    }
    change.gone.sort()
    for id in change.gone {
      disagreements[id] = nil
      // A number once given never names another thing.
      previous[RecordID(.min + Int64(previous.count))] = id
    }
    let gone = Set(change.gone)
    if !gone.isEmpty { assets.removeAll { gone.contains($0.id) } }
    var added: [Asset] = []
    for asset in change.changed {
      let slot = assets.partitioningIndex { $0.id >= asset.id }
      if slot < assets.count, assets[slot].id == asset.id {
        assets[slot] = asset
      } else {
        added.append(asset)
      }
    }
    let isBehind = (added.first?.id).map { id in (assets.last?.id).map { $0 < id } ?? true } ?? true
    assets += added
    if !isBehind { assets.sort { $0.id < $1.id } }
  }

  /// All that is known of the assets: they, what was compared, and what a person should know;
  /// applications and relations are left empty.
  ///
  /// - Complexity: O(records).
  public var reconciliation: Reconciliation {
    var result = Reconciliation(assets: assets)
    guard let found else { return result }
    result.notes = found.dropped.map { value, ground in
      .sharedValue(
        ground: ground,
        value: found.machines.values.text(value),
        records: Int(found.statistics.counts[Int(value)])
      )
    }
    result.notes += found.keptApart { id(of: $0) }
    result.notes += assets.flatMap { disagreements[$0.id] ?? [] }
    result.conflicts = found.conflicts
    result.comparisons = found.comparisons(
      id: { id(of: $0) },
      asset: { previous[id(of: $0)] ?? EntityID("") }
    )
    return result
  }
}

extension Array {
  /// The first position from which on all elements are as `isBehind` asks, in an array so ordered.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
