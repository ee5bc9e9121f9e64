import GRDB
import Inventory

/// Replaces what is concluded about one agency.
struct EstateWriter {
  private let agency: AgencyCode
  private let db: Database

  init(of agency: AgencyCode, in db: Database) {
    self.agency = agency
    self.db = db
  }

  private func clear(_ tables: String...) throws {
    for table in tables {
      try db.prepared("DELETE FROM \(table) WHERE agency = ?", agency.description).run()
    }
  }

  private func insert(into table: String, _ columns: [String]) throws -> PreparedStatement {
    let names = (["agency"] + columns).joined(separator: ", ")
    let marks = String(repeating: ", ?", count: columns.count)
    return try db.prepared(
      "INSERT INTO \(table) (\(names)) VALUES (?\(marks))",
      agency.description
    )
  }

  /// Writes assets, applications and relations; assignments and plan, which rest on them, go.
  func write(
    assets: [Asset],
    applications: [Application],
    relations: [Relation]
  ) throws {
    try clear(
      "plan_entry",
      "assignment",
      "relation",
      "application_record",
      "application",
      "asset_record",
      "asset"
    )
    try write(assets)
    try write(applications)
    try rememberIDs(of: assets, applications)
    let statement = try insert(
      into: "relation",
      [
        "number", "kind", "from_entity", "to_entity", "record", "basis", "seen", "confidence",
        "port", "decision",
      ]
    )
    for (number, relation) in relations.enumerated() {
      statement.bind(number, at: 1)
      statement.bind(relation.kind.rawValue, at: 2)
      statement.bind(relation.from.description, at: 3)
      statement.bind(relation.to.description, at: 4)
      statement.bind(Int(relation.record.number), at: 5)
      statement.bind(relation.basis.rawValue, at: 6)
      statement.bind(relation.seen, at: 7)
      statement.bind(relation.confidence, at: 8)
      statement.bind(relation.port, at: 9)
      statement.bind(relation.decision, at: 10)
      try statement.run()
    }
  }

  /// Remembers the highest ids given so far; longer ids are higher, then those that sort later.
  private func rememberIDs(of assets: [Asset], _ applications: [Application]) throws {
    let statement = try db.prepared(
      """
      INSERT INTO last_entity (agency, is_application, id) VALUES (?, ?, ?)
      ON CONFLICT (agency, is_application) DO UPDATE SET id = excluded.id
      WHERE length(excluded.id) > length(last_entity.id)
        OR (length(excluded.id) = length(last_entity.id) AND excluded.id > last_entity.id)
      """,
      agency.description
    )
    for (isApplication, ids) in [(false, assets.map(\.id)), (true, applications.map(\.id))] {
      let texts = ids.map(\.description)
      guard let last = texts.max(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
        continue
      }
      statement.bind(isApplication, at: 1)
      statement.bind(last, at: 2)
      try statement.run()
    }
  }

  private func write(_ assets: [Asset]) throws {
    let statement = try insert(
      into: "asset",
      ["id", "kind", "title", "origins", "links", "seen"] + RecordColumns.names
    )
    let members = try insert(into: "asset_record", ["asset", "position", "record"])
    for asset in assets {
      statement.bind(asset.id.description, at: 1)
      statement.bind(asset.kind.rawValue, at: 2)
      statement.bind(asset.name, at: 3)
      statement.bind(StoredAsset.text(of: asset.origins), at: 4)
      statement.bind(StoredAsset.text(of: asset.links), at: 5)
      statement.bind(asset.lastSeen?.description, at: 6)
      RecordColumns.bind(asset.facts, to: statement, from: 7)
      try statement.run()
      try write(asset.records, of: asset.id, with: members)
    }
  }

  private func write(_ applications: [Application]) throws {
    let statement = try insert(into: "application", ["id", "name", "site", "service"])
    let members = try insert(into: "application_record", ["application", "position", "record"])
    for application in applications {
      statement.bind(application.id.description, at: 1)
      statement.bind(application.name, at: 2)
      statement.bind(application.site, at: 3)
      statement.bind(application.service, at: 4)
      try statement.run()
      try write(application.records, of: application.id, with: members)
    }
  }

  private func write(
    _ records: [RecordID],
    of entity: EntityID,
    with statement: PreparedStatement
  ) throws {
    for (position, record) in records.enumerated() {
      statement.bind(entity.description, at: 1)
      statement.bind(position, at: 2)
      statement.bind(Int(record.number), at: 3)
      try statement.run()
    }
  }

  /// Writes the assignments; the plan, which rests on them, goes.
  func write(_ assignments: [Assignment]) throws {
    try clear("plan_entry", "assignment")
    let statement = try insert(
      into: "assignment",
      [
        "position", "entity", "is_application", "projects", "service", "is_infrastructure",
        "month", "reasons", "months",
      ]
    )
    for (position, assignment) in assignments.enumerated() {
      let projects = assignment.projects.map { FactValue.text($0.description) }
      statement.bind(position, at: 1)
      statement.bind(assignment.entity.description, at: 2)
      statement.bind(assignment.isApplication, at: 3)
      statement.bind(FactValue.list(projects).json, at: 4)
      statement.bind(assignment.service, at: 5)
      statement.bind(assignment.isInfrastructure, at: 6)
      statement.bind(assignment.month?.description, at: 7)
      statement.bind(assignment.reasons.storedText, at: 8)
      let months = assignment.projects.map {
        FactValue.text(assignment.months[$0]?.description ?? "")
      }
      statement.bind(FactValue.list(months).json, at: 9)
      try statement.run()
    }
  }

  /// Writes the plan.
  func write(_ plan: [PlanEntry]) throws {
    try clear("plan_entry")
    let statement = try insert(
      into: "plan_entry",
      ["position", "entity", "status", "month", "blockers", "reasons"]
    )
    for (position, entry) in plan.enumerated() {
      let blockers = entry.blockers.map { FactValue.text($0.description) }
      statement.bind(position, at: 1)
      statement.bind(entry.entity.description, at: 2)
      statement.bind(entry.status.rawValue, at: 3)
      statement.bind(entry.month?.description, at: 4)
      statement.bind(FactValue.list(blockers).json, at: 5)
      statement.bind(entry.reasons.storedText, at: 6)
      try statement.run()
    }
  }
}
