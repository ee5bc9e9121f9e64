import GRDB
public import Inventory

/// What bringing in a programme did to the workspace.
public struct ProgrammeOutcome: Sendable, Hashable {
  /// Agencies, by code.
  public var agencies = MergeCounts()
  /// Services of the catalogue, by name.
  public var services = MergeCounts()
  /// Projects, by code.
  public var projects = MergeCounts()

  /// Creates an outcome in which nothing was done.
  public init() {}
}

extension Store {
  /// The catalogue of services, in the order in which it was brought in.
  public func services() throws -> [Service] {
    try read { db in try services(in: db) }
  }

  /// The projects of one agency, or of all, by code in order.
  public func projects(of agency: AgencyCode? = nil) throws -> [Project] {
    try read { db in try projects(of: agency, in: db) }
  }

  /// Brings in a programme: what has the same code or name is replaced, the rest is left alone.
  ///
  /// - Throws: ``StoreFailure``, also when a project is of an agency that is neither given nor
  ///   known; then nothing is brought in.
  @discardableResult
  public func merge(
    agencies: [Agency] = [],
    services: [Service] = [],
    projects: [Project] = []
  ) throws -> ProgrammeOutcome {
    try write { db in
      var outcome = ProgrammeOutcome()
      outcome.agencies = try merge(agencies, in: db)
      outcome.services = try merge(services, in: db)
      outcome.projects = try merge(projects, in: db)
      return outcome
    }
  }

  func services(in db: Database) throws -> [Service] {
    try db.prepared(
      """
      SELECT name, synonyms, class, destination, is_infrastructure
      FROM service ORDER BY position, name
      """
    ).rows { row in
      Service(
        name: row.text(0) ?? "",
        synonyms: row.texts(1),
        serviceClass: row.text(2).flatMap { ServiceClass(rawValue: $0) },
        destination: row.text(3).flatMap { Destination($0) },
        isInfrastructure: row.flag(4) ?? false
      )
    }
  }

  private func merge(_ services: [Service], in db: Database) throws -> MergeCounts {
    var counts = MergeCounts()
    var known: [String: Service] = [:]
    for service in try self.services(in: db) { known[service.name] = service }
    var position = try db.integer("SELECT max(position) FROM service") ?? 0
    let write = try db.prepared(
      """
      INSERT INTO service (name, position, synonyms, class, destination, is_infrastructure)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET synonyms = excluded.synonyms, class = excluded.class,
        destination = excluded.destination, is_infrastructure = excluded.is_infrastructure
      """
    )
    for service in services {
      counts.count(service, before: known[service.name])
      known[service.name] = service
      position += 1
      write.bind(service.name, at: 0)
      write.bind(position, at: 1)
      write.bind(FactValue.list(service.synonyms.map { .text($0) }).json, at: 2)
      write.bind(service.serviceClass?.rawValue, at: 3)
      write.bind(service.destination?.label, at: 4)
      write.bind(service.isInfrastructure, at: 5)
      try write.run()
    }
    return counts
  }

  func projects(of agency: AgencyCode?, in db: Database) throws -> [Project] {
    var moved: [ProjectCode: [ProjectService]] = [:]
    try db.prepared(
      """
      SELECT project, service, sites, class, mode, unit_price FROM project_service
      ORDER BY project, position
      """
    ).forEachRow { row in
      let service = ProjectService(
        service: row.text(1) ?? "",
        sites: row.texts(2),
        serviceClass: row.text(3).flatMap { ServiceClass(rawValue: $0) },
        mode: row.text(4).flatMap { MigrationMode(rawValue: $0) },
        unitPrice: row.number(5).map { Euros($0) }
      )
      moved[ProjectCode(row.text(0) ?? ""), default: []].append(service)
    }
    var moves: [ProjectCode: [PlannedMove]] = [:]
    try db.prepared(
      """
      SELECT project, application, service, site, month FROM planned_move
      ORDER BY project, position
      """
    ).forEachRow { row in
      let move = PlannedMove(
        application: row.text(1) ?? "",
        service: row.text(2),
        site: row.text(3),
        month: row.text(4).flatMap { Month($0) }
      )
      moves[ProjectCode(row.text(0) ?? ""), default: []].append(move)
    }
    let schedules = try schedules(in: db)
    return try db.prepared(
      """
      SELECT agency, code, title, cup, measure, amount, bracket, state, destination, deadline,
        source
      FROM project WHERE ?1 IS NULL OR agency = ?1 ORDER BY code
      """,
      agency?.description
    ).rows { row in
      guard let agency = row.text(0).flatMap({ AgencyCode($0) }) else { throw damaged("project") }
      let code = ProjectCode(row.text(1) ?? "")
      var project = Project(
        code: code,
        agency: agency,
        title: row.text(2) ?? "",
        cup: row.text(3),
        measure: row.text(4).flatMap { Measure(rawValue: $0) },
        amount: row.number(5).map { Euros($0) },
        bracket: row.text(6).flatMap { FundingBracket(rawValue: $0) },
        state: row.text(7).flatMap { FundingState(rawValue: $0) },
        destination: row.text(8).flatMap { Destination($0) },
        deadline: row.text(9).flatMap { Month($0) },
        services: moved[code] ?? [],
        moves: moves[code] ?? [],
        source: row.text(10) ?? ""
      )
      project.schedule = schedules[code] ?? ProjectSchedule()
      return project
    }
  }

