public import Inventory

/// An estate with quick access by id, and its entries as programs and people see them.
public struct EstateView: Sendable {
  /// The estate.
  public let estate: Estate
  private let assignments: [EntityID: Assignment]
  private let plan: [EntityID: PlanEntry]
  private let names: [EntityID: String]

  /// Creates the view of `estate`.
  public init(_ estate: Estate) {
    self.estate = estate
    assignments = Dictionary(
      estate.assignments.map { ($0.entity, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    plan = Dictionary(estate.plan.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(
      estate.assets.map { ($0.id, $0.name) } + estate.applications.map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The projects of a machine or application; `nil` before matching.
  public func assignment(of id: EntityID) -> Assignment? { assignments[id] }

  /// The plan for a machine; `nil` before planning.
  public func entry(of id: EntityID) -> PlanEntry? { plan[id] }

  /// The name of a machine or application; its id when it is not of this estate.
  public func name(of id: EntityID) -> String { names[id] ?? id.description }

  /// An asset as named values.
  public func fact(of asset: Asset, _ language: Language) -> FactValue {
    asset.fact(
      of: estate.agency.code,
      assignment: assignment(of: asset.id),
      entry: entry(of: asset.id),
      language
    )
  }
}

extension Asset {
  /// The asset as named values, with what was concluded of it.
  ///
  /// - Parameters:
  ///   - agency: Its agency.
  ///   - assignment: Its projects; `nil` before matching.
  ///   - entry: The plan for it; `nil` before planning.
  ///   - language: The language of the reasons.
  /// - Returns: The values, those that are not known left out.
  public func fact(
    of agency: AgencyCode,
    assignment: Assignment?,
    entry: PlanEntry?,
    _ language: Language
  ) -> FactValue {
    var fields: [FactValue.Field] = [
      .init("id", .text(id.description)),
      .init("agency", .text(agency.description)),
      .init("kind", .text(kind.rawValue)),
      .init("name", .text(name)),
    ]
    fields += [
      entry.map { .init("status", .text($0.status.rawValue)) },
      (entry?.month).map { .init("month", .text($0.description)) },
      FactValue.texts(entry?.blockers.map(\.description) ?? []).map { .init("blockedBy", $0) },
      FactValue.texts(assignment?.projects.map(\.description) ?? []).map { .init("projects", $0) },
      assignment.flatMap { $0.months.isEmpty ? nil : $0 }.map { assignment in
        .init(
          "projectMonths",
          .object(
            assignment.projects.compactMap { project in
              assignment.months[project].map {
                .init(project.description, .text($0.description))
              }
            }
          )
        )
      },
      (assignment?.service).map { .init("service", .text($0)) },
      FactValue.texts(entry?.reasons.map { $0.text(in: language) } ?? [])
        .map { .init("reasons", $0) },
      lastSeen.map { .init("lastSeen", .text($0.description)) },
      .init("records", .integer(records.count)),
      .init("facts", .object(facts.facts.map { .init($0.attribute.rawValue, $0.value) })),
    ].compactMap(\.self)
    return .object(fields)
  }
}
