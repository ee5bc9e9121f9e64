import Estimation
import Inventory
import Reporting
import Workspace

/// What the pages show of the workspace in one consistent state: the same figures as its reports.
struct Snapshot: Sendable {
  /// Whether the workspace has changed since.
  var isStale = false
  /// Whether any agency has a plan; without one all figures are zero.
  let isPlanned: Bool
  /// The machines of the plan, quick to search, filter and sort.
  let servers: ServerList

  private let italian: Report
  private let english: Report
  private let machines: [EntityID: MachineEstimate]

  /// Gathers the figures, which takes as long as a report.
  init(of store: Store, version: String, today: CalendarDate) throws {
    let input = try ReportInput(store: store, version: version, today: today)
    isPlanned = input.estates.contains { !$0.plan.isEmpty }
    italian = Report(input, language: .italian)
    english = Report(input, language: .english)
    servers = ServerList(italian.servers)
    machines = Dictionary(input.savings.machines.map { ($0.entity, $0) }) { first, _ in first }
  }

  /// The report with all figures, in the words of `language`.
  func report(in language: Language) -> Report {
    switch language {
    case .italian: italian
    case .english: english
    }
  }

  /// What a machine draws, step by step; `nil` for what has no power of its own.
  func power(of entity: EntityID) -> MachineEstimate? { machines[entity] }
}

extension ReportInput {
  /// Gathers what a report on the whole workspace is made from.
  init(store: Store, version: String, today: CalendarDate) throws {
    let agencies = try store.agencies()
    self.init(
      workspace: store.path.split(separator: "/").last.map(String.init) ?? store.path,
      estates: try agencies.map { try store.estate(of: $0.code) },
      projects: try store.projects(),
      imports: try agencies.flatMap { try store.imports(of: $0.code) },
      refused: try agencies.flatMap { agency in
        try store.refusals(of: agency.code).map {
          RefusedFile(agency: agency.code, path: $0.path, reason: $0)
        }
      },
      savings: try store.savings(asOf: nil),
      made: today,
      version: version
    )
  }
}
