import Estimation
import Inventory

extension Report {
  func writeSummary(to page: inout HTML) {
    let counts = headline.counts
    let saved = headline.savings
    section(&page, id: "summary", class: "summary", language("In sintesi", "In short")) { page in
      page.element("div", ["class": "cards"]) { page in
        card(
          &page,
          language("Server da dismettere", "Servers to retire"),
          figures.count(counts.retire),
          language("di \(figures.count(counts.servers))", "of \(figures.count(counts.servers))"),
          notes: [
            language(
              "\(figures.count(counts.blocked)) bloccati, "
                + "\(figures.count(counts.review)) da verificare, "
                + "\(figures.count(counts.keep)) da mantenere",
              "\(figures.count(counts.blocked)) blocked, \(figures.count(counts.review)) to review, "
                + "\(figures.count(counts.keep)) to keep"
            )
          ],
          isLeading: true
        )
        card(
          &page,
          language("Energia all’anno, netta", "Energy a year, net"),
          energy(saved.net.energy.value),
          "kWh",
          notes: [
            interval(energy(saved.net.energy.low), energy(saved.net.energy.high)),
            language("lorda ", "gross ") + energy(saved.gross.energy.value) + " kWh",
          ],
          isLeading: true
        )
        card(
          &page,
          language("Macchine fisiche spente", "Physical machines dark"),
          figures.count(saved.machines),
          "",
          notes: [
            headline.complete.map {
              language("tutte da \(figures.month($0))", "all from \(figures.month($0))")
            } ?? language("nessuna data", "no date")
          ]
        )
        card(
          &page,
          language("Emissioni evitate all’anno", "Emissions avoided a year"),
          tonnes(saved.net.carbon.value),
          "tCO₂e",
          notes: [interval(tonnes(saved.net.carbon.low), tonnes(saved.net.carbon.high))]
        )
        card(
          &page,
          language("Spesa evitata all’anno", "Cost avoided a year"),
          euros(saved.net.cost.value),
          "EUR",
          notes: [interval(euros(saved.net.cost.low), euros(saved.net.cost.high))]
        )
      }
      page.element("p", ["class": "meaning"], meaning)
      StatusChart(counts: counts, language: language).write(to: &page)
    }
  }

  /// What the figures mean, in two sentences.
  private var meaning: String {
    let counts = headline.counts
    guard counts.servers > 0 else {
      return language(
        "Nessun server in questo rapporto. Importare le esportazioni degli inventari, poi eseguire "
          + "il confronto e il piano.",
        "There is no server in this report. Import the exports of the inventories, then match "
          + "and plan."
      )
    }
    guard counts.retire > 0 else {
      return language(
        "Nessun server può ancora essere spento. Le sezioni seguenti dicono che cosa lo impedisce "
          + "e che cosa resta da verificare.",
        "No server can be switched off yet. The sections below say what keeps them and what is left "
          + "to look at."
      )
    }
    let part = figures.percent(counts.retire, of: counts.servers)
    let net = energy(headline.savings.net.energy.value)
    return language(
      "Spostati gli applicativi dei progetti, si possono dismettere "
        + "\(figures.count(counts.retire)) server su \(figures.count(counts.servers)) (\(part)). "
        + "A regime si risparmiano \(net) kWh all’anno: quanto i contatori delle aziende non "
        + "contano più, meno quanto gli stessi applicativi consumano a destinazione; l’intervallo "
        + "contiene il valore vero nel 90 % dei casi.",
      "Once the projects’ applications have moved, \(figures.count(counts.retire)) of "
        + "\(figures.count(counts.servers)) servers (\(part)) can be retired. "
        + "From then on \(net) kWh a year are saved: what the agencies’ meters no longer count, "
        + "less what the same applications draw at their destination; the interval holds the true "
        + "value in 90 % of cases."
    )
  }

  private func card(
    _ page: inout HTML,
    _ name: String,
    _ value: String,
    _ unit: String,
    notes: [String],
    isLeading: Bool = false
  ) {
    page.element("div", ["class": isLeading ? "card leading" : "card"]) { page in
      page.element("p", ["class": "name"], name)
      page.element("p", ["class": "value"]) { page in
        page.write(value)
        if !unit.isEmpty {
          page.write(" ")
          page.element("span", ["class": "unit"], unit)
        }
      }
      for note in notes { page.element("p", ["class": "note"], note) }
    }
  }

  /// Energy as the page shows it: whole kilowatt-hours.
  func energy(_ value: KilowattHours) -> String { figures.number(value.value) }

  /// Greenhouse gas as the page shows it: tonnes with one place.
  func tonnes(_ value: KilogramsCO2e) -> String {
    figures.number(value.value / 1_000, decimals: 1)
  }

  /// Money as the page shows it: whole euros.
  func euros(_ value: Euros) -> String { figures.number(value.value) }

  private func interval(_ low: String, _ high: String) -> String {
    language("90 %: da \(low) a \(high)", "90 %: \(low) to \(high)")
  }

  func writeMonths(to page: inout HTML) {
    section(
      &page,
      id: "months",
      language("Energia risparmiata mese per mese", "Energy saved month by month"),
      empty: months.isEmpty
        ? language(
          "Nessuna macchina fisica si spegne: non c’è ancora un risparmio da mostrare.",
          "No physical machine goes dark: there is no saving to show yet."
        ) : nil
    ) { page in
      MonthlyChart(months: months, language: language).write(to: &page)
      page.element("details") { page in
        page.element("summary", language("I numeri del grafico", "The figures of the chart"))
        let heading = language("Energia per mese", "Energy by month")
        table(
          &page,
          label: heading,
          [
            .text(language("Mese", "Month")),
            .number(language("Macchine spente", "Machines off")),
            .number(language("kWh lordi", "kWh gross")),
            .number(language("kWh netti", "kWh net")),
            .number(language("Intervallo al 90 %", "90 % interval")),
          ]
        ) { page in
          for month in months {
            page.element("tr") { row in
              row.words(figures.month(month.month))
              row.figure(figures.count(month.machinesOff))
              row.figure(energy(month.gross.value))
              row.figure(energy(month.net.value))
              row.figure(figures.interval(month.net.low.value, month.net.high.value))
            }
          }
        }
      }
    }
  }
}
