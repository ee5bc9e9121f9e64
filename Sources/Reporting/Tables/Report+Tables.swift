import Estimation
import Inventory
import Retirement

/// The tables of servers, agencies, projects and services; the order of their columns is stable.
extension Report {
  var serverColumns: [Column<ServerLine>] {
    // Who reads of energy asks what that rests on, not why a machine goes.
    let planned: Column<ServerLine>.Place = kind == .energy ? .tables : .everywhere
    return [
      Column(language("Codice azienda", "Agency code"), in: .tables) {
        .text($0.agencyCode.description)
      },
      Column(language("Identificativo", "Id"), width: 18, in: .tables) {
        .text($0.entity.description)
      },
      Column(language("Nome", "Name"), width: 26, note: { $0.entity.description }) {
        .text($0.name)
      },
      Column(language("Azienda", "Agency"), width: 26) { .text($0.agency) },
      Column(
        language("Tipo", "Kind"),
        short: language("Tipo, modello", "Kind, model"),
        width: 18,
        note: { $0.model }
      ) { .words($0.kind.label(in: language)) },
      Column(language("Modello", "Model"), width: 28, in: .tables) { .text($0.model) },
      Column(language("Numero di serie", "Serial number"), width: 18, in: .tables) {
        .text($0.serial)
      },
      Column(language("Sede", "Site"), width: 22, in: .tables) { .text($0.site) },
      Column(language("Sala", "Room"), width: 16, in: .tables) { .text($0.room) },
      Column(language("Armadio", "Rack"), width: 12, in: .tables) { .text($0.rack) },
      Column(language("Luogo", "Place"), in: .page) { server in
        let place = [server.site, server.room, server.rack].compactMap(\.self)
        return .words(place.map { Excerpt($0).description }.joined(separator: " / "))
      },
      .figure(language("Unità", "Rack unit"), width: 8, in: .tables) {
        $0.rackUnit.map { .count($0) } ?? .empty
      },
      Column(
        language("Stato", "Status"),
        width: 18,
        mark: { $0.status?.rawValue ?? "unplanned" },
        note: { server in
          server.month.map { language("da ", "from ") + figures.month($0) }
        }
      ) { .words(statusLabel($0.status)) },
      Column(language("Spegnibile da", "Can be off from"), width: 16, in: .tables) {
        .month($0.month)
      },
      Column(
        language("Registro", "Register"),
        width: 16,
        note: { server in server.offFrom.map { language("dal ", "from ") + figures.shortDay($0) } }
      ) { .words($0.state?.label(in: language)) },
      Column(language("Spento dal", "Off from"), width: 12, in: .tables) { .date($0.offFrom) },
      Column(language("Progetti", "Projects"), width: 24, in: planned) {
        .words($0.projects.map { Excerpt($0.description).description }.joined(separator: ", "))
      },
      Column(language("Motivo", "Reason"), width: 60, in: planned) { .words($0.reason) },
    ] + serverEnergyColumns
  }

  private var serverEnergyColumns: [Column<ServerLine>] {
    [
      .figure(
        language("kWh/anno", "kWh/year"),
        width: 12,
        note: { server in
          kind == .energy ? server.energy.flatMap { intervalNote($0) } : nil
        }
      ) { .energy($0.energy?.value) },
      .figure(language("kWh/anno, 5 %", "kWh/year, 5 %"), in: .tables) {
        .energy($0.energy?.low)
      },
      .figure(language("kWh/anno, 95 %", "kWh/year, 95 %"), in: .tables) {
        .energy($0.energy?.high)
      },
      Column(language("Base", "Basis"), in: kind == .energy ? .everywhere : .tables) { server in
        .words(server.energy.map { label($0.basis) })
      },
    ]
  }

  /// An agency's row, or the sum of all.
  struct AgencyRow {
    /// The agency; `nil` for the sum.
    var agency: Agency?
    var counts: StatusCounts
    var savings: SavingsTotal
  }

