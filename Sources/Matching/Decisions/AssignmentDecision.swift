public import Inventory

/// What a person settled about an application: which projects move it, or that none does.
public struct AssignmentDecision: Sendable, Hashable {
  /// The number by which assignments name it.
  public var number: Int
  /// The application.
  public var application: EntityReference
  /// The projects that move it, in order; none where no project does.
  public var projects: [ProjectCode]

  /// Creates a decision.
  public init(number: Int, application: EntityReference, projects: [ProjectCode]) {
    self.number = number
    self.application = application
    self.projects = projects
  }
}

extension AssignmentRun {
  /// Gives applications the projects that persons decided on; of two decisions on one the later
  /// holds.
  ///
  /// A decision on an application that is no more, or whose projects are all renounced, changes
  /// nothing.
  mutating func hold(_ decisions: [AssignmentDecision], _ made: inout [EntityID: Assignment]) {
    let index = EntityIndex(
      of: decisions.map(\.application),
      assets: [],
      applications: estate.applications
    )
    for decision in decisions {
      guard let id = index[decision.application], var assignment = made[id] else { continue }
      let moving = projects.map(\.project).filter { decision.projects.contains($0.code) }
      guard decision.projects.isEmpty || !moving.isEmpty else { continue }
      let before = assignment
      assignment.projects = moving.map(\.code).sorted()
      assignment.isInfrastructure = before.isInfrastructure && moving.isEmpty
      assignment.months = [:]
      for project in moving {
        assignment.months[project.code] = before.months[project.code] ?? project.deadline
      }
      assignment.month = assignment.months.values.max()
      assignment.reasons = [.decided(decision: decision.number)]
      made[id] = assignment
    }
  }
}
