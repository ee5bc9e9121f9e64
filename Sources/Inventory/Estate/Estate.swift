/// All that is concluded about one agency: what the steps hand on to one another.
public struct Estate: Sendable {
  /// The agency.
  public var agency: Agency
  /// What exists, by id in order.
  public var assets: [Asset]
  /// The applications, by id in order.
  public var applications: [Application]
  /// What rests on what.
  public var relations: [Relation]
  /// The projects of machines and applications; empty before assignment.
  public var assignments: [Assignment]
  /// The plan for each machine; empty before planning.
  public var plan: [PlanEntry]

  /// Creates an estate.
  public init(
    agency: Agency,
    assets: [Asset] = [],
    applications: [Application] = [],
    relations: [Relation] = [],
    assignments: [Assignment] = [],
    plan: [PlanEntry] = []
  ) {
    self.agency = agency
    self.assets = assets
    self.applications = applications
    self.relations = relations
    self.assignments = assignments
    self.plan = plan
  }
}
