import Inventory
import Reporting

/// What goes dark when.
struct Timeline: Sendable {
  /// How many servers go dark in a month.
  struct Count: Sendable {
    var physical = 0
    var virtual = 0
  }

  /// The months in which servers go dark.
  private(set) var months: [Month: Count] = [:]
  /// The same of servers in no project, by agency.
  private var withoutProject: [AgencyCode: [Month: Int]] = [:]

  /// Gathers the months of `servers`.
  init(_ servers: [Report.ServerLine]) {
    for server in servers where server.kind.isServer {
      guard let month = server.month else { continue }
      if server.kind == .virtualMachine {
        months[month, default: Count()].virtual += 1
      } else {
        months[month, default: Count()].physical += 1
      }
      if server.projects.isEmpty {
        withoutProject[server.agencyCode, default: [:]][month, default: 0] += 1
      }
    }
  }

  /// The projects of `report` over the months, and what is in none.
  func rows(
    _ report: Report,
    _ progress: [ProjectCode: ProjectProgress]
  ) -> [ProjectChart.Row] {
    let projects = report.projects.map { line in
      ProjectChart.Row(
        name: line.project.code.description,
        title: "\(line.project.title) · \(line.agency)",
        servers: progress[line.project.code]?.months ?? [:],
        deadline: line.project.deadline
      )
    }
    let rest = report.agencies.compactMap { line -> ProjectChart.Row? in
      guard let servers = withoutProject[line.agency.code] else { return nil }
      let name = report.language("senza progetto", "in no project")
      return ProjectChart.Row(
        name: "\(line.agency.code) \(name)",
        title: line.agency.name,
        servers: servers,
        deadline: nil
      )
    }
    return projects + rest
  }
}
