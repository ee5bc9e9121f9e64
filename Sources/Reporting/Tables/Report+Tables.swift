import Estimation
import Inventory

/// The tables that go to spreadsheets; the order of their columns is stable.
extension Report {
  var serverColumns: [Column<ServerLine>] {
    [
      Column(language("Codice azienda", "Agency code")) { .text($0.agencyCode.description) },
      Column(language("Azienda", "Agency"), width: 26) { .text($0.agency) },
      Column(language("Identificativo", "Id"), width: 18) { .text($0.entity.description) },
      Column(language("Nome", "Name"), width: 26) { .text($0.name) },
      Column(language("Tipo", "Kind"), width: 18) { .text($0.kind.label(in: language)) },
      Column(language("Modello", "Model"), width: 28) { .text($0.model) },
      Column(language("Numero di serie", "Serial number"), width: 18) { .text($0.serial) },
      Column(language("Sede", "Site"), width: 22) { .text($0.site) },
      Column(language("Sala", "Room"), width: 16) { .text($0.room) },
      Column(language("Armadio", "Rack"), width: 12) { .text($0.rack) },
      Column(language("Stato", "Status"), width: 18) { .text(statusLabel($0.status)) },
      Column(language("Spegnibile da", "Can be off from"), width: 16) { .month($0.month) },
      Column(language("Progetti", "Projects"), width: 24) {
        .text($0.projects.map(\.description).joined(separator: ", "))
      },
      Column(language("Motivo", "Reason"), width: 60) { .text($0.reason) },
      Column(language("kWh/anno", "kWh/year"), width: 12) { .energy($0.energy?.value) },
      Column(language("kWh/anno, 5 %", "kWh/year, 5 %"), width: 14) {
        .energy($0.energy?.low)
      },
      Column(language("kWh/anno, 95 %", "kWh/year, 95 %"), width: 14) {
        .energy($0.energy?.high)
      },
    ]
  }