  var agencyRows: [AgencyRow] {
    agencies.map { AgencyRow(agency: $0.agency, counts: $0.counts, savings: $0.savings) }
  }

  var agencyTotal: AgencyRow? {
    agencies.count > 1 ? AgencyRow(counts: headline.counts, savings: headline.savings) : nil
  }

  var agencyColumns: [Column<AgencyRow>] {
    [
      Column(language("Codice azienda", "Agency code"), in: .tables) {
        .text($0.agency?.code.description)
      },
      Column(language("Azienda", "Agency"), width: 32) {
        $0.agency.map { .text($0.name) } ?? .words(language("Totale", "Total"))
      },
    ] + countColumns(isShort: false) { $0.counts } + savingsColumns(isShort: false) { $0.savings }
  }

  /// A row of the projects' table: a project, or what is in none.
  struct ProjectRow {
    /// The project; `nil` for what is in none.
    var project: Project?
    var agency: String?
    var counts: StatusCounts
    var savings: SavingsTotal
  }

  /// The projects, and what is in none where there is any.
  var projectRows: [ProjectRow] {
    var rows = projects.map { line in
      ProjectRow(
        project: line.project,
        agency: line.agency,
        counts: line.counts,
        savings: line.savings
      )
    }
    if let rest = withoutProject, !rest.isEmpty {
      rows.append(ProjectRow(counts: rest.counts, savings: rest.savings))
    }
    return rows
  }

  /// What the row of servers in no project is called.
  var withoutProjectLabel: String { language("senza progetto", "in no project") }

  var projectColumns: [Column<ProjectRow>] {
    [
      Column(language("Progetto", "Project"), width: 24, in: .tables) {
        $0.project.map { .text($0.code.description) } ?? .words(withoutProjectLabel)
      },
      Column(
        language("Titolo", "Title"),
        short: language("Progetto", "Project"),
        width: 40,
        note: { $0.project.map { projectNote($0) } }
      ) { $0.project.map { .text($0.title) } ?? .words(withoutProjectLabel) },
      Column(language("Azienda", "Agency"), width: 28) { .text($0.agency) },
      Column("CUP", width: 20, in: .tables) { .text($0.project?.cup) },
      Column(language("Misura", "Measure"), width: 10, in: .tables) {
        .text($0.project?.measure?.rawValue)
      },
      Column(
        language("Destinazione", "Destination"),
        short: language("Destinazione, scadenza", "Destination, deadline"),
        note: { row in
          row.project.map { project in
            project.deadline.map { figures.month($0) }
              ?? language("senza scadenza", "no deadline")
          }
        }
      ) { .text($0.project?.destination?.label) },
      Column(language("Scadenza", "Deadline"), in: .tables) { .month($0.project?.deadline) },
      Column(
        language("Decreto", "Decreed"),
        width: 12,
        in: kind == .project ? .everywhere : .tables
      ) { .date($0.project?.decreed) },
      Column(language("Stato", "State"), in: .tables) {
        .words($0.project?.state?.label(in: language))
      },
      .figure(language("Importo (EUR)", "Amount (EUR)"), width: 16) {
        .amount($0.project?.amount)
      },
      .figure(language("Servizi", "Services"), width: 10) {
        $0.project.map { .count($0.services.count) } ?? .empty
      },
      Column(language("Nomi dei servizi", "Names of services"), width: 40, in: .tables) {
        .text($0.project?.services.map(\.service).joined(separator: "; "))
      },
    ] + countColumns(isShort: true) { $0.counts } + savingsColumns(isShort: true) { $0.savings }
  }

  private func projectNote(_ project: Project) -> String {
    var notes = [project.code.description]
    if let cup = project.cup { notes.append("CUP \(cup)") }
    if let measure = project.measure {
      notes.append(language("misura ", "measure ") + measure.rawValue)
    }
    if let state = project.state { notes.append(state.label(in: language)) }
    return notes.map { Excerpt($0).description }.joined(separator: " · ")
  }

