import ArgumentParser
import Importers
import Inventory
import Workspace

/// Imports tables of a programme: all of the files or, when one is of no use, none.
struct ProgrammeImport {
  let paths: [String]
  let output: OutputOptions

  /// Reads the files and merges them into the workspace in one transaction.
  func run(in store: Store) throws {
    let console = output.console
    let known = try store.agencies()
    let stored = try store.projects()
    var agencies: [Agency] = []
    var projects: [Project] = []
    var services: [Service] = []
    var moves: [(project: ProjectCode, move: PlannedMove)] = []
    var told: [(project: ProjectCode, service: ProjectService)] = []
    var rejected = 0
    for path in paths {
      let reading = try ProgrammeReader(agencies: known + agencies).read(path: path)
      agencies += reading.agencies.filter { agency in
        !agencies.contains { $0.code == agency.code }
      }
      // Two tables of one call may each tell a part of a project.
      let read = reading.projects(completedFrom: projects + stored)
      projects.removeAll { old in read.contains { $0.code == old.code } }
      projects += read
      told += reading.projectServices
      services += reading.services
      moves += reading.moves
      rejected += reading.ledger.rejections.count
      report(reading.ledger, of: path, console)
    }
    var orphans = Self.attach(moves, to: &projects, known: stored)
    let attached = moves.count { !orphans.contains($0.project) }
    orphans += Self.attach(told, to: &projects, known: stored)
    for code in Set(orphans).sorted() {
      console.report(CommandFailure.unknownProject(code.description))
    }
    let outcome = try store.merge(agencies: agencies, services: services, projects: projects)
    let language = console.language
    if output.json {
      console.say(
        FactValue.object([
          .init("agencies", outcome.agencies.fact), .init("projects", outcome.projects.fact),
          .init("services", outcome.services.fact), .init("moves", .integer(attached)),
          .init("rejected", .integer(rejected)),
        ]).json
      )
    } else {
      for (name, counts) in [
        (language("aziende", "agencies"), outcome.agencies),
        (language("progetti", "projects"), outcome.projects),
        (language("servizi", "services"), outcome.services),
      ] where counts.total > 0 {
        console.say(
          language(
            "\(name): \(counts.added) nuovi, \(counts.changed) cambiati, "
              + "\(counts.unchanged) uguali",
            "\(name): \(counts.added) new, \(counts.changed) changed, "
              + "\(counts.unchanged) unchanged"
          )
        )
      }
      if attached > 0 {
        console.say(
          language("spostamenti previsti: \(attached)", "planned moves: \(attached)")
        )
      }
    }
    if rejected > 0 || !orphans.isEmpty { throw ExitCode.problems }
  }

  /// Gives each move to its project; a project's moves are replaced, not added to.
  ///
  /// - Returns: The codes that no project has.
  static func attach(
    _ moves: [(project: ProjectCode, move: PlannedMove)],
    to projects: inout [Project],
    known: [Project]
  ) -> [ProjectCode] {
    var byProject: [ProjectCode: [PlannedMove]] = [:]
    for (project, move) in moves { byProject[project, default: []].append(move) }
    var orphans: [ProjectCode] = []
    for code in byProject.keys.sorted() {
      guard let moves = byProject[code] else { continue }
      if let index = projects.firstIndex(where: { $0.code == code }) {
        projects[index].moves = moves
      } else if var project = known.first(where: { $0.code == code }) {
        project.moves = moves
        projects.append(project)
      } else {
        orphans.append(code)
      }
    }
    // A table of projects without moves leaves those known before as they are.
    for index in projects.indices where byProject[projects[index].code] == nil {
      projects[index].moves = known.first { $0.code == projects[index].code }?.moves ?? []
    }
    return orphans
  }

  /// Gives what tables tell of single services to their projects.
  ///
  /// - Returns: The codes that no project has.
  static func attach(
    _ services: [(project: ProjectCode, service: ProjectService)],
    to projects: inout [Project],
    known: [Project]
  ) -> [ProjectCode] {
    var orphans: [ProjectCode] = []
    for code in Set(services.map(\.project)).sorted() {
      let own = services.filter { $0.project == code }.map(\.service)
      if let index = projects.firstIndex(where: { $0.code == code }) {
        projects[index].take(own)
      } else if var project = known.first(where: { $0.code == code }) {
        project.take(own)
        projects.append(project)
      } else {
        orphans.append(code)
      }
    }
    return orphans
  }

  private func report(_ ledger: Ledger, of path: String, _ console: Console) {
    let language = console.language
    for finding in ledger.rejections {
      console.complain(
        "\(Excerpt(whole: path)): \(finding.at.text(in: language)): "
          + language("rifiutato", "rejected") + " “\(Excerpt(finding.value))”: "
          + "\(finding.reason.text(in: language)) [\(finding.reason.code)]"
      )
    }
    for column in ledger.unmapped {
      console.complain(
        "\(Excerpt(whole: path)): "
          + language("colonna non usata", "column not used")
          + " “\(Excerpt(column.name))” (\(column.filled))"
      )
    }
    guard !output.json else { return }
    for decision in ledger.decisions {
      console.say("\(Excerpt(whole: path)): \(decision.text(in: language))")
    }
  }
}

extension MergeCounts {
  /// How many entries were given.
  var total: Int { added + changed + unchanged }

  /// The counts as named values.
  var fact: FactValue {
    .object([
      .init("added", .integer(added)), .init("changed", .integer(changed)),
      .init("unchanged", .integer(unchanged)),
    ])
  }
}
