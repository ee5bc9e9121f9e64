import Answers
import Estimation
import Hummingbird
import Inventory
import Reporting
import Retirement
import Workspace

/// One project: its papers, services and how whole they have moved, servers, savings, and what a month
/// of delay costs.
enum ProjectPage {
  static let routes: [Route] = [
    .get("/projects/{code}", page), .get("/projects/{code}/services", services),
    .get("/projects/{code}/delay", delay),
  ]

  /// The most planned moves that the page lists.
  private static let limit = 200

  private struct Content: Sendable {
    var isStale: Bool
    var facts: String
    var dates: String
    var statuses: String
    var servers: String
    var totals: String
    var months: String
    var monthTable: String
    var services: String
    var moves: String
    var left: String?
    var check: String
    var delay: String
    var whatIf: String
  }

  /// The project that the address names.
  private static func line(_ visit: Visit, _ report: Report) throws -> Report.ProjectLine {
    let code = visit.part("code") ?? ""
    guard let line = report.projects.first(where: { $0.project.code.description == code }) else {
      throw Trouble.notFound(visit.context.language)
    }
    return line
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let line = try line(visit, report)
    let project = line.project
    let figures = Figures(language: language)
    let months = snapshot.months(of: project.code)
    let content = Content(
      isStale: snapshot.isStale,
      facts: facts(line, figures).html,
      dates: dates(of: project, figures).html,
      statuses: statuses(line, snapshot, figures).html,
      servers: ServersAddress.path(project: project.code),
      totals: EnergyPage.totals(line.savings, figures).html,
      months: report.monthlyChart(of: months, in: line.savings),
      monthTable: EnergyPage.table(of: months, figures).html,
      services: services(of: project, figures).html,
      moves: moves(of: project, figures).html,
      left: project.moves.count > limit ? figures.count(project.moves.count - limit) : nil,
      check: project.code.path + "/services",
      delay: project.code.path + "/delay",
      whatIf: "/plan/what-if".withFields([("project", project.code.description), ("months", "3")])
    )
    return visit.press.page(
      .project,
      content,
      title: Excerpt(project.code.description).description,
      for: visit
    )
  }

  private static func facts(_ line: Report.ProjectLine, _ figures: Figures) -> Listing {
    let language = figures.language
    let project = line.project
    let facts: [(String, String?)] = [
      (language("Titolo", "Title"), Excerpt(whole: project.title).description),
      (language("Azienda", "Agency"), line.agency), ("CUP", project.cup),
      (language("Misura", "Measure"), project.measure?.rawValue),
      (
        language("Importo", "Amount"),
        project.amount.map { figures.number($0.value, decimals: 2) + " EUR" }
      ),
      (language("Fascia", "Bracket"), project.bracket?.label(in: language)),
      (
        language("Stato del finanziamento", "State of the funding"),
        project.state?.label(in: language)
      ),
      (language("Destinazione", "Destination"), project.destination?.label),
      (language("Scadenza", "Deadline"), project.deadline.map { figures.month($0) }),
      (language("Fonte", "Source"), Excerpt(whole: project.source).description),
    ]
    return Listing(
      name: language("Dati del progetto", "Facts of the project"),
      headings: [
        .init(name: language("Dato", "Fact")), .init(name: language("Valore", "Value")),
      ],
      rows: facts.compactMap { name, value in
        value.map { [.text(name), .text(Excerpt($0).description)] }
      },
      empty: ""
    )
  }

  /// What the papers plan, and what was done.
  private static func dates(of project: Project, _ figures: Figures) -> Listing {
    let language = figures.language
    func day(_ day: CalendarDate?) -> Listing.Cell {
      .text(day.map { figures.day($0) } ?? Figures.none)
    }
    var rows = project.schedule.known.map { milestone in
      let dates = project.schedule[milestone]
      return [
        Listing.Cell.text(milestone.label(in: language)), day(dates.planned), day(dates.actual),
      ]
    }
    if let until = project.schedule.keptUntil {
      rows.append([
        .text(language("servizi attivi almeno fino al", "services to be kept up until")),
        day(until), day(nil),
      ])
    }
    return Listing(
      name: language("Date", "Dates"),
      headings: [
        .init(name: language("Passo", "Milestone")), .init(name: language("Previsto", "Planned")),
        .init(name: language("Avvenuto", "Actual")),
      ],
      rows: rows,
      empty: language(
        "Nessuna data oltre la scadenza: importarle con i progetti.",
        "No date but the deadline: import them with the projects."
      )
    )
  }

  private static func statuses(
    _ line: Report.ProjectLine,
    _ snapshot: Snapshot,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    var rows: [[Listing.Cell]] = RetirementStatus.allCases.compactMap { status in
      let count = line.counts.count(of: status)
      guard count > 0 else { return nil }
      return [
        .status(status, language),
        .number(
          figures.count(count),
          to: ServersAddress.path(project: line.project.code, status: status)
        ),
      ]
    }
    if let late = snapshot.projects[line.project.code]?.late, late > 0 {
      rows.append([
        .text(language("di questi, oltre la scadenza", "of these, after the deadline")),
        .number(figures.count(late)),
      ])
    }
    return Listing(
      name: language("Server per stato", "Servers by status"),
      headings: [
        .init(name: language("Stato", "Status")),
        .init(name: language("Server", "Servers"), isNumber: true),
      ],
      rows: rows,
      empty: language(
        "Nessun server riconosciuto per questo progetto: completare i suoi servizi.",
        "No server was recognised for this project: complete its services."
      )
    )
  }

