import GRDB
public import Importers
public import Inventory
import Matching

/// What an import would do to an agency's assets.
public struct AssetChanges: Sendable {
  /// An asset with the attributes that would have another value.
  public struct Change: Sendable, Hashable {
    /// The asset as it would be.
    public var asset: Asset
    /// The attributes, in their fixed order.
    public var attributes: [Attribute]
  }

  /// Assets that are not known yet.
  public var added: [Asset] = []
  /// Assets of which some fact would change.
  public var changed: [Change] = []
  /// How many assets would stay as they are.
  public var unchanged = 0
  /// Known assets whose records would become part of another asset.
  public var merged: [Asset] = []
  /// Assets that no current export would list any more; they are kept as not seen since.
  public var vanished: [Asset] = []
}

extension Store {
  /// Does all that importing and reconciling would do, tells what it changes, and undoes it.
  ///
  /// - Parameters:
  ///   - found: The exports.
  ///   - agency: The agency that they describe.
  ///   - options: How they are to be read.
  ///   - at: When the import would be made, in seconds since 1970, UTC.
  ///   - progress: Told before each export and at the end.
  /// - Returns: One outcome for each of `found`, in order, and what becomes of the assets.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written, which it must be for a moment.
  /// - Complexity: O(bytes read), and near n log n in the agency's records.
  public func rehearse(
    _ found: [FoundExport],
    into agency: AgencyCode,
    options: ImportOptions = ImportOptions(),
    at: Int,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> (outcomes: [ImportOutcome], changes: AssetChanges) {
    try write { db in
      var outcomes: [ImportOutcome] = []
      var changes = AssetChanges()
      try db.inSavepoint {
        let before = try reconciliation(of: agency, in: db)
        outcomes = try file(
          found,
          into: agency,
          options: options,
          at: at,
          progress: progress,
          in: db
        )
        let owners = Dictionary(
          before.assets.flatMap { asset in asset.records.map { ($0, asset.id) } },
          uniquingKeysWith: { first, _ in first }
        )
        let previous = PreviousEntities(
          byRecord: owners,
          assets: Set(before.assets.map(\.id)),
          applications: before.applications,
          former: try formerIDs(of: agency, in: db)
        )
        let after = try reconciliation(of: agency, previous, in: db)
        let superseded = Set(
          try records(of: agency, in: db).lazy.filter(\.isSuperseded).map(\.id)
        )
        changes = AssetChanges(from: before.assets, to: after.assets, superseded: superseded)
        return .rollback
      }
      return (outcomes, changes)
    }
  }
}

extension AssetChanges {
  /// Compares the assets before and after, by id.
  init(from before: [Asset], to after: [Asset], superseded: Set<RecordID>) {
    let known = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for asset in after {
      guard let old = known[asset.id] else {
        added.append(asset)
        continue
      }
      let isListed = { (asset: Asset) in !superseded.isSuperset(of: asset.records) }
      let attributes = Attribute.allCases.filter {
        old.facts.value(of: $0) != asset.facts.value(of: $0)
      }
      if !isListed(asset) {
        vanished.append(asset)
      } else if attributes.isEmpty {
        unchanged += 1
      } else {
        changed.append(Change(asset: asset, attributes: attributes))
      }
    }
    let ids = Set(after.map(\.id))
    merged = before.filter { !ids.contains($0.id) }
  }
}
