public import Inventory

/// An asset or application as a decision names it: by one of its records, which are never deleted.
///
/// Ids last too, but an asset may become part of another; then the record goes with it. A row of a
/// machine may mention several applications, so that of those the one with this id is meant, or
/// else the only one.
public struct EntityReference: Sendable, Hashable {
  /// One of its records.
  public var record: RecordID
  /// Its id when it was named.
  public var entity: EntityID
  /// Whether it is an application rather than an asset.
  public var isApplication: Bool

  /// Creates a reference.
  public init(record: RecordID, entity: EntityID, isApplication: Bool) {
    self.record = record
    self.entity = entity
    self.isApplication = isApplication
  }
}

/// What a person settled about a relation: that it is there, or that it is not.
public struct RelationDecision: Sendable, Hashable {
  /// The number by which relations that it makes name it.
  public var number: Int
  /// How the first rests on the second.
  public var kind: Relation.Kind
  /// What rests, or does not.
  public var from: EntityReference
  /// What it rests on, or does not.
  public var to: EntityReference
  /// Whether it does.
  public var holds: Bool

  /// Creates a decision.
  public init(
    number: Int,
    kind: Relation.Kind,
    from: EntityReference,
    to: EntityReference,
    holds: Bool
  ) {
    self.number = number
    self.kind = kind
    self.from = from
    self.to = to
    self.holds = holds
  }
}

/// Finds what references mean among assets and applications as they stand.
public struct EntityIndex: Sendable {
  private var assets: [RecordID: EntityID] = [:]
  private var applications: [RecordID: [EntityID]] = [:]
  private var ids: Set<EntityID> = []

  /// Creates an index for `references`.
  ///
  /// - Complexity: O(records of assets and applications).
  public init(
    of references: some Sequence<EntityReference>,
    assets: [Asset],
    applications: [Application]
  ) {
    let references = Array(references)
    guard !references.isEmpty else { return }
    let named = Set(references.map(\.record))
    let known = Set(references.map(\.entity))
    for asset in assets {
      for record in asset.records where named.contains(record) { self.assets[record] = asset.id }
    }
    for application in applications {
      if known.contains(application.id) { ids.insert(application.id) }
      for record in application.records where named.contains(record) {
        self.applications[record, default: []].append(application.id)
      }
    }
  }

  /// The asset or application that is meant; `nil` when it is no more.
  public subscript(reference: EntityReference) -> EntityID? {
    guard reference.isApplication else { return assets[reference.record] }
    let found = applications[reference.record] ?? []
    if found.contains(reference.entity) { return reference.entity }
    if found.count == 1 { return found[0] }
    return ids.contains(reference.entity) ? reference.entity : nil
  }
}

extension Reconciliation {
  /// Adds and takes away the relations that persons decided on; of two decisions on one relation
  /// the later holds.
  ///
  /// What is decided to be hosted on a host, or to stand in a rack, is so on no other. A decision
  /// on something that is no more is told in ``notes``.
  ///
  /// - Complexity: O(records + relations).
  mutating func hold(_ decisions: [RelationDecision]) {
    guard !decisions.isEmpty else { return }
    let index = EntityIndex(
      of: decisions.flatMap { [$0.from, $0.to] },
      assets: assets,
      applications: applications
    )
    var made: [Edge: Relation?] = [:]
    var settled: [Place: Set<EntityID>] = [:]
    for decision in decisions {
      guard let from = index[decision.from], let to = index[decision.to], from != to else {
        notes.append(.decisionGone(decision.number))
        continue
      }
      let edge = Edge(kind: decision.kind, from: from, to: to)
      let place = Place(kind: decision.kind, from: from)
      guard decision.holds else {
        made[edge] = .some(nil)
        settled[place]?.remove(to)
        continue
      }
      if decision.kind == .hostedOn || decision.kind == .mountedIn {
        for other in settled[place] ?? [] {
          made[Edge(kind: decision.kind, from: from, to: other)] = .some(nil)
        }
        settled[place] = [to]
      }
      made[edge] = Relation(
        kind: decision.kind,
        from: from,
        to: to,
        record: decision.from.record,
        basis: .decision,
        decision: decision.number
      )
    }
    relations.removeAll { relation in
      made[Edge(kind: relation.kind, from: relation.from, to: relation.to)] != nil
        || settled[Place(kind: relation.kind, from: relation.from)].map { !$0.isEmpty } == true
    }
    relations += made.values.compactMap(\.self)
  }

  private struct Edge: Hashable {
    var kind: Relation.Kind
    var from: EntityID
    var to: EntityID
  }

  private struct Place: Hashable {
    var kind: Relation.Kind
    var from: EntityID
  }
}
