import Estimation
import Hummingbird
import Inventory
import Reporting

/// What the plan saves, gross and net with intervals, and what the figures rest on.
enum EnergyPage {
  static let routes: [Route] = [.get("/energy", page)]

  private struct Content: Sendable {
    var isStale: Bool
    var isPlanned: Bool
    var totals: String
    var waterfall: String
    var months: String
    var monthTable: String
    var agencies: String
    var projects: String
    var bases: String
    var unknowns: String
    /// What meters and UPSs say; `nil` where there are none.
    var meters: String?
    var supplies: String?
    var factors: String
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let content = Content(
      isStale: snapshot.isStale,
      isPlanned: snapshot.isPlanned,
      totals: totals(report.headline.savings, figures).html,
      waterfall: report.waterfallChart,
      months: report.monthlyChart,
      monthTable: table(of: report.months.map(\.planned), figures).html,
      agencies: agencies(report, figures).html,
      projects: projects(report, figures).html,
      bases: bases(snapshot, figures).html,
      unknowns: unknowns(snapshot.savings.unknowns, figures).html,
      meters: EnergyMeters.uses(snapshot.savings.meterUses, figures)?.html,
      supplies: EnergyMeters.losses(snapshot.savings.upsLosses, figures)?.html,
      factors: SettingsPage.table(report.factors, [], figures).html
    )
    return visit.press.page(.energy, content, title: Room.energy.name(in: language), for: visit)
  }

  /// The savings month by month.
  static func table(of months: [MonthlySaving], _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Energia per mese", "Energy by month"),
      headings: [
        .init(name: language("Mese", "Month")),
        .init(name: language("Macchine spente", "Machines off"), isNumber: true),
        .init(name: language("kWh lordi", "kWh gross"), isNumber: true),
        .init(name: language("kWh netti", "kWh net"), isNumber: true),
      ],
      rows: months.map { month in
        [
          .text(figures.month(month.month)), .number(figures.count(month.machinesOff)),
          figures.cell(month.gross), figures.cell(month.net),
        ]
      },
      empty: language("Niente si può ancora spegnere.", "Nothing can be switched off yet.")
    )
  }

  private static func footprintHeadings(_ language: Language) -> [Listing.Heading] {
    [
      .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
      .init(name: language("t CO₂e/anno", "t CO₂e/year"), isNumber: true),
      .init(name: language("EUR/anno", "EUR/year"), isNumber: true),
    ]
  }

  private static func cells(_ footprint: Footprint, _ figures: Figures) -> [Listing.Cell] {
    [
      figures.cell(footprint.energy),
      figures.cell(footprint.carbon, per: 1_000, decimals: Figures.tonnePlaces),
      figures.cell(footprint.cost),
    ]
  }

  /// What a total is gross and net.
  static func totals(_ total: SavingsTotal, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Risparmio di un anno", "Saving of a year"),
      headings: [.init(name: language("Conto", "Account"))] + footprintHeadings(language),
      rows: [
        [
          .text(
            language("lordo", "gross"),
            note: language("al contatore dell’azienda", "at the agency’s meter")
          )
        ] + cells(total.gross, figures),
        [
          .text(
            language("netto", "net"),
            note: language(
              "meno ciò che il carico consuma a destinazione",
              "less what the workload draws where it goes"
            )
          )
        ] + cells(total.net, figures),
      ],
      empty: ""
    )
  }

  private static func agencies(_ report: Report, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Per azienda, netto", "By agency, net"),
      headings: [
        .init(name: language("Azienda", "Agency")),
        .init(name: language("Macchine fisiche", "Physical machines"), isNumber: true),
      ] + footprintHeadings(language),
      rows: report.agencies.map { line in
        [
          .text(
            line.agency.name,
            to: ServersAddress.path(agency: line.agency.code, status: .retire)
          ), .number(figures.count(line.savings.machines)),
        ] + cells(line.savings.net, figures)
      },
      empty: language("Nessuna azienda.", "No agency.")
    )
  }

  private static func projects(_ report: Report, _ figures: Figures) -> Listing {
    let language = figures.language
    var rows = report.projects.map { line in
      [
        Listing.Cell.text(
          Excerpt(line.project.code.description).description,
          to: line.project.code.path,
          note: Excerpt(line.project.title).description
        ), .number(figures.count(line.savings.machines)),
      ] + cells(line.savings.net, figures)
    }
    if let rest = report.withoutProject, !rest.isEmpty {
      rows.append(
        [
          .text(language("senza progetto", "in no project")),
          .number(figures.count(rest.savings.machines)),
        ] + cells(rest.savings.net, figures)
      )
    }
    return Listing(
      name: language("Per progetto, netto", "By project, net"),
      headings: [
        .init(name: language("Progetto", "Project")),
        .init(name: language("Macchine fisiche", "Physical machines"), isNumber: true),
      ] + footprintHeadings(language),
      rows: rows,
      empty: language("Nessun progetto.", "No project.")
    )
  }

  private static func bases(_ snapshot: Snapshot, _ figures: Figures) -> Listing {
    let language = figures.language
    let all = snapshot.bases.reduce(0) { $0 + $1.machines }
    return Listing(
      name: language("Su che cosa poggiano", "What they rest on"),
      headings: [
        .init(name: language("Base della potenza", "Basis of the power")),
        .init(name: language("Macchine fisiche", "Physical machines"), isNumber: true),
        .init(name: language("Parte", "Part"), isNumber: true),
      ],
      rows: snapshot.bases.map { basis, machines in
        [
          .text(basis.label(in: language)), .number(figures.count(machines)),
          .number(figures.percent(machines, of: all)),
        ]
      },
      empty: language("Nessuna macchina fisica.", "No physical machine.")
    )
  }

  private static func unknowns(_ unknowns: [Unknown], _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Che cosa manca", "What is missing"),
      headings: [
        .init(name: language("Fatto che manca", "Missing fact")),
        .init(name: language("Macchine", "Machines"), isNumber: true),
        .init(
          name: language("Restringerebbe di (kWh/anno)", "Would narrow by (kWh/year)"),
          isNumber: true
        ),
      ],
      rows: unknowns.prefix(20).map { unknown in
        [
          .text(unknown.text(in: language)), .number(figures.count(unknown.machines)),
          .number(figures.number(unknown.narrowing.value)),
        ]
      },
      empty: language(
        "Niente che si possa misurare restringerebbe l’intervallo.",
        "Nothing that could be measured would narrow the interval."
      )
    )
  }
}

extension Basis {
  /// The basis in words.
  func label(in language: Language) -> String {
    switch self {
    case .metered: language("misurata", "metered")
    case .model:
      language("modello: misure dello stesso hardware", "model: measured hardware like it")
    case .classTypical: language("tipica della classe", "typical of the class")
    case .assumed: language("assunta", "assumed")
    }
  }
}
