import Estimation
import Inventory
import Retirement

extension Report {
  /// The title of the report.
  var title: String { kind.title(in: language) }

  /// What the report covers, in one line.
  var scopeText: String {
    var parts = [cover.programme, cover.agency, cover.project].compactMap(\.self)
    if parts.isEmpty { parts = [cover.workspace] }
    return parts.joined(separator: " · ")
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
      Column(language("Voce", "Item"), width: 52) { .words($0.name) },
      .figure(language("Valore", "Value"), width: 30) { $0.value },
      .figure("5 %") { $0.low },
      .figure("95 %") { $0.high },
      Column(language("Unità", "Unit")) { .words($0.unit) },
    ]
  }

  var summary: [SummaryLine] {
    switch kind {
    case .programme, .agency, .project:
      identityLines + serverLines + registerLines + savingLines + readingLines
    case .decommissioning: identityLines + serverLines + registerLines + savingLines
    case .energy: identityLines + darkLines + savingLines + meterLines
    case .quality: identityLines + readingLines + qualityLines
    case .evidence: identityLines + registerLines + journalLines
    }
  }

  private var identityLines: [SummaryLine] {
    [
      SummaryLine(name: language("Rapporto", "Report"), value: .words(title)),
      SummaryLine(name: language("Programma", "Programme"), value: .text(cover.programme)),
      SummaryLine(name: language("Archivio di lavoro", "Workspace"), value: .text(cover.workspace)),
      SummaryLine(
        name: language("Azienda", "Agency"),
        value: cover.agency.map { .text($0) } ?? .words(language("tutte", "all"))
      ),
      SummaryLine(
        name: language("Progetto", "Project"),
        value: cover.project.map { .text($0) } ?? .words(language("tutti", "all"))
      ),
      SummaryLine(name: language("Data", "Date"), value: .date(cover.made)),
      SummaryLine(name: "Tramonto", value: .text(cover.version)),
    ]
  }

  private var serverLines: [SummaryLine] {
    let counts = headline.counts
    return [
      SummaryLine(
        name: language("Server, fisici e virtuali", "Servers, physical and virtual"),
        value: .count(counts.servers)
      )
    ]
      + RetirementStatus.allCases.map { status in
        SummaryLine(
          name: language("Server: ", "Servers: ") + status.label(in: language),
          value: .count(counts.count(of: status))
        )
      }
      + [
        SummaryLine(
          name: language("Server: non pianificati", "Servers: not planned"),
          value: .count(counts.unplanned)
        )
      ] + darkLines
  }

  private var darkLines: [SummaryLine] {
    [
      SummaryLine(
        name: language("Macchine fisiche che si spengono", "Physical machines that go dark"),
        value: .count(headline.savings.machines)
      ),
      SummaryLine(
        name: language("Tutte spente da", "All dark from"),
        value: .month(headline.complete)
      ),
    ]
  }

  private var registerLines: [SummaryLine] {
    [
      SummaryLine(
        name: language("Apparati a registro", "Devices in the register"),
        value: .count(headline.register.devices)
      )
    ]
      + Self.recordedStates.map { state in
        SummaryLine(
          name: language("Registro: ", "Register: ") + state.label(in: language),
          value: .count(headline.register.count(of: state))
        )
      }
      + [
        SummaryLine(
          name: language("Energia già spenta, lorda", "Energy dark already, gross"),
          value: .energy(headline.done),
          unit: language("kWh/anno", "kWh/year")
        )
      ]
  }

  private var savingLines: [SummaryLine] {
    let saved = headline.savings
    return [
      energyLine(language("Energia lorda", "Energy, gross"), saved.gross.energy),
      energyLine(language("Energia netta", "Energy, net"), saved.net.energy),
      carbonLine(language("Emissioni lorde", "Emissions, gross"), saved.gross.carbon),
      carbonLine(language("Emissioni nette", "Emissions, net"), saved.net.carbon),
      costLine(language("Spesa lorda", "Cost, gross"), saved.gross.cost),
      costLine(language("Spesa netta", "Cost, net"), saved.net.cost),
    ] + optionalLines
  }

  /// What only some estimates tell: it stands where somebody set the factors for it.
  private var optionalLines: [SummaryLine] {
    let saved = headline.savings
    let cubicMetres = saved.net.water.map { water in
      SummaryLine(
        name: language("Acqua, netta", "Water, net"),
        value: .number(water.value.value / 1_000, decimals: Figures.tonnePlaces),
        low: .number(water.low.value / 1_000, decimals: Figures.tonnePlaces),
        high: .number(water.high.value / 1_000, decimals: Figures.tonnePlaces),
        unit: language("m³/anno", "m³/year")
      )
    }
    let embodied = saved.embodied.map { carbon in
      var line = carbonLine(
        language("Emissioni già incorporate nei server", "Emissions embodied in the servers"),
        carbon
      )
      line.unit = "tCO2e"
      return line
    }
    let move = saved.move.map { move in
      var line = energyLine(
        language("Energia dello spostamento, una volta", "Energy of the move, once"),
        move.energy
      )
      line.unit = "kWh"
      return line
    }
    return [
      move,
      saved.firstYear.map {
        energyLine(
          language("Energia netta del primo anno", "Energy of a first year, net"),
          $0.energy
        )
      },
      saved.net.marketCarbon.map {
        carbonLine(
          language("Emissioni nette, elettricità acquistata", "Emissions, net, electricity bought"),
          $0
        )
      },
      cubicMetres, embodied,
    ].compactMap(\.self)
  }

  private var meterLines: [SummaryLine] {
    verified.map { line in
      energyLine(
        language("Verificato", "Verified")
          + (line.saving.meter.isEmpty ? "" : ": \(Excerpt(line.saving.meter))"),
        line.saving.yearly
      )
    }
  }

  private var readingLines: [SummaryLine] {
    [
      (language("Righe lette", "Rows read"), ledger.read),
      (language("Righe usate", "Rows used"), ledger.records),
      (language("Righe saltate", "Rows skipped"), ledger.skipped),
      (language("Righe rifiutate", "Rows rejected"), ledger.rejected),
      (language("File non leggibili", "Files not readable"), refused.count),
    ].map { SummaryLine(name: $0, value: .count($1)) }
  }

  private var qualityLines: [SummaryLine] {
    [
      (language("Colonne non usate", "Columns not used"), unused.count),
      (language("Divergenze fra fonti", "Conflicts between sources"), conflicts.count),
    ].map { SummaryLine(name: $0, value: .count($1)) }
      + gaps.map { SummaryLine(name: $0.gap.label(in: language), value: .count($0.missing)) }
  }

  private var journalLines: [SummaryLine] {
    [
      (language("Voci dei giornali", "Journal entries"), journals.reduce(0) { $0 + $1.size }),
      (language("Giornali integri", "Journals that are whole"), journals.count(where: \.isWhole)),
      (language("Giornali", "Journals"), journals.count),
    ].map { SummaryLine(name: $0, value: .count($1)) }
  }

  private func energyLine(_ name: String, _ estimate: Estimate<KilowattHours>) -> SummaryLine {
    SummaryLine(
      name: name,
      value: .energy(estimate.value),
      low: .energy(estimate.low),
      high: .energy(estimate.high),
      unit: language("kWh/anno", "kWh/year")
    )
  }

  private func carbonLine(_ name: String, _ estimate: Estimate<KilogramsCO2e>) -> SummaryLine {
    SummaryLine(
      name: name,
      value: .tonnes(estimate.value),
      low: .tonnes(estimate.low),
      high: .tonnes(estimate.high),
      unit: language("tCO2e/anno", "tCO2e/year")
    )
  }

  private func costLine(_ name: String, _ estimate: Estimate<Euros>) -> SummaryLine {
    SummaryLine(
      name: name,
      value: .euros(estimate.value),
      low: .euros(estimate.low),
      high: .euros(estimate.high),
      unit: language("EUR/anno", "EUR/year")
    )
  }
}
