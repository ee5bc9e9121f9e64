import Answers
import Hummingbird
import Inventory
import Reporting
import Retirement
import Workspace

/// One room, rack, cluster or site: its machines, for a rack from top to bottom, and what it takes to go
/// dark.
enum PlacePage {
  static let routes: [Route] = [.get("/places/show", page), .get("/places/dark", dark)]

  /// The most machines that a place's page lists.
  private static let limit = 500

  private struct Content: Sendable {
    var isStale: Bool
    var kind: String
    var agency: String
    var status: String
    var month: String?
    var reasons: [String]
    var isDark: Bool
    var energy: String
    var question: String
    var picture: String?
    var obstacles: String?
    var machines: String
    var left: String?
  }

  private static func place(
    _ visit: Visit,
    _ snapshot: Snapshot
  ) throws -> PlaceList.Place {
    guard let agency = visit.query("agency").flatMap({ AgencyCode($0) }),
      let key = visit.query("place"), let place = snapshot.places.place(key, of: agency)
    else { throw Trouble.notFound(visit.context.language) }
    return place
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let place = try place(visit, snapshot)
    let figures = Figures(language: language)
    let machines =
      place.kind == .rack
      ? elevation(of: place, snapshot, figures) : list(of: place, snapshot, figures)
    let content = Content(
      isStale: snapshot.isStale,
      kind: place.kind.label(in: language),
      agency: report.agencies.first { $0.agency.code == place.agency }?.agency.name
        ?? place.agency.description,
      status: place.outlook.status.label(in: language),
      month: place.outlook.month.map { figures.month($0) },
      reasons: place.found.reasons { name(of: $0, snapshot) }.map { $0.text(in: language) },
      isDark: place.staying == 0,
      energy: figures.number(place.energy),
      question: place.address(of: "/places/dark"),
      picture: picture(of: place, report),
      obstacles: obstacles(of: place, snapshot, figures)?.html,
      machines: machines.html,
      left: place.machines.count > limit ? figures.count(place.machines.count - limit) : nil
    )
    return visit.press.page(
      .place,
      content,
      title: Excerpt(place.path).description,
      for: visit
    )
  }

  private static func name(of machine: EntityID, _ snapshot: Snapshot) -> String {
    snapshot.servers.position(of: machine).map { snapshot.servers.lines[$0].name }
      ?? machine.description
  }

  /// What stands in the way of the place's going dark; `nil` where nothing does.
  private static func obstacles(
    of place: PlaceList.Place,
    _ snapshot: Snapshot,
    _ figures: Figures
  ) -> Listing? {
    let language = figures.language
    let lines = snapshot.report(in: language).servers
    let ways = [
      (place.outlook.blockers, language("resta", "stays")),
      (place.outlook.doubts, language("da verificare", "to be looked at")),
      (
        place.outlook.strays,
        language("forse vi sta, o ne è alimentata", "may be in it, or be fed by it")
      ),
    ]
    let rows = ways.flatMap { machines, way in
      machines.compactMap { machine in
        snapshot.servers.position(of: machine).map { position in
          let line = lines[position]
          return [
            Listing.Cell.text(
              Excerpt(line.name).description,
              to: line.entity.path,
              note: line.entity.description
            ), .text(way), .status(line.status, language), .text(Excerpt(line.reason).description),
          ]
        }
      }
    }
    guard !rows.isEmpty else { return nil }
    return Listing(
      name: language("Che cosa lo tiene acceso", "What keeps it on"),
      headings: [
        .init(name: language("Macchina", "Machine")), .init(name: language("Come", "How")),
        .init(name: language("Stato", "Status")), .init(name: language("Perché", "Why")),
      ],
      rows: Array(rows.prefix(limit)),
      empty: ""
    )
  }

  /// The rack as a drawing; `nil` for what is none.
  private static func picture(of place: PlaceList.Place, _ report: Report) -> String? {
    guard place.kind == .rack, let first = place.machines.first else { return nil }
    let agency = report.servers[Int(first)].agency
    let (name, site) = (place.found.names.last, place.found.names.dropLast())
    let rack = report.racks.first { rack in
      rack.agency == agency && rack.name == name && rack.place == site.joined(separator: " / ")
    }
    return rack.flatMap { RackChart(racks: [$0], language: report.language)?.inline }
  }

  /// The machines of a rack from top to bottom, those whose unit no source tells at the end.
  private static func elevation(
    of place: PlaceList.Place,
    _ snapshot: Snapshot,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    let lines = snapshot.servers.lines
    // What is gone has left its units to others.
    let present = place.machines.filter { lines[Int($0)].status != .gone }
    let rows = present.sorted { left, right in
      let units = (snapshot.places.unit(of: left) ?? 0, snapshot.places.unit(of: right) ?? 0)
      return units.0 != units.1
        ? units.0 > units.1 : lines[Int(left)].name < lines[Int(right)].name
    }.prefix(limit).map { position in
      let line = lines[Int(position)]
      let unit = snapshot.places.unit(of: position)
      return [
        Listing.Cell.text(
          unit.map { "U\($0)" } ?? language("unità ignota", "unit unknown")
        ),
        .text(
          Excerpt(line.name).description,
          to: line.entity.path,
          note: line.model.map { Excerpt($0).description }
        ), .text(line.kind.label(in: language)),
        .status(line.status, language), .text(line.month.map { figures.shortMonth($0) } ?? ""),
        .number(line.energy.map { figures.number($0.value.value) } ?? Figures.none),
      ]
    }
    return Listing(
      name: language("L’armadio, dall’alto", "The rack, from the top"),
      headings: [
        .init(name: language("Unità", "Unit")), .init(name: language("Macchina", "Machine")),
        .init(name: language("Tipo", "Kind")), .init(name: language("Stato", "Status")),
        .init(name: language("Mese", "Month")),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
      ],
      rows: rows,
      empty: language("L’armadio è vuoto.", "The rack is empty.")
    )
  }

