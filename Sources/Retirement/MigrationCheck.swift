public import Inventory

/// Whether a service that a project moves has moved whole: a part of a migration is not paid.
///
/// It is complete when every server and database of its applications, every machine that those
/// call, every machine that these call in their turn, and so on, has moved or stays by a decision.
/// Machines of the infrastructure, which everything calls, do not count, nor what they call. What
/// calls one another in a circle counts once.
public struct MigrationCheck: Sendable, Hashable {
  /// How far the service has come.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// All of it has moved, but for accepted exceptions.
    case complete
    /// Something is still there.
    case notComplete
    /// No application of it is known, so nobody can say.
    case unknown

    /// The verdict's name.
    public func label(in language: Language) -> String {
      switch self {
      case .complete: language("completo", "complete")
      case .notComplete: language("non completo", "not complete")
      case .unknown: language("nessun applicativo noto", "no application known")
      }
    }
  }

  /// What something is to the service.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// A server or database that an application runs on or keeps its data on.
    case server
    /// A machine that one of the servers calls, or that such a machine calls, at any depth.
    case dependency
    /// An application of which no source tells where it runs.
    case placeless

    /// The role's name.
    public func label(in language: Language) -> String {
      switch self {
      case .server: language("server", "server")
      case .dependency: language("dipendenza", "dependency")
      case .placeless: language("applicativo senza server noti", "application without known server")
      }
    }
  }

  /// A machine or application beneath the service.
  public struct Part: Sendable, Hashable {
    /// The machine or application.
    public var entity: EntityID
    /// What it is to the service.
    public var role: Role
    /// How many calls away from the service's own servers it is, by the shortest way; 0 for these.
    public var depth = 0
    /// What calls it, on a shortest way, the first by id; `nil` for the service's own servers.
    public var caller: EntityID?
    /// Where it comes from, as at the baseline; `nil` where none is frozen.
    public var origin: MachineOrigin?
    /// The decision by which it stays; `nil` where it stays by the register, or does not.
    public var exception: AcceptedException?
  }

  /// The project.
  public var project: ProjectCode
  /// The service, as the catalogue names it.
  public var service: String
  /// Its applications, by id in order.
  public var applications: [EntityID] = []
  /// What has not moved, servers first, by id in order.
  public var open: [Part] = []
  /// What stays by a decision, or by the register, in the same order.
  public var exceptions: [Part] = []
  /// How many machines have moved.
  public var moved = 0

  /// How many machines that are left came, or were moved, after the baseline.
  public var sinceBaseline: Int {
    (open + exceptions).count { part in
      switch part.origin {
      case .since, .moved: true
      case .asAtBaseline, nil: false
      }
    }
  }

  /// How far the service has come.
  public var verdict: Verdict {
    if applications.isEmpty { return .unknown }
    return open.isEmpty ? .complete : .notComplete
  }

  /// Checks the services of `projects`.
  ///
  /// - Parameters:
  ///   - projects: The projects of the agency; renounced ones are passed over.
  ///   - catalogue: The services, by whose names and synonyms projects may call them.
  ///   - estate: The estate with assignments and plan.
  ///   - superseded: Records of exports that newer ones replace: where only these still show an
  ///     application on a server, it has left it.
  ///   - exceptions: What persons accepted that stays.
  ///   - origins: Where machines come from, as at the baseline; empty where none is frozen.
  ///   - state: How far a machine is by the register: a drained one has moved, one that is kept
  ///     by decision is an exception.
  /// - Returns: One check a project and service, by project and name in order.
  /// - Complexity: O(relations), and for each service O(*s* log *s*) for *s* machines and calls
  ///   beneath it.
  public static func all(
    of projects: [Project],
    catalogue: [Service],
    in estate: Estate,
    superseded: Set<RecordID> = [],
    exceptions: [AcceptedException] = [],
    origins: [EntityID: MachineOrigin] = [:],
    state: (EntityID) -> RetirementState
  ) -> [MigrationCheck] {
    var names: [String: String] = [:]
    for service in catalogue {
      for name in service.synonyms + [service.name] { names[name.lowercased()] = service.name }
    }
    let surroundings = Surroundings(estate, superseded)
    let accepted = Dictionary(grouping: exceptions, by: \.machine)
    var members: [Key: [EntityID]] = [:]
    for project in projects where project.state != .renounced {
      for entry in project.services {
        let name = names[entry.service.lowercased()] ?? entry.service
        members[Key(project: project.code, service: name)] = []
      }
    }
    let codes = Set(projects.lazy.filter { $0.state != .renounced }.map(\.code))
    for assignment in estate.assignments where assignment.isApplication {
      guard let service = assignment.service else { continue }
      for project in assignment.projects where codes.contains(project) {
        members[Key(project: project, service: service), default: []].append(assignment.entity)
      }
    }
    return members.sorted { $0.key < $1.key }.map { key, applications in
      var check = MigrationCheck(project: key.project, service: key.service)
      check.applications = Set(applications).sorted()
      check.moved = surroundings.left(by: check.applications)
      for var part in surroundings.parts(of: check.applications) {
        part.origin = origins[part.entity]
        // Of several exceptions the latest counts.
        part.exception = accepted[part.entity]?.last {
          $0.project == nil || $0.project == key.project
        }
        if surroundings.isGone(part.entity) {
          check.moved += 1
          continue
        }
        let state = state(part.entity)
        if state == .drained || state.isDark {
          check.moved += 1
        } else if state == .keep || part.exception != nil {
          check.exceptions.append(part)
        } else {
          check.open.append(part)
        }
      }
      return check
    }
  }

  /// A service of a project.
  private struct Key: Hashable, Comparable {
    var project: ProjectCode
    var service: String

    static func < (left: Self, right: Self) -> Bool {
      (left.project, left.service) < (right.project, right.service)
    }
  }
}

