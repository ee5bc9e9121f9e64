import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Reporting
import Retirement

/// What can be asked of the plan; no answer changes it.
enum PlanQuestions {
  static let routes: [Route] = [
    .get("/plan/what-if", whatIf), .get("/plan/delay", delay), .get("/plan/waves", waves),
    .get("/plan/consolidate", consolidate),
  ]

  /// The most rows of an answer.
  private static let limit = 500

  /// The projects to choose from.
  static func projects(_ report: Report, chosen: ProjectCode?) -> Choices {
    Choices(
      report.language("Progetto", "Project"),
      "project",
      report.projects.map { line in
        (
          line.project.code.description,
          Excerpt("\(line.project.code) · \(line.agency)").description
        )
      },
      chosen: chosen?.description,
      none: report.language("nessuno", "none")
    )
  }

  /// The services that any project moves, by name in order.
  static func services(_ report: Report) -> [String] {
    Set(report.projects.flatMap { $0.project.services.map(\.service) }).sorted()
  }

  /// The agencies to choose from.
  static func agencies(_ report: Report, chosen: AgencyCode?) -> Choices {
    Choices(
      report.language("Azienda", "Agency"),
      "agency",
      report.agencies.map { ($0.agency.code.description, $0.agency.name) },
      chosen: chosen?.description
    )
  }

  /// What a request supposes: a project that slips, a service that is dropped, or both.
  ///
  /// - Throws: ``Trouble`` with what to put right.
  private static func suppositions(_ visit: Visit, _ report: Report) throws -> [Supposition] {
    let language = visit.context.language
    var suppositions: [Supposition] = []
    if let code = visit.query("project") {
      let project = ProjectCode(code)
      guard report.projects.contains(where: { $0.project.code == project }) else {
        throw Trouble.refused(
          language(
            "Non c’è un progetto “\(Excerpt(code))”: sceglierne uno dalla lista",
            "There is no project “\(Excerpt(code))”: choose one of the list"
          )
        )
      }
      let months = Int(visit.query("months") ?? "")
      guard let months, (-Supposition.limit...Supposition.limit).contains(months), months != 0
      else {
        throw Trouble.refused(
          language(
            "I mesi sono un numero intero da −120 a 120, non 0",
            "The months are a whole number from −120 to 120, not 0"
          )
        )
      }
      suppositions.append(.slip(project, months: months))
    }
    if let service = visit.query("service") { suppositions.append(.drop(service: service)) }
    guard !suppositions.isEmpty else {
      throw Trouble.refused(
        language(
          "Scegliere un progetto che slitta, un servizio che si lascia, o entrambi",
          "Choose a project that slips, a service that is dropped, or both"
        )
      )
    }
    return suppositions
  }

  @Sendable private static func whatIf(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let suppositions = try suppositions(visit, report)
    let title = language("E se…", "What if…")
    // Only the agency of the project is touched, unless a service is dropped everywhere.
    let agencies: [AgencyCode]? =
      if case .slip(let code, _) = suppositions[0], suppositions.count == 1 {
        report.projects.filter { $0.project.code == code }.map(\.project.agency)
      } else {
        nil
      }
    let answer = try await snapshot.inquiries.answer(to: "what if \(suppositions)") {
      let estates = try await visit.desk.estates(of: agencies, snapshot)
      return WhatIf(suppositions, Planner(asOf: nil), in: estates)
    }
    guard let answer else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    return visit.press.answer(
      title: title,
      back: "/plan#what-if",
      intro: intro(suppositions, answer, figures),
      tables: [cost(answer.cost, figures), changes(answer, figures)],
      for: visit
    )
  }

