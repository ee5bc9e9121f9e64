import Inventory

/// A virtual machine that leaves, counted for one project.
struct Departure {
  var agency: AgencyCode
  /// The first of its projects; `nil` for none.
  var project: ProjectCode?
}

/// Who lives on which machine, and for which projects.
struct Occupancy {
  let agency: AgencyCode
  /// In the order of ids.
  let assets: [Asset]
  private(set) var departures: [Departure] = []
  private var plan: [EntityID: PlanEntry] = [:]
  private var projects: [EntityID: [ProjectCode]] = [:]
  /// The virtual machines that leave, by host.
  private var guests: [EntityID: [Asset]] = [:]
  /// The machines that rest on an array.
  private var attached: [EntityID: [EntityID]] = [:]

  init(_ estate: Estate) {
    agency = estate.agency.code
    assets = estate.assets.sorted { $0.id < $1.id }
    for entry in estate.plan { plan[entry.entity] = entry }
    readProjects(estate)
    // A machine that two exports show on two hosts lives where the newer record has it.
    var homes: [EntityID: Relation] = [:]
    for relation in estate.relations {
      switch relation.kind {
      case .hostedOn:
        if let known = homes[relation.from],
          (known.record, known.to) >= (relation.record, relation.to)
        {
          continue
        }
        homes[relation.from] = relation
      case .storedOn: attached[relation.to, default: []].append(relation.from)
      default: continue
      }
    }
    for asset in assets where asset.kind == .virtualMachine {
      guard plan[asset.id]?.status == .retire else { continue }
      departures.append(Departure(agency: agency, project: projects[asset.id]?.first))
      if let home = homes[asset.id] { guests[home.to, default: []].append(asset) }
    }
  }

  /// The projects of machines, and of the applications on machines that have none of their own.
  private mutating func readProjects(_ estate: Estate) {
    var applications: [EntityID: [ProjectCode]] = [:]
    for assignment in estate.assignments where !assignment.projects.isEmpty {
      if assignment.isApplication {
        applications[assignment.entity] = assignment.projects
      } else {
        projects[assignment.entity] = Set(assignment.projects).sorted()
      }
    }
    var found: [EntityID: Set<ProjectCode>] = [:]
    for relation in estate.relations where relation.kind == .runsOn {
      guard projects[relation.to] == nil, let codes = applications[relation.from] else { continue }
      found[relation.to, default: []].formUnion(codes)
    }
    for (machine, codes) in found { projects[machine] = codes.sorted() }
  }

  func entry(_ asset: Asset) -> PlanEntry? { plan[asset.id] }

  /// The virtual machines that leave the host, in the order of ids.
  func guests(of asset: Asset) -> [Asset] { guests[asset.id] ?? [] }

  /// How the saving of a machine is split.
  ///
  /// A host is split by the virtual processors of the machines that left it (by their number where
  /// one has none), each divided equally among its projects; a server equally among its projects;
  /// an array equally among those of the hosts attached to it. The shares sum to 1: the last takes
  /// the rest.
  func shares(of asset: Asset) -> [MachineEstimate.ProjectShare] {
    var weights: [ProjectCode: Double] = [:]
    let guests = guests(of: asset)
    if !guests.isEmpty {
      let areSized = guests.allSatisfy { ($0.facts.cpuCores ?? 0) > 0 }
      for guest in guests {
        let weight = areSized ? Double(guest.facts.cpuCores ?? 1) : 1
        let codes = projects[guest.id] ?? []
        for code in codes { weights[code, default: 0] += weight / Double(codes.count) }
      }
    }
    if weights.isEmpty {
      for code in projects[asset.id] ?? [] { weights[code] = 1 }
    }
    if weights.isEmpty, asset.kind == .storage {
      for host in attached[asset.id] ?? [] {
        let below =
          (self.guests[host] ?? []).flatMap { projects[$0.id] ?? [] } + (projects[host] ?? [])
        for code in Set(below) { weights[code] = 1 }
      }
    }
    return Self.normalised(weights.sorted { $0.key < $1.key })
  }

  private static func normalised(
    _ weights: [(key: ProjectCode, value: Double)]
  ) -> [MachineEstimate.ProjectShare] {
    let sum = weights.reduce(0) { $0 + $1.value }
    guard sum > 0 else { return [] }
    var rest = 1.0
    var shares: [MachineEstimate.ProjectShare] = []
    for (index, weight) in weights.enumerated() {
      let part = index == weights.count - 1 ? rest : min(rest, weight.value / sum)
      guard let share = Share(max(0, part)) else { continue }
      shares.append(MachineEstimate.ProjectShare(project: weight.key, share: share))
      rest -= share.value
    }
    return shares
  }
}
