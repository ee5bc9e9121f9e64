public import Inventory

/// Something that may come otherwise than planned.
public enum Supposition: Sendable, Hashable {
  /// All that the project moves, it moves so many months later; earlier when negative.
  case slip(ProjectCode, months: Int)
  /// No project moves the service: its applications stay where they are.
  case drop(service: String)

  /// Whether any application of `estate` is touched.
  public func touches(_ estate: Estate) -> Bool {
    estate.assignments.contains { $0.isApplication && touches($0) }
  }

  private func touches(_ assignment: Assignment) -> Bool {
    switch self {
    case .slip(let project, _): assignment.projects.contains(project)
    case .drop(let service):
      assignment.service?.lowercased() == service.lowercased() && !assignment.projects.isEmpty
    }
  }

  /// The assignment of an application as it would be.
  fileprivate func applied(to assignment: Assignment) -> Assignment {
    guard touches(assignment) else { return assignment }
    var assignment = assignment
    switch self {
    case .slip(let project, let months):
      if let own = assignment.months[project] {
        let late = own.advanced(by: months)
        assignment.months[project] = late
        // The last of its projects takes it away; those without a date of their own aside.
        assignment.month = late == nil ? nil : assignment.months.values.max()
      } else {
        // No project's own month is known: any of them may be the late one.
        assignment.month = assignment.month.flatMap { $0.advanced(by: months) }
      }
    case .drop:
      let service = assignment.service ?? ""
      assignment.projects = []
      assignment.month = nil
      assignment.months = [:]
      assignment.reasons.append(.serviceInNoProject(service: service))
    }
    return assignment
  }
}

/// A machine whose plan a supposition changes.
public struct SupposedChange: Sendable, Hashable {
  /// The machine.
  public var machine: EntityID
  /// Its entry in the plan.
  public var before: PlanEntry
  /// Its entry if it came as supposed.
  public var after: PlanEntry

  /// How many months later it goes dark; negative for earlier; `nil` unless it retires in both.
  public var monthsLater: Int? {
    guard let before = before.month, let after = after.month else { return nil }
    return before.months(to: after)
  }

  /// Whether it was to go dark and no longer is.
  public var isLost: Bool { before.status == .retire && after.status != .retire }

  /// Whether it was not to go dark and now is.
  public var isWon: Bool { before.status != .retire && after.status == .retire }
}

extension Planner {
  /// Returns what of the plan of `estate` changes if `suppositions` came true together.
  ///
  /// Both plans are made anew by the same rules for the same day; the plan in `estate` counts for
  /// nothing. An application of several projects moves with the last of them.
  ///
  /// - Returns: The machines whose status or month changes, by id in order.
  /// - Complexity: That of two plans.
  public func changes(_ suppositions: [Supposition], in estate: Estate) -> [SupposedChange] {
    var supposed = estate
    for supposition in suppositions {
      for index in supposed.assignments.indices where supposed.assignments[index].isApplication {
        supposed.assignments[index] = supposition.applied(to: supposed.assignments[index])
      }
    }
    return zip(plan(estate), plan(supposed)).compactMap { before, after in
      guard (before.status, before.month) != (after.status, after.month) else { return nil }
      return SupposedChange(machine: before.entity, before: before, after: after)
    }
  }
}
