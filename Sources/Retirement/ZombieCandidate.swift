public import Inventory

/// A server that nobody may need any more.
///
/// A candidate is asked about, never retired: that nothing is known of a server is no proof that
/// nothing runs on it.
public struct ZombieCandidate: Sendable, Hashable {
  /// What makes a server a candidate.
  public enum Sign: Sendable, Hashable {
    /// No source names an application or machine on it.
    case noApplication
    /// The flows that were recorded touch others, not this one.
    case noFlows
    /// Its processors are used up to this share.
    case lowUse(Share)
    /// A source says that it is switched off.
    case poweredOff
    /// No source has seen it since that day.
    case notSeenSince(CalendarDate)
  }

  /// The server.
  public var machine: EntityID
  /// The signs, the strongest first; at least two.
  public var signs: [Sign]

  /// The share of use below which processors count as idle, as Azure Migrate's business case has it.
  public static let idleUse = 0.05

  /// Returns the candidates among the servers that the plan neither retires nor calls gone.
  ///
  /// Two signs are needed, and no application may be known: a server that is merely off may be a
  /// spare, one of which merely no application is known may be anything. What carries the
  /// infrastructure's services is no candidate.
  ///
  /// - Parameters:
  ///   - estate: The estate with its plan.
  ///   - asOf: The day from which it is reckoned; `nil` for the newest on which anything was seen.
  ///   - unseenDays: After how many days without being seen that is a sign.
  /// - Returns: The candidates, those with most signs first, then by id.
  /// - Complexity: O(*n* log *n*) in assets and relations.
  public static func all(
    in estate: Estate,
    asOf: CalendarDate? = nil,
    unseenDays: Int = 90
  ) -> [ZombieCandidate] {
    let today = asOf ?? estate.assets.lazy.compactMap(\.lastSeen).max()
    let plan = Dictionary(estate.plan.map { ($0.entity, $0.status) }) { first, _ in first }
    let infrastructure = Set(estate.assignments.lazy.filter(\.isInfrastructure).map(\.entity))
    var occupied: Set<EntityID> = []
    var talking: Set<EntityID> = []
    for relation in estate.relations {
      switch relation.kind {
      case .runsOn, .hostedOn: occupied.insert(relation.to)
      case .dependsOn: talking.formUnion([relation.from, relation.to])
      case .storedOn, .mountedIn, .poweredBy: continue
      }
    }
    return estate.assets.compactMap { asset -> ZombieCandidate? in
      guard asset.kind.isServer, asset.facts.isTemplate != true, !occupied.contains(asset.id),
        asset.facts.applications.isEmpty, !infrastructure.contains(asset.id)
      else { return nil }
      switch plan[asset.id] {
      case .retire, .gone, .keep: return nil
      case .blocked, .review, nil: break
      }
      var signs: [Sign] = []
      if asset.facts.powerState == .off { signs.append(.poweredOff) }
      if let today, let seen = asset.lastSeen, today.dayNumber - seen.dayNumber > unseenDays {
        signs.append(.notSeenSince(seen))
      }
      if let use = asset.facts.cpuUtilization, use.value < idleUse { signs.append(.lowUse(use)) }
      // Where nobody recorded flows, that there are none tells nothing.
      if !talking.isEmpty, !talking.contains(asset.id) { signs.append(.noFlows) }
      signs.append(.noApplication)
      return signs.count < 2 ? nil : ZombieCandidate(machine: asset.id, signs: signs)
    }.sorted { ($1.signs.count, $0.machine) < ($0.signs.count, $1.machine) }
  }
}

extension ZombieCandidate.Sign: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .noApplication: "zombie.no-application"
    case .noFlows: "zombie.no-flows"
    case .lowUse: "zombie.low-use"
    case .poweredOff: "zombie.powered-off"
    case .notSeenSince: "zombie.not-seen"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .noApplication: language("nessun applicativo noto", "no application known")
    case .noFlows: language("nessun flusso di rete registrato", "no network flow recorded")
    case .lowUse(let use):
      language(
        "processori usati al \(Self.percent(use)) %",
        "processors used at \(Self.percent(use)) %"
      )
    case .poweredOff: language("una fonte la dà spenta", "a source says that it is off")
    case .notSeenSince(let day):
      language("nessuna fonte la vede dal \(day)", "no source has seen it since \(day)")
    }
  }

  private static func percent(_ share: Share) -> Int { Int((share.value * 100).rounded()) }
}
