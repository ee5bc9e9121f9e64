import HTTPTypes
import Hummingbird
import Inventory
import Reporting

/// The list of servers: search, filters in the address, sort, pages of a hundred, the list as a file.
enum ServersPage {
  static let routes: [Route] = [.get("/servers", page), .get("/servers.csv", file)]

  /// The most servers on a page.
  static let pageLength = 100

  private struct Content: Sendable {
    var isStale: Bool
    var text: String
    var filters: [Choices]
    var hidden: [Choices.Choice]
    var statuses: [Status]
    var isFiltered: Bool
    var file: String
    var listing: String
    var count: String
    var position: String
    var page: String
    var pages: String
    var isPaged: Bool
    var previous: String?
    var next: String?
  }

  /// A status with how many of the servers found have it.
  private struct Status: Sendable {
    var name: String
    var badge: String
    var count: String
    var path: String
    var isHere: Bool
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let address = ServersAddress(visit)
    let found = snapshot.servers.find(address.filter)
    let count = found.positions.count
    let last = max(0, (count - 1) / pageLength)
    let number = min(address.page, last)
    let start = number * pageLength
    let shown = found.positions[start..<min(start + pageLength, count)]
    let figures = Figures(language: language)
    let content = Content(
      isStale: snapshot.isStale,
      text: address.filter.text ?? "",
      filters: filters(address.filter, snapshot, language),
      hidden: hidden(address.filter),
      statuses: statuses(address, found, figures),
      isFiltered: address.filter != ServerFilter(),
      file: address.path(to: "/servers.csv"),
      listing: Listing(
        name: Room.servers.name(in: language),
        headings: headings(address, language),
        rows: shown.map { row(report.servers[Int($0)], figures) },
        empty: language(
          "Nessun server così. Togliere un filtro o importare un’esportazione.",
          "No such server. Take a filter away, or import an export."
        )
      ).html,
      count: figures.count(count),
      position: shown.isEmpty
        ? "0" : figures.count(start + 1) + "–" + figures.count(start + shown.count),
      page: String(number + 1),
      pages: figures.count(last + 1),
      isPaged: last > 0,
      previous: number > 0 ? address.path(page: number - 1) : nil,
      next: number < last ? address.path(page: number + 1) : nil
    )
    return visit.press.page(
      .servers,
      content,
      title: Room.servers.name(in: language),
      for: visit
    )
  }

  private static func filters(
    _ filter: ServerFilter,
    _ snapshot: Snapshot,
    _ language: Language
  ) -> [Choices] {
    let report = snapshot.report(in: language)
    let projects = report.projects.filter {
      filter.agency == nil || $0.project.agency == filter.agency
    }
    return [
      Choices(
        language("Stato", "Status"),
        "status",
        RetirementStatus.allCases.map { ($0.rawValue, $0.label(in: language)) },
        chosen: filter.status?.rawValue
      ),
      Choices(
        language("Azienda", "Agency"),
        "agency",
        report.agencies.map { ($0.agency.code.description, $0.agency.name) },
        chosen: filter.agency?.description
      ),
      Choices(
        language("Progetto", "Project"),
        "project",
        projects.map { line in
          (line.project.code.description, Excerpt(line.project.code.description).description)
        },
        chosen: filter.project?.description
      ),
      Choices(
        language("Tipo", "Kind"),
        "kind",
        snapshot.servers.knownKinds.map { ($0.rawValue, $0.label(in: language)) },
        chosen: filter.kind?.rawValue
      ),
      Choices(
        language("Sala", "Room"),
        "room",
        snapshot.servers.knownRooms(of: filter.agency).prefix(500).map {
          ($0, Excerpt($0).description)
        },
        chosen: filter.room
      ),
    ]
  }

  /// What a new search keeps: the order.
  private static func hidden(_ filter: ServerFilter) -> [Choices.Choice] {
    var hidden: [Choices.Choice] = []
    if filter.order != .plan { hidden.append(.init(value: filter.order.rawValue, name: "order")) }
    if filter.isDescending { hidden.append(.init(value: "descending", name: "direction")) }
    return hidden
  }

  private static func statuses(
    _ address: ServersAddress,
    _ found: ServerList.Found,
    _ figures: Figures
  ) -> [Status] {
    RetirementStatus.allCases.compactMap { status in
      guard let count = found.counts[status], count > 0 else { return nil }
      let isHere = address.filter.status == status
      var other = address
      other.page = 0
      other.filter.status = isHere ? nil : status
      return Status(
        name: status.label(in: figures.language),
        badge: status.rawValue,
        count: figures.count(count),
        path: other.path,
        isHere: isHere
      )
    }
  }

  private static func headings(
    _ address: ServersAddress,
    _ language: Language
  ) -> [Listing.Heading] {
    func heading(_ name: String, _ order: ServerOrder, isNumber: Bool = false) -> Listing.Heading {
      let isHere = address.filter.order == order
      return Listing.Heading(
        name: name,
        isNumber: isNumber,
        path: address.path(order: order),
        direction: !isHere ? "none" : address.filter.isDescending ? "descending" : "ascending"
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

  /// A machine as a row of a table.
  static func row(_ line: Report.ServerLine, _ figures: Figures) -> [Listing.Cell] {
    let language = figures.language
    let place = [line.site, line.room, line.rack].compactMap(\.self).map { Excerpt($0).description }
    return [
      .text(Excerpt(line.name).description, to: line.entity.path, note: line.entity.description),
      .text(line.agency),
      .text(
        line.kind.label(in: language),
        note: line.model.map { Excerpt($0).description }
      ),
      .text(place.joined(separator: " · ")),
      .status(line.status, language, note: Excerpt(line.reason).description),
      .text(line.month.map { figures.shortMonth($0) } ?? ""),
      .number(line.energy.map { figures.number($0.value.value) } ?? Figures.none),
    ]
  }

  /// The whole list as a table for spreadsheets, sent as it is made.
  @Sendable private static func file(_ visit: Visit) async throws -> Response {
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: visit.context.language)
    let positions = snapshot.servers.find(ServersAddress(visit).filter).positions
    let body = ResponseBody { writer in
      var start = 0
      repeat {
        let end = min(start + 2_000, positions.count)
        let part = positions[start..<end].map { Int($0) }
        let text = report.csv(ofServers: part, isFirst: start == 0)
        try await writer.write(ByteBuffer(string: text))
        start = end
      } while start < positions.count
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=utf-8",
        .contentDisposition: "attachment; filename=\"servers.csv\"",
      ],
      body: body
    )
  }
}
