import Estimation
import Hummingbird
import Inventory
import Reporting

/// The funded projects: how many servers each empties, by when, and what that saves.
enum ProjectsPage {
  static let routes: [Route] = [.get("/projects", page)]

  private struct Content: Sendable {
    var isStale: Bool
    var count: String
    var amount: String
    var listing: String
    var agencies: [Choices]
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let agency = visit.query("agency").flatMap { AgencyCode($0) }
    let lines = report.projects.filter { agency == nil || $0.project.agency == agency }
    let amount = lines.reduce(0) { $0 + ($1.project.amount?.value ?? 0) }
    let content = Content(
      isStale: snapshot.isStale,
      count: figures.count(lines.count),
      amount: figures.number(amount, decimals: 2),
      listing: listing(lines, snapshot, figures).html,
      agencies: [
        Choices(
          language("Azienda", "Agency"),
          "agency",
          report.agencies.map { ($0.agency.code.description, $0.agency.name) },
          chosen: agency?.description
        )
      ]
    )
    return visit.press.page(
      .projects,
      content,
      title: Room.projects.name(in: language),
      for: visit
    )
  }

  private static func listing(
    _ lines: [Report.ProjectLine],
    _ snapshot: Snapshot,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    return Listing(
      name: Room.projects.name(in: language),
      headings: [
        .init(name: language("Progetto", "Project")), .init(name: language("Azienda", "Agency")),
        .init(name: language("Scadenza", "Deadline")),
        .init(name: language("Importo (EUR)", "Amount (EUR)"), isNumber: true),
        .init(name: language("Servizi", "Services"), isNumber: true),
        .init(name: language("Server", "Servers"), isNumber: true),
        .init(name: RetirementStatus.retire.label(in: language), isNumber: true),
        .init(name: RetirementStatus.blocked.label(in: language), isNumber: true),
        .init(name: RetirementStatus.review.label(in: language), isNumber: true),
        .init(name: language("Oltre la scadenza", "After the deadline"), isNumber: true),
        .init(name: language("kWh/anno netti", "kWh/year net"), isNumber: true),
      ],
      rows: lines.map { line in
        let project = line.project
        func count(_ status: RetirementStatus) -> Listing.Cell {
          let count = line.counts.count(of: status)
          return .number(
            figures.count(count),
            to: count == 0 ? nil : ServersAddress.path(project: project.code, status: status)
          )
        }
        return [
          .text(
            Excerpt(project.code.description).description,
            to: project.code.path,
            note: Excerpt(project.title).description
          ),
          .text(line.agency),
          .text(
            project.deadline.map { figures.shortMonth($0) } ?? Figures.none,
            note: project.destination.map { language("a ", "to ") + Excerpt($0.label).description }
          ),
          .number(
            project.amount.map { figures.number($0.value, decimals: 2) } ?? Figures.none
          ),
          .number(figures.count(project.services.count)),
          .number(
            figures.count(line.counts.servers),
            to: line.counts.servers == 0 ? nil : ServersAddress.path(project: project.code)
          ),
          count(.retire), count(.blocked), count(.review),
          .number(figures.count(snapshot.projects[project.code]?.late ?? 0)),
          figures.cell(line.savings.net.energy),
        ]
      },
      empty: language(
        "Nessun progetto: importarli da una tabella (tramonto projects import).",
        "No project: import them from a table (tramonto projects import)."
      )
    )
  }
}
