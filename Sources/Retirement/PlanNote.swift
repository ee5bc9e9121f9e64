public import Inventory

/// Something odd in an estate or its projects, which the plan copes with and a person should look at.
public enum PlanNote: Sendable, Hashable {
  /// These rest on one another in a circle, and are planned as one.
  case restingCircle([EntityID])
  /// These call one another in a circle, so that none moves well without the others.
  case callingCircle([EntityID])
  /// So many applications run on nothing that any source tells, these among them.
  case applicationsOnNothing(count: Int, first: [EntityID])
  /// No paper of the project says which services it moves.
  case projectWithoutServices(ProjectCode)

  /// Finds what is odd in `estate`.
  ///
  /// Calls to and from the infrastructure, which all use, make no circle.
  ///
  /// - Parameters:
  ///   - estate: The estate, with assignments.
  ///   - projects: Its agency's projects; renounced ones are passed over.
  /// - Returns: The notes: circles by their first id in order, then the others.
  /// - Complexity: O(*n* log *n*) in assets, applications and relations.
  public static func all(in estate: Estate, projects: [Project]) -> [PlanNote] {
    var notes: [PlanNote] = []
    let graph = EstateGraph(estate)
    for part in graph.order.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      notes.append(.restingCircle(part.map { graph.assets[$0].id }))
    }
    notes += callingCircles(in: estate).map { .callingCircle($0) }
    let placed = Set(estate.relations.lazy.filter { $0.kind == .runsOn }.map(\.from))
    let lost = estate.applications.map(\.id).filter { !placed.contains($0) }.sorted()
    if !lost.isEmpty {
      notes.append(.applicationsOnNothing(count: lost.count, first: Array(lost.prefix(shown))))
    }
    notes += projects.filter { project in
      project.state != .renounced && project.services.isEmpty && project.moves.isEmpty
    }.map(\.code).sorted().map { .projectWithoutServices($0) }
    return notes
  }

  /// How many of several are named.
  static let shown = 5

  private static func callingCircles(in estate: Estate) -> [[EntityID]] {
    let shared = Set(estate.assignments.lazy.filter(\.isInfrastructure).map(\.entity))
    var numbers: [EntityID: Int] = [:]
    var ids: [EntityID] = []
    var calls: [[Int]] = []
    func number(_ id: EntityID) -> Int {
      if let known = numbers[id] { return known }
      numbers[id] = ids.count
      ids.append(id)
      calls.append([])
      return ids.count - 1
    }
    for relation in estate.relations
    where relation.kind == .dependsOn && !shared.contains(relation.from)
      && !shared.contains(relation.to)
    {
      let (from, to) = (number(relation.from), number(relation.to))
      calls[from].append(to)
    }
    return StrongComponents.of(ids.count) { calls[$0] }.filter { $0.count > 1 }
      .map { $0.map { ids[$0] }.sorted() }.sorted { $0[0] < $1[0] }
  }
}

extension PlanNote: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .restingCircle: "plan.resting-circle"
    case .callingCircle: "plan.calling-circle"
    case .applicationsOnNothing: "plan.applications-on-nothing"
    case .projectWithoutServices: "plan.project-without-services"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .restingCircle(let ids):
      language(
        "\(Self.list(ids)) poggiano l’uno sull’altro in cerchio: pianificati insieme; correggere con "
          + "tramonto review unrelate se non è vero",
        "\(Self.list(ids)) rest on one another in a circle: planned as one; put it right with "
          + "tramonto review unrelate if it is not so"
      )
    case .callingCircle(let ids):
      language(
        "\(Self.list(ids)) si chiamano a vicenda: spostarli insieme",
        "\(Self.list(ids)) call one another: move them together"
      )
    case .applicationsOnNothing(let count, let first):
      language(
        "\(count) applicativi senza server noti (\(Self.list(first, of: count))): indicarli con "
          + "tramonto review relate",
        "\(count) applications on no known server (\(Self.list(first, of: count))): tell them with "
          + "tramonto review relate"
      )
    case .projectWithoutServices(let project):
      language(
        "il progetto \(project) non dice quali servizi migra: tramonto projects import",
        "project \(project) does not say which services it moves: tramonto projects import"
      )
    }
  }

  private static func list(_ ids: [EntityID], of count: Int? = nil) -> String {
    let more = (count ?? ids.count) - min(ids.count, shown)
    return ids.prefix(shown).map(\.description).joined(separator: ", ")
      + (more > 0 ? ", … +\(more)" : "")
  }
}
