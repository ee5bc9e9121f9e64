import Inventory
import Reporting

/// How far the plan of a project is from its end.
struct ProjectProgress: Sendable {
  /// How many servers go dark in each month.
  var months: [Month: Int] = [:]
  /// Servers that go dark only after the project's deadline.
  var late = 0
  /// Servers that stay as things are: blocked, to be looked at, or without a plan.
  var open = 0

  /// The servers on which the project hangs back.
  var behind: Int { late + open }

  /// The progress of all projects of `report`, those without servers left out.
  ///
  /// - Complexity: O(servers).
  static func all(_ report: Report) -> [ProjectCode: ProjectProgress] {
    let deadlines = Dictionary(
      report.projects.map { ($0.project.code, $0.project.deadline) },
      uniquingKeysWith: { first, _ in first }
    )
    var all: [ProjectCode: ProjectProgress] = [:]
    for server in report.servers where server.kind.isServer {
      for project in server.projects {
        var progress = all[project] ?? ProjectProgress()
        if let month = server.month {
          progress.months[month, default: 0] += 1
          if let deadline = deadlines[project] ?? nil, month > deadline { progress.late += 1 }
        }
        switch server.status {
        case .blocked, .review, nil: progress.open += 1
        case .retire, .keep, .gone: break
        }
        all[project] = progress
      }
    }
    return all
  }
}