  var serviceColumns: [Column<ServiceLine>] {
    [
      Column(language("Servizio", "Service"), width: 36) { .text($0.service) },
      Column(language("Progetto", "Project"), width: 24) { .text($0.project.description) },
      Column(language("Migrato?", "Moved?"), width: 24) {
        .words($0.verdict.label(in: language))
      },
      .figure(language("Applicativi", "Applications")) { .count($0.applications) },
      .figure(language("Macchine migrate", "Machines moved")) { .count($0.moved) },
      .figure(language("Restano per decisione", "Stay by decision")) { .count($0.accepted) },
      .figure(language("Restano", "Left")) { .count($0.left.count) },
      Column(language("Che cosa resta", "What is left"), width: 60) { line in
        let names = line.left.prefix(20).map { Excerpt($0).description }
        return .words(names.joined(separator: ", ") + (line.left.count > 20 ? " …" : ""))
      },
    ]
  }

  func statusLabel(_ status: RetirementStatus?) -> String {
    status?.label(in: language) ?? language("non pianificato", "not planned")
  }

  /// What an estimate rests on, in a word.
  func label(_ basis: Basis) -> String {
    switch basis {
    case .metered: language("misura", "metered")
    case .model: language("modello", "model")
    case .classTypical: language("classe", "class")
    case .assumed: language("ipotesi", "assumed")
    }
  }

  /// Columns of counts by status; on the page those that a reader looks for first, fewer where
  /// `isShort`.
  private func countColumns<Row>(
    isShort: Bool,
    _ counts: @escaping (Row) -> StatusCounts
  ) -> [Column<Row>] {
    let all = Column<Row>.figure(
      language("Server", "Servers"),
      width: 10,
      in: isShort ? .tables : .everywhere
    ) { .count(counts($0).servers) }
    return [all]
      + RetirementStatus.allCases.map { status in
        let shown = status == .retire || status == .blocked || status == .review
        let label = status.label(in: language)
        return .figure(
          language("Server: ", "Servers: ") + label,
          short: label.prefix(1).uppercased() + label.dropFirst(),
          width: 16,
          in: shown ? .everywhere : .tables
        ) { .count(counts($0).count(of: status)) }
      }
  }

  private func savingsColumns<Row>(
    isShort: Bool,
    _ total: @escaping (Row) -> SavingsTotal
  ) -> [Column<Row>] {
    let place: Column<Row>.Place = isShort ? .tables : .everywhere
    return [
      .figure(
        language("Macchine fisiche da spegnere", "Machines to go dark"),
        short: language("Fisiche da spegnere", "To go dark"),
        in: place
      ) { .count(total($0).machines) },
      .figure(language("kWh/anno lordi", "kWh/year gross"), in: place) {
        .energy(total($0).gross.energy.value)
      },
      .figure(
        language("kWh/anno netti", "kWh/year net"),
        note: { intervalNote(total($0).net.energy) }
      ) { .energy(total($0).net.energy.value) },
      .figure(language("kWh/anno netti, 5 %", "kWh/year net, 5 %"), in: .tables) {
        .energy(total($0).net.energy.low)
      },
      .figure(language("kWh/anno netti, 95 %", "kWh/year net, 95 %"), in: .tables) {
        .energy(total($0).net.energy.high)
      },
      .figure(language("tCO2e/anno nette", "tCO2e/year net"), short: "tCO₂e", in: place) {
        .tonnes(total($0).net.carbon.value)
      },
      .figure(language("EUR/anno netti", "EUR/year net"), short: "EUR", in: place) {
        .euros(total($0).net.cost.value)
      },
    ]
  }

  /// The interval of an estimate; `nil` for an exact figure.
  func intervalNote(_ estimate: Estimate<KilowattHours>) -> String? {
    estimate.low == estimate.high
      ? nil
      : figures.interval(
        estimate.low.value,
        estimate.high.value,
        decimals: Figures.energyPlaces
      )
  }
}
