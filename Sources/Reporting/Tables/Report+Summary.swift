import Estimation
import Inventory

extension Report {
  /// The title of the report.
  var title: String {
    language("Server da dismettere ed energia risparmiata", "Servers to retire and energy saved")
  }

  /// What the report covers, in one line.
  var scopeText: String {
    var parts = [cover.programme, cover.agency, cover.project].compactMap(\.self)
    if parts.isEmpty { parts = [cover.workspace] }
    return parts.joined(separator: " · ")
  }

  var summary: [SummaryLine] {
    let counts = headline.counts
    let saved = headline.savings
    return [
      SummaryLine(name: language("Programma", "Programme"), value: .text(cover.programme)),
      SummaryLine(name: language("Archivio di lavoro", "Workspace"), value: .text(cover.workspace)),
      SummaryLine(
        name: language("Azienda", "Agency"),
        value: .text(cover.agency ?? language("tutte", "all"))
      ),
      SummaryLine(
        name: language("Progetto", "Project"),
        value: .text(cover.project ?? language("tutti", "all"))
      ),
      SummaryLine(name: language("Data", "Date"), value: .date(cover.made)),
      SummaryLine(name: "Tramonto", value: .text(cover.version)),
      SummaryLine(
        name: language("Server, fisici e virtuali", "Servers, physical and virtual"),
        value: .count(counts.servers)
      ),
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
        ),
        SummaryLine(
          name: language("Macchine fisiche che si spengono", "Physical machines that go dark"),
          value: .count(saved.machines)
        ),
        SummaryLine(
          name: language("Tutte spente da", "All dark from"),
          value: .month(headline.complete)
        ),
        energyLine(language("Energia lorda", "Energy, gross"), saved.gross.energy),
        energyLine(language("Energia netta", "Energy, net"), saved.net.energy),
        carbonLine(language("Emissioni lorde", "Emissions, gross"), saved.gross.carbon),
        carbonLine(language("Emissioni nette", "Emissions, net"), saved.net.carbon),
        costLine(language("Spesa lorda", "Cost, gross"), saved.gross.cost),
        costLine(language("Spesa netta", "Cost, net"), saved.net.cost),
        SummaryLine(name: language("Righe lette", "Rows read"), value: .count(ledger.read)),
        SummaryLine(
          name: language("Righe usate", "Rows used"),
          value: .count(ledger.records)
        ),
        SummaryLine(
          name: language("Righe saltate", "Rows skipped"),
          value: .count(ledger.skipped)
        ),
        SummaryLine(
          name: language("Righe rifiutate", "Rows rejected"),
          value: .count(ledger.rejected)
        ),
        SummaryLine(
          name: language("File non leggibili", "Files not readable"),
          value: .count(refused.count)
        ),
      ]
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
