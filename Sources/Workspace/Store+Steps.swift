import GRDB
public import Inventory
public import Matching
import Retirement

/// What matching concluded about one agency.
public struct MatchOutcome: Sendable {
  /// Records looked at.
  public var records = 0
  /// Assets that exist now.
  public var assets = 0
  /// Assets with an id that was not there before.
  public var new = 0
  /// Assets of before whose records are part of another asset now.
  public var merged = 0
  /// Assets that only superseded exports list: not seen since.
  public var gone = 0
  /// Applications that exist now.
  public var applications = 0
  /// Machines and applications that belong to a project.
  public var assigned = 0
  /// Machines and applications that were looked at and belong to none.
  public var unassigned = 0
  /// What became of the ids of before, in order.
  public var changes: [EntityChange] = []
  /// Questions to a person; see ``Store/review(of:)``.
  public var questions = 0
  /// Decisions that something speaks against, in the order they were made.
  public var conflicts: [DecisionConflict] = []
  /// What the reconciliation has to say about values and conflicts.
  public var notes: [ReconciliationNote] = []

  /// Creates an outcome of nothing.
  public init() {}
}

/// What planning concluded about one agency.
public struct PlanOutcome: Sendable, Hashable {
  /// How many machines and devices have each status, in the order of the statuses.
  public var counts: [Count]

  /// A status with its number.
  public struct Count: Sendable, Hashable {
    /// The status.
    public var status: RetirementStatus
    /// How many have it.
    public var count: Int
  }
}

extension Store {
  /// Reconciles an agency's records into assets and applications, and assigns them to projects.
  ///
  /// Assets keep their ids where their records are the same; what became of the others is noted.
  /// Decisions hold. The plan of before is dropped, since it rests on what has changed.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - at: When that is, in seconds since 1970, UTC.
  /// - Returns: What was concluded.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written; then it is as it was.
  /// - Complexity: near n log n in the agency's records.
  @discardableResult
  public func match(_ agency: AgencyCode, at: Int) throws -> MatchOutcome {
    try write { db in
      let body = try knownAgency(agency, in: db)
      let records = try records(of: agency, in: db)
      let previous = try previousEntities(of: agency, in: db)
      let found = try reconciliation(of: agency, records: records, previous, in: db)
      let writer = EstateWriter(of: agency, in: db)
      try writer.write(
        assets: found.assets,
        applications: found.applications,
        relations: found.relations
      )
      let estate = Estate(
        agency: body,
        assets: found.assets,
        applications: found.applications,
        relations: found.relations
      )
      let assigner = Assigner(
        catalogue: try services(in: db),
        projects: try projects(of: nil, in: db)
      )
      let projects = try decisions(of: agency, in: db).compactMap { filed in
        if filed.withdrawn == nil, case .assignment(let decision) = filed.decision {
          decision
        } else {
          nil
        }
      }
      let assignments = assigner.assign(estate, records: records, decisions: projects)
      try writer.write(assignments)

      var outcome = MatchOutcome()
      outcome.records = records.count
      outcome.assets = found.assets.count
      outcome.applications = found.applications.count
      outcome.notes = found.notes + Self.lapsed(projects, in: assignments)
      outcome.assigned = assignments.count { !$0.projects.isEmpty }
      outcome.unassigned = assignments.count - outcome.assigned
      let now = Set(found.assets.map(\.id))
      outcome.new = now.subtracting(previous.assets).count
      outcome.merged = previous.assets.subtracting(now).count
      outcome.changes =
        EntityChange.changes(
          from: previous.byRecord.filter {
            $0.key.number > 0 && previous.assets.contains($0.value)
          },
          to: found.assets.map { ($0.id, $0.records) },
          at: at
        )
        + EntityChange.changes(from: previous.applications, to: found.applications, at: at)
      try write(outcome.changes, of: agency, in: db)
      outcome.questions = found.questions.count
      outcome.conflicts = found.conflicts
      let current = Set(records.lazy.filter { !$0.isSuperseded }.map(\.id))
      outcome.gone = found.assets.count { current.isDisjoint(with: $0.records) }
      return outcome
    }
  }