  private static func intro(
    _ suppositions: [Supposition],
    _ answer: WhatIf,
    _ figures: Figures
  ) -> String {
    let language = figures.language
    let supposed = suppositions.map { supposition in
      switch supposition {
      case .slip(let project, let months):
        language(
          "\(Excerpt(project.description)) slitta di \(months) mesi",
          "\(Excerpt(project.description)) slips by \(months) months"
        )
      case .drop(let service):
        language(
          "nessun progetto sposta “\(Excerpt(service))”",
          "no project moves “\(Excerpt(service))”"
        )
      }
    }
    guard !answer.changes.isEmpty else {
      return supposed.joined(separator: "; ")
        + language(": il piano non cambia.", ": the plan does not change.")
    }
    let (later, earlier, lost) = answer.servers
    let more =
      answer.changes.count > limit
      ? language(
        " Se ne elencano \(limit) su \(figures.count(answer.changes.count)).",
        " \(limit) of \(figures.count(answer.changes.count)) are listed."
      ) : ""
    return supposed.joined(separator: "; ")
      + language(
        ": \(figures.count(later)) server più tardi, \(figures.count(earlier)) prima, "
          + "\(figures.count(lost)) non più da dismettere.",
        ": \(figures.count(later)) servers later, \(figures.count(earlier)) earlier, "
          + "\(figures.count(lost)) no longer to retire."
      ) + more
  }

  private static func cost(_ cost: DelayCost, _ figures: Figures) -> Listing {
    let language = figures.language
    func row(_ name: String, _ amount: DelayCost.Amount) -> [Listing.Cell] {
      [
        .text(name), .number(figures.number(amount.gross.value)),
        .number(figures.number(amount.net.value)), .number(figures.number(amount.money.value)),
      ]
    }
    return Listing(
      name: language("Che cosa costa", "What it costs"),
      headings: [
        .init(name: language("Quando", "When")),
        .init(name: language("kWh lordi", "kWh gross"), isNumber: true),
        .init(name: language("kWh netti", "kWh net"), isNumber: true),
        .init(name: language("EUR netti", "EUR net"), isNumber: true),
      ],
      rows: [
        row(language("una volta, per i rinvii", "once, by the delays"), cost.delayed),
        row(language("ogni anno, per ciò che resta", "each year, by what stays"), cost.lost),
      ],
      empty: ""
    )
  }

