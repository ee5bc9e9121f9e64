import Estimation
import Inventory

extension Report {
  func writeSummary(to page: inout HTML) {
    section(&page, id: "summary", class: "summary", heading(of: .summary)) { page in
      page.element("div", ["class": "cards"]) { page in
        for (index, card) in cards.enumerated() {
          write(card, isLeading: index < 2, to: &page)
        }
      }
      page.element("p", ["class": "meaning"], meaning)
      switch kind {
      case .programme, .agency, .project, .decommissioning:
        StatusChart(counts: headline.counts, language: language).writeFigure(to: &page)
      case .energy, .quality, .evidence: break
      }
    }
  }

  /// What the figures mean, in a sentence or two.
  private var meaning: String {
    switch kind {
    case .programme, .agency, .project, .decommissioning, .energy: savingMeaning
    case .quality:
      language(
        "Ogni riga letta è usata, saltata o rifiutata, e di ciò che è rifiutato qui sono il punto e "
          + "il motivo.",
        "Every row that was read is used, skipped or rejected, and of what was rejected the place "
          + "and the reason are here."
      )
    case .evidence:
      language(
        "Ogni passo di ogni apparato è una voce del giornale della sua azienda, con chi, quando, "
          + "perché e con quali documenti; qui sono le voci e i loro estremi.",
        "Every step of every device is an entry in its agency’s journal, with who, when, why and "
          + "which documents; here are the entries and their ends."
      )
    }
  }

  private var savingMeaning: String {
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

  private func write(_ card: Card, isLeading: Bool, to page: inout HTML) {
    page.element("div", ["class": isLeading ? "card leading" : "card"]) { page in
      page.element("p", ["class": "name"], card.name)
      page.element("p", ["class": "value"]) { page in
        page.write(card.value)
        if !card.unit.isEmpty {
          page.write(" ")
          page.element("span", ["class": "unit"], card.unit)
        }
      }
      for note in card.notes { page.element("p", ["class": "note"], note) }
    }
  }
}
