import Answers
import Estimation
import Hummingbird
import Inventory
import Reporting
import Retirement
import Workspace

/// One machine or application: its facts with their sources, why it is in its project, what keeps it on,
/// how far it is in the register, and its watts step by step.
enum ServerPage {
  static let routes: [Route] =
    [
      .get("/servers/{id}", page), .get("/servers/{id}/identity", IdentityPage.page),
      .get("/servers/{id}/dark", dark),
    ] + ApplicationProjects.routes

  private struct Content: Sendable {
    var isStale: Bool
    var id: String
    var was: String?
    var kind: String
    var agency: String
    var agencyPath: String
    var status: String?
    var statusBadge: String
    var month: String?
    var register: String
    var registerPath: String
    var isDevice: Bool
    var energy: String?
    var facts: String
    var records: String
    var relations: String
    var hasMoreRelations: Bool
    var projects: [Link]
    var assignmentReasons: [String]
    var choosing: ApplicationProjects?
    var planReasons: [String]
    var blockers: String
    var isBlocked: Bool
    var dark: String
    var identity: String?
    var history: String
    var next: String?
    var power: String?
    var changes: [String]
  }

  private struct Link: Sendable {
    var name: String
    var path: String
  }

  /// Reads what the address names.
  ///
  /// - Throws: ``Trouble`` when there is no such machine or application.
  static func dossier(_ visit: Visit) async throws -> Dossier {
    let id = EntityID(visit.part("id") ?? "")
    let found = try await visit.desk.reading { store in
      try store.entity(id).map { try Dossier(of: $0, in: store) }
    }
    guard let found else { throw Trouble.notFound(visit.context.language) }
    return found
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let dossier = try await dossier(visit)
    let entity = dossier.match.entity
    if let asked = visit.part("id"), asked != entity.description {
      // The id on a list on paper may be of a machine that is part of another now.
      return .redirect(to: entity.path.withFields([("was", asked)]), type: .found)
    }
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let agency = dossier.match.agency
    let today = visit.desk.clock().today
    let estimate = snapshot.power(of: entity)
    let places = try await powerPlaces(estimate, of: agency, visit)
    let state = dossier.retirement.state(on: today)
    let projects = try await visit.desk.reading { try $0.projects(of: agency) }
    let choosing = ApplicationProjects(dossier, projects, for: visit)
    let content = Content(
      isStale: snapshot.isStale,
      id: entity.description,
      was: visit.query("was").map { Excerpt($0).description },
      kind: dossier.asset?.kind.label(in: language) ?? language("applicativo", "application"),
      agency: report.agencies.first { $0.agency.code == agency }?.agency.name
        ?? agency.description,
      agencyPath: ServersAddress.path(agency: agency),
      status: dossier.entry?.status.label(in: language),
      statusBadge: dossier.entry?.status.rawValue ?? "unplanned",
      month: dossier.entry?.month.map { figures.month($0) },
      register: state.label(in: language),
      registerPath: "/register/" + entity.description.addressPart,
      isDevice: dossier.asset != nil,
      energy: estimate.map { estimate in
        let energy = estimate.yearly.energy
        return figures.number(energy.value.value) + " kWh/" + language("anno", "year") + " ("
          + figures.interval(energy.low.value, energy.high.value) + ")"
      },
      facts: ServerTables.facts(dossier, language).html,
      records: ServerTables.records(dossier, figures).html,
      relations: ServerTables.relations(dossier, language).html,
      hasMoreRelations: dossier.hasMoreTies,
      projects: (dossier.assignment?.projects ?? []).map {
        Link(name: Excerpt($0.description).description, path: $0.path)
      },
      assignmentReasons: (dossier.assignment?.reasons ?? []).map { $0.text(in: language) },
      choosing: choosing,
      planReasons: (dossier.entry?.reasons ?? []).map { $0.text(in: language) },
      blockers: ServerTables.blockers(dossier, language).html,
      isBlocked: dossier.entry?.status == .blocked,
      dark: entity.path + "/dark",
      identity: dossier.sources.count > 1 ? entity.path + "/identity" : nil,
      history: ServerTables.history(dossier, figures).html,
      next: nextGate(after: state)?.state.label(in: language),
      power: estimate.map { ServerTables.power($0, places, figures).html },
      changes: dossier.changes.map { $0.text(in: language) }
    )
    return visit.press.page(
      .server,
      content,
      title: Excerpt(dossier.match.name).description,
      for: visit
    )
  }

  /// The gate that a device comes to next; `nil` behind the last and beside the way.
  private static func nextGate(after state: RetirementState) -> Gate? {
    guard let rank = state.rank else { return nil }
    return Gate.allCases.first { ($0.state.rank ?? 0) > rank }
  }

  /// Where the figures of an estimate were read.
  private static func powerPlaces(
    _ estimate: MachineEstimate?,
    of agency: AgencyCode,
    _ visit: Visit
  ) async throws -> [RecordID: Place] {
    let records = Set((estimate?.steps ?? []).compactMap(\.record)).sorted()
    guard !records.isEmpty else { return [:] }
    return try await visit.desk.reading { store in
      var places: [RecordID: Place] = [:]
      for record in records { places[record] = try store.places(of: record, in: agency).first }
      return places
    }
  }

  /// What it takes for the machine to go dark.
  @Sendable private static func dark(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let dossier = try await dossier(visit)
    let entity = dossier.match.entity
    let snapshot = try await visit.desk.figures()
    let agency = dossier.match.agency
    let title =
      Excerpt(dossier.match.name).description + language(": per spegnerlo", ": to go dark")
    let answer = try await snapshot.inquiries.answer(to: "dark \(entity)") {
      try await visit.desk.darkening(entity.description, [entity], of: agency, snapshot)
    }
    guard let answer else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    return visit.press.answer(
      title: title,
      back: entity.path,
      intro: answer.summary(figures),
      tables: [answer.moves(figures)],
      for: visit
    )
  }
}
