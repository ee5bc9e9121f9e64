import Hummingbird
import Inventory
import Reporting

/// The list of servers: search, filters in the address, sort, pages of a hundred.
enum ServersPage {
  static let routes: [Route] = [.get("/servers", page)]

  /// The most servers on a page.
  static let pageLength = 100

  private struct Content: Sendable {
    struct Row: Sendable {
      var path: String
      var id: String
      var name: String
      var agency: String
      var kind: String
      var model: String
      var place: String
      var status: String
      var statusName: String
      var month: String
      var energy: String
      var reason: String
    }

    struct Choice: Sendable {
      var value: String
      var name: String
      var isChosen: Bool
    }

    struct Heading: Sendable {
      var name: String
      var path: String
      /// `ascending`, `descending` or `none`, as ARIA names it.
      var direction: String
      var isNumber: Bool
    }

    var isStale: Bool
    var text: String
    var statuses: [Choice]
    var agencies: [Choice]
    var headings: [Heading]
    var rows: [Row]
    var count: String
    var position: String
    var previous: String?
    var next: String?
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let address = ServersAddress(visit)
    let found = snapshot.servers.positions(address.filter)
    let start = min(address.page * pageLength, max(0, (found.count - 1) / pageLength * pageLength))
    let shown = found[start..<min(start + pageLength, found.count)]
    let figures = Figures(language: language)
    let content = Content(
      isStale: snapshot.isStale,
      text: address.filter.text ?? "",
      statuses: RetirementStatus.allCases.map { status in
        .init(
          value: status.rawValue,
          name: status.label(in: language),
          isChosen: address.filter.status == status
        )
      },
      agencies: report.agencies.map { line in
        .init(
          value: line.agency.code.description,
          name: line.agency.name,
          isChosen: address.filter.agency == line.agency.code
        )
      },
      headings: headings(address, language),
      rows: shown.map { row(report.servers[$0], figures) },
      count: figures.count(found.count),
      position: shown.isEmpty
        ? "0" : figures.count(start + 1) + "–" + figures.count(start + shown.count),
      previous: start > 0 ? address.path(page: start / pageLength - 1) : nil,
      next: start + shown.count < found.count
        ? address.path(page: start / pageLength + 1) : nil
    )
    return visit.press.page(
      .servers,
      content,
      title: Room.servers.name(in: language),
      for: visit
    )
  }

  private static func headings(
    _ address: ServersAddress,
    _ language: Language
  ) -> [Content.Heading] {
    func heading(_ name: String, _ order: ServerOrder, isNumber: Bool = false) -> Content.Heading {
      let isHere = address.filter.order == order
      return Content.Heading(
        name: name,
        path: address.path(order: order),
        direction: !isHere ? "none" : address.filter.isDescending ? "descending" : "ascending",
        isNumber: isNumber
      )
    }
    return [
      heading(language("Nome", "Name"), .name),
      heading(language("Azienda", "Agency"), .agency),
      heading(language("Tipo e modello", "Kind and model"), .model),
      heading(language("Dove", "Place"), .room),
      heading(language("Stato", "Status"), .plan),
      heading(language("Mese", "Month"), .month),
      heading(language("kWh/anno", "kWh/year"), .energy, isNumber: true),
    ]
  }

  private static func row(_ line: Report.ServerLine, _ figures: Figures) -> Content.Row {
    let language = figures.language
    let place = [line.site, line.room, line.rack].compactMap(\.self).map { Excerpt($0).description }
    return Content.Row(
      path: "/servers/" + line.entity.description.addressPart,
      id: line.entity.description,
      name: Excerpt(line.name).description,
      agency: line.agency,
      kind: line.kind.label(in: language),
      model: line.model.map { Excerpt($0).description } ?? "",
      place: place.joined(separator: " · "),
      status: line.status?.rawValue ?? "unplanned",
      statusName: line.status?.label(in: language) ?? language("senza piano", "unplanned"),
      month: line.month.map { figures.shortMonth($0) } ?? "",
      energy: line.energy.map { figures.number($0.value.value) } ?? Figures.none,
      reason: Excerpt(line.reason).description
    )
  }
}
