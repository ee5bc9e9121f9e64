import GRDB
public import Inventory
public import Retirement

/// The estate as it was frozen for a day, and what was put right since.
public struct Baseline: Sendable, Hashable {
  /// The entry that froze it.
  public var entry: JournalEntry
  /// The day that it describes.
  public var asOf: CalendarDate
  /// How many assets it lists.
  public var assets: Int
  /// The entries that adjust it, in order.
  public var adjustments: [JournalEntry]
}

/// How the estate of today differs from a baseline.
public struct BaselineComparison: Sendable, Hashable {
  /// Assets of the baseline that are known no more, with their names, by id in order.
  public var missing: [String]
  /// Assets that the baseline does not have, by id in order.
  public var added: [EntityID]
  /// How many are in both.
  public var common: Int
}

extension Store {
  /// Freezes an agency's estate as it was on a day: its list is filed as a document, which no later
  /// import changes.
  ///
  /// Assets that only exports of later days list are left out.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - day: The day.
  ///   - actor: Who signs it off.
  ///   - time: When, in seconds since 1970, UTC.
  /// - Returns: The baseline.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written.
  public func freezeBaseline(
    of agency: AgencyCode,
    asOf day: CalendarDate,
    by actor: String,
    at time: Int
  ) throws -> Baseline {
    try write { db in
      let later = Set(
        try records(of: agency, in: db).lazy
          .filter { ($0.asOf ?? day) > day }.map(\.id)
      )
      let assets = try estate(of: agency, in: db).assets.filter {
        !later.isSuperset(of: $0.records)
      }
      let lines = assets.map { asset in
        var device = DeviceFacts(kind: asset.kind, name: asset.name, facts: asset.facts)
        device.occupants = []
        return FactValue.object([
          .init("id", .text(asset.id.description)), .init("device", device.fact),
        ]).json + "\n"
      }
      let document = try file(
        document: Array(lines.joined().utf8),
        name: "baseline-\(day).jsonl",
        of: agency,
        in: db
      )
      var journal = try Journal(of: agency, in: db)
      let entry = try journal.add(
        .baseline(asOf: day, assets: assets.count),
        documents: [document],
        by: actor,
        at: time
      )
      return Baseline(entry: entry, asOf: day, assets: assets.count, adjustments: [])
    }
  }

  /// Notes that something in the baseline was otherwise; the baseline itself stays.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be written.
  @discardableResult
  public func adjustBaseline(
    of agency: AgencyCode,
    entity: EntityID?,
    reason: String,
    documents: [String] = [],
    by actor: String,
    at time: Int
  ) throws -> JournalEntry {
    try write { db in
      _ = try knownAgency(agency, in: db)
      var journal = try Journal(of: agency, in: db)
      return try journal.add(
        .adjustment(entity: entity, reason: reason),
        documents: try documents.map { try file(documentAt: $0, of: agency, in: db) },
        by: actor,
        at: time
      )
    }
  }

  /// The baselines of an agency, the earliest first; adjustments belong to the last before them.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  public func baselines(of agency: AgencyCode) throws -> [Baseline] {
    try read { db in
      var baselines: [Baseline] = []
      try db.prepared(
        """
        SELECT line FROM journal_entry
        WHERE agency = ? AND deed IN ('adjustment', 'baseline') AND deed <> 'step'
        ORDER BY sequence
        """,
        agency.description
      ).forEachRow { row in
        guard let entry = row.text(0).flatMap({ JournalEntry(line: $0) }) else { return }
        switch entry.deed {
        case .baseline(let day, let assets):
          baselines.append(Baseline(entry: entry, asOf: day, assets: assets, adjustments: []))
        case .adjustment:
          guard !baselines.isEmpty else { return }
          baselines[baselines.count - 1].adjustments.append(entry)
        case .step, .key: break
        }
      }
      return baselines
    }
  }

  /// Holds the estate of today against a baseline.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be read, or the baseline's list is damaged.
  public func compare(_ baseline: Baseline) throws -> BaselineComparison {
    let agency = baseline.entry.agency
    let frozen = try frozenDevices(of: baseline)
    let now = Set(try estate(of: agency).assets.map(\.id))
    return BaselineComparison(
      missing: frozen.keys.filter { !now.contains($0) }.sorted()
        .map { "\($0) \(frozen[$0]?.name ?? "")" },
      added: now.filter { frozen[$0] == nil }.sorted(),
      common: now.count { frozen[$0] != nil }
    )
  }

  /// Where the assets of an agency come from, as at the baseline that was frozen last; empty where
  /// none is.
  ///
  /// An asset that several of the baseline have become is told by the first of them.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be read, or the baseline's list is damaged.
  public func origins(of agency: AgencyCode) throws -> [EntityID: MachineOrigin] {
    guard let baseline = try baselines(of: agency).last else { return [:] }
    let frozen = try frozenDevices(of: baseline)
    return try read { db in
      let assets = try estate(of: agency, in: db).assets
      let now = Set(assets.map(\.id))
      var devices: [EntityID: DeviceFacts] = [:]
      for (id, device) in frozen.sorted(by: { $0.key < $1.key }) {
        let heir = now.contains(id) ? id : try heir(of: id.description, in: agency, db)
        if let heir, devices[heir] == nil || heir == id { devices[heir] = device }
      }
      return Dictionary(
        assets.map { ($0.id, MachineOrigin(of: $0, frozen: devices[$0.id])) },
        uniquingKeysWith: { first, _ in first }
      )
    }
  }

  /// The devices that a baseline lists, by the ids of then.
  private func frozenDevices(of baseline: Baseline) throws -> [EntityID: DeviceFacts] {
    var bytes: [UInt8] = []
    for document in baseline.entry.documents {
      _ = try readDocument(document.sha256, of: baseline.entry.agency) { bytes += $0 }
    }
    var frozen: [EntityID: DeviceFacts] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard case .object(let fields)? = FactJSON.value(of: String(line)),
        let id = fields.first(where: { $0.name == "id" })?.value.text,
        let device = fields.first(where: { $0.name == "device" })?.value,
        let facts = DeviceFacts(device)
      else { throw damaged("baseline \(baseline.asOf)") }
      frozen[EntityID(id)] = facts
    }
    return frozen
  }
}
