import Hummingbird
import Inventory
import Reporting

/// The addresses for programs, and their document.
enum API {
  /// All addresses but that of the document.
  static let endpoints: [Endpoint] = EstateAPI.endpoints + PlanAPI.endpoints

  static let routes: [Route] =
    endpoints.map(\.route) + [
      .get("/api/openapi.json") { visit in
        Press.json(OpenAPI.document(of: endpoints, version: visit.desk.version))
      }
    ]

  /// The agency that a parameter names.
  ///
  /// - Throws: ``Trouble`` when there is none.
  static func agency(_ asked: Endpoint.Asked, _ snapshot: Snapshot) throws -> AgencyCode? {
    guard let text = asked["agency"] else { return nil }
    let known = snapshot.report(in: asked.language).agencies.map(\.agency.code)
    guard let agency = known.first(where: { $0.description == text }) else {
      throw Trouble.missing(
        asked.language(
          "non c’è un’azienda “\(Excerpt(text))”: si veda /api/agencies",
          "there is no agency “\(Excerpt(text))”: see /api/agencies"
        )
      )
    }
    return agency
  }

  /// The project that a parameter names.
  ///
  /// - Throws: ``Trouble`` when there is none.
  static func project(
    _ text: String,
    _ asked: Endpoint.Asked,
    _ snapshot: Snapshot
  ) throws -> Project {
    let projects = snapshot.report(in: asked.language).projects.map(\.project)
    guard let project = projects.first(where: { $0.code.description == text }) else {
      throw Trouble.missing(
        asked.language(
          "non c’è un progetto “\(Excerpt(text))”: si veda /api/projects",
          "there is no project “\(Excerpt(text))”: see /api/projects"
        )
      )
    }
    return project
  }

  /// A page of a list.
  static func page(_ total: Int, _ asked: Endpoint.Asked, _ items: [FactValue]) -> FactValue {
    .object([
      .init("total", .integer(total)), .init("page", .integer(asked.integer("page") ?? 1)),
      .init("limit", .integer(asked.integer("limit") ?? 100)), .init("items", .list(items)),
    ])
  }

  /// The positions of a page of a list with so many things.
  static func range(of count: Int, _ asked: Endpoint.Asked) -> Range<Int> {
    let limit = asked.integer("limit") ?? 100
    let start = min(((asked.integer("page") ?? 1) - 1) * limit, count)
    return start..<min(start + limit, count)
  }

  /// The parameters that choose a page of a list.
  static let paging: [Endpoint.Parameter] = [
    .init(name: "page", schema: .integer(1...1_000_000), text: "The number of the page, from 1"),
    .init(
      name: "limit",
      schema: .integer(1...1_000),
      text: "How many a page holds at most; 100 where it is not given"
    ),
  ]

  /// The parameter that narrows to an agency.
  static let agencyParameter = Endpoint.Parameter(
    name: "agency",
    schema: .text(length: 1...64),
    text: "The code of an agency"
  )
}
