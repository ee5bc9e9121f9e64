public import Inventory

/// Turns the records of one agency into assets, applications and relations.
///
/// The answer does not depend on the order of the records.
public struct Reconciler: Sendable {
  let services: [Service]
  let projects: [Project]

  /// Creates a reconciler.
  ///
  /// - Parameters:
  ///   - services: The catalogue, by which names of applications are recognised as one.
  ///   - projects: The projects, whose papers name products, wards and sites.
  public init(services: [Service] = [], projects: [Project] = []) {
    self.services = services
    self.projects = projects
  }

  /// Returns what `records` amount to.
  ///
  /// - Parameters:
  ///   - records: All records of the agency, in any order.
  ///   - agency: The agency; its code begins every new id.
  ///   - previous: The asset that each record belonged to when last reconciled; an asset keeps the
  ///     id that most of its records had. The highest ids ever given stand under any other number.
  ///   - earlier: The applications of then, which keep their ids likewise.
  ///   - former: The ids that stand for others, in the order that they came to: what is parted
  ///     again has its own back.
  ///   - decisions: What persons settled about records, in the order they did; of decisions that
  ///     contradict each other the later holds.
  ///   - values: What persons settled about facts, in the order they did.
  ///   - relations: What persons settled about relations, in the order they did.
  /// - Returns: Assets, applications, relations and notes, each in order.
  /// - Complexity: O(*n* log *n*) in the number of records, for values of bounded frequency.
  public func reconcile(
    _ records: [FiledRecord],
    of agency: Agency,
    previous: [RecordID: EntityID],
    earlier: [Application] = [],
    former: [FormerID] = [],
    decisions: [IdentityDecision] = [],
    values: [ValueDecision] = [],
    relations: [RelationDecision] = []
  ) -> Reconciliation {
    let (assets, ordered) = machines(
      records,
      agency,
      previous,
      former.filter { !$0.isApplication(of: agency) },
      decisions.filter { $0.subject == .machine }
    )
    var result = assets
    result.hold(values, records: RecordTable(ordered))
    Landscape.complete(
      &result,
      records: ordered,
      agency: agency,
      services: services,
      projects: projects,
      previous: previous,
      earlier: earlier,
      former: former.filter { $0.isApplication(of: agency) },
      identities: decisions.filter { $0.subject == .application },
      decisions: relations
    )
    let order = Dictionary(
      zip(decisions, decisions.indices),
      uniquingKeysWith: { first, _ in first }
    )
    result.conflicts.sort { (order[$0.decision] ?? 0) < (order[$1.decision] ?? 0) }
    return result
  }

  /// The assets, and the records in order; what matching keeps besides is given up on return.
  private func machines(
    _ records: [FiledRecord],
    _ agency: Agency,
    _ previous: [RecordID: EntityID],
    _ former: [FormerID],
    _ decisions: [IdentityDecision]
  ) -> (Reconciliation, [FiledRecord]) {
    let standing = StandingReconciliation(
      records,
      of: agency,
      previous: previous,
      former: former,
      decisions: decisions
    )
    return (standing.reconciliation, standing.records)
  }
}

extension FormerID {
  /// Whether it is an application's.
  fileprivate func isApplication(of agency: Agency) -> Bool {
    id.description.hasPrefix("\(agency.code)-A")
  }
}
