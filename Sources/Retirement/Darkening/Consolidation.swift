public import Inventory

/// Which hosts of a cluster can go dark when what stays moves together on the others.
///
/// No application leaves: virtual machines that the plan moves nowhere are packed on fewer hosts.
/// On those there is room for them even when the largest fails (N + 1): of memory as much as the
/// machines are given, of processors one core for each ``processorsPerCore`` virtual ones. Sums are
/// compared, as admission control does; what a single machine needs must fit on one host.
public struct Consolidation: Sendable, Hashable {
  /// Why nothing can be said, or done.
  public enum Obstacle: Sendable, Hashable {
    /// Only one host stays: without it, nothing would take over.
    case oneHost
    /// No machine that stays is known, so that it may carry anything.
    case noGuests
    /// No source tells how much memory or how many processors this host or machine has.
    case unknownSize(EntityID)
  }

  /// The cluster's name.
  public var cluster: String
  /// Its hosts that the plan does not retire, by id in order.
  public var hosts: [EntityID]
  /// How many virtual machines stay on them.
  public var guests: Int
  /// The hosts that can go dark, by id in order.
  public var dark: [EntityID] = []
  /// What these draw together, in watts.
  public var watts = 0
  /// An upper bound of what any choice of hosts could free, in watts; equal to ``watts`` where the
  /// choice is the best there is.
  public var bound = 0
  /// Why nothing can be said, or done; `nil` where the hosts were compared.
  public var obstacle: Obstacle?

  /// Whether no choice of hosts could have freed more.
  public var isExact: Bool { bound <= watts }

  /// How many virtual processors a core carries, where the cluster has not more already: an
  /// assumption.
  public static let processorsPerCore = 4.0

  /// Returns what each cluster of `estate` can do without.
  ///
  /// - Parameters:
  ///   - estate: The estate with its plan.
  ///   - exactLimit: The most hosts of a cluster whose choices are all tried.
  ///   - watts: What a host draws.
  /// - Returns: The clusters with hosts that stay, by name and first host in order.
  /// - Complexity: O(assets + relations), and 2^*h* for each cluster of *h* hosts up to
  ///   `exactLimit`; *h* log *h* beyond.
  public static func all(
    in estate: Estate,
    exactLimit: Int = 14,
    watts: (EntityID) -> Int
  ) -> [Consolidation] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0.status) }) { first, _ in first }
    let assets = Dictionary(estate.assets.map { ($0.id, $0) }) { first, _ in first }
    var guests: [EntityID: Set<EntityID>] = [:]
    var pinned: Set<EntityID> = []
    for relation in estate.relations {
      if relation.kind == .hostedOn { guests[relation.to, default: []].insert(relation.from) }
      if relation.kind == .runsOn { pinned.insert(relation.to) }
    }
    var clusters: [[String]: [Asset]] = [:]
    for asset in estate.assets where asset.kind == .host && plan[asset.id] != .gone {
      guard let cluster = asset.facts.cluster else { continue }
      let place = asset.facts.dataCentre ?? asset.facts.site ?? ""
      clusters[[cluster.lowercased(), place.lowercased()], default: []].append(asset)
    }
    return clusters.values.compactMap { members -> Consolidation? in
      let members = members.sorted { $0.id < $1.id }
      let present = members.reduce(into: Set<EntityID>()) { $0.formUnion(guests[$1.id] ?? []) }
        .compactMap { assets[$0] }
        .filter { plan[$0.id] != .gone && $0.facts.isTemplate != true }
        .sorted { $0.id < $1.id }
      let hosts = members.filter { plan[$0.id] != .retire }
      guard let first = hosts.first else { return nil }
      let staying = present.filter { plan[$0.id] != .retire }
      var result = Consolidation(
        cluster: first.facts.cluster ?? "",
        hosts: hosts.map(\.id),
        guests: staying.count
      )
      if hosts.count == 1 {
        result.obstacle = .oneHost
      } else if staying.isEmpty {
        result.obstacle = .noGuests
      } else if let odd = (members + present).first(where: { Size($0) == nil }) {
        result.obstacle = .unknownSize(odd.id)
      } else {
        let room = HostRoom(
          hosts: hosts.compactMap { host in
            Size(host).map {
              HostRoom.Host(size: $0, watts: watts(host.id), isPinned: pinned.contains(host.id))
            }
          },
          guests: staying.compactMap { Size($0) },
          ratio: max(processorsPerCore, Self.ratio(of: present, on: members))
        )
        let (chosen, bound) = hosts.count <= exactLimit ? room.best() : room.good()
        result.dark = chosen.map { hosts[$0].id }
        result.watts = room.watts(of: chosen)
        result.bound = bound
      }
      return result
    }.sorted { ($0.cluster, $0.hosts[0]) < ($1.cluster, $1.hosts[0]) }
  }

  /// The virtual processors for each core, as the cluster has them today.
  private static func ratio(of guests: [Asset], on hosts: [Asset]) -> Double {
    let cores = hosts.compactMap { Size($0)?.cores }.reduce(0, +)
    return cores > 0 ? guests.compactMap { Size($0)?.cores }.reduce(0, +) / cores : 0
  }
}

/// How much a host has, or a virtual machine is given.
struct Size {
  /// In mebibytes.
  var memory: Double
  var cores: Double

  init(memory: Double, cores: Double) {
    self.memory = memory
    self.cores = cores
  }

  /// `nil` where no source tells.
  init?(_ asset: Asset) {
    guard let memory = asset.facts.memory?.value, let cores = asset.facts.cpuCores, memory > 0,
      cores > 0
    else { return nil }
    self.init(memory: memory, cores: Double(cores))
  }
}
