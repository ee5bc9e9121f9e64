import Hummingbird
import Estimation
import Inventory
import Reporting
import Retirement
import Workspace

/// What a manager reads first: how many servers, how much energy, what stands in the way.
enum OverviewPage {
  static let routes: [Route] = [.get("/", page)]

  /// How many rows the lists of the page show; each leads to the whole.
  private static let limit = 8

  private struct Content: Sendable {
    struct Card: Sendable {
      var name: String
      var value: String
      var unit: String
      var note: String
      var path: String
    }

    struct Chore: Sendable {
      var text: String
      var path: String
    }

    var isStale: Bool
    var isPlanned: Bool
    var cards: [Card]
    var chores: [Chore]
    var statuses: String
    var months: String
    var monthTable: String
    var agencies: String
    var projects: String
    var blockers: String
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let content = Content(
      isStale: snapshot.isStale,
      isPlanned: snapshot.isPlanned,
      cards: cards(snapshot, figures),
      chores: try await chores(visit, snapshot, figures),
      statuses: report.statusChart,
      months: report.monthlyChart,
      monthTable: EnergyPage.table(of: report.months.map(\.planned), figures).html,
      agencies: agencies(report, figures).html,
      projects: projects(snapshot, figures).html,
      blockers: PlanPage.blockers(report.blockers.prefix(limit), figures).html
    )
    return visit.press.page(
      .overview,
      content,
      title: Room.overview.name(in: language),
      for: visit
    )
  }

  private static func cards(_ snapshot: Snapshot, _ figures: Figures) -> [Content.Card] {
    let language = figures.language
    let headline = snapshot.report(in: language).headline
    let (counts, net) = (headline.counts, headline.savings.net)
    let carbon = net.carbon
    var cards = [
      Content.Card(
        name: language("Server da dismettere", "Servers to retire"),
        value: figures.count(counts.retire),
        unit: language("di ", "of ") + figures.count(counts.servers),
        note: headline.complete.map {
          language("tutti spenti da ", "all off from ") + figures.month($0)
        } ?? language("nessuno si può ancora spegnere", "none can be switched off yet"),
        path: ServersAddress.path(status: .retire)
      ),
      Content.Card(
        name: language("Energia all’anno, netta", "Energy a year, net"),
        value: figures.number(net.energy.value.value),
        unit: "kWh",
        note: "90 %: " + figures.interval(net.energy.low.value, net.energy.high.value),
        path: "/energy"
      ),
      Content.Card(
        name: language("Gas serra all’anno, netti", "Greenhouse gas a year, net"),
        value: figures.number(carbon.value.value / 1_000, decimals: Figures.tonnePlaces),
        unit: "t CO₂e",
        note: "90 %: "
          + figures.interval(
            carbon.low.value / 1_000,
            carbon.high.value / 1_000,
            decimals: Figures.tonnePlaces
          ),
        path: "/energy#factors"
      ),
      Content.Card(
        name: language("Spesa all’anno, netta", "Spending a year, net"),
        value: figures.number(net.cost.value.value),
        unit: "EUR",
        note: "90 %: " + figures.interval(net.cost.low.value, net.cost.high.value),
        path: "/energy#factors"
      ),
      Content.Card(
        name: language("Server bloccati", "Servers blocked"),
        value: figures.count(counts.blocked),
        unit: "",
        note: language("qualcosa che resta li tiene accesi", "something that stays keeps them on"),
        path: ServersAddress.path(status: .blocked)
      ),
    ]
    let dark = snapshot.register.reduce(0) { $0 + ($1.key.isDark ? $1.value : 0) }
    if !snapshot.register.isEmpty {
      cards.append(
        Content.Card(
          name: language("Già spenti, con prova", "Off already, with proof"),
          value: figures.count(dark),
          unit: language("di ", "of ")
            + figures.count(snapshot.register.values.reduce(0, +))
            + language(" a registro", " in the register"),
          note: language("passati dal cancello «spento»", "through the gate “off”"),
          path: "/register"
        )
      )
    }
    return cards
  }