  private static func services(of project: Project, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Servizi", "Services"),
      headings: [
        .init(name: language("Servizio", "Service")), .init(name: language("Classe", "Class")),
        .init(name: language("Modo", "Mode")),
        .init(name: language("Importo (EUR)", "Amount (EUR)"), isNumber: true),
        .init(name: language("Sedi", "Sites")),
      ],
      rows: project.services.map { service in
        [
          .text(Excerpt(service.service).description),
          .text(service.serviceClass?.label(in: language) ?? Figures.none),
          .text(service.mode?.label(in: language) ?? Figures.none),
          .number(
            service.unitPrice.map { figures.number($0.value, decimals: 2) } ?? Figures.none
          ),
          .text(
            service.sites.isEmpty
              ? language("tutte", "all")
              : service.sites.map { Excerpt($0).description }.joined(separator: ", ")
          ),
        ]
      },
      empty: language(
        "Le carte del progetto non nominano ancora servizi: importarli.",
        "The project’s papers name no services yet: import them."
      )
    )
  }

  private static func moves(of project: Project, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Spostamenti previsti", "Planned moves"),
      headings: [
        .init(name: language("Applicativo", "Application")),
        .init(name: language("Servizio", "Service")), .init(name: language("Sede", "Site")),
        .init(name: language("Mese", "Month")),
      ],
      rows: project.moves.prefix(limit).map { move in
        [
          .text(Excerpt(move.application).description),
          .text(move.service.map { Excerpt($0).description } ?? ""),
          .text(move.site.map { Excerpt($0).description } ?? ""),
          .text(move.month.map { figures.shortMonth($0) } ?? ""),
        ]
      },
      empty: language("Nessuno spostamento singolo.", "No single move.")
    )
  }

  // MARK: On demand

  /// Which services have moved whole.
  @Sendable private static func services(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let project = try line(visit, snapshot.report(in: language)).project
    let title =
      Excerpt(project.code.description).description
      + language(": servizi migrati per intero", ": services moved whole")
    let today = visit.desk.clock().today
    let checks = try await snapshot.inquiries.answer(to: "services \(project.agency)") {
      try await visit.desk.reading { try $0.migrationChecks(of: project.agency, on: today) }
    }
    guard let checks else { return visit.press.waiting(title: title, for: visit) }
    let own = checks.filter { $0.project == project.code }
    let open = own.flatMap { check in check.open.prefix(50).map { (check.service, $0) } }
    let names = try await visit.desk.reading {
      try $0.names(of: open.map(\.1.entity), in: project.agency)
    }
    let figures = Figures(language: language)
    let services = Listing(
      name: language("Servizi", "Services"),
      headings: [
        .init(name: language("Servizio", "Service")), .init(name: language("Esito", "Verdict")),
        .init(name: language("Applicativi", "Applications"), isNumber: true),
        .init(name: language("Migrati", "Moved"), isNumber: true),
        .init(name: language("Ammessi", "Accepted"), isNumber: true),
        .init(name: language("Restano", "Left"), isNumber: true),
      ],
      rows: own.map { check in
        [
          .text(Excerpt(check.service).description), .text(check.verdict.label(in: language)),
          .number(figures.count(check.applications.count)), .number(figures.count(check.moved)),
          .number(figures.count(check.exceptions.count)), .number(figures.count(check.open.count)),
        ]
      },
      empty: language("Nessun servizio.", "No service.")
    )
    let left = Listing(
      name: language("Che cosa resta", "What is left"),
      headings: [
        .init(name: language("Nome", "Name")), .init(name: language("Che cosa è", "What it is")),
        .init(name: language("Servizio", "Service")),
      ],
      rows: open.map { service, part in
        [
          .text(
            Excerpt(names[part.entity] ?? part.entity.description).description,
            to: part.entity.path,
            note: part.entity.description
          ), .text(part.role.label(in: language)), .text(Excerpt(service).description),
        ]
      },
      empty: language("Niente: è tutto migrato.", "Nothing: all has moved.")
    )
    return visit.press.answer(
      title: title,
      back: project.code.path,
      intro: language(
        "Un servizio è completo quando ogni server, database e macchina che chiama è svuotato o "
          + "spento a registro, non c’è più, o resta per una decisione.",
        "A service is complete when every server, database and machine that it calls is drained "
          + "or off by the register, is gone, or stays by a decision."
      ),
      tables: [services, left],
      for: visit
    )
  }

  /// What a month more costs.
  @Sendable private static func delay(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let project = try line(visit, snapshot.report(in: language)).project
    let title =
      Excerpt(project.code.description).description
      + language(": un mese di ritardo", ": a month of delay")
    let delays = try await snapshot.inquiries.answer(to: "delay \(project.code)") {
      let estates = try await visit.desk.estates(of: [project.agency], snapshot)
      return ProjectDelay.all([project], Planner(asOf: nil), in: estates)
    }
    guard let delays else { return visit.press.waiting(title: title, for: visit) }
    return visit.press.answer(
      title: title,
      back: project.code.path,
      intro: language(
        "Se tutto ciò che il progetto sposta si spostasse un mese più tardi.",
        "If all that the project moves moved a month later."
      ),
      tables: [PlanPage.delays(delays, Figures(language: language))],
      for: visit
    )
  }
}
