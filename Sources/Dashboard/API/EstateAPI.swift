import Answers
import Inventory
import Reporting
import Retirement
import Workspace

/// What exists, for programs.
enum EstateAPI {
  static let endpoints: [Endpoint] = [
    Endpoint(
      path: "/api/overview",
      name: "overview",
      summary: "The figures that stand first",
      answer: .named("Headline")
    ) { asked in
      try await asked.visit.desk.figures().report(in: asked.language).headlineFact
    },
    Endpoint(
      path: "/api/agencies",
      name: "agencies",
      summary: "The agencies, by code",
      answer: .list(.named("Agency"))
    ) { asked in
      let report = try await asked.visit.desk.figures().report(in: asked.language)
      return .list(report.agencies.map(\.agency.fact))
    },
    Endpoint(
      path: "/api/projects",
      name: "projects",
      summary: "The projects, by code",
      parameters: [API.agencyParameter],
      answer: .list(.named("Project")),
      mayBeMissing: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      let agency = try API.agency(asked, snapshot)
      let projects = snapshot.report(in: asked.language).projects.map(\.project)
      return .list(projects.filter { agency == nil || $0.agency == agency }.map(\.fact))
    },
    Endpoint(
      path: "/api/projects/{code}",
      name: "project",
      summary: "One project",
      parameters: [part("code", "The project’s code")],
      answer: .named("Project"),
      mayBeMissing: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      return try API.project(asked["code"] ?? "", asked, snapshot).fact
    },
    Endpoint(
      path: "/api/servers",
      name: "servers",
      summary: "The machines of the plan, by page",
      parameters: filters + API.paging,
      answer: .named("Servers"),
      mayBeMissing: true,
      find: servers
    ),
    Endpoint(
      path: "/api/servers/{id}",
      name: "server",
      summary: "One machine with its facts; an id that was merged stands for where it is now",
      parameters: [part("id", "The machine’s id")],
      answer: .named("Asset"),
      mayBeMissing: true
    ) { asked in
      let id = EntityID(asked["id"] ?? "")
      let fact = try await asked.visit.desk.reading { store -> FactValue? in
        guard let match = try store.entity(id) else { return nil }
        return try assetFact(match.entity, match.agency, store, asked.language)
      }
      guard let fact else { throw noServer(asked) }
      return fact
    },
    Endpoint(
      path: "/api/servers/{id}/explanation",
      name: "explanation",
      summary: "Why we say what we say of a machine or application, in words",
      parameters: [part("id", "The id of a machine or application")],
      answer: .named("Explanation"),
      mayBeMissing: true,
      find: explanation
    ),
    Endpoint(
      path: "/api/places",
      name: "places",
      summary: "Rooms, racks, clusters and sites, by page",
      parameters: [
        API.agencyParameter,
        .init(
          name: "kind",
          schema: .word(DarkPlace.Kind.allCases.map(\.rawValue)),
          text: "What they are"
        ),
      ] + API.paging,
      answer: .named("Places"),
      mayBeMissing: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      let agency = try API.agency(asked, snapshot)
      let found = snapshot.places.places.filter { place in
        (agency == nil || place.agency == agency)
          && (asked["kind"] == nil || place.kind.rawValue == asked["kind"])
      }
      return API.page(found.count, asked, found[API.range(of: found.count, asked)].map(\.fact))
    },
    Endpoint(
      path: "/api/register",
      name: "register",
      summary: "The devices of which the register holds a step, by page",
      parameters: [
        API.agencyParameter,
        .init(
          name: "state",
          schema: .word(RetirementState.allCases.map(\.rawValue)),
          text: "How far they are"
        ),
      ] + API.paging,
      answer: .named("Register"),
      mayBeMissing: true,
      find: register
    ),
  ]

  private static func part(_ name: String, _ text: String) -> Endpoint.Parameter {
    .init(name: name, schema: .text(length: 1...200), text: text, isPart: true)
  }

