import GRDB
public import Inventory
public import Matching
public import Retirement

/// What a person settled about a machine that stays: that it may.
public struct ExceptionDecision: Sendable, Hashable {
  /// The machine.
  public var machine: EntityReference
  /// The project whose services it is accepted for; `nil` for all.
  public var project: ProjectCode?
  /// Why it may stay.
  public var ground: AcceptedException.Ground

  /// Creates a decision.
  public init(
    machine: EntityReference,
    project: ProjectCode? = nil,
    ground: AcceptedException.Ground
  ) {
    self.machine = machine
    self.project = project
    self.ground = ground
  }
}

extension Store {
  /// Records that one thing rests on another, or does not; matching then holds to it.
  ///
  /// - Parameters:
  ///   - kind: How it rests.
  ///   - from: What rests: an application on a server, a machine or device on all else.
  ///   - to: What it rests on.
  ///   - holds: Whether it does.
  ///   - agency: The agency that both are of.
  ///   - by: Who decides.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The decision with its number.
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  @discardableResult
  public func decide(
    _ kind: Relation.Kind,
    from: EntityID,
    to: EntityID,
    holds: Bool,
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    guard from != to else { throw DecisionRefusal.oneEntity(from) }
    let ends = try references(to: [from, to], of: agency)
    guard Self.canRelate(kind, ends[0], ends[1]) else {
      throw DecisionRefusal.cannotRelate(kind, from, to)
    }
    // The number is given when it is filed.
    let decision = RelationDecision(
      number: 0,
      kind: kind,
      from: ends[0].reference,
      to: ends[1].reference,
      holds: holds
    )
    return try file(.relation(decision), of: agency, by: by, reason: reason, at: at)
  }

  /// Records that a machine may stay, though the services beneath which it is move.
  ///
  /// - Parameters:
  ///   - machine: The machine.
  ///   - ground: Why it may stay.
  ///   - project: The project whose services it is accepted for; `nil` for all.
  ///   - agency: The agency that it is of.
  ///   - by: Who decides.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The decision with its number.
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  @discardableResult
  public func accept(
    _ machine: EntityID,
    ground: AcceptedException.Ground,
    project: ProjectCode? = nil,
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    let reference = try references(to: [machine], of: agency)[0]
    guard reference.kind?.isServer == true else { throw DecisionRefusal.notAServer(machine) }
    let decision = ExceptionDecision(
      machine: reference.reference,
      project: project,
      ground: ground
    )
    return try file(.exception(decision), of: agency, by: by, reason: reason, at: at)
  }

  /// What an identity decision names an asset or application by: a machine's first record, an
  /// application's row in a list, else the words for it in a machine's row.
  ///
  /// - Throws: ``DecisionRefusal`` when there is no such thing, or no row names it;
  ///   ``StoreFailure`` when the workspace cannot be read.
  public func identityEnd(of entity: EntityID, in agency: AgencyCode) throws -> IdentityEnd {
    let end = try references(to: [entity], of: agency)[0]
    let reference = end.reference
    guard reference.isApplication else {
      return IdentityEnd(subject: .machine, record: reference.record)
    }
    if try record(reference.record)?.record.kind == .application {
      return IdentityEnd(subject: .application, record: reference.record)
    }
    for id in end.records {
      let row = try record(id)?.record
      let mention = row.flatMap { row in
        ApplicationMention.all(in: row).first { $0.title == end.name }
      }
      if let mention {
        return IdentityEnd(subject: .application, record: id, mention: mention.title)
      }
    }
    throw DecisionRefusal.nothingNames(entity)
  }

  /// Records which projects move an application; matching then holds to it.
  ///
  /// - Parameters:
  ///   - application: The application.
  ///   - projects: The projects that move it; none where no project does.
  ///   - agency: The agency that it is of.
  ///   - by: Who decides.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The decision with its number.
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  @discardableResult
  public func assign(
    _ application: EntityID,
    to projects: [ProjectCode],
    of agency: AgencyCode,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledDecision {
    let end = try references(to: [application], of: agency)[0]
    guard end.reference.isApplication else {
      throw DecisionRefusal.notAnApplication(end.reference.record)
    }
    let known = try self.projects().filter { $0.agency == agency && $0.state != .renounced }
    for project in projects where !known.contains(where: { $0.code == project }) {
      throw DecisionRefusal.noSuchProject(project)
    }
    // The number is given when it is filed.
    let decision = AssignmentDecision(
      number: 0,
      application: end.reference,
      projects: Set(projects).sorted()
    )
    return try file(.assignment(decision), of: agency, by: by, reason: reason, at: at)
  }

  /// What the exceptions that hold mean now, in the order they were made; those of machines that are
  /// no more are left out.
  public func exceptions(of agency: AgencyCode) throws -> [AcceptedException] {
    try read { db in try exceptions(of: agency, estate: try estate(of: agency, in: db), in: db) }
  }

  func exceptions(
    of agency: AgencyCode,
    estate: Estate,
    in db: Database
  ) throws -> [AcceptedException] {
    let filed = try decisions(of: agency, in: db).filter { $0.withdrawn == nil }
      .compactMap { filed -> (FiledDecision, ExceptionDecision)? in
        if case .exception(let decision) = filed.decision { (filed, decision) } else { nil }
      }
    let index = EntityIndex(
      of: filed.map(\.1.machine),
      assets: estate.assets,
      applications: estate.applications
    )
    return filed.compactMap { filed, decision in
      index[decision.machine].map { machine in
        AcceptedException(
          number: filed.number,
          machine: machine,
          project: decision.project,
          ground: decision.ground,
          by: filed.by,
          reason: filed.reason,
          at: filed.at
        )
      }
    }
  }

  /// An end of a relation: how it is named, and what it is; `nil` for an application.
  private struct End {
    var reference: EntityReference
    var kind: AssetKind?
    var name = ""
    var records: [RecordID] = []
  }

  private func references(to ids: [EntityID], of agency: AgencyCode) throws -> [End] {
    let estate = try estate(of: agency)
    return try ids.map { id in
      if let asset = estate.assets.first(where: { $0.id == id }), let record = asset.records.first {
        return End(
          reference: EntityReference(record: record, entity: id, isApplication: false),
          kind: asset.kind
        )
      }
      guard let application = estate.applications.first(where: { $0.id == id }),
        let first = application.records.first
      else { throw DecisionRefusal.unknownEntity(id) }
      // A row of its own is a surer sign than one of a machine that may mention several.
      let own = try application.records.first { try self.record($0)?.record.kind == .application }
      return End(
        reference: EntityReference(record: own ?? first, entity: id, isApplication: true),
        name: application.name,
        records: application.records
      )
    }
  }

  private static func canRelate(_ kind: Relation.Kind, _ from: End, _ to: End) -> Bool {
    switch kind {
    case .runsOn: from.kind == nil && to.kind?.isServer == true
    case .hostedOn:
      from.kind == .virtualMachine
        && (to.kind == .server || to.kind == .host || to.kind == .virtualMachine)
    case .dependsOn: true
    case .storedOn: from.kind?.isServer == true && to.kind == .storage
    case .mountedIn: from.kind?.isPhysical == true && to.kind == .rack
    case .poweredBy: from.kind?.isPhysical == true && to.kind == .powerUnit
    }
  }
}
