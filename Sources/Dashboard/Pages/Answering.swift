import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Workspace

/// Pages that answer a question which may take long to answer.
extension Press {
  private struct Answer: Sendable {
    var back: String
    var intro: String
    var tables: [Table]
  }

  private struct Table: Sendable {
    var name: String
    var anchor: String
    var html: String
  }

  private struct Waiting: Sendable {
    var again: String
  }

  /// The page with an answer: tables, each with its name as a heading.
  func answer(
    title: String,
    back: String,
    intro: String,
    tables: [Listing],
    for visit: Visit
  ) -> Response {
    let tables = tables.enumerated().map { index, table in
      Table(name: table.name, anchor: "part\(index + 1)", html: table.html)
    }
    return page(
      .answer,
      Answer(back: back, intro: intro, tables: tables),
      title: title,
      for: visit
    )
  }

  /// The page while the answer is being computed; it asks again by itself.
  func waiting(title: String, for visit: Visit) -> Response {
    var response = page(
      .waiting,
      Waiting(again: visit.request.uri.string),
      title: title,
      status: .accepted,
      for: visit
    )
    if let name = HTTPField.Name("Refresh") { response.headers[name] = "2" }
    return response
  }
}

extension Desk {
  /// Reads the estates of some agencies, or of all, to ask questions of, with the powers of `snapshot`.
  ///
  /// It takes as long as an agency is large: ask ``Inquiries`` for what comes of it.
  nonisolated func estates(
    of agencies: [AgencyCode]?,
    _ snapshot: Snapshot
  ) async throws -> PlannedEstates {
    try await reading { store in
      let codes = try agencies ?? store.agencies().map(\.code)
      return PlannedEstates(
        try codes.map { EstateView(try store.estate(of: $0)) },
        settings: try store.estimationSettings(),
        metering: try store.metering(of: codes)
      ) { machine, _ in snapshot.power(of: machine) }
    }
  }
}