  /// What to do next, that on which most hangs first.
  private static func chores(
    _ visit: Visit,
    _ snapshot: Snapshot,
    _ figures: Figures
  ) async throws -> [Content.Chore] {
    let language = figures.language
    let report = snapshot.report(in: language)
    var chores: [Content.Chore] = snapshot.unmatched.map { agency in
      .init(
        text: language(
          "\(agency.name): c’è un’importazione più nuova del piano; riconciliare e rifare il piano",
          "\(agency.name): an import is newer than the plan; reconcile and plan again"
        ),
        path: "/imports"
      )
    }
    let review = figures.count(report.headline.counts.review)
    if report.headline.counts.review > 0 {
      chores.append(
        .init(
          text: language(
            "Server da verificare: \(review); non si sa abbastanza per spegnerli",
            "Servers to look at: \(review); too little is known to switch them off"
          ),
          path: ServersAddress.path(status: .review)
        )
      )
    }
    // Looking for alarms reads every record: the page shows them once they are found.
    let today = visit.desk.clock().today
    let alarms = try await snapshot.inquiries.answer(to: "alarms", patience: .zero) {
      try await visit.desk.reading { store in
        try store.agencies().reduce(0) { try $0 + store.alarms(of: $1.code, on: today).count }
      }
    }
    if let alarms, alarms > 0 {
      chores.append(
        .init(
          text: language(
            "Allarmi: \(figures.count(alarms)); che cosa è tornato, che cosa vede una fonte sola",
            "Alarms: \(figures.count(alarms)); what came back, what only one source sees"
          ),
          path: "/register"
        )
      )
    }
    let rejected = report.ledger.rejected
    if rejected > 0 {
      chores.append(
        .init(
          text: language(
            "Righe rifiutate nelle importazioni: \(figures.count(rejected)); correggerle e reimportarle",
            "Rows rejected on import: \(figures.count(rejected)); correct and import them again"
          ),
          path: "/imports"
        )
      )
    }
    if !report.refused.isEmpty {
      chores.append(
        .init(
          text: language(
            "File non letti: \(figures.count(report.refused.count)); ecco perché",
            "Files not read: \(figures.count(report.refused.count)); see why"
          ),
          path: "/imports"
        )
      )
    }
    if snapshot.isPlanned {
      chores.append(
        .init(
          text: language(
            "Rispondere alle domande su che cosa è la stessa macchina",
            "Answer the questions about what is one machine"
          ),
          path: "/review"
        )
      )
    }
    return chores
  }

  private static func agencies(_ report: Report, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Aziende", "Agencies"),
      headings: [
        .init(name: language("Azienda", "Agency")),
        .init(name: language("Server", "Servers"), isNumber: true),
      ]
        + [RetirementStatus.retire, .blocked, .review, .keep].map {
          .init(name: $0.label(in: language), isNumber: true)
        }
        + [.init(name: language("kWh/anno netti", "kWh/year net"), isNumber: true)],
      rows: report.agencies.map { line in
        let code = line.agency.code
        return [
          .text(line.agency.name, to: ServersAddress.path(agency: code), note: code.description),
          .number(figures.count(line.counts.servers), to: ServersAddress.path(agency: code)),
        ]
          + [RetirementStatus.retire, .blocked, .review, .keep].map { status in
            .number(
              figures.count(line.counts.count(of: status)),
              to: line.counts.count(of: status) == 0
                ? nil : ServersAddress.path(agency: code, status: status)
            )
          }
          + [figures.cell(line.savings.net.energy)]
      },
      empty: language(
        "Nessuna azienda: importare un’esportazione la crea.",
        "No agency: importing an export makes one."
      )
    )
  }

  private static func projects(_ snapshot: Snapshot, _ figures: Figures) -> Listing {
    let language = figures.language
    let lines = snapshot.report(in: language).projects.filter {
      (snapshot.projects[$0.project.code]?.behind ?? 0) > 0
    }.sorted { left, right in
      let (one, other) = (left.project.code, right.project.code)
      let behind = (
        snapshot.projects[one]?.behind ?? 0, snapshot.projects[other]?.behind ?? 0
      )
      return behind.0 != behind.1 ? behind.0 > behind.1 : one < other
    }
    return Listing(
      name: language("Progetti più indietro", "Projects most behind"),
      headings: [
        .init(name: language("Progetto", "Project")), .init(name: language("Scadenza", "Deadline")),
        .init(name: language("Server fermi", "Servers held up"), isNumber: true),
        .init(name: language("Oltre la scadenza", "After the deadline"), isNumber: true),
        .init(name: language("Da dismettere", "To retire"), isNumber: true),
      ],
      rows: lines.prefix(limit).map { line in
        let progress = snapshot.projects[line.project.code] ?? ProjectProgress()
        return [
          .text(
            Excerpt(line.project.code.description).description,
            to: line.project.code.path,
            note: Excerpt(line.project.title).description + " · " + line.agency
          ),
          .text(line.project.deadline.map { figures.shortMonth($0) } ?? Figures.none),
          .number(
            figures.count(progress.open),
            to: progress.open == 0 ? nil : ServersAddress.path(project: line.project.code)
          ),
          .number(figures.count(progress.late)),
          .number(
            figures.count(line.counts.retire),
            to: line.counts.retire == 0
              ? nil : ServersAddress.path(project: line.project.code, status: .retire)
          ),
        ]
      },
      empty: language(
        "Nessun progetto ha server fermi o in ritardo.",
        "No project has servers that are held up or late."
      )
    )
  }
}
