import Inventory
import Retirement

/// The tables of the register, of places and of blockers.
extension Report {
  var progressTotal: ProgressLine? {
    guard progress.count > 1, let code = AgencyCode("total") else { return nil }
    return ProgressLine(
      agency: Agency(code: code, name: language("Totale", "Total")),
      planned: headline.counts.retire,
      register: headline.register,
      done: headline.done
    )
  }

  /// The states that a device can be in once something is recorded of it, in order.
  static let recordedStates = RetirementState.allCases.filter { $0 != .inService }

  var progressColumns: [Column<ProgressLine>] {
    let shown = Set(RetirementState.way)
    return [
      Column(language("Azienda", "Agency"), width: 32) { .text($0.agency.name) },
      .figure(language("Da dismettere per il piano", "To retire by the plan")) {
        .count($0.planned)
      },
      .figure(language("Apparati a registro", "Devices in the register")) {
        .count($0.register.devices)
      },
    ]
      + Self.recordedStates.map { state in
        let label = state.label(in: language)
        return .figure(
          language("Registro: ", "Register: ") + label,
          short: label.prefix(1).uppercased() + label.dropFirst(),
          in: shown.contains(state) ? .everywhere : .tables
        ) { .count($0.register.count(of: state)) }
      }
      + [
        .figure(
          language("kWh/anno già spenti", "kWh/year dark already"),
          width: 16
        ) { .energy($0.done) }
      ]
  }

  var registerColumns: [Column<RegisteredDevice>] {
    [
      Column(language("Azienda", "Agency")) { .text($0.agency.description) },
      Column(language("Identificativo", "Id"), width: 18, in: .tables) {
        .text($0.entity.description)
      },
      Column(language("Nome", "Name"), width: 26, note: { $0.entity.description }) {
        .text($0.name)
      },
      Column(language("Tipo", "Kind"), width: 18) { .words($0.kind.label(in: language)) },
      Column(language("Numero di serie", "Serial number"), width: 18) { .text($0.serial) },
      Column(language("Stato", "State"), width: 18) { .words($0.state.label(in: language)) },
      Column(language("Dal", "Since"), width: 12) { .date($0.day) },
      Column(language("Spento dal", "Off from"), width: 12) { .date($0.offFrom) },
      .figure(language("Ultima voce", "Last entry"), width: 10) { .count($0.sequence) },
    ]
  }

  var journalColumns: [Column<JournalLine>] {
    [
      .figure(language("Voce", "Entry"), width: 8) { .count($0.sequence) },
      Column(language("Azienda", "Agency")) { .text($0.agency.description) },
      Column(language("Registrata il", "Recorded"), width: 12) { line in
        .date(CalendarDate(dayNumber: Int((Double(line.at) / 86_400).rounded(.down))))
      },
      Column(language("Da", "By"), width: 20) { .text($0.by) },
      Column(language("Identificativo", "Id"), width: 18, in: .tables) {
        .text($0.entity?.description)
      },
      Column(language("Apparato", "Device"), width: 26) { .text($0.name) },
      Column(
        language("Passo", "Step"),
        width: 26,
        note: { line in line.day.map { figures.shortDay($0) } }
      ) { .words($0.deed) },
      Column(language("Giorno", "Day"), width: 12, in: .tables) { .date($0.day) },
      Column(language("Stato", "State"), width: 18) { .words($0.state?.label(in: language)) },
      Column(language("Motivo o deroga", "Reason or waiver"), width: 40) { .text($0.reason) },
      Column(
        language("Documenti", "Documents"),
        width: 40,
        note: { line in
          line.documents.isEmpty
            ? nil : line.documents.map { $0.sha256.prefix(12) + "…" }.joined(separator: ", ")
        }
      ) { .text($0.documents.map(\.name).joined(separator: "; ")) },
      Column(language("SHA-256 dei documenti", "SHA-256 of documents"), width: 66, in: .tables) {
        .text($0.documents.map(\.sha256).joined(separator: " "))
      },
    ]
  }

  var journalEndColumns: [Column<JournalAccount>] {
    [
      Column(language("Azienda", "Agency")) { .text($0.agency.description) },
      .figure(language("Voci", "Entries"), width: 10) { .count($0.size) },
      .figure(language("Documenti riletti", "Documents read again")) { .count($0.documents) },
      Column(language("Catena", "Chain"), width: 60) { account in
        .words(
          account.isWhole
            ? language("integra", "whole") : account.breaks.joined(separator: "; ")
        )
      },
      Column(
        language("SHA-256 dell’ultima voce", "SHA-256 of the last entry"),
        width: 66
      ) { .text($0.hash) },
    ]
  }

  var rackColumns: [Column<PlaceLine>] {
    [Column(language("Armadio", "Rack"), width: 16) { .text($0.name) }] + placeColumns
  }

  var roomColumns: [Column<PlaceLine>] {
    [
      Column(language("Sala o alimentazione", "Room or power unit"), width: 24) { .text($0.name) },
      Column(language("Che cosa", "What"), width: 14) { .words($0.kind.label(in: language)) },
    ] + placeColumns
  }

  private var placeColumns: [Column<PlaceLine>] {
    [
      Column(language("Luogo", "Place"), width: 36) { .text($0.place) },
      Column(language("Azienda", "Agency"), width: 26) { .text($0.agency) },
      .figure(language("Macchine", "Machines"), width: 10) { .count($0.machines) },
      .figure(language("Da dismettere", "To retire"), width: 12) { .count($0.retire) },
      .figure(language("Già spenti", "Dark already"), width: 12) { .count($0.off) },
      Column(language("Stato", "Status"), width: 14) { .words($0.status?.label(in: language)) },
      Column(language("Tutto spento da", "All dark from"), width: 16) { .month($0.dark) },
      Column(language("Perché", "Why"), width: 60) { line in
        .text(line.reasons.map { $0.text(in: language) }.joined(separator: "; "))
      },
      .figure(language("kWh/anno", "kWh/year"), width: 12) { .energy($0.energy) },
    ]
  }

  var blockerColumns: [Column<BlockerLine>] {
    [
      Column(language("Identificativo", "Id"), width: 18, in: .tables) {
        .text($0.entity.description)
      },
      Column(
        language("Impedimento", "Blocker"),
        width: 30,
        note: { label($0) }
      ) { .text($0.name) },
      Column(language("Genere", "Kind"), in: .tables) { .words(label($0)) },
      Column(language("Azienda", "Agency"), width: 26) { .text($0.agency) },
      Column(language("Perché resta", "Why it stays"), width: 60) { .words($0.reason) },
      .figure(language("Server bloccati", "Servers blocked"), width: 12) { .count($0.servers) },
      .figure(
        language("Bloccati solo da questo", "By this alone"),
        width: 14
      ) { .count($0.alone) },
      .figure(language("kWh/anno", "kWh/year"), width: 12) { .energy($0.energy) },
    ]
  }

  private func label(_ line: BlockerLine) -> String {
    line.isApplication
      ? language("applicativo", "application") : language("macchina", "machine")
  }
}
