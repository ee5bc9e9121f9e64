import Answers
import Hummingbird
import Inventory
import Reporting
import Retirement

/// The plan: what goes dark when, what stands in the way, and what would change it.
enum PlanPage {
  static let routes: [Route] = [.get("/plan", page)] + PlanQuestions.routes

  /// The most projects that the picture shows, and the most blockers that the page lists.
  private static let limit = 100

  private struct Content: Sendable {
    var isStale: Bool
    var isPlanned: Bool
    var statuses: String
    var picture: String?
    var left: String?
    var months: String
    var map: String
    var blockers: String
    var projects: [Choices]
    var services: [String]
    var agencies: [Choices]
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let rows = snapshot.timeline.rows(report, snapshot.projects)
    let content = Content(
      isStale: snapshot.isStale,
      isPlanned: snapshot.isPlanned,
      statuses: report.statusChart,
      picture: ProjectChart(Array(rows.prefix(limit)), language: language)?.inline,
      left: rows.count > limit ? figures.count(rows.count - limit) : nil,
      months: months(snapshot.timeline, figures).html,
      map: report.blockerMap,
      blockers: blockers(report.blockers.prefix(limit), figures).html,
      projects: [PlanQuestions.projects(report, chosen: nil)],
      services: PlanQuestions.services(report),
      agencies: [PlanQuestions.agencies(report, chosen: nil)]
    )
    return visit.press.page(.plan, content, title: Room.plan.name(in: language), for: visit)
  }

  private static func months(_ timeline: Timeline, _ figures: Figures) -> Listing {
    let language = figures.language
    var sum = Timeline.Count()
    let rows = timeline.months.sorted { $0.key < $1.key }.map { month, count in
      sum.physical += count.physical
      sum.virtual += count.virtual
      return [
        Listing.Cell.text(figures.month(month)), .number(figures.count(count.physical)),
        .number(figures.count(count.virtual)), .number(figures.count(sum.physical)),
        .number(figures.count(sum.virtual)),
      ]
    }
    return Listing(
      name: language("Si spengono", "Go dark"),
      headings: [
        .init(name: language("Mese", "Month")),
        .init(name: language("Fisici", "Physical"), isNumber: true),
        .init(name: language("Virtuali", "Virtual"), isNumber: true),
        .init(name: language("Fisici in tutto", "Physical so far"), isNumber: true),
        .init(name: language("Virtuali in tutto", "Virtual so far"), isNumber: true),
      ],
      rows: rows,
      empty: language(
        "Nessun server si può ancora spegnere.",
        "No server can be switched off yet."
      )
    )
  }

  /// What keeps servers from being switched off.
  static func blockers(
    _ blockers: some Sequence<Report.BlockerLine>,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Impedimenti", "Blockers"),
      headings: [
        .init(name: language("Che cosa resta", "What stays")),
        .init(name: language("Azienda", "Agency")), .init(name: language("Perché", "Why")),
        .init(name: language("Server che tiene accesi", "Servers it keeps on"), isNumber: true),
        .init(name: language("Solo da questo", "By this alone"), isNumber: true),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
      ],
      rows: blockers.map { line in
        [
          .text(
            Excerpt(line.name).description,
            to: line.entity.path,
            note: line.isApplication ? language("applicativo", "application") : nil
          ), .text(line.agency), .text(Excerpt(whole: line.reason).description),
          .number(figures.count(line.servers)), .number(figures.count(line.alone)),
          .number(figures.number(line.energy.value)),
        ]
      },
      empty: language("Niente è bloccato.", "Nothing is blocked.")
    )
  }

  /// What a month more of each project costs.
  static func delays(_ delays: [ProjectDelay], _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Costo di un mese di ritardo", "Cost of a month of delay"),
      headings: [
        .init(name: language("Progetto", "Project")),
        .init(name: language("Macchine in ritardo", "Machines late"), isNumber: true),
        .init(name: language("kWh lordi", "kWh gross"), isNumber: true),
        .init(name: language("kWh netti", "kWh net"), isNumber: true),
        .init(name: language("EUR netti", "EUR net"), isNumber: true),
      ],
      rows: delays.map { delay in
        [
          .text(Excerpt(delay.project.description).description, to: delay.project.path),
          .number(figures.count(delay.machines)), .number(figures.number(delay.month.gross.value)),
          .number(figures.number(delay.month.net.value)),
          .number(figures.number(delay.month.money.value)),
        ]
      },
      empty: language("Nessun progetto.", "No project.")
    )
  }
}
