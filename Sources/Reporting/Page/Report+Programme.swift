import Estimation
import Inventory

/// The tables of agencies, projects and blockers.
extension Report {
  func writeAgencies(to page: inout HTML) {
    let heading = language("Per azienda", "By agency")
    section(
      &page,
      id: "agencies",
      heading,
      empty: agencies.isEmpty ? language("Nessuna azienda.", "No agency.") : nil
    ) { page in
      table(&page, label: heading, [.text(language("Azienda", "Agency"))] + figureColumns) { page in
        for line in agencies {
          page.element("tr") { row in
            row.element("th", ["scope": "row"], Excerpt(line.agency.name).description)
            writeFigures(line.counts, line.savings, to: &row)
          }
        }
        if agencies.count > 1 {
          page.element("tr", ["class": "total"]) { row in
            row.element("th", ["scope": "row"], language("Totale", "Total"))
            writeFigures(headline.counts, headline.savings, to: &row)
          }
        }
      }
    }
  }

  private var figureColumns: [PageColumn] {
    [
      .number(language("Server", "Servers")),
      .number(language("Da dismettere", "To retire")),
      .number(language("Bloccati", "Blocked")),
      .number(language("Da verificare", "Review")),
      .number(language("Fisiche spente", "Dark")),
      .number(language("kWh/anno lordi", "kWh/year gross")),
      .number(language("kWh/anno netti", "kWh/year net")),
      .number("tCO₂e"),
      .number("EUR"),
    ]
  }

  private func writeFigures(_ counts: StatusCounts, _ saved: SavingsTotal, to row: inout HTML) {
    row.figure(figures.count(counts.servers))
    row.figure(figures.count(counts.retire))
    row.figure(figures.count(counts.blocked))
    row.figure(figures.count(counts.review))
    row.figure(figures.count(saved.machines))
    row.figure(energy(saved.gross.energy.value))
    row.figure(
      energy(saved.net.energy.value),
      note: intervalNote(saved.net.energy)
    )
    row.figure(tonnes(saved.net.carbon.value))
    row.figure(euros(saved.net.cost.value))
  }

  /// The interval of an estimate; `nil` for an exact figure.
  private func intervalNote(_ estimate: Estimate<KilowattHours>) -> String? {
    estimate.low == estimate.high
      ? nil : figures.interval(estimate.low.value, estimate.high.value)
  }

  func writeProjects(to page: inout HTML) {
    let heading = language("Per progetto", "By project")
    section(
      &page,
      id: "projects",
      heading,
      empty: projects.isEmpty
        ? language(
          "Nessun progetto: importarne l’elenco, perché senza progetti nessun server si libera.",
          "No project: import their list, since without projects no server becomes free."
        ) : nil
    ) { page in
      table(
        &page,
        label: heading,
        [
          .text(language("Progetto", "Project")),
          .text(language("Azienda", "Agency")),
          .text(language("Destinazione, scadenza", "Destination, deadline")),
          .number(language("Importo (EUR)", "Amount (EUR)")),
          .number(language("Servizi", "Services")),
          .number(language("Da dismettere", "To retire")),
          .number(language("Bloccati", "Blocked")),
          .number(language("Da verificare", "Review")),
          .number(language("kWh/anno netti", "kWh/year net")),
        ]
      ) { page in
        for line in projects { writeProject(line, to: &page) }
        if let rest = withoutProject, !rest.isEmpty { writeWithoutProject(rest, to: &page) }
      }
      page.element(
        "p",
        ["class": "remark"],
        language(
          "Un server che serve a due progetti conta in entrambi; l’energia è divisa fra loro.",
          "A server of two projects counts in both; its energy is shared between them."
        )
      )
    }
  }

  private func writeProject(_ line: ProjectLine, to page: inout HTML) {
    let project = line.project
    page.element("tr") { row in
      row.element("th", ["scope": "row"]) { cell in
        cell.write(Excerpt(project.title).description)
        var notes = [project.code.description]
        if let cup = project.cup { notes.append("CUP \(cup)") }
        if let measure = project.measure {
          notes.append(language("misura ", "measure ") + measure.rawValue)
        }
        if let state = project.state { notes.append(state.label(in: language)) }
        cell.element(
          "span",
          ["class": "note"],
          notes.map { Excerpt($0).description }.joined(separator: " · ")
        )
      }
      row.cell(line.agency)
      row.element("td") { cell in
        cell.write(Excerpt(project.destination?.label ?? Figures.none).description)
        cell.element(
          "span",
          ["class": "note"],
          project.deadline.map { figures.month($0) }
            ?? language("senza scadenza", "no deadline")
        )
      }
      row.figure(project.amount.map { euros($0) } ?? Figures.none)
      row.figure(figures.count(project.services.count))
      row.figure(figures.count(line.counts.retire))
      row.figure(figures.count(line.counts.blocked))
      row.figure(figures.count(line.counts.review))
      let net = line.savings.net.energy
      row.figure(energy(net.value), note: intervalNote(net))
    }
  }

  private func writeWithoutProject(_ line: ProjectlessLine, to page: inout HTML) {
    page.element("tr") { row in
      row.element("th", ["scope": "row"], withoutProjectLabel)
      for _ in 0..<2 { row.words(Figures.none) }
      for _ in 0..<2 { row.figure(Figures.none) }
      row.figure(figures.count(line.counts.retire))
      row.figure(figures.count(line.counts.blocked))
      row.figure(figures.count(line.counts.review))
      let net = line.savings.net.energy
      row.figure(energy(net.value), note: intervalNote(net))
    }
  }

  func writeBlockers(to page: inout HTML) {
    let heading = language("Che cosa blocca di più", "What blocks most")
    section(
      &page,
      id: "blockers",
      heading,
      empty: blockers.isEmpty
        ? language("Nessun server è bloccato.", "No server is blocked.") : nil
    ) { page in
      page.element(
        "p",
        language(
          "Ciò che resta acceso e, con sé, tiene accesi altri server: spostarlo o dismetterlo li "
            + "libera. Chi figura in più catene conta in ognuna.",
          "What stays, and keeps other servers with it: moving or retiring it frees them. A server "
            + "in several chains counts in each."
        )
      )
      table(
        &page,
        label: heading,
        [
          .text(language("Impedimento", "Blocker")),
          .text(language("Azienda", "Agency")),
          .text(language("Perché resta", "Why it stays")),
          .number(language("Server bloccati", "Servers blocked")),
          .number(language("Bloccati solo da questo", "By this alone")),
          .number(language("kWh/anno", "kWh/year")),
        ]
      ) { page in
        for line in blockers.prefix(Self.listedBlockers) {
          page.element("tr") { row in
            row.element("th", ["scope": "row"]) { cell in
              cell.write(Excerpt(line.name).description)
              cell.element(
                "span",
                ["class": "note"],
                line.isApplication
                  ? language("applicativo", "application") : language("macchina", "machine")
              )
            }
            row.cell(line.agency)
            row.words(line.reason.isEmpty ? Figures.none : line.reason)
            row.figure(figures.count(line.servers))
            row.figure(figures.count(line.alone))
            row.figure(energy(line.energy))
          }
        }
      }
      if blockers.count > Self.listedBlockers {
        let rest = figures.count(blockers.count - Self.listedBlockers)
        page.element(
          "p",
          ["class": "remark"],
          language("Altri \(rest) nel file JSON.", "\(rest) more in the JSON file.")
        )
      }
    }
  }
}
