public import Estimation
public import Inventory
public import Reporting
import Retirement
public import Workspace

extension ReportInput {
  /// Gathers what a report is made from.
  ///
  /// - Parameters:
  ///   - store: The workspace.
  ///   - title: The programme's title; `nil` for none.
  ///   - filter: What the report is narrowed to.
  ///   - settings: The factors; `nil` for those that the workspace keeps.
  ///   - kind: Whom the report is for: some need what others do not.
  ///   - version: The version of the program.
  ///   - today: The day on which it is made.
  ///   - language: The language of what a check of the journal finds.
  /// - Throws: `StoreFailure` when the workspace cannot be read.
  public init(
    store: Store,
    title: String? = nil,
    filter: ReportFilter = ReportFilter(),
    settings: EstimationSettings? = nil,
    kind: Report.Kind = .programme,
    version: String,
    today: CalendarDate,
    language: Language
  ) throws {
    let agencies = try store.agencies()
    let estates = try agencies.map { try store.estate(of: $0.code) }
    let projects = try store.projects()
    self.init(
      programme: title,
      workspace: store.path.split(separator: "/").last.map(String.init) ?? store.path,
      estates: estates,
      projects: projects,
      imports: try agencies.flatMap { try store.imports(of: $0.code) },
      refused: try agencies.flatMap { agency in
        try store.refusals(of: agency.code).map {
          RefusedFile(agency: agency.code, path: $0.path, reason: $0)
        }
      },
      savings: try store.savings(settings: settings, asOf: nil),
      made: today,
      version: version,
      filter: filter
    )
    self.kind = kind
    let chosen = filter.agency ?? projects.first { $0.code == filter.project }?.agency
    let codes = chosen.map { [$0] } ?? agencies.map(\.code)
    if let chosen {
      // The figures are those of the whole; what to measure first is the agency's own question.
      savings.unknowns = try store.savings(of: [chosen], settings: settings, asOf: nil).unknowns
    }
    register = try codes.flatMap { try store.registered(in: $0, on: today) }
    switch kind {
    case .project:
      checks = try codes.flatMap { try store.migrationChecks(of: $0, on: today) }
    case .quality:
      records = try codes.flatMap { try store.records(of: $0) }.filter { !$0.isSuperseded }
    case .evidence:
      journal = try codes.flatMap { try store.journal(of: $0) }
      journals = try codes.map { code in
        let check = try store.verifyJournal(of: code)
        return JournalAccount(
          agency: code,
          size: check.head.size,
          hash: check.head.hash,
          documents: check.documents,
          breaks: check.breaks.map { $0.text(in: language) }
        )
      }
    case .programme, .agency, .decommissioning, .energy: break
    }
  }
}

extension Store {
  /// The devices of an agency's register as a report shows them.
  fileprivate func registered(
    in agency: AgencyCode,
    on day: CalendarDate
  ) throws -> [RegisteredDevice] {
    try register(of: agency, on: day).map { row in
      RegisteredDevice(
        agency: agency,
        entity: row.entity,
        kind: row.kind,
        name: row.name,
        serial: row.serial,
        state: row.state,
        day: row.day,
        offFrom: row.offFrom,
        sequence: row.sequence
      )
    }
  }
}
