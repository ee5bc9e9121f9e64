public import Inventory

/// Turns the records of one agency into assets, applications and relations.
///
/// The answer does not depend on the order of the records.
public struct Reconciler: Sendable {
  /// Creates a reconciler.
  public init() {}

  /// Returns what `records` amount to.
  ///
  /// - Parameters:
  ///   - records: All records of the agency, in any order.
  ///   - agency: The agency; its code begins every new id.
  ///   - previous: The asset or application that each record belonged to when last reconciled; an
  ///     entity keeps the id that most of its records had.
  /// - Complexity: O(*n* log *n*) in the number of records, for values of bounded frequency.
  public func reconcile(
    _ records: [FiledRecord],
    of agency: Agency,
    previous: [RecordID: EntityID]
  ) -> Reconciliation {
    Reconciliation()
  }
}
