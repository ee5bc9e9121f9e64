import Answers
import Estimation
import Inventory
import Reporting
import Retirement
import Workspace

extension ReportInput {
  /// Gathers what the report is made from.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` when no agency has a plan.
  init(
    store: Store,
    title: String?,
    filter: ReportFilter,
    settings: EstimationSettings,
    kind: Report.Kind = .programme,
    language: Language = .english
  ) throws {
    let agencies = try store.agencies()
    let estates = try agencies.map { try store.estate(of: $0.code) }
    guard estates.contains(where: { !$0.plan.isEmpty }) else { throw CommandFailure.notPlanned }
    guard let today = Clock.today else { throw CommandFailure.setting("clock") }
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
      version: Version.current,
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
