import Inventory

extension Report {
  static func agencies(_ scope: Scope, servers: [ServerLine]) -> [AgencyLine] {
    let byAgency = Dictionary(grouping: servers, by: \.agencyCode)
    return scope.estates.map(\.agency).map { agency in
      AgencyLine(
        agency: agency,
        counts: counts(byAgency[agency.code] ?? []),
        savings: scope.savings(of: agency.code)
      )
    }
  }

  static func projects(_ scope: Scope, servers: [ServerLine]) -> [ProjectLine] {
    var counts: [ProjectCode: StatusCounts] = [:]
    var months: [ProjectCode: [Month: Int]] = [:]
    for server in servers where server.kind.isServer {
      for project in server.projects {
        counts[project, default: StatusCounts()].add(server.status)
        if let month = server.month { months[project, default: [:]][month, default: 0] += 1 }
      }
    }
    return scope.projects.map { project in
      ProjectLine(
        project: project,
        agency: scope.agencyName(project.agency),
        counts: counts[project.code] ?? StatusCounts(),
        months: months[project.code] ?? [:],
        savings: scope.savings(of: project.code)
      )
    }
  }

  static func sources(
    imports: [FiledImport],
    projects: [Project],
    papers: [String]
  ) -> [SourceLine] {
    let files = imports.flatMap { filed in
      filed.files.map { file in
        SourceLine(
          kind: .file,
          name: file.path,
          agency: filed.agency,
          format: filed.format,
          asOf: filed.asOf,
          sha256: file.sha256
        )
      }
    }
    let lists = Set(projects.map(\.source)).sorted().map { SourceLine(kind: .projects, name: $0) }
    return files + lists + papers.map { SourceLine(kind: .factor, name: $0) }
  }
}
