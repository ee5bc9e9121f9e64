import Answers
import Estimation
import Inventory
import Reporting
import Retirement
import Workspace

/// What the pages show of the workspace in one consistent state: the same figures as its reports.
struct Snapshot: Sendable {
  /// Whether the workspace has changed since.
  var isStale = false
  /// Whether any agency has a plan; without one all figures are zero.
  let isPlanned: Bool
  /// The machines of the plan, quick to search, filter and sort.
  let servers: ServerList
  /// The rooms, racks and clusters.
  let places: PlaceList
  /// What the plan saves, without the single machines.
  let savings: Savings
  /// How many physical machines' figures rest on what, in the order from best to weakest.
  let bases: [(basis: Basis, machines: Int)]
  /// What each project has still to do.
  let projects: [ProjectCode: ProjectProgress]
  /// What goes dark when.
  let timeline: Timeline
  /// How many devices of the register are in which state.
  let register: [RetirementState: Int]
  /// The agencies with imports that no conclusion rests on yet, in order.
  let unmatched: [Agency]
  /// Answers that take long, as far as they were asked for.
  let inquiries = Inquiries()

  private let italian: Report
  private let english: Report
  private let machines: [EntityID: MachineEstimate]

  /// Gathers the figures, which takes as long as a report.
  init(of store: Store, version: String, today: CalendarDate) throws {
    var input = try ReportInput(
      store: store,
      version: version,
      today: today,
      language: .english
    )
    isPlanned = input.estates.contains { !$0.plan.isEmpty }
    italian = Report(input, language: .italian)
    english = Report(input, language: .english)
    servers = ServerList(italian.servers)
    places = PlaceList(input.estates, servers)
    servers.sortAll()
    projects = ProjectProgress.all(italian)
    timeline = Timeline(italian.servers)
    register = Dictionary(grouping: input.register, by: \.state).mapValues(\.count)
    unmatched = try input.estates.map(\.agency).filter {
      try store.hasUnmatchedRecords(of: $0.code)
    }
    machines = Dictionary(input.savings.machines.map { ($0.entity, $0) }) { first, _ in first }
    let counts = Dictionary(grouping: input.savings.machines, by: \.power.basis)
    bases = Basis.allCases.compactMap { basis in counts[basis].map { (basis, $0.count) } }
    input.savings.machines = []
    savings = input.savings
  }

  /// The report with all figures, in the words of `language`.
  func report(in language: Language) -> Report {
    switch language {
    case .italian: italian
    case .english: english
    }
  }

  /// What a project saves month by month, from the month before its first saving on.
  func months(of project: ProjectCode) -> [MonthlySaving] {
    let months = savings.monthlyByProject.first { $0.project == project }?.months ?? []
    guard let first = months.firstIndex(where: { $0.machinesOff > 0 || $0.gross.value > .zero })
    else { return [] }
    return Array(months[max(0, first - 1)...])
  }

  /// What a machine draws, step by step; `nil` for what has no power of its own.
  func power(of entity: EntityID) -> MachineEstimate? { machines[entity] }
}
