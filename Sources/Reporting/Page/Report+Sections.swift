import Inventory

extension Topic.Name {
  /// The most rows that the page lists; `nil` for all.
  var pageLimit: Int? {
    switch self {
    case .servers, .register, .journal: 500
    case .unread, .unused, .conflicts, .services, .sources, .readings: 200
    case .rooms, .racks: 100
    case .blockers: 20
    case .summary, .progress, .months, .waterfall, .agencies, .projects, .unknowns, .verified,
      .gaps, .journals, .factors:
      nil
    }
  }

  /// Whether its table wants the width of a page turned on its side.
  fileprivate var isWide: Bool {
    self == .servers || self == .conflicts || self == .journal || self == .register
  }
}

extension Report {
  /// Writes a topic: what it means, its picture, its table, and where the rest of it is.
  func writeSection(_ name: Topic.Name, lists folder: String?, to page: inout HTML) {
    guard name != .summary else { return writeSummary(to: &page) }
    let topic = topic(name)
    // The method stands also where no factor does.
    let isEmpty = topic.count == 0 && name != .factors && name != .sources
    section(
      &page,
      id: name.rawValue,
      class: name.isWide ? "wide" : "",
      topic.heading,
      empty: isEmpty ? emptyText(name) : nil
    ) { page in
      for paragraph in introduction(to: name) { page.element("p", paragraph) }
      writePicture(of: name, to: &page)
      writeRows(of: topic, to: &page)
      if let limit = name.pageLimit, topic.count > limit {
        writeRest(of: topic, shown: limit, lists: folder, to: &page)
      }
      if let remark = remark(on: name) { page.element("p", ["class": "remark"], remark) }
    }
  }

  private func writeRows(of topic: Topic, to page: inout HTML) {
    guard topic.count > 0 else { return }
    let shown = shown(of: topic)
    switch topic.name {
    case .months, .waterfall:
      page.element("details") { page in
        page.element("summary", language("I numeri del grafico", "The figures of the chart"))
        table(shown, to: &page)
      }
    case .sources:
      page.element("details") { page in
        page.element("summary", language("L’elenco delle fonti", "The list of sources"))
        table(shown, to: &page)
      }
    default: table(shown, to: &page)
    }
  }

  /// The part of a topic that the page lists: its first rows; of machines those that draw most, in
  /// the order of the list.
  func shown(of topic: Topic) -> Topic {
    guard let limit = topic.name.pageLimit, topic.count > limit else { return topic }
    guard topic.name == .servers else { return topic.rows(Array(0..<limit)) }
    let largest = servers.indices.sorted { left, right in
      let leftEnergy = servers[left].energy?.value.value ?? 0
      let rightEnergy = servers[right].energy?.value.value ?? 0
      return (rightEnergy, left) < (leftEnergy, right)
    }
    return topic.rows(largest.prefix(limit).sorted())
  }

  private func writeRest(
    of topic: Topic,
    shown: Int,
    lists folder: String?,
    to page: inout HTML
  ) {
    let (some, rest) = (figures.count(shown), figures.count(topic.count - shown))
    let words =
      topic.name == .servers
      ? language(
        "Qui sono le \(some) che consumano di più; le altre \(rest) sono nei file CSV e XLSX",
        "These are the \(some) that draw most; the other \(rest) are in the CSV and XLSX files"
      )
      : language(
        "Qui sono i primi \(some); gli altri \(rest) sono nel file XLSX",
        "These are the first \(some); the other \(rest) are in the XLSX file"
      )
    page.element("p", ["class": "remark"]) { line in
      line.write(words)
      guard let folder else { return line.write(".") }
      line.write(language(", e nelle pagine dell’", ", and on the pages of the "))
      line.element(
        "a",
        ["href": folder + "/" + Self.listName(topic.name, 0)],
        language("elenco completo", "whole list")
      )
      line.write(".")
    }
  }