  var agencyColumns: [Column<AgencyLine>] {
    [
      Column(language("Codice azienda", "Agency code")) { .text($0.agency.code.description) },
      Column(language("Azienda", "Agency"), width: 32) { .text($0.agency.name) },
    ] + countColumns { $0.counts } + savingsColumns { $0.savings }
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
      Column(language("Progetto", "Project"), width: 24) {
        .text($0.project?.code.description ?? withoutProjectLabel)
      },
      Column(language("Titolo", "Title"), width: 40) { .text($0.project?.title) },
      Column(language("Azienda", "Agency"), width: 28) { .text($0.agency) },
      Column("CUP", width: 20) { .text($0.project?.cup) },
      Column(language("Misura", "Measure"), width: 10) { .text($0.project?.measure?.rawValue) },
      Column(language("Importo (EUR)", "Amount (EUR)"), width: 16) { .euros($0.project?.amount) },
      Column(language("Decreto", "Decreed"), width: 12) { .date($0.project?.decreed) },
      Column(language("Stato", "State"), width: 14) {
        .text($0.project?.state?.label(in: language))
      },
      Column(language("Destinazione", "Destination")) { .text($0.project?.destination?.label) },
      Column(language("Scadenza", "Deadline")) { .month($0.project?.deadline) },
      Column(language("Servizi", "Services"), width: 40) {
        .text($0.project?.services.map(\.service).joined(separator: "; "))
      },
    ] + countColumns { $0.counts } + savingsColumns { $0.savings }
  }

  var monthColumns: [Column<MonthlySaving>] {
    [
      Column(language("Mese", "Month")) { .month($0.month) },
      Column(language("Macchine spente", "Machines off"), width: 16) { .count($0.machinesOff) },
      Column(language("kWh lordi", "kWh gross")) { .energy($0.gross.value) },
      Column(language("kWh lordi, 5 %", "kWh gross, 5 %")) { .energy($0.gross.low) },
      Column(language("kWh lordi, 95 %", "kWh gross, 95 %")) { .energy($0.gross.high) },
      Column(language("kWh netti", "kWh net")) { .energy($0.net.value) },
      Column(language("kWh netti, 5 %", "kWh net, 5 %")) { .energy($0.net.low) },
      Column(language("kWh netti, 95 %", "kWh net, 95 %")) { .energy($0.net.high) },
    ]
  }

  var factorColumns: [Column<Factor>] {
    [
      Column(language("Chiave", "Key"), width: 24) { .text($0.key) },
      Column(language("Fattore", "Factor"), width: 44) { .text(language($0.italian, $0.english)) },
      Column(language("Valore", "Value")) { .number($0.value, decimals: 4) },
      Column("5 %") { .number($0.low, decimals: 4) },
      Column("95 %") { .number($0.high, decimals: 4) },
      Column(language("Unità", "Unit")) { .text($0.unit.text(in: language)) },
      Column(language("Anno", "Year"), width: 8) { .text($0.year.map { String($0) }) },
      Column(language("Fonte", "Source"), width: 70) { .text($0.source.text(in: language)) },
    ]
  }

  var sourceColumns: [Column<SourceLine>] {
    [
      Column(language("Genere", "Kind"), width: 12) { .text(label($0.kind)) },
      Column(language("Fonte", "Source"), width: 60) { .text($0.name) },
      Column(language("Azienda", "Agency")) { .text($0.agency?.description) },
      Column(language("Formato", "Format"), width: 18) { .text($0.format?.description) },
      Column(language("Riferita al", "As of"), width: 12) { .date($0.asOf) },
      Column("SHA-256", width: 66) { .text($0.sha256) },
    ]
  }

  /// What could not be read: files, and the rows and values of the others.
  struct UnreadLine {
    var agency: String?
    var file: String
    var place: String?
    var value: String?
    var code: String
    var reason: String
    /// How many rows are lost: `nil` for a whole file, 0 for a single value.
    var rows: Int?
  }

  var unread: [UnreadLine] {
    refused.map {
      UnreadLine(
        agency: $0.agency.description,
        file: $0.path,
        code: $0.code,
        reason: language($0.italian, $0.english)
      )
    }
      + rejections.map {
        UnreadLine(
          agency: $0.agency.description,
          file: $0.file,
          place: $0.finding.at.text(in: language),
          value: $0.finding.value,
          code: $0.finding.reason.code,
          reason: $0.finding.reason.text(in: language),
          rows: $0.finding.rows
        )
      }
  }

  var unreadColumns: [Column<UnreadLine>] {
    [
      Column(language("Azienda", "Agency")) { .text($0.agency) },
      Column("File", width: 50) { .text($0.file) },
      Column(language("Punto", "Place"), width: 40) { .text($0.place) },
      Column(language("Valore", "Value"), width: 30) { .text($0.value) },
      Column(language("Codice", "Code"), width: 24) { .text($0.code) },
      Column(language("Motivo", "Reason"), width: 60) { .text($0.reason) },
      Column(language("Righe perse", "Rows lost"), width: 12) {
        $0.rows.map { .count($0) } ?? .text(language("tutto il file", "whole file"))
      },
    ]
  }

  /// A figure of the summary, with its unit and interval.
  struct SummaryLine {
    var name: String
    var value: Cell
    var low: Cell = .empty
    var high: Cell = .empty
    var unit = ""
  }

  var summaryColumns: [Column<SummaryLine>] {
    [
      Column(language("Voce", "Item"), width: 52) { .text($0.name) },
      Column(language("Valore", "Value"), width: 30) { $0.value },
      Column("5 %") { $0.low },
      Column("95 %") { $0.high },
      Column(language("Unità", "Unit")) { .text($0.unit) },
    ]
  }

  func statusLabel(_ status: RetirementStatus?) -> String {
    status?.label(in: language) ?? language("non pianificato", "not planned")
  }

  func label(_ kind: SourceLine.Kind) -> String {
    switch kind {
    case .file: language("file", "file")
    case .projects: language("progetti", "projects")
    case .factor: language("fattori", "factors")
    }
  }

  private func countColumns<Row>(_ counts: @escaping (Row) -> StatusCounts) -> [Column<Row>] {
    [Column(language("Server", "Servers"), width: 10) { .count(counts($0).servers) }]
      + RetirementStatus.allCases.map { status in
        Column(language("Server: ", "Servers: ") + status.label(in: language), width: 16) {
          .count(counts($0).count(of: status))
        }
      }
  }

  private func savingsColumns<Row>(_ total: @escaping (Row) -> SavingsTotal) -> [Column<Row>] {
    [
      Column(language("Macchine fisiche spente", "Machines dark")) { .count(total($0).machines) },
      Column(language("kWh/anno lordi", "kWh/year gross")) {
        .energy(total($0).gross.energy.value)
      },
      Column(language("kWh/anno netti", "kWh/year net")) { .energy(total($0).net.energy.value) },
      Column(language("kWh/anno netti, 5 %", "kWh/year net, 5 %")) {
        .energy(total($0).net.energy.low)
      },
      Column(language("kWh/anno netti, 95 %", "kWh/year net, 95 %")) {
        .energy(total($0).net.energy.high)
      },
      Column(language("tCO2e/anno nette", "tCO2e/year net")) {
        .tonnes(total($0).net.carbon.value)
      },
      Column(language("EUR/anno netti", "EUR/year net")) { .euros(total($0).net.cost.value) },
    ]
  }
}
