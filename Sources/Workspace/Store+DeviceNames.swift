import GRDB
public import Inventory
import Retirement

/// What a device answers to.
public struct DeviceName: Sendable, Hashable {
  /// The device.
  public var entity: EntityID
  /// Its kind.
  public var kind: AssetKind
  /// Its name.
  public var name: String
  /// All that it answers to, lower case: id, name, network name, serial number, asset tag.
  public var words: Set<String>
}

extension Store {
  /// The devices of an agency that can be retired, by id in order: those of the inventory, then those
  /// that only the register still knows.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(assets).
  public func deviceNames(of agency: AgencyCode) throws -> [DeviceName] {
    try read { db in
      var known: Set<String> = []
      let assets = try db.prepared(
        """
        SELECT id, kind, title, serial, hostname, asset_tag, name FROM asset
        WHERE agency = ? ORDER BY id
        """,
        agency.description
      ).rows { row in name(in: row, words: 3...6) }.compactMap(\.self)
      for asset in assets { known.insert(asset.entity.description) }
      let others = try db.prepared(
        "SELECT entity, kind, name, serial FROM retirement WHERE agency = ? ORDER BY entity",
        agency.description
      ).rows { row in name(in: row, words: 3...3) }.compactMap(\.self)
      return assets.filter(\.kind.isRetired)
        + others.filter { !known.contains($0.entity.description) }
    }
  }

  private func name(
    in row: borrowing PreparedStatement,
    words columns: ClosedRange<Int>
  ) -> DeviceName? {
    guard let id = row.text(0), let kind = row.text(1).flatMap({ AssetKind(rawValue: $0) }) else {
      return nil
    }
    let name = row.text(2) ?? ""
    var words: Set<String> = [id.lowercased(), name.lowercased()]
    for column in columns {
      guard let word = row.text(column)?.lowercased() else { continue }
      words.insert(word)
      // A network name is known by its first label too; an address has none.
      if let label = word.split(separator: ".").first, !label.allSatisfy(\.isNumber) {
        words.insert(String(label))
      }
    }
    words.remove("")
    return DeviceName(entity: EntityID(id), kind: kind, name: name, words: words)
  }
}
