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
  ///   - previous: The asset or application that each record belonged to when last reconciled; an
  ///     entity keeps the id that most of its records had.
  ///   - decisions: What persons settled about records, in the order they did; of decisions that
  ///     contradict each other the later holds.
  /// - Returns: Assets, applications, relations and notes, each in order.
  /// - Complexity: O(*n* log *n*) in the number of records, for values of bounded frequency.
  public func reconcile(
    _ records: [FiledRecord],
    of agency: Agency,
    previous: [RecordID: EntityID],
    decisions: [IdentityDecision] = []
  ) -> Reconciliation {
    // Copies of all records would double what they take: a store hands them out in order.
    let isOrdered = zip(records, records.dropFirst()).allSatisfy { $0.id < $1.id }
    let ordered = isOrdered ? records : records.sorted { $0.id < $1.id }
    let devices = ordered.indices.filter { ordered[$0].record.kind.isDevice }
    let sources = SourceKinds(ordered)
    let found = MachineMatching(ordered, devices, sources, decisions: decisions)
    let values = found.machines.values

    var result = Reconciliation()
    result.notes = found.dropped.map { value, ground in
      .sharedValue(
        ground: ground,
        value: values.text(value),
        records: Int(found.statistics.counts[Int(value)])
      )
    }
    result.conflicts = found.conflicts
    let members = found.members
    let clusters = members.map { $0.map { ordered[devices[$0]].id } }
    let ids = EntityNumbers.ids(
      of: clusters,
      previous: previous,
      prefix: "\(agency.code)-",
      digits: 6
    )
    result.notes += found.keptApart { ordered[devices[$0]].id }
    let links = found.links { ordered[devices[$0]].id }
    for (index, members) in members.enumerated() {
      guard
        let made = Survivorship.asset(
          id: ids[index],
          of: members.map { ordered[devices[$0]] },
          from: members.map { sources[ordered[devices[$0]]] },
          links: links[index]
        )
      else { continue }
      result.assets.append(made.asset)
      result.notes += made.conflicts
    }
    result.assets.sort { $0.id < $1.id }
    var assetOf = Array(repeating: EntityID(""), count: devices.count)
    for (index, members) in members.enumerated() {
      for member in members { assetOf[member] = ids[index] }
    }
    result.comparisons = found.comparisons(
      id: { ordered[devices[$0]].id },
      asset: { assetOf[$0] }
    )
    Landscape.complete(
      &result,
      records: ordered,
      agency: agency,
      services: services,
      projects: projects,
      previous: previous
    )
    return result
  }
}