  /// The decisions on projects that change nothing: what they name is no more.
  private static func lapsed(
    _ decisions: [AssignmentDecision],
    in assignments: [Assignment]
  ) -> [ReconciliationNote] {
    guard !decisions.isEmpty else { return [] }
    let held = Set(
      assignments.flatMap(\.reasons).compactMap { reason in
        if case .decided(let number) = reason { number } else { nil }
      }
    )
    // Of two decisions on one application the later holds: that the earlier does not is no news.
    let heldApplications = Set(
      decisions.filter { held.contains($0.number) }.map(\.application.record)
    )
    return decisions.filter {
      !held.contains($0.number) && !heldApplications.contains($0.application.record)
    }.map { .decisionGone($0.number) }
  }

  /// What the records amount to now, with what was decided; writes nothing.
  func reconciliation(
    of agency: AgencyCode,
    records: [FiledRecord]? = nil,
    _ previous: PreviousEntities? = nil,
    in db: Database
  ) throws -> Reconciliation {
    var identities: [IdentityDecision] = []
    var values: [ValueDecision] = []
    var relations: [RelationDecision] = []
    for filed in try decisions(of: agency, in: db) where filed.withdrawn == nil {
      switch filed.decision {
      case .identity(let decision): identities.append(decision)
      case .value(let decision): values.append(decision)
      case .relation(let decision): relations.append(decision)
      case .exception, .assignment: continue
      }
    }
    let records = try records ?? self.records(of: agency, in: db)
    let previous = try previous ?? previousEntities(of: agency, in: db)
    // The papers of the other agencies name the same products.
    let reconciler = Reconciler(
      services: try services(in: db),
      projects: try projects(of: nil, in: db)
    )
    return reconciler.reconcile(
      records,
      of: try knownAgency(agency, in: db),
      previous: previous.byRecord,
      earlier: previous.applications,
      former: previous.former,
      decisions: identities,
      values: values,
      relations: relations
    )
  }

  /// Plans the retirement of an agency's machines.
  ///
  /// The plan is made for the day `asOf`; for the newest day of the estate where that is `nil`.
  @discardableResult
  public func plan(_ agency: AgencyCode, asOf: CalendarDate?) throws -> PlanOutcome {
    let plan = try planned(agency, asOf: asOf).plan
    return PlanOutcome(
      counts: RetirementStatus.allCases.map { status in
        PlanOutcome.Count(status: status, count: plan.count { $0.status == status })
      }
    )
  }

  /// Plans the retirement of an agency's machines, and returns its estate with the plan: to read it
  /// again takes longer than the planning.
  ///
  /// The plan is made for the day `asOf`; for the newest day of the estate where that is `nil`.
  public func planned(_ agency: AgencyCode, asOf: CalendarDate?) throws -> Estate {
    try write { db in
      var estate = try estate(of: agency, in: db)
      estate.plan = Planner(asOf: asOf).plan(estate)
      try EstateWriter(of: agency, in: db).write(estate.plan)
      return estate
    }
  }

  /// What was concluded before records are reconciled anew.
  struct PreviousEntities {
    /// The asset of each record; the highest ids ever given stand under numbers that no record has.
    var byRecord: [RecordID: EntityID]
    /// The assets.
    var assets: Set<EntityID>
    /// The applications.
    var applications: [Application]
    /// The ids that stand for others.
    var former: [FormerID]
  }

  /// Which entity each record belongs to now.
  func previousEntities(of agency: AgencyCode, in db: Database) throws -> PreviousEntities {
    var byRecord: [RecordID: EntityID] = [:]
    var assets: Set<EntityID> = []
    try db.prepared(
      "SELECT record, asset FROM asset_record WHERE agency = ?",
      agency.description
    ).forEachRow { row in
      let asset = EntityID(row.text(1) ?? "")
      byRecord[RecordID(Int64(row.integer(0) ?? 0))] = asset
      assets.insert(asset)
    }
    // Ids of things that are no more stand under numbers that no record has.
    try db.prepared(
      "SELECT is_application, id FROM last_entity WHERE agency = ?",
      agency.description
    ).forEachRow { row in
      let number = row.flag(0) == true ? -1 : 0
      byRecord[RecordID(Int64(number))] = EntityID(row.text(1) ?? "")
    }
    return PreviousEntities(
      byRecord: byRecord,
      assets: assets,
      applications: try applications(of: agency, in: db),
      former: try formerIDs(of: agency, in: db)
    )
  }
}
