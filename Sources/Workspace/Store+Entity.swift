import GRDB
public import Inventory

/// Reading of single assets and applications: all by index, however large the agency.
extension Store {
  /// The asset or application that `id` stands for today, also when it became part of another;
  /// `nil` when no agency has it.
  public func entity(_ id: EntityID) throws -> EntityMatch? {
    try read { db in
      for agency in try agencies(in: db).map(\.code) {
        if let match = try entity(id, in: agency, db) { return match }
        if let heir = try successor(of: id, in: agency, db) {
          return try entity(heir, in: agency, db)
        }
      }
      return nil
    }
  }

  /// The asset with `id`; `nil` when the agency has none.
  public func asset(_ id: EntityID, in agency: AgencyCode) throws -> Asset? {
    try read { db in try assets(of: agency, only: id, in: db).first }
  }

  /// The application with `id`; `nil` when the agency has none.
  public func application(_ id: EntityID, in agency: AgencyCode) throws -> Application? {
    try read { db in try applications(of: agency, only: id, in: db).first }
  }

  /// What an asset or application rests on and what rests on it, in the order concluded.
  ///
  /// - Parameters:
  ///   - id: The asset or application.
  ///   - agency: Its agency.
  ///   - limit: The most relations to return.
  /// - Returns: The relations, each with the record that says it.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(its relations).
  public func relations(
    of id: EntityID,
    in agency: AgencyCode,
    limit: Int = .max
  ) throws -> [Relation] {
    try read { db in try relations(of: agency, only: id, limit: limit, in: db) }
  }

  /// The projects of an asset or application; `nil` before matching.
  public func assignment(of id: EntityID, in agency: AgencyCode) throws -> Assignment? {
    try read { db in try assignments(of: agency, only: id, in: db).first }
  }

  /// The plan for a machine; `nil` before planning.
  public func planEntry(of id: EntityID, in agency: AgencyCode) throws -> PlanEntry? {
    try read { db in try plan(of: agency, only: id, in: db).first }
  }

  /// The names of assets and applications, without those that the agency does not have.
  ///
  /// - Complexity: O(ids).
  public func names(
    of ids: some Sequence<EntityID>,
    in agency: AgencyCode
  ) throws -> [EntityID: String] {
    try read { db in
      var names: [EntityID: String] = [:]
      for id in ids where names[id] == nil {
        names[id] = try entity(id, in: agency, db)?.name
      }
      return names
    }
  }

  private func entity(
    _ id: EntityID,
    in agency: AgencyCode,
    _ db: Database
  ) throws -> EntityMatch? {
    try db.prepared(
      """
      SELECT title, 0 FROM asset WHERE agency = ?1 AND id = ?2
      UNION ALL SELECT name, 1 FROM application WHERE agency = ?1 AND id = ?2
      """,
      agency.description,
      id.description
    ).rows { row in
      EntityMatch(
        agency: agency,
        entity: id,
        name: row.text(0) ?? "",
        isApplication: row.flag(1) ?? false,
        ground: .id
      )
    }.first
  }

  /// Where the records of an asset that was merged are today; `nil` for every other id.
  func successor(
    of id: EntityID,
    in agency: AgencyCode,
    _ db: Database
  ) throws -> EntityID? {
    var heir: EntityID?
    // A chain of merges is as long as there were runs of matching; a bound ends what is damaged.
    for _ in 0..<100 {
      let next = try db.prepared(
        """
        SELECT other FROM entity_change
        WHERE agency = ?1 AND entity = ?2 AND kind = 'merged' ORDER BY number DESC LIMIT 1
        """,
        agency.description,
        (heir ?? id).description
      ).rows { $0.text(0) ?? "" }.first
      guard let next else { break }
      heir = EntityID(next)
    }
    return heir
  }
}

extension Store {
  /// What keeps machines of an agency on, as an estate of nothing else: their part of the plan with
  /// everything that blocks them, directly or through others, and the names of all.
  ///
  /// - Complexity: O(machines + what they carry).
  public func surroundings(
    of machines: some Sequence<EntityID>,
    in agency: AgencyCode
  ) throws -> Estate {
    try read { db in
      var estate = Estate(agency: try knownAgency(agency, in: db))
      var seen: Set<EntityID> = []
      var open = machines.filter { seen.insert($0).inserted }
      while let next = open.popLast() {
        let entry = try plan(of: agency, only: next, in: db).first
        if let entry { estate.plan.append(entry) }
        estate.assets += try assets(of: agency, only: next, in: db)
        estate.applications += try applications(of: agency, only: next, in: db)
        for blocker in entry?.blockers ?? [] where seen.insert(blocker).inserted {
          open.append(blocker)
        }
      }
      estate.plan.sort { $0.entity < $1.entity }
      estate.assets.sort { $0.id < $1.id }
      estate.applications.sort { $0.id < $1.id }
      return estate
    }
  }
}
