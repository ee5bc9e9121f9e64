import Inventory

/// The estate as numbered things and what rests on each, in an order that begins at the top.
struct EstateGraph {
  /// Something that rests on a machine and has to leave it.
  struct Tenant {
    /// The position of the machine among the assets.
    var index: Int
    /// How it rests.
    var kind: Relation.Kind
    /// Whether a source says so; otherwise it may.
    var isCertain = true
  }

  /// The assets, in the order of ids.
  let assets: [Asset]
  /// For each asset, the applications that run on it, in the order of ids.
  private(set) var applications: [[EntityID]]
  /// For each asset, the applications of which only an installed product says that they run on it.
  private(set) var products: [Int: Set<EntityID>] = [:]
  /// For each asset, the machines that rest on it, in the order of ids.
  private(set) var tenants: [[Tenant]]
  /// Positions such that every tenant comes before what it rests on; those that rest on one another
  /// in a circle stand together, in the order of ids.
  private(set) var order: [[Int]] = []
  /// The names of the applications.
  private(set) var applicationNames: [EntityID: String] = [:]
  /// The assignments of the applications.
  private(set) var assignments: [EntityID: Assignment] = [:]
  /// The assignments of the machines themselves.
  private(set) var machineAssignments: [EntityID: Assignment] = [:]
  /// The virtual machines by their short network name, in the order of ids.
  private(set) var virtualMachines: [String: [Int]] = [:]

  init(_ estate: Estate) {
    // Most often they are in order; another copy of all assets is a third of what planning takes.
    let isSorted = zip(estate.assets, estate.assets.dropFirst()).allSatisfy { $0.id < $1.id }
    assets = isSorted ? estate.assets : estate.assets.sorted { $0.id < $1.id }
    applications = Array(repeating: [], count: assets.count)
    tenants = Array(repeating: [], count: assets.count)
    var positions: [EntityID: Int] = [:]
    for (index, asset) in assets.enumerated() {
      positions[asset.id] = index
      guard asset.kind == .virtualMachine else { continue }
      for name in Self.names(of: asset) { virtualMachines[name, default: []].append(index) }
    }
    for application in estate.applications { applicationNames[application.id] = application.name }
    for assignment in estate.assignments {
      if assignment.isApplication {
        assignments[assignment.entity] = assignment
      } else {
        machineAssignments[assignment.entity] = assignment
      }
    }
    connect(estate.relations, positions, Whereabouts.racks(in: estate))
    order = StrongComponents.of(assets.count) { index in tenants[index].map(\.index) }
  }

  /// Whether the plan speaks of the asset: servers of every kind, storage and network devices.
  func isPlanned(_ index: Int) -> Bool {
    assets[index].kind.isPlanned
  }

  /// The short network names of a machine.
  static func names(of asset: Asset) -> Set<String> {
    Set(
      [asset.name, asset.facts.hostname, asset.facts.name].compactMap { name in
        name.flatMap { HostName($0)?.short }
      }
    )
  }

  private mutating func connect(
    _ relations: [Relation],
    _ positions: [EntityID: Int],
    _ mounted: [EntityID: Asset]
  ) {
    // Racks are often no assets of their own, so they are known by the relation's target alone.
    var racks: [EntityID: [Int]] = [:]
    for relation in relations {
      switch relation.kind {
      case .runsOn:
        guard let machine = positions[relation.to] else { continue }
        applications[machine].append(relation.from)
        if relation.basis == .software { products[machine, default: []].insert(relation.from) }
      case .hostedOn, .storedOn:
        guard let tenant = positions[relation.from], let machine = positions[relation.to],
          tenant != machine
        else { continue }
        tenants[machine].append(Tenant(index: tenant, kind: relation.kind))
      case .mountedIn:
        if let device = positions[relation.from] { racks[relation.to, default: []].append(device) }
      case .dependsOn, .poweredBy:
        // Who calls whom does not keep a machine on: the application that it belongs to does. Nor
        // is a power unit planned.
        continue
      }
    }
    connectClusters()
    for (_, devices) in racks { connectRack(devices) }
    connectRacksByPlace(mounted)
    for index in assets.indices {
      applications[index] = Set(applications[index]).sorted()
      tenants[index].sort {
        ($0.index, $0.isCertain ? 0 : 1, $0.kind.rawValue)
          < ($1.index, $1.isCertain ? 0 : 1, $1.kind.rawValue)
      }
      tenants[index] = tenants[index].reduce(into: []) { kept, tenant in
        if kept.last?.index != tenant.index { kept.append(tenant) }
      }
    }
  }

  /// Connects an array that one host of a cluster keeps data on with the cluster's other hosts, which
  /// share it.
  private mutating func connectClusters() {
    var clusters: [[String]: [Int]] = [:]
    for (index, asset) in assets.enumerated() where asset.kind == .host {
      guard let cluster = Self.cluster(of: asset) else { continue }
      clusters[cluster, default: []].append(index)
    }
    for index in assets.indices where assets[index].kind == .storage {
      let own = Set(tenants[index].compactMap { Self.cluster(of: assets[$0.index]) })
      tenants[index] += own.flatMap { clusters[$0] ?? [] }
        .map { Tenant(index: $0, kind: .storedOn) }
    }
  }

  private static func cluster(of asset: Asset) -> [String]? {
    guard asset.kind == .host, let cluster = asset.facts.cluster else { return nil }
    return [cluster, asset.facts.dataCentre ?? asset.facts.site ?? ""].map { $0.lowercased() }
  }

  /// Connects the devices that stand in the same rack of the same room by their own facts; those
  /// of the room whose rack no source tells may stand in it.
  private mutating func connectRacksByPlace(_ mounted: [EntityID: Asset]) {
    var racks: [Whereabouts: [Int]] = [:]
    var unplaced: [Whereabouts: [Int]] = [:]
    for (index, asset) in assets.enumerated() where asset.kind.isPhysical {
      let place = Whereabouts(of: asset, mountedIn: mounted[asset.id]).folded
      if place.rack != nil {
        racks[place, default: []].append(index)
      } else {
        unplaced[place, default: []].append(index)
      }
    }
    for (place, devices) in racks { connectRack(devices, unplaced: unplaced[place.inRoom] ?? []) }
  }

  /// A rack's switches serve every server and array in it; not one another, nor its power strips.
  private mutating func connectRack(_ devices: [Int], unplaced: [Int] = []) {
    let isServed = { (index: Int) in
      let kind = assets[index].kind
      return kind.isServer || kind == .storage
    }
    let switches = devices.filter { assets[$0].kind == .networkDevice }
    guard !switches.isEmpty else { return }
    let served =
      devices.filter(isServed).map { Tenant(index: $0, kind: .mountedIn) }
      + unplaced.filter(isServed).map { Tenant(index: $0, kind: .mountedIn, isCertain: false) }
    for device in switches { tenants[device] += served }
  }
}