  private static let filters: [Endpoint.Parameter] = [
    .init(
      name: "text",
      schema: .text(length: 1...200),
      text: "A part of a name, id, model, serial number or place"
    ), API.agencyParameter,
    .init(
      name: "status",
      schema: .word(RetirementStatus.allCases.map(\.rawValue)),
      text: "What is to become of them"
    ),
    .init(
      name: "project",
      schema: .text(length: 1...200),
      text: "The code of a project that empties them"
    ),
    .init(
      name: "kind",
      schema: .word(AssetKind.allCases.map(\.rawValue)),
      text: "What kind of thing they are"
    ), .init(name: "room", schema: .text(length: 1...200), text: "The room or data centre"),
    .init(
      name: "order",
      schema: .word(ServerOrder.allCases.map(\.rawValue)),
      text: "What they are sorted by; as in the report where it is not given"
    ),
    .init(
      name: "direction",
      schema: .word(["ascending", "descending"]),
      text: "Whether the last comes first"
    ),
  ]

  @Sendable private static func servers(_ asked: Endpoint.Asked) async throws -> FactValue? {
    let snapshot = try await asked.visit.desk.figures()
    var filter = ServerFilter()
    filter.text = asked["text"]
    filter.agency = try API.agency(asked, snapshot)
    filter.status = asked["status"].flatMap { RetirementStatus(rawValue: $0) }
    filter.project = try asked["project"].map { try API.project($0, asked, snapshot).code }
    filter.kind = asked["kind"].flatMap { AssetKind(rawValue: $0) }
    filter.room = asked["room"]
    filter.order = asked["order"].flatMap { ServerOrder(rawValue: $0) } ?? .plan
    filter.isDescending = asked["direction"] == "descending"
    let found = snapshot.servers.find(filter).positions
    let lines = found[API.range(of: found.count, asked)].map { snapshot.servers.lines[Int($0)] }
    let language = asked.language
    let items = try await asked.visit.desk.reading { store in
      // What is gone from the workspace since is left out.
      try lines.compactMap { try assetFact($0.entity, $0.agencyCode, store, language) }
    }
    return API.page(found.count, asked, items)
  }

  private static func assetFact(
    _ id: EntityID,
    _ agency: AgencyCode,
    _ store: Store,
    _ language: Language
  ) throws -> FactValue? {
    try store.asset(id, in: agency)?.fact(
      of: agency,
      assignment: store.assignment(of: id, in: agency),
      entry: store.planEntry(of: id, in: agency),
      language
    )
  }

  @Sendable private static func explanation(_ asked: Endpoint.Asked) async throws -> FactValue? {
    let id = EntityID(asked["id"] ?? "")
    let (language, today) = (asked.language, asked.visit.desk.clock().today)
    let snapshot = try await asked.visit.desk.figures()
    let fact = try await asked.visit.desk.reading { store -> FactValue? in
      guard let match = try store.entity(id) else { return nil }
      let dossier = try Dossier(of: match, in: store)
      var explanation = try Explanation(
        of: dossier,
        power: snapshot.power(of: match.entity),
        on: today,
        in: store,
        language
      )
      explanation.add("changes", "", dossier.changes.map { $0.text(in: language) })
      return explanation.fact
    }
    guard let fact else { throw noServer(asked) }
    return fact
  }

  @Sendable private static func register(_ asked: Endpoint.Asked) async throws -> FactValue? {
    let snapshot = try await asked.visit.desk.figures()
    let agency = try API.agency(asked, snapshot)
    let today = asked.visit.desk.clock().today
    let state = asked["state"].flatMap { RetirementState(rawValue: $0) }
    let agencies = snapshot.report(in: asked.language).agencies.map(\.agency.code)
      .filter { agency == nil || $0 == agency }
    let rows = try await asked.visit.desk.reading { store in
      try agencies.flatMap { agency in
        try store.register(of: agency, on: today, state: state).map { (agency, $0) }
      }
    }
    let items = rows[API.range(of: rows.count, asked)].map { $1.fact(of: $0) }
    return API.page(rows.count, asked, items)
  }

  private static func noServer(_ asked: Endpoint.Asked) -> Trouble {
    Trouble.missing(
      asked.language(
        "non c’è niente con questo codice: si veda /api/servers",
        "there is nothing of this id: see /api/servers"
      )
    )
  }
}

extension PlaceList.Place {
  /// The place as named values.
  var fact: FactValue {
    .object(
      [
        .init("agency", .text(agency.description)), .init("place", .text(key)),
        .init("kind", .text(kind.rawValue)), .init("path", .text(path)),
        .init("machines", .integer(present)), .init("staying", .integer(staying)),
        outlook.month.map { .init("dark", .text($0.description)) },
        .init("kWhPerYear", .number(energy)),
      ].compactMap(\.self) + outlook.fields
    )
  }
}
