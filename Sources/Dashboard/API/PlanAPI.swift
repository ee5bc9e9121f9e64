import Answers
import Estimation
import Inventory
import Reporting
import Retirement

/// What the plan says and what can be asked of it, for programs; no answer changes it.
enum PlanAPI {
  /// How long a program waits for an answer before it is told to ask again.
  private static let patience = Duration.seconds(5)

  static let endpoints: [Endpoint] = [
    Endpoint(
      path: "/api/savings",
      name: "savings",
      summary: "What the plan saves, with intervals, factors and what is missing",
      answer: .named("Savings")
    ) { asked in try await asked.visit.desk.figures().savings.fact },
    Endpoint(
      path: "/api/blockers",
      name: "blockers",
      summary: "What keeps servers on, that which keeps most first",
      answer: .list(.named("Blocker"))
    ) { asked in
      let report = try await asked.visit.desk.figures().report(in: asked.language)
      return .list(report.blockers.map { Report.fact(of: $0) })
    },
    Endpoint(
      path: "/api/plan/what-if",
      name: "whatIf",
      summary: "What changes if a project slips, a service is dropped, or both",
      parameters: [
        .init(
          name: "slip",
          schema: .text(
            length: 3...205,
            pattern: "^[A-Za-z0-9_./-]+:-?(1[01][0-9]|120|[1-9]?[0-9])$"
          ),
          text: "PROJECT:MONTHS, by how many months a project slips; negative for earlier"
        ),
        .init(
          name: "drop",
          schema: .text(length: 1...200),
          text: "A service that no project moves then"
        ),
      ],
      answer: .named("WhatIf"),
      mayBeMissing: true,
      mayTakeLong: true,
      find: whatIf
    ),
    Endpoint(
      path: "/api/plan/delay",
      name: "delay",
      summary: "What a month of delay costs, project by project",
      parameters: [API.agencyParameter],
      answer: .list(.named("Delay")),
      mayBeMissing: true,
      mayTakeLong: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      let agency = try API.agency(asked, snapshot)
      let projects = snapshot.report(in: asked.language).projects.map(\.project)
        .filter { agency == nil || $0.agency == agency }
      return try await answer(asked, snapshot, "delays \(agency as Any)", agency) { estates in
        .list(ProjectDelay.all(projects, Planner(asOf: nil), in: estates).map(\.fact))
      }
    },
    Endpoint(
      path: "/api/plan/waves",
      name: "waves",
      summary: "The order of moves that frees most energy for each",
      parameters: [API.agencyParameter],
      answer: .list(.named("Wave")),
      mayBeMissing: true,
      mayTakeLong: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      let agency = try API.agency(asked, snapshot)
      return try await answer(asked, snapshot, "waves \(agency as Any)", agency) { estates in
        let waves = PlannedWave.all(in: estates)
        return .list(waves.enumerated().map { $1.fact(number: $0 + 1) })
      }
    },
    Endpoint(
      path: "/api/plan/consolidate",
      name: "consolidate",
      summary: "The hosts that each cluster can do without, N + 1 kept",
      parameters: [API.agencyParameter],
      answer: .list(.named("Cluster")),
      mayBeMissing: true,
      mayTakeLong: true
    ) { asked in
      let snapshot = try await asked.visit.desk.figures()
      let agency = try API.agency(asked, snapshot)
      let language = asked.language
      let question = "clusters \(agency as Any) \(language)"
      return try await answer(asked, snapshot, question, agency) { estates in
        .list(ConsolidatedCluster.all(in: estates).map { $0.fact(language) })
      }
    },
    Endpoint(
      path: "/api/plan/dark",
      name: "dark",
      summary: "The smallest set of moves that lets a place go dark",
      parameters: [
        .init(
          name: "agency",
          schema: .text(length: 1...64),
          text: "The code of its agency",
          isNeeded: true
        ),
        .init(
          name: "place",
          schema: .text(length: 1...400),
          text: "The place, as /api/places names it",
          isNeeded: true
        ),
      ],
      answer: .named("Darkening"),
      mayBeMissing: true,
      mayTakeLong: true,
      find: dark
    ),
  ]

  /// The answer to a question about the estates of an agency or of all; `nil` while it takes long.
  private static func answer(
    _ asked: Endpoint.Asked,
    _ snapshot: Snapshot,
    _ question: String,
    _ agency: AgencyCode?,
    _ find: @escaping @Sendable (PlannedEstates) -> FactValue
  ) async throws -> FactValue? {
    try await snapshot.inquiries.answer(to: "api " + question, patience: patience) {
      find(try await asked.visit.desk.estates(of: agency.map { [$0] }, snapshot))
    }
  }

  @Sendable private static func whatIf(_ asked: Endpoint.Asked) async throws -> FactValue? {
    let snapshot = try await asked.visit.desk.figures()
    var suppositions: [Supposition] = []
    var agency: AgencyCode?
    if let slip = asked["slip"] {
      guard case .slip(let code, let months)? = Supposition("slip=" + slip) else {
        throw Trouble.badParameter(
          asked.language(
            "“slip” si scrive PROGETTO:MESI, per esempio USLTC-P1:3",
            "“slip” is written PROJECT:MONTHS, such as USLTC-P1:3"
          )
        )
      }
      agency = try API.project(code.description, asked, snapshot).agency
      suppositions.append(.slip(code, months: months))
    }
    if let service = asked["drop"] {
      suppositions.append(.drop(service: service))
      agency = nil
    }
    // Where nothing is supposed, nothing changes.
    guard !suppositions.isEmpty else { return WhatIf.nothing.fact }
    return try await answer(asked, snapshot, "what if \(suppositions)", agency) {
      [suppositions] estates in
      WhatIf(suppositions, Planner(asOf: nil), in: estates).fact
    }
  }

  @Sendable private static func dark(_ asked: Endpoint.Asked) async throws -> FactValue? {
    let snapshot = try await asked.visit.desk.figures()
    guard let agency = try API.agency(asked, snapshot),
      let place = snapshot.places.place(asked["place"] ?? "", of: agency)
    else {
      throw Trouble.missing(
        asked.language(
          "non c’è un luogo così: si veda /api/places",
          "there is no such place: see /api/places"
        )
      )
    }
    let machines = place.machines.map { snapshot.servers.lines[Int($0)].entity }
    let question = "api dark \(agency) \(place.key)"
    return try await snapshot.inquiries.answer(to: question, patience: patience) {
      try await asked.visit.desk.darkening(place.key, machines, place, of: agency, snapshot).fact
    }
  }
}
