public import Inventory

/// Tells which projects move each application and empty each machine, and why.
public struct Assigner: Sendable {
  let catalogue: [Service]
  let projects: [Project]

  /// Creates an assigner.
  ///
  /// - Parameters:
  ///   - catalogue: The services to recognise; services that only projects name are added.
  ///   - projects: The projects of all agencies.
  public init(catalogue: [Service], projects: [Project]) {
    self.catalogue = catalogue
    self.projects = projects
  }

  /// Returns one assignment for every machine, device and application of `estate`, by id in order.
  ///
  /// - Parameters:
  ///   - estate: Assets, applications and relations, as reconciled.
  ///   - records: The records that the estate was reconciled from.
  ///   - decisions: What persons settled about applications, in the order they did.
  /// - Returns: The assignments, by id in order; each has reasons.
  /// - Complexity: O(*n*) in records and relations, for texts of bounded length.
  public func assign(
    _ estate: Estate,
    records: [FiledRecord],
    decisions: [AssignmentDecision] = []
  ) -> [Assignment] {
    let own = projects.filter { $0.moves(for: estate.agency.code) }.sorted { $0.code < $1.code }
    var recogniser = ServiceRecogniser(
      catalogue: catalogue,
      projects: projects,
      siteWords: ServiceRecogniser.siteWords(own, records)
    )
    recogniser.learn(from: records)
    var run = AssignmentRun(
      estate: estate,
      records: records,
      projects: own,
      recogniser: recogniser
    )
    return run.assignments(decisions)
  }
}

extension Project {
  /// Whether the project moves services of the agency: a renounced one moves nothing.
  func moves(for agency: AgencyCode) -> Bool { self.agency == agency && state != .renounced }
}
