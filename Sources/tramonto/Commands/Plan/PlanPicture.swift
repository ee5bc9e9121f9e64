import Answers
import Inventory
import Reporting
import Workspace

/// `tramonto plan --svg`: when the servers of each project go dark, as a picture.
struct PlanPicture {
  let console: Console

  /// Draws the plans of `agencies` into the file at `path`.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` when there is nothing to draw.
  func write(_ agencies: [Agency], in store: Store, to path: String) throws {
    var rows: [ProjectChart.Row] = []
    for agency in agencies {
      let view = EstateView(try store.estate(of: agency.code))
      try console.warnWhereStale(view.estate, in: store)
      rows += self.rows(view, try store.projects(of: agency.code))
    }
    guard let chart = ProjectChart(rows, language: console.language) else {
      throw CommandFailure.notPlanned
    }
    try Output.write(chart.svg, to: path)
  }

  /// The agency's projects, and the servers that go dark without one.
  private func rows(_ view: EstateView, _ projects: [Project]) -> [ProjectChart.Row] {
    var servers: [ProjectCode?: [Month: Int]] = [:]
    for asset in view.estate.assets where asset.kind.isServer {
      guard let month = view.entry(of: asset.id)?.month else { continue }
      let projects = view.assignment(of: asset.id)?.projects ?? []
      for project in projects.isEmpty ? [nil] : projects.map(Optional.some) {
        servers[project, default: [:]][month, default: 0] += 1
      }
    }
    let agency = view.estate.agency
    var rows = projects.sorted { $0.code < $1.code }.map { project in
      ProjectChart.Row(
        name: project.code.description,
        title: "\(project.title) · \(agency.name)",
        servers: servers[project.code] ?? [:],
        deadline: project.deadline
      )
    }
    if let rest = servers[nil] {
      let name = console.language("senza progetto", "in no project")
      rows.append(
        ProjectChart.Row(
          name: "\(agency.code) \(name)",
          title: agency.name,
          servers: rest,
          deadline: nil
        )
      )
    }
    return rows
  }
}
