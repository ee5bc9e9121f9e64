import Inventory

/// Builds small invented estates.
struct EstateBuilder {
  var estate = Estate(agency: Agency(code: EstateBuilder.agency, name: "Azienda di prova"))

  static var agency: AgencyCode {
    guard let code = AgencyCode("prova") else { preconditionFailure("a valid code") }
    return code
  }

  static func month(_ text: String) -> Month {
    guard let month = Month(text) else { preconditionFailure("a valid month") }
    return month
  }

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else { preconditionFailure("a valid day") }
    return day
  }

  mutating func asset(
    _ id: String,
    _ kind: AssetKind,
    seen: String? = "2023-02-20",
    _ change: (inout Record) -> Void = { _ in }
  ) {
    var facts = Record(kind: .machine, locator: Locator(number: 1))
    facts.hostname = id
    change(&facts)
    estate.assets.append(
      Asset(
        id: EntityID(id),
        kind: kind,
        name: id,
        facts: facts,
        origins: [:],
        records: [],
        links: [],
        lastSeen: seen.map { Self.day($0) }
      )
    )
  }

  /// An application that moves in `month`, or stays, or is unclear.
  mutating func application(
    _ id: String,
    on machines: [String],
    month: String? = nil,
    projects: [String] = [],
    service: String? = nil,
    infrastructure: Bool = false
  ) {
    estate.applications.append(
      Application(id: EntityID(id), name: id, site: nil, service: nil, records: [])
    )
    estate.assignments.append(
      Assignment(
        entity: EntityID(id),
        isApplication: true,
        projects: projects.map { ProjectCode($0) },
        service: service,
        isInfrastructure: infrastructure,
        month: month.map { Self.month($0) },
        reasons: [.unrecognised(text: id)]
      )
    )
    for machine in machines { relate(.runsOn, id, machine) }
  }

  mutating func moving(_ id: String, on machines: [String], in month: String) {
    application(id, on: machines, month: month, projects: ["P1"], service: "servizio")
  }

  mutating func staying(_ id: String, on machines: [String]) {
    application(id, on: machines, service: "servizio senza progetto")
  }

  mutating func relate(_ kind: Relation.Kind, _ from: String, _ to: String) {
    estate.relations.append(
      Relation(kind: kind, from: EntityID(from), to: EntityID(to), record: RecordID(1))
    )
  }
}