  private func schedules(in db: Database) throws -> [ProjectCode: ProjectSchedule] {
    var schedules: [ProjectCode: ProjectSchedule] = [:]
    try db.prepared("SELECT project, milestone, planned, actual FROM project_date")
      .forEachRow { row in
        guard let milestone = row.text(1).flatMap({ Milestone(rawValue: $0) }) else {
          throw damaged("project_date")
        }
        schedules[ProjectCode(row.text(0) ?? ""), default: ProjectSchedule()][milestone] =
          MilestoneDates(
            planned: row.text(2).flatMap { CalendarDate(iso: $0) },
            actual: row.text(3).flatMap { CalendarDate(iso: $0) }
          )
      }
    return schedules
  }

  private func merge(_ projects: [Project], in db: Database) throws -> MergeCounts {
    var counts = MergeCounts()
    var known: [ProjectCode: Project] = [:]
    for project in try self.projects(of: nil, in: db) { known[project.code] = project }
    for project in projects {
      _ = try knownAgency(project.agency, in: db)
      counts.count(project, before: known[project.code])
      guard known[project.code] != project else { continue }
      known[project.code] = project
      try db.prepared("DELETE FROM project WHERE code = ?", project.code.description).run()
      try insert(project, in: db)
    }
    return counts
  }

  private func insert(_ project: Project, in db: Database) throws {
    let (agency, code) = (project.agency.description, project.code.description)
    let write = try db.prepared(
      """
      INSERT INTO project (agency, code, title, cup, measure, bracket, state, destination, deadline,
        source, amount)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      agency,
      code,
      project.title,
      project.cup,
      project.measure?.rawValue,
      project.bracket?.rawValue,
      project.state?.rawValue,
      project.destination?.label,
      project.deadline?.description,
      project.source
    )
    write.bind(project.amount?.value, at: 10)
    try write.run()
    let services = try db.prepared(
      """
      INSERT INTO project_service (agency, project, service, sites, position, class, mode,
        unit_price)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      agency,
      code
    )
    for (position, entry) in project.services.enumerated() {
      services.bind(entry.service, at: 2)
      services.bind(FactValue.list(entry.sites.map { .text($0) }).json, at: 3)
      services.bind(position, at: 4)
      services.bind(entry.serviceClass?.rawValue, at: 5)
      services.bind(entry.mode?.rawValue, at: 6)
      services.bind(entry.unitPrice?.value, at: 7)
      try services.run()
    }
    let dates = try db.prepared(
      """
      INSERT INTO project_date (agency, project, milestone, planned, actual)
      VALUES (?, ?, ?, ?, ?)
      """,
      agency,
      code
    )
    for milestone in project.schedule.known {
      dates.bind(milestone.rawValue, at: 2)
      dates.bind(project.schedule[milestone].planned?.description, at: 3)
      dates.bind(project.schedule[milestone].actual?.description, at: 4)
      try dates.run()
    }
    let moves = try db.prepared(
      """
      INSERT INTO planned_move (agency, project, application, service, site, month, position)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      agency,
      code
    )
    for (position, entry) in project.moves.enumerated() {
      moves.bind(entry.application, at: 2)
      moves.bind(entry.service, at: 3)
      moves.bind(entry.site, at: 4)
      moves.bind(entry.month?.description, at: 5)
      moves.bind(position, at: 6)
      try moves.run()
    }
  }
}

extension PreparedStatement {
  /// The texts of a column that holds a JSON list.
  func texts(_ column: Int) -> [String] {
    text(column).flatMap { FactJSON.value(of: $0) }?.texts ?? []
  }
}