  private static func list(
    of place: PlaceList.Place,
    _ snapshot: Snapshot,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    let lines = snapshot.report(in: language).servers
    return Listing(
      name: language("Macchine", "Machines"),
      headings: [
        .init(name: language("Nome", "Name")), .init(name: language("Azienda", "Agency")),
        .init(name: language("Tipo e modello", "Kind and model")),
        .init(name: language("Dove", "Place")), .init(name: language("Stato", "Status")),
        .init(name: language("Mese", "Month")),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
      ],
      rows: place.machines.sorted().prefix(limit).map { position in
        ServersPage.row(lines[Int(position)], figures)
      },
      empty: language("Non c’è niente.", "There is nothing.")
    )
  }

  /// What it takes for the place to go dark.
  @Sendable private static func dark(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let place = try place(visit, snapshot)
    let title = Excerpt(place.path).description + language(": per spegnerlo", ": to go dark")
    let machines = place.machines.map { snapshot.servers.lines[Int($0)].entity }
    let answer = try await snapshot.inquiries.answer(to: "dark \(place.agency) \(place.key)") {
      try await visit.desk.darkening(place.key, machines, place, of: place.agency, snapshot)
    }
    guard let answer else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    return visit.press.answer(
      title: title,
      back: place.address,
      intro: answer.summary(figures),
      tables: [answer.moves(figures)],
      for: visit
    )
  }
}

extension Desk {
  /// Finds what it takes for machines of an agency to go dark, which are all of `place`.
  nonisolated func darkening(
    _ target: String,
    _ machines: [EntityID],
    _ place: PlaceList.Place? = nil,
    of agency: AgencyCode,
    _ snapshot: Snapshot
  ) async throws -> DarkAnswer {
    var whole = place?.found
    whole?.machines = machines
    let (place, strays) = (whole, whole?.outlook.strays ?? [])
    return try await reading { store in
      let view = EstateView(try store.surroundings(of: machines + strays, in: agency))
      let settings = try store.estimationSettings()
      let estates = PlannedEstates([view], settings: settings) { machine, _ in
        snapshot.power(of: machine)
      }
      return DarkAnswer(target, machines, of: place, in: view, of: estates)
    }
  }
}

extension DarkAnswer {
  /// The answer in a sentence or two.
  func summary(_ figures: Figures) -> String {
    let language = figures.language
    let count = figures.count(darkening.machines.count)
    let going = figures.count(darkening.machines.count - lit.count)
    let month = darkening.month.map { language(" entro ", " by ") + figures.month($0) } ?? ""
    let start = language(
      "Macchine: \(count), già da dismettere: \(going)\(month).",
      "Machines: \(count), to retire already: \(going)\(month)."
    )
    let doubts = darkening.doubts.prefix(10).map { Excerpt(view.name(of: $0)).description }
      .joined(separator: ", ")
    guard !darkening.moves.isEmpty || darkening.isExact else {
      return start
        + language(
          " Nessuno spostamento è certo: da verificare \(doubts).",
          " No move is certain: to be looked at \(doubts)."
        )
    }
    guard !darkening.moves.isEmpty else {
      return start
        + language(
          " Si spegne senza altri spostamenti.",
          " It goes dark without any further move."
        )
    }
    let moves = figures.count(darkening.moves.count)
    let energy = figures.number(freed.value)
    return start
      + language(
        " Da spostare ancora: \(moves); libera \(energy) kWh/anno.",
        " Still to move: \(moves); frees \(energy) kWh/year."
      )
      + (darkening.isExact
        ? language(
          " È l’insieme più piccolo: nessuno si può omettere.",
          " It is the smallest set: none can be left out."
        )
        : language(
          " Sono almeno questi: non è chiaro tutto di \(doubts).",
          " It is at least these: not all is clear about \(doubts)."
        ))
  }

  /// What has to move.
  func moves(_ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Da spostare", "To move"),
      headings: [
        .init(name: language("Nome", "Name")), .init(name: language("Che cosa è", "What it is")),
      ],
      rows: darkening.moves.prefix(500).map { move in
        [
          .text(
            Excerpt(view.name(of: move)).description,
            to: move.path,
            note: move.description
          ), .text(view.kind(ofMove: move, language)),
        ]
      },
      empty: language("Niente.", "Nothing.")
    )
  }
}
