import GRDB
public import Inventory

extension Store {
  /// All that is concluded about an agency.
  ///
  /// - Throws: ``StoreFailure``, also for an agency that the workspace does not have.
  /// - Complexity: O(assets + relations).
  public func estate(of agency: AgencyCode) throws -> Estate {
    try read { db in try estate(of: agency, in: db) }
  }

  func estate(of code: AgencyCode, in db: Database) throws -> Estate {
    Estate(
      agency: try knownAgency(code, in: db),
      assets: try assets(of: code, in: db),
      applications: try applications(of: code, in: db),
      relations: try relations(of: code, in: db),
      assignments: try assignments(of: code, in: db),
      plan: try plan(of: code, in: db)
    )
  }

  /// The records of each asset or application, in order; of one alone where `id` names it.
  private func members(
    of agency: AgencyCode,
    only id: EntityID?,
    table: String,
    entity: String,
    in db: Database
  ) throws -> [String: [RecordID]] {
    var members: [String: [RecordID]] = [:]
    try db.prepared(
      """
      SELECT \(entity), record FROM \(table)
      WHERE agency = ?1 \(Self.condition(id, on: entity)) ORDER BY \(entity), position
      """,
      agency.description,
      id
    ).forEachRow { row in
      members[row.text(0) ?? "", default: []].append(RecordID(Int64(row.integer(1) ?? 0)))
    }
    return members
  }

  /// The order of `column`.
  ///
  /// One entity's rows are sorted, because SQLite would else walk all of the agency's in this order
  /// to find them.
  private static func order(_ id: EntityID?, by column: String) -> String {
    (id == nil ? "" : "+") + column
  }

  /// What narrows a query to one entity, which is its second parameter: an index must serve it.
  private static func condition(_ id: EntityID?, on column: String) -> String {
    id == nil ? "" : "AND \(column) = ?2"
  }

  func assets(
    of agency: AgencyCode,
    only id: EntityID? = nil,
    in db: Database
  ) throws -> [Asset] {
    let members = try members(
      of: agency,
      only: id,
      table: "asset_record",
      entity: "asset",
      in: db
    )
    let columns = RecordColumns.names.joined(separator: ", ")
    return try db.prepared(
      """
      SELECT id, kind, title, origins, links, seen, \(columns) FROM asset
      WHERE agency = ?1 \(Self.condition(id, on: "id")) ORDER BY id
      """,
      agency.description,
      id
    ).rows { row in
      let id = row.text(0) ?? ""
      guard let kind = row.text(1).flatMap({ AssetKind(rawValue: $0) }),
        let origins = row.text(3).flatMap({ StoredAsset.origins(in: $0) }),
        let links = row.text(4).flatMap({ StoredAsset.links(in: $0) }),
        let facts = RecordColumns.record(in: row, from: 6)
      else { throw damaged("asset \(id)") }
      return Asset(
        id: EntityID(id),
        kind: kind,
        name: row.text(2) ?? "",
        facts: facts,
        origins: origins,
        records: members[id] ?? [],
        links: links,
        lastSeen: row.text(5).flatMap { CalendarDate(iso: $0) }
      )
    }
  }

  func applications(
    of agency: AgencyCode,
    only id: EntityID? = nil,
    in db: Database
  ) throws -> [Application] {
    let members = try members(
      of: agency,
      only: id,
      table: "application_record",
      entity: "application",
      in: db
    )
    return try db.prepared(
      """
      SELECT id, name, site, service FROM application
      WHERE agency = ?1 \(Self.condition(id, on: "id")) ORDER BY id
      """,
      agency.description,
      id
    ).rows { row in
      let id = row.text(0) ?? ""
      return Application(
        id: EntityID(id),
        name: row.text(1) ?? "",
        site: row.text(2),
        service: row.text(3),
        records: members[id] ?? []
      )
    }
  }

  /// Relations, in the order in which they were concluded: all, or at most `limit` of one entity.
  func relations(
    of agency: AgencyCode,
    only id: EntityID? = nil,
    limit: Int = -1,
    in db: Database
  ) throws -> [Relation] {
    // Of one entity by two indexes: with OR, SQLite would walk all relations of the agency.
    let condition =
      id == nil
      ? ""
      : """
      AND number IN (
        SELECT number FROM relation WHERE agency = ?1 AND from_entity = ?2
        UNION SELECT number FROM relation WHERE agency = ?1 AND to_entity = ?2
      )
      """
    return try db.prepared(
      """
      SELECT kind, from_entity, to_entity, record, basis, seen, confidence, port, decision
      FROM relation
      WHERE agency = ?1 \(condition) ORDER BY number LIMIT \(limit)
      """,
      agency.description,
      id
    ).rows { row in
      guard let kind = row.text(0).flatMap({ Relation.Kind(rawValue: $0) }) else {
        throw damaged("relation")
      }
      return Relation(
        kind: kind,
        from: EntityID(row.text(1) ?? ""),
        to: EntityID(row.text(2) ?? ""),
        record: RecordID(Int64(row.integer(3) ?? 0)),
        basis: row.text(4).flatMap { Relation.Basis(rawValue: $0) } ?? .listed,
        seen: row.integer(5) ?? 1,
        confidence: row.number(6) ?? 1,
        port: row.integer(7),
        decision: row.integer(8)
      )
    }
  }

