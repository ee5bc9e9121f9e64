import Estimation
import Inventory

extension Report {
  /// The machines that the page lists: all, or those that draw most, in the order of the list.
  private var listed: [ServerLine] {
    guard servers.count > Self.listedServers else { return servers }
    let largest = servers.indices.sorted { left, right in
      let leftEnergy = servers[left].energy?.value.value ?? 0
      let rightEnergy = servers[right].energy?.value.value ?? 0
      return (rightEnergy, left) < (leftEnergy, right)
    }
    return largest.prefix(Self.listedServers).sorted().map { servers[$0] }
  }

  /// What the list holds beside the servers that the headline counts.
  private var makeUp: String {
    let gone = servers.count { $0.kind.isServer && $0.status == .gone }
    let devices = servers.count { !$0.kind.isServer }
    let (all, present) = (figures.count(servers.count), figures.count(headline.counts.servers))
    let (left, other) = (figures.count(gone), figures.count(devices))
    return language(
      "Macchine in elenco: \(all), cioè \(present) server, \(left) server non più presenti e "
        + "\(other) tra storage e apparati di rete.",
      "Machines in the list: \(all), that is \(present) servers, \(left) servers no longer present, "
        + "and \(other) storage and network devices."
    )
  }

  func writeServers(to page: inout HTML) {
    let heading = language("Elenco dei server", "List of servers")
    section(
      &page,
      id: "servers",
      class: "wide",
      heading,
      empty: servers.isEmpty
        ? language(
          "Nessun server: importare un’esportazione.",
          "No server: import an export."
        ) : nil
    ) { page in
      let listed = listed
      page.element("p", ["class": "remark"], makeUp)
      if listed.count < servers.count {
        let shown = figures.count(listed.count)
        let rest = figures.count(servers.count - listed.count)
        page.element(
          "p",
          ["class": "remark"],
          language(
            "Qui sono le \(shown) che consumano di più; le altre \(rest) sono nei file "
              + "CSV e XLSX.",
            "These are the \(shown) that draw most; the other \(rest) are in the CSV "
              + "and XLSX files."
          )
        )
      }
      table(
        &page,
        label: heading,
        class: "servers",
        [
          .text(language("Nome", "Name")),
          .text(language("Azienda", "Agency")),
          .text(language("Tipo, modello", "Kind, model")),
          .text(language("Luogo", "Place")),
          .text(language("Stato", "Status")),
          .text(language("Progetti", "Projects")),
          .text(language("Motivo", "Reason")),
          .number(language("kWh/anno", "kWh/year")),
        ]
      ) { page in
        for server in listed { writeServer(server, to: &page) }
      }
      page.element(
        "p",
        ["class": "remark"],
        language(
          "I kWh/anno sono quelli che la macchina fa contare oggi al contatore dell’azienda, "
            + "raffreddamento e perdite compresi. Le macchine virtuali non ne hanno di propri.",
          "kWh/year is what the machine makes the agency’s meter count today, cooling and losses "
            + "included. Virtual machines have none of their own."
        )
      )
    }
  }

  private func writeServer(_ server: ServerLine, to page: inout HTML) {
    page.element("tr") { row in
      row.element("th", ["scope": "row"]) { cell in
        cell.write(Excerpt(server.name).description)
        cell.element("span", ["class": "note"], Excerpt(server.entity.description).description)
      }
      row.cell(server.agency)
      row.element("td") { cell in
        cell.write(server.kind.label(in: language))
        if let model = server.model {
          cell.element("span", ["class": "note"], Excerpt(model).description)
        }
      }
      let place = [server.site, server.room, server.rack].compactMap(\.self)
      row.words(
        place.isEmpty
          ? Figures.none : place.map { Excerpt($0).description }.joined(separator: " / ")
      )
      row.element("td") { cell in
        cell.element(
          "span",
          ["class": "badge \(server.status?.rawValue ?? "unplanned")"],
          statusLabel(server.status)
        )
        if let month = server.month {
          cell.element(
            "span",
            ["class": "note"],
            language("da ", "from ") + figures.month(month)
          )
        }
      }
      row.words(
        server.projects.isEmpty
          ? Figures.none
          : server.projects.map { Excerpt($0.description).description }.joined(separator: ", ")
      )
      row.words(server.reason.isEmpty ? Figures.none : server.reason)
      row.figure(server.energy.map { energy($0.value) } ?? Figures.none)
    }
  }
}
