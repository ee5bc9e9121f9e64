import Answers
import Hummingbird
import Inventory
import Reporting
import Retirement

/// Rooms and racks: which go dark when, and what is in them.
enum PlacesPage {
  static let routes: [Route] = [.get("/places", list)] + PlacePage.routes

  /// The most places on a page.
  private static let pageLength = 100

  private struct Content: Sendable {
    var isStale: Bool
    var text: String
    var filters: [Choices]
    var count: String
    var dark: String
    var listing: String
    var position: String
    var previous: String?
    var next: String?
  }

  @Sendable private static func list(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let figures = Figures(language: language)
    let text = visit.query("text").map { String($0.prefix(200)) }
    let agency = visit.query("agency").flatMap { AgencyCode($0) }
    let kinds = DarkPlace.Kind.allCases.filter { kind in
      snapshot.places.places.contains { $0.kind == kind }
    }
    let kind = visit.query("kind").flatMap { DarkPlace.Kind(rawValue: $0) }
    let wanted = text?.lowercased()
    let found = snapshot.places.places.filter { place in
      (agency == nil || place.agency == agency) && (kind == nil || place.kind == kind)
        && wanted.map { place.path.lowercased().contains($0) } ?? true
    }
    let asked = max(0, min((visit.query("page").flatMap { Int($0) } ?? 1) - 1, 1_000_000))
    let number = min(asked, max(0, (found.count - 1) / pageLength))
    let start = number * pageLength
    let shown = found[start..<min(start + pageLength, found.count)]
    func path(_ page: Int) -> String {
      "/places".withFields([
        ("text", text), ("agency", agency?.description), ("kind", kind?.rawValue),
        ("page", page == 0 ? nil : String(page + 1)),
      ])
    }
    let content = Content(
      isStale: snapshot.isStale,
      text: text ?? "",
      filters: [
        Choices(
          language("Che cosa", "What"),
          "kind",
          kinds.map { ($0.rawValue, $0.label(in: language)) },
          chosen: kind?.rawValue
        ), PlanQuestions.agencies(report, chosen: agency),
      ],
      count: figures.count(found.count),
      dark: figures.count(found.count { $0.outlook.status == .retire }),
      listing: listing(shown, report, figures).html,
      position: shown.isEmpty
        ? "0" : figures.count(start + 1) + "–" + figures.count(start + shown.count),
      previous: number > 0 ? path(number - 1) : nil,
      next: start + shown.count < found.count ? path(number + 1) : nil
    )
    return visit.press.page(.places, content, title: Room.places.name(in: language), for: visit)
  }

  private static func listing(
    _ places: some Sequence<PlaceList.Place>,
    _ report: Report,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    let names = Dictionary(
      report.agencies.map { ($0.agency.code, $0.agency.name) },
      uniquingKeysWith: { first, _ in first }
    )
    return Listing(
      name: Room.places.name(in: language),
      headings: [
        .init(name: language("Dove", "Place")), .init(name: language("Azienda", "Agency")),
        .init(name: language("Macchine", "Machines"), isNumber: true),
        .init(name: RetirementStatus.retire.label(in: language), isNumber: true),
        .init(name: RetirementStatus.blocked.label(in: language), isNumber: true),
        .init(name: language("Altre che restano", "Others that stay"), isNumber: true),
        .init(name: language("Stato", "Status")),
        .init(name: language("Si spegne", "Goes dark")),
        .init(name: language("kWh/anno", "kWh/year"), isNumber: true),
      ],
      rows: places.map { place in
        let blocked = place.counts[.blocked] ?? 0
        return [
          .text(
            Excerpt(place.path).description,
            to: place.address,
            note: place.kind.label(in: language)
          ), .text(names[place.agency] ?? place.agency.description),
          .number(figures.count(place.present)),
          .number(figures.count(place.counts[.retire] ?? 0)), .number(figures.count(blocked)),
          .number(figures.count(place.staying - blocked)),
          .status(place.outlook.status, language),
          .text(place.outlook.month.map { figures.shortMonth($0) } ?? ""),
          .number(figures.number(place.energy)),
        ]
      },
      empty: language(
        "Nessun luogo così: le esportazioni non dicono sale o armadi, o un filtro li toglie.",
        "No such place: the exports tell no rooms or racks, or a filter takes them away."
      )
    )
  }
}

extension PlaceList.Place {
  /// The address of the place's page.
  var address: String { address(of: "/places/show") }

  /// The address of something about the place.
  func address(of path: String) -> String {
    path.withFields([("agency", agency.description), ("place", key)])
  }
}
