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
  /// What is saved in a full year.
  let total: SavingsTotal
  /// What is saved month by month.
  let months: [MonthlySaving]

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
    let coversAll =
      project == nil && (agency == nil || savings.byAgency.allSatisfy { $0.agency == agency })
    months =
      coversAll
      ? savings.monthly
      : Self.months(
        of: savings.machines.filter { agency == nil || $0.agency == agency },
        project: project,
        total: total
      )
  }

  func includes(_ agency: AgencyCode) -> Bool { filter.agency.map { $0 == agency } ?? true }

  func includes(_ server: Report.ServerLine) -> Bool {
    filter.project.map { server.projects.contains($0) } ?? true
  }

  func agencyName(_ code: AgencyCode) -> String { names[code] ?? code.description }

  /// What an agency saves; under a project's filter, what the project saves.
  func savings(of agency: AgencyCode) -> SavingsTotal {
    filter.project == nil ? byAgency[agency] ?? .zero : total
  }

  func savings(of project: ProjectCode) -> SavingsTotal { byProject[project] ?? .zero }

  /// The months of some machines, or of a project's shares in them.
  ///
  ///     energy of a month = Σ share × energy of a year × days of the month ÷ days of the year
  ///
  /// over the machines that are off by then. Errors of one estate move together, so the interval of
  /// a month is as wide, in proportion, as that of the total.
  private static func months(
    of machines: [MachineEstimate],
    project: ProjectCode?,
    total: SavingsTotal
  ) -> [MonthlySaving] {
    struct Going {
      var month: Month
      var gross: Double
      var net: Double
    }
    let going = machines.compactMap { machine -> Going? in
      guard let month = machine.retires else { return nil }
      var share = 1.0
      if let project {
        guard let found = machine.projects.first(where: { $0.project == project }) else {
          return nil
        }
        share = found.share.value
      }
      let gross = machine.yearly.energy.value.value
      let net = gross - machine.destination.energy.value.value
      return Going(month: month, gross: share * gross, net: share * net)
    }
    guard let first = going.map(\.month).min(), let last = going.map(\.month).max() else {
      return []
    }
    return (0...first.months(to: last) + 12).compactMap { first.advanced(by: $0) }.map { month in
      let off = going.filter { $0.month <= month }
      let isLeap = Month(year: month.year, month: 2)?.days == 29
      let part = Double(month.days) / (isLeap ? 366 : 365)
      return MonthlySaving(
        month: month,
        machinesOff: off.count,
        gross: spread(off.reduce(0) { $0 + $1.gross } * part, like: total.gross.energy),
        net: spread(off.reduce(0) { $0 + $1.net } * part, like: total.net.energy)
      )
    }
  }

  private static func spread(
    _ value: Double,
    like total: Estimate<KilowattHours>
  ) -> Estimate<KilowattHours> {
    let whole = total.value.value
    let low = whole == 0 ? value : value * total.low.value / whole
    let high = whole == 0 ? value : value * total.high.value / whole
    return Estimate(
      KilowattHours(value),
      low: KilowattHours(min(low, high)),
      high: KilowattHours(max(low, high)),
      basis: total.basis
    )
  }
}

extension SavingsTotal {
  /// Nothing retires.
  static var zero: Self {
    let nothing = Footprint(energy: .exactly(.zero), carbon: .exactly(.zero), cost: .exactly(.zero))
    return Self(machines: 0, virtualMachines: 0, gross: nothing, net: nothing)
  }
}
