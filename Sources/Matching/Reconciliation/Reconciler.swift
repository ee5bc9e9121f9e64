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
  /// - Returns: Assets, applications, relations and notes, each in order.
  /// - Complexity: O(*n* log *n*) in the number of records, for values of bounded frequency.
  public func reconcile(
    _ records: [FiledRecord],
    of agency: Agency,
    previous: [RecordID: EntityID]
  ) -> Reconciliation {
    let ordered = records.sorted { $0.id < $1.id }
    let devices = ordered.filter(\.record.kind.isDevice)
    var values = ValueTable()
    var sources = SourceKinds()
    let machines = Self.settledCards(devices.map { MachineTraits($0, sources[$0], &values) })
    let shared = SharedValues(machines, valueCount: values.texts.count)
    let candidates = Candidates(machines, shared: shared, values: values)
    let evidence = Evidence(
      shared: shared,
      places: Places(machines, pairs: candidates.certain, values: values),
      values: values,
      count: machines.count
    )
    let clustering = Clustering(machines, pairs: candidates.pairs, evidence: evidence)

    var result = Reconciliation()
    result.notes = shared.dropped.map { value, ground in
      .sharedValue(
        ground: ground,
        value: values.text(value),
        records: Int(shared.counts[Int(value)])
      )
    }
    result.notes += clustering.apart.map {
      .keptApart(first: machines[$0.0].id, second: machines[$0.1].id, obstacle: $0.2)
    }
    let clusters = clustering.clusters.map { $0.map { devices[$0].id } }
    let ids = EntityNumbers.ids(
      of: clusters,
      previous: previous,
      prefix: "\(agency.code)-",
      digits: 6
    )
    let links = links(clustering, machines: machines, shared: shared, values: values)
    for (index, members) in clustering.clusters.enumerated() {
      guard
        let made = Survivorship.asset(
          id: ids[index],
          of: members.map { devices[$0] },
          from: members.map { machines[$0].source },
          links: links[index]
        )
      else { continue }
      result.assets.append(made.asset)
      result.notes += made.conflicts
    }
    result.assets.sort { $0.id < $1.id }
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

  /// A card is called after the server's name or its serial number: whichever somebody bears.
  private static func settledCards(_ machines: [MachineTraits]) -> [MachineTraits] {
    let serials = Set(machines.lazy.filter { !$0.isManagementCard }.compactMap(\.serial))
    return machines.map { machine in
      guard machine.isManagementCard, let serial = machine.serial else { return machine }
      var settled = machine
      if serials.contains(serial) {
        settled.name = nil
        settled.flatName = nil
      } else {
        settled.serial = nil
        settled.foldedSerial = nil
      }
      return settled
    }
  }

  private func links(
    _ clustering: Clustering,
    machines: [MachineTraits],
    shared: SharedValues,
    values: ValueTable
  ) -> [[IdentityLink]] {
    var clusterOf = Array(repeating: 0, count: machines.count)
    for (index, members) in clustering.clusters.enumerated() {
      for member in members { clusterOf[member] = index }
    }
    var links: [[IdentityLink]] = Array(repeating: [], count: clustering.clusters.count)
    for (first, second) in clustering.joins {
      let (ground, value) = Self.ground(machines[first], machines[second], shared)
      links[clusterOf[first]].append(
        IdentityLink(
          first: machines[first].id,
          second: machines[second].id,
          ground: ground,
          value: value.map { values.text($0) } ?? ""
        )
      )
    }
    return links
  }

  /// What two joined records agree on that tells most.
  private static func ground(
    _ a: MachineTraits,
    _ b: MachineTraits,
    _ shared: SharedValues
  ) -> (IdentityLink.Ground, Int32?) {
    func agrees(_ one: Int32?, _ other: Int32?) -> Int32? {
      guard let one, one == other, !shared.isShared[Int(one)] else { return nil }
      return one
    }
    let mac = a.macs.first { b.macs.contains($0) && !shared.isShared[Int($0)] }
    if let serial = agrees(a.serial, b.serial) { return (.serial, serial) }
    if let uuid = agrees(a.uuid, b.uuid) { return (.uuid, uuid) }
    if let mac { return (.macAddress, mac) }
    if let name = a.name, name == b.name { return (.hostName, name) }
    if let tag = agrees(a.tag, b.tag) { return (.assetTag, tag) }
    if let name = a.flatName, name == b.flatName { return (.hostName, name) }
    if let ip = a.ips.first(where: { b.ips.contains($0) }) { return (.ipAddress, ip) }
    return (.hostName, b.name)
  }
}