  func assignments(
    of agency: AgencyCode,
    only id: EntityID? = nil,
    in db: Database
  ) throws -> [Assignment] {
    try db.prepared(
      """
      SELECT entity, is_application, projects, service, is_infrastructure, month, reasons, months
      FROM assignment WHERE agency = ?1 \(Self.condition(id, on: "entity"))
      ORDER BY \(Self.order(id, by: "position"))
      """,
      agency.description,
      id
    ).rows { row in
      guard let reasons = row.text(6).flatMap({ [AssignmentReason](storedText: $0) }) else {
        throw damaged("assignment \(row.text(0) ?? "")")
      }
      let projects = row.texts(2).map { ProjectCode($0) }
      return Assignment(
        entity: EntityID(row.text(0) ?? ""),
        isApplication: row.flag(1) ?? false,
        projects: projects,
        service: row.text(3),
        isInfrastructure: row.flag(4) ?? false,
        month: row.text(5).flatMap { Month($0) },
        months: Dictionary(
          zip(projects, row.texts(7)).compactMap { project, month in
            Month(month).map { (project, $0) }
          }
        ) { first, _ in first },
        reasons: reasons
      )
    }
  }

  func plan(
    of agency: AgencyCode,
    only id: EntityID? = nil,
    in db: Database
  ) throws -> [PlanEntry] {
    try db.prepared(
      """
      SELECT entity, status, month, blockers, reasons FROM plan_entry
      WHERE agency = ?1 \(Self.condition(id, on: "entity"))
      ORDER BY \(Self.order(id, by: "position"))
      """,
      agency.description,
      id
    ).rows { row in
      guard let status = row.text(1).flatMap({ RetirementStatus(rawValue: $0) }),
        let reasons = row.text(4).flatMap({ [PlanReason](storedText: $0) })
      else { throw damaged("plan_entry \(row.text(0) ?? "")") }
      return PlanEntry(
        entity: EntityID(row.text(0) ?? ""),
        status: status,
        month: row.text(2).flatMap { Month($0) },
        blockers: row.texts(3).map { EntityID($0) },
        reasons: reasons
      )
    }
  }
}

extension Database {
  /// Prepares `sql` and binds an agency's code, then an entity where there is one.
  fileprivate func prepared(
    _ sql: String,
    _ agency: String,
    _ entity: EntityID?
  ) throws -> PreparedStatement {
    let statement = try prepared(sql, agency)
    if let entity { statement.bind(entity.description, at: 1) }
    return statement
  }
}

/// How an asset's origins and links are kept: as JSON, in a fixed order.
enum StoredAsset {
  static func text(of origins: [Attribute: RecordID]) -> String {
    let fields = Attribute.allCases.compactMap { attribute in
      origins[attribute].map { FactValue.Field(attribute.rawValue, .integer(Int($0.number))) }
    }
    return FactValue.object(fields).json
  }

  static func origins(in text: String) -> [Attribute: RecordID]? {
    guard case .object(let fields)? = FactJSON.value(of: text) else { return nil }
    var origins: [Attribute: RecordID] = [:]
    for field in fields {
      guard let attribute = Attribute(rawValue: field.name), let number = field.value.integer else {
        return nil
      }
      origins[attribute] = RecordID(Int64(number))
    }
    return origins
  }

  static func text(of links: [IdentityLink]) -> String {
    FactValue.list(
      links.map { link in
        .list([
          .integer(Int(link.first.number)), .integer(Int(link.second.number)),
          .text(link.ground.rawValue), .text(link.value),
        ])
      }
    ).json
  }

  static func links(in text: String) -> [IdentityLink]? {
    guard case .list(let items)? = FactJSON.value(of: text) else { return nil }
    var links: [IdentityLink] = []
    for item in items {
      let parts = StoredArguments(values: item.items[...])
      guard let first = parts.integer(0), let second = parts.integer(1),
        let ground = parts.text(2).flatMap({ IdentityLink.Ground(rawValue: $0) }),
        let value = parts.text(3)
      else { return nil }
      links.append(
        IdentityLink(
          first: RecordID(Int64(first)),
          second: RecordID(Int64(second)),
          ground: ground,
          value: value
        )
      )
    }
    return links
  }
}