  /// What a topic means, in a paragraph or two; none for what its heading says.
  private func introduction(to name: Topic.Name) -> [String] {
    switch name {
    case .progress: [progressText]
    case .months:
      [
        language(
          "Il previsto segue i mesi del piano e, per le macchine già spente, il giorno del registro. Il "
            + "netto può stare sotto zero finché il carico gira sia all’origine sia a destinazione.",
          "What is planned follows the months of the plan and, for machines off already, the day of "
            + "the register. The net may be below zero while workload runs both at its source and its "
            + "destination."
        )
      ]
    case .waterfall:
      [
        language(
          "Ciò che le macchine spente assorbivano, con il raffreddamento e le perdite che calano "
            + "con loro, è il risparmio lordo; tolto quanto gli stessi applicativi consumano a "
            + "destinazione, resta il netto. In un anno, a regime.",
          "What the retired machines drew, with the cooling and losses that fall with it, is saved "
            + "gross; less what the same applications draw at their destination, net. In a year, "
            + "once all is done."
        )
      ]
    case .rooms:
      [
        language(
          "Una sala si spegne con l’ultima macchina che vi sta, un’alimentazione con l’ultima che "
            + "alimenta. Dove non si spegne, è scritto che cosa resta, che cosa è da verificare e che "
            + "cosa forse vi sta, perché nessuna fonte dice dove.",
          "A room goes dark with the last machine in it, a power unit with the last that it feeds. "
            + "Where it does not, it says what stays, what is to be looked at, and what may be in it "
            + "since no source tells where it stands."
        )
      ]
    case .racks:
      [
        language(
          "Un armadio si spegne quando tutto ciò che vi sta si può dismettere. Dove nessuna fonte "
            + "dice l’unità, l’apparato sta sotto l’armadio.",
          "A rack goes dark when all that stands in it can be retired. Where no source tells the "
            + "unit, the device stands beneath its rack."
        )
      ] + drawn(RackChart.limit, of: racks.count)
    case .blockers:
      [
        language(
          "Ciò che resta acceso e, con sé, tiene accesi altri server: spostarlo o dismetterlo li "
            + "libera. Chi figura in più catene conta in ognuna.",
          "What stays, and keeps other servers with it: moving or retiring it frees them. A server "
            + "in several chains counts in each."
        )
      ]
    case .unknowns:
      [
        language(
          "I dati che mancano, e di quanto l’intervallo del risparmio netto annuo si stringe quando "
            + "ciascuno è noto. I valori non si sommano.",
          "The facts that are missing, and by how much the interval of the year’s net saving narrows "
            + "once each is known. The values do not add."
        )
      ]
    case .verified:
      [
        language(
          "Ciò che i contatori dicono, prima e dopo, corretto per il clima e per i cambiamenti "
            + "annotati, accanto alla stima degli stessi giorni.",
          "What the meters say, before and after, corrected for weather and logged changes, beside "
            + "the estimate for the same days."
        )
      ]
    case .servers where kind != .decommissioning && kind != .energy: [makeUp]
    case .services:
      [
        language(
          "Un servizio è migrato per intero quando ogni suo server, ogni sua base di dati e ogni "
            + "macchina che essi chiamano è svuotata o spenta a registro, non c’è più, o resta per "
            + "decisione: una migrazione parziale non è pagata.",
          "A service has moved whole when each of its servers and databases, and each machine that "
            + "these call, is drained or off by the register, gone, or stays by decision: a partial "
            + "migration is not paid."
        )
      ]
    case .unread: [unreadText]
    case .conflicts:
      [
        language(
          "Dove due fonti in vigore dicono cose diverse della stessa macchina: vale la prima "
            + "colonna. Correggere nella fonte che sbaglia e importare di nuovo.",
          "Where two sources in force say different things of one machine: the first value counts. "
            + "Correct the source that is wrong, and import again."
        )
      ]
    case .journals:
      [
        language(
          "Ogni voce porta lo SHA-256 della precedente. Chi conserva altrove numero e SHA-256 "
            + "dell’ultima voce può mostrare che nulla fu tolto o riscritto "
            + "(tramonto verify --checkpoint).",
          "Each entry names the SHA-256 of the one before. Whoever keeps the number and SHA-256 of "
            + "the last entry elsewhere can show that nothing was cut off or rewritten "
            + "(tramonto verify --checkpoint)."
        )
      ]
    case .projects: drawn(Self.drawnProjects, of: projects.count)
    case .factors: [methodText, overheadText].compactMap(\.self)
    case .sources: sourceTexts
    default: []
    }
  }

  /// How much of a list its picture shows; nothing where it shows all.
  private func drawn(_ limit: Int, of count: Int) -> [String] {
    guard count > limit else { return [] }
    let (some, all) = (figures.count(limit), figures.count(count))
    return [
      language(
        "Nel disegno i primi \(some) di \(all).",
        "The picture shows the first \(some) of \(all)."
      )
    ]
  }

  /// What is to be known of a topic after its table; `nil` for nothing.
  private func remark(on name: Topic.Name) -> String? {
    switch name {
    case .projects where projects.count > 0:
      language(
        "Un server che serve a due progetti conta in entrambi; l’energia è divisa fra loro.",
        "A server of two projects counts in both; its energy is shared between them."
      )
    case .unknowns where cover.project != nil:
      language(
        "Riguarda tutta l’azienda, non il solo progetto.",
        "About the whole agency, not the project alone."
      )
    case .servers:
      language(
        "I kWh/anno sono quelli che la macchina fa contare oggi al contatore dell’azienda, "
          + "raffreddamento e perdite compresi. Le macchine virtuali non ne hanno di propri.",
        "kWh/year is what the machine makes the agency’s meter count today, cooling and losses "
          + "included. Virtual machines have none of their own."
      )
    default: nil
    }
  }
}

extension Topic {
  /// The same topic with only some of its rows.
  func rows(_ indices: [Int]) -> Topic {
    var copy = self
    copy.count = indices.count
    copy.row = { row(indices[$0]) }
    copy.pageRow = { pageRow(indices[$0]) }
    return copy
  }
}
