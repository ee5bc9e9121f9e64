import Estimation
import Inventory

/// What a report is about: the input, narrowed by its filter and made quick to look things up in.
struct Scope {
  /// The agencies, by code in order.
  let estates: [Estate]
  /// The projects, by code in order.
  let projects: [Project]
  /// The estimates by machine.
  let machines: [EntityID: MachineEstimate]
  /// The devices of the register by id.
  let register: [EntityID: RegisteredDevice]
  /// What is saved in a full year.
  let total: SavingsTotal
  /// What no project may claim of it; `nil` under a project's filter.
  let withoutProject: SavingsTotal?
  /// What is saved month by month.
  let months: [MonthlySaving]
  /// The first of these months with all physical machines off that go; `nil` when none goes.
  let complete: Month?

  /// The only project; `nil` for all.
  var project: ProjectCode? { filter.project }

  private let filter: ReportFilter
  private let names: [AgencyCode: String]
  private let byAgency: [AgencyCode: SavingsTotal]
  private let byProject: [ProjectCode: SavingsTotal]

  init(_ input: ReportInput) {
    let savings = input.savings
    var filter = input.filter
    // A project belongs to one agency: to narrow to it is to narrow to its agency as well.
    if let project = filter.project, filter.agency == nil {
      filter.agency = input.projects.first { $0.code == project }?.agency
    }
    let (agency, project) = (filter.agency, filter.project)
    let byAgency = Dictionary(savings.byAgency.map { ($0.agency, $0.total) }) { first, _ in first }
    let byProject = Dictionary(savings.byProject.map { ($0.project, $0.total) }) { one, _ in one }
    let total =
      if let project {
        byProject[project] ?? .zero
      } else if let agency {
        byAgency[agency] ?? .zero
      } else {
        savings.total
      }
    self.filter = filter
    self.byAgency = byAgency
    self.byProject = byProject
    self.total = total
    names = Dictionary(input.estates.map { ($0.agency.code, $0.agency.name) }) { one, _ in one }
    estates = input.estates.filter { agency == nil || $0.agency.code == agency }
      .sorted { $0.agency.code < $1.agency.code }
    projects = input.projects.filter { candidate in
      (agency == nil || candidate.agency == agency)
        && (project == nil || candidate.code == project)
    }.sorted { $0.code < $1.code }
    machines = Dictionary(savings.machines.map { ($0.entity, $0) }) { first, _ in first }
    register = Dictionary(input.register.map { ($0.entity, $0) }) { first, _ in first }
    let withoutAgency = Dictionary(
      savings.withoutProjectByAgency.map { ($0.agency, $0.total) }
    ) { first, _ in first }
    withoutProject =
      if project != nil {
        nil
      } else if let agency {
        withoutAgency[agency] ?? .zero
      } else {
        savings.withoutProject
      }
    let months =
      if let project {
        Self.trimmed(savings.monthlyByProject.first { $0.project == project }?.months ?? [])
      } else if let agency {
        Self.trimmed(savings.monthlyByAgency.first { $0.agency == agency }?.months ?? [])
      } else {
        savings.monthly
      }
    self.months = months
    complete = Self.settled(months).map { months[$0].month }
  }

  func includes(_ agency: AgencyCode) -> Bool { filter.agency.map { $0 == agency } ?? true }

  func includes(_ server: Report.ServerLine) -> Bool {
    filter.project.map { server.projects.contains($0) } ?? true
  }

  /// Whether a device of the register is one of the report: of a project, one of its `servers`.
  func includes(_ device: RegisteredDevice, among servers: Set<EntityID>) -> Bool {
    includes(device.agency) && (filter.project == nil || servers.contains(device.entity))
  }

  func agencyName(_ code: AgencyCode) -> String { names[code] ?? code.description }

  /// What an agency saves; under a project's filter, what the project saves.
  func savings(of agency: AgencyCode) -> SavingsTotal {
    filter.project == nil ? byAgency[agency] ?? .zero : total
  }

  func savings(of project: ProjectCode) -> SavingsTotal { byProject[project] ?? .zero }

  /// The months of a part of the estates, without those before its first retirement and those
  /// more than a year after its last.
  private static func trimmed(_ months: [MonthlySaving]) -> [MonthlySaving] {
    guard let settled = settled(months),
      let first = months.firstIndex(where: {
        // Before anything is off, workload that runs twice draws already.
        $0.machinesOff > 0 || $0.gross.value > .zero || $0.net.value < .zero
      })
    else { return [] }
    return Array(months[max(0, first - 1)...min(settled + 11, months.count - 1)])
  }

  /// The position of the first month with all off that goes: as many machines and as much energy a
  /// day as in the last month, but for rounding.
  private static func settled(_ months: [MonthlySaving]) -> Int? {
    func daily(_ month: MonthlySaving) -> Double {
      month.gross.value.value / Double(month.month.days)
    }
    guard let last = months.last else { return nil }
    return months.firstIndex { month in
      month.machinesOff == last.machinesOff
        && abs(daily(month) - daily(last)) <= 1e-9 * daily(last)
    }
  }
}

extension SavingsTotal {
  /// Nothing retires.
  static var zero: Self {
    let nothing = Footprint(energy: .exactly(.zero), carbon: .exactly(.zero), cost: .exactly(.zero))
    return Self(machines: 0, virtualMachines: 0, gross: nothing, net: nothing)
  }
}