/// What is beneath the applications of an estate.
private struct Surroundings {
  private var servers: [EntityID: Set<EntityID>] = [:]
  /// The servers that only superseded records still show.
  private var left: [EntityID: Set<EntityID>] = [:]
  private var calls: [EntityID: Set<EntityID>] = [:]
  private var plan: [EntityID: PlanEntry] = [:]
  private var infrastructure: Set<EntityID> = []
  private var machines: Set<EntityID> = []

  init(_ estate: Estate, _ superseded: Set<RecordID>) {
    for entry in estate.plan { plan[entry.entity] = entry }
    for assignment in estate.assignments where assignment.isInfrastructure {
      infrastructure.insert(assignment.entity)
    }
    machines = Set(estate.assets.lazy.filter { $0.kind.isServer }.map(\.id))
    for relation in estate.relations {
      let isCurrent = !superseded.contains(relation.record)
      switch relation.kind {
      case .runsOn where isCurrent: servers[relation.from, default: []].insert(relation.to)
      case .runsOn: left[relation.from, default: []].insert(relation.to)
      case .dependsOn where isCurrent: calls[relation.from, default: []].insert(relation.to)
      case .dependsOn, .hostedOn, .storedOn, .mountedIn, .poweredBy: continue
      }
    }
  }

  func isGone(_ machine: EntityID) -> Bool { plan[machine]?.status == .gone }

  /// How many servers the applications have all left, by what newer exports no longer show.
  func left(by applications: [EntityID]) -> Int {
    let own = machines(of: applications)
    return applications.reduce(into: Set<EntityID>()) { $0.formUnion(left[$1] ?? []) }
      .subtracting(own).count
  }

  private func machines(of applications: [EntityID]) -> Set<EntityID> {
    applications.reduce(into: Set<EntityID>()) { $0.formUnion(servers[$1] ?? []) }
  }

  /// The servers, then what they call at any depth, then the applications without servers; each
  /// once.
  func parts(of applications: [EntityID]) -> [MigrationCheck.Part] {
    let own = machines(of: applications)
    var seen = own
    var called: [MigrationCheck.Part] = []
    var callers = applications + own.sorted()
    var depth = 1
    // From depth to depth, so that each machine is met on a shortest way; what was met is not
    // followed again, which also ends circles.
    while !callers.isEmpty {
      var found: [EntityID: EntityID] = [:]
      var next: Set<EntityID> = []
      for caller in callers {
        for target in calls[caller] ?? [] {
          // A call to an application is one to where it runs, and what it calls counts.
          if let places = servers[target], seen.insert(target).inserted {
            next.insert(target)
            for place in places { found[place] = min(found[place] ?? caller, caller) }
          } else if servers[target] == nil {
            found[target] = min(found[target] ?? caller, caller)
          }
        }
      }
      for (machine, caller) in found.sorted(by: { $0.key < $1.key })
      where isFollowed(machine) && seen.insert(machine).inserted {
        next.insert(machine)
        called.append(
          MigrationCheck.Part(entity: machine, role: .dependency, depth: depth, caller: caller)
        )
      }
      callers = next.sorted()
      depth += 1
    }
    let placeless = applications.filter { servers[$0] == nil && left[$0] == nil }
    return own.sorted().map { MigrationCheck.Part(entity: $0, role: .server) }
      + called.sorted { $0.entity < $1.entity }
      + placeless.map { MigrationCheck.Part(entity: $0, role: .placeless) }
  }

  /// Whether a machine that is called counts, and what it calls.
  private func isFollowed(_ machine: EntityID) -> Bool {
    machines.contains(machine) && !infrastructure.contains(machine)
      && plan[machine]?.status != .keep
  }
}
