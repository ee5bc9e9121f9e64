import GRDB
public import Inventory

/// An asset or application that answers to what somebody typed.
public struct EntityMatch: Sendable, Hashable {
  /// What it answers with.
  public enum Ground: String, Sendable, Hashable, CaseIterable {
    case id
    case serial
    case uuid
    case macAddress
    case ipAddress
    case assetTag
    case name
    /// The text is only a part of the name.
    case partOfName
  }

  /// The agency.
  public var agency: AgencyCode
  /// The asset or application.
  public var entity: EntityID
  /// Its name.
  public var name: String
  /// Whether it is an application.
  public var isApplication: Bool
  /// What it answers with.
  public var ground: Ground
}

extension Store {
  /// Finds what a person means by an id, name, serial number, UUID, MAC or IP address.
  ///
  /// The id of an asset that became part of another stands for that.
  /// Names match whole or by their first label, whatever the case; the records of an asset count as
  /// well as the facts that survived. Parts of names are tried only when nothing else matches.
  ///
  /// - Parameters:
  ///   - query: What was typed.
  ///   - agency: The agency to look in; `nil` for all.
  ///   - limit: The most matches to return.
  /// - Returns: The matches, each entity once, by agency and id in order.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(records of the agencies).
  public func find(
    _ query: String,
    in agency: AgencyCode? = nil,
    limit: Int = 50
  ) throws -> [EntityMatch] {
    let text = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty else { return [] }
    return try read { db in
      var matches = try exactMatches(text, in: agency, db)
      if matches.isEmpty, let heir = try heir(of: text, in: agency, db) {
        matches = try exactMatches(heir.description, in: agency, db)
      }
      if matches.isEmpty { matches = try partialMatches(text, in: agency, db) }
      return Array(matches.prefix(limit))
    }
  }

  private func exactMatches(
    _ text: String,
    in agency: AgencyCode?,
    _ db: Database
  ) throws -> [EntityMatch] {
    var matches: [EntityID: EntityMatch] = [:]
    func take(_ ground: EntityMatch.Ground, _ sql: String, _ value: String?) throws {
      guard let value else { return }
      try db.prepared(sql, agency?.description, value).forEachRow { row in
        let match = try match(in: row, ground: ground)
        if matches[match.entity] == nil { matches[match.entity] = match }
      }
    }
    /// The assets with a record of which `condition` is true.
    func assets(where condition: String) -> String {
      """
      SELECT DISTINCT a.agency, a.id, a.title, 0 FROM record AS r
      JOIN asset_record AS m ON m.agency = r.agency AND m.record = r.id
      JOIN asset AS a ON a.agency = m.agency AND a.id = m.asset
      WHERE (?1 IS NULL OR r.agency = ?1) AND \(condition)
      """
    }
    let lower = text.lowercased()
    try take(
      .id,
      "SELECT agency, id, title, 0 FROM asset WHERE (?1 IS NULL OR agency = ?1) AND lower(id) = ?2",
      lower
    )
    try take(
      .id,
      """
      SELECT agency, id, name, 1 FROM application
      WHERE (?1 IS NULL OR agency = ?1) AND lower(id) = ?2
      """,
      lower
    )
    // Addresses stand between blanks, so that no address matches as a part of another.
    func among(_ column: String) -> String {
      "instr(' ' || r.\(column) || ' ', ' ' || ?2 || ' ') > 0"
    }
    try take(.serial, assets(where: "upper(r.serial) = ?2"), Serial(text)?.key)
    let uuid = MachineUUID(text)
    try take(.uuid, assets(where: "r.uuid = ?2"), uuid?.description)
    try take(.uuid, assets(where: "r.uuid = ?2"), uuid?.otherOrder)
    try take(
      .macAddress,
      assets(where: among("mac_addresses")),
      MACAddress(text)?.description
    )
    try take(.ipAddress, assets(where: among("ip_addresses")), IPAddress(text)?.description)
    try take(.assetTag, assets(where: "lower(r.asset_tag) = ?2"), lower)
    try take(
      .name,
      assets(
        where: """
          (lower(r.name) = ?2 OR lower(r.hostname) = ?2
            OR substr(lower(r.hostname), 1, length(?2) + 1) = ?2 || '.'
            OR substr(lower(r.name), 1, length(?2) + 1) = ?2 || '.')
          """
      ),
      lower
    )
    try take(
      .name,
      """
      SELECT agency, id, title, 0 FROM asset
      WHERE (?1 IS NULL OR agency = ?1) AND lower(title) = ?2
      """,
      lower
    )
    try take(
      .name,
      """
      SELECT agency, id, name, 1 FROM application
      WHERE (?1 IS NULL OR agency = ?1) AND lower(name) = ?2
      """,
      lower
    )
    return matches.values.sorted { ($0.agency, $0.entity) < ($1.agency, $1.entity) }
  }

  private func partialMatches(
    _ text: String,
    in agency: AgencyCode?,
    _ db: Database
  ) throws -> [EntityMatch] {
    try db.prepared(
      """
      SELECT agency, id, title AS name, 0 FROM asset
      WHERE (?1 IS NULL OR agency = ?1) AND instr(lower(title), ?2) > 0
      UNION ALL
      SELECT agency, id, name, 1 FROM application
      WHERE (?1 IS NULL OR agency = ?1) AND instr(lower(name), ?2) > 0
      ORDER BY 1, 2
      """,
      agency?.description,
      text.lowercased()
    ).rows { row in try match(in: row, ground: .partOfName) }
  }

  private func match(
    in row: borrowing PreparedStatement,
    ground: EntityMatch.Ground
  ) throws -> EntityMatch {
    guard let agency = row.text(0).flatMap({ AgencyCode($0) }) else { throw damaged("asset") }
    return EntityMatch(
      agency: agency,
      entity: EntityID(row.text(1) ?? ""),
      name: row.text(2) ?? "",
      isApplication: row.flag(3) ?? false,
      ground: ground
    )
  }
}