  private static func changes(_ answer: WhatIf, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Che cosa cambia", "What changes"),
      headings: [
        .init(name: language("Macchina", "Machine")), .init(name: language("Tipo", "Kind")),
        .init(name: language("Nel piano", "In the plan")),
        .init(name: language("Così", "Then")),
        .init(name: language("Mesi", "Months"), isNumber: true),
      ],
      rows: answer.changes.prefix(limit).map { item in
        let change = item.change
        return [
          .text(
            Excerpt(item.name).description,
            to: change.machine.path,
            note: change.machine.description
          ), .text(item.kind.label(in: language)),
          .status(change.before.status, language, note: change.before.month?.description),
          .status(change.after.status, language, note: change.after.month?.description),
          .number(change.monthsLater.map { ($0 > 0 ? "+" : "") + figures.count($0) } ?? ""),
        ]
      },
      empty: language("Il piano non cambia.", "The plan does not change.")
    )
  }

  @Sendable private static func delay(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let title = language("Un mese di ritardo", "A month of delay")
    let snapshot = try await visit.desk.figures()
    let projects = snapshot.report(in: language).projects.map(\.project)
    let delays = try await snapshot.inquiries.answer(to: "delay") {
      let estates = try await visit.desk.estates(of: nil, snapshot)
      return ProjectDelay.all(projects, Planner(asOf: nil), in: estates)
    }
    guard let delays else { return visit.press.waiting(title: title, for: visit) }
    return visit.press.answer(
      title: title,
      back: "/plan",
      intro: language(
        "Quanto costa ogni mese in più, progetto per progetto.",
        "What each month more costs, project by project."
      ),
      tables: [PlanPage.delays(delays, Figures(language: language))],
      for: visit
    )
  }

  @Sendable private static func waves(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let title = language("In che ordine", "In which order")
    let snapshot = try await visit.desk.figures()
    let waves = try await snapshot.inquiries.answer(to: "waves") {
      PlannedWave.all(in: try await visit.desk.estates(of: nil, snapshot))
    }
    guard let waves else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    let rows = waves.prefix(100).enumerated().map { index, item in
      let names = item.wave.moves.prefix(6).map { Excerpt(item.view.name(of: $0)).description }
      let rest = item.wave.moves.count - names.count
      return [
        Listing.Cell.text(String(index + 1)), .text(item.view.estate.agency.name),
        .number(figures.count(item.wave.moves.count)),
        .number(figures.count(item.wave.machines.count)),
        .number(figures.number(item.energy.value)), .number(figures.number(item.perMove)),
        .number(item.wave.isExact ? "" : figures.number(item.bound)),
        .text(names.joined(separator: ", ") + (rest > 0 ? " … +\(rest)" : "")),
      ]
    }
    let table = Listing(
      name: language("Ondate di spostamenti", "Waves of moves"),
      headings: [
        .init(name: "N."), .init(name: language("Azienda", "Agency")),
        .init(name: language("Spostamenti", "Moves"), isNumber: true),
        .init(name: language("Si spengono", "Go dark"), isNumber: true),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
        .init(name: language("Per spostamento", "Per move"), isNumber: true),
        .init(name: language("Al più", "At most"), isNumber: true),
        .init(name: language("Che cosa si sposta", "What moves")),
      ],
      rows: rows,
      empty: language("Niente è bloccato.", "Nothing is blocked.")
    )
    return visit.press.answer(
      title: title,
      back: "/plan",
      intro: language(
        "Spostamenti oltre il piano, nell’ordine che libera più energia per ciascuno. «Al più»: "
          + "quanto libererebbe la scelta migliore, dove questa può non esserlo.",
        "Moves beyond the plan, in the order that frees most energy for each. “At most”: what the "
          + "best choice could free, where this may not be it."
      ),
      tables: [table],
      for: visit
    )
  }

  @Sendable private static func consolidate(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let title = language("Consolidare i cluster", "Consolidate the clusters")
    let snapshot = try await visit.desk.figures()
    let agency = visit.query("agency").flatMap { AgencyCode($0) }
    let known = snapshot.report(in: language).agencies.map(\.agency.code)
    let agencies = known.filter { agency == nil || $0 == agency }
    let found = try await snapshot.inquiries.answer(to: "consolidate \(agencies)") {
      ConsolidatedCluster.all(in: try await visit.desk.estates(of: agencies, snapshot))
    }
    guard let found else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    let table = Listing(
      name: language("Cluster", "Clusters"),
      headings: [
        .init(name: "Cluster"), .init(name: language("Azienda", "Agency")),
        .init(name: language("Host che restano", "Hosts that stay"), isNumber: true),
        .init(name: language("Macchine virtuali", "Virtual machines"), isNumber: true),
        .init(name: language("Si possono spegnere", "Can go dark"), isNumber: true),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
        .init(name: language("Al più", "At most"), isNumber: true),
        .init(name: language("Quali", "Which")),
      ],
      rows: found.prefix(limit).map { cluster in
        let names = cluster.dark.prefix(12).map { Excerpt($0.name).description }
        let rest = cluster.dark.count - names.count
        return [
          .text(Excerpt(cluster.found.cluster).description), .text(cluster.agency.description),
          .number(figures.count(cluster.found.hosts.count)),
          .number(figures.count(cluster.found.guests)),
          .number(figures.count(cluster.dark.count)),
          .number(figures.number(cluster.energy.value)),
          .number(cluster.found.isExact ? "" : figures.number(cluster.bound.value)),
          .text(
            cluster.obstacle(in: language)
              ?? names.joined(separator: ", ") + (rest > 0 ? " … +\(rest)" : "")
          ),
        ]
      },
      empty: language("Nessun cluster con host che restano.", "No cluster with hosts that stay.")
    )
    return visit.press.answer(
      title: title,
      back: "/plan",
      intro: language(
        "Gli host di cui ciascun cluster può fare a meno dopo il piano, con posto per tutto ciò che "
          + "resta anche se si guasta l’host più grande.",
        "The hosts that each cluster can do without after the plan, with room for all that stays "
          + "even when the largest host fails."
      ),
      tables: [table],
      for: visit
    )
  }
}

extension Trouble {
  /// Something that was asked cannot be answered as it was asked.
  static func refused(_ text: String) -> Self {
    Self(status: .unprocessableContent, text: text, code: "web.question")
  }
}
