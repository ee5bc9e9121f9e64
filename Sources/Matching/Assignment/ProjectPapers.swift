import Inventory

/// What the papers of a project say of each service, by its number in the recogniser.
struct ProjectPapers {
  let project: Project
  private(set) var services: [Int: [ProjectService]] = [:]
  private(set) var moves: [Int: [PlannedMove]] = [:]

  init(_ project: Project, _ recogniser: ServiceRecogniser) {
    self.project = project
    for entry in project.services {
      guard let service = recogniser.number(of: entry.service) else { continue }
      services[service, default: []].append(entry)
    }
    for move in project.moves {
      guard let service = move.service.flatMap({ recogniser.number(of: $0) }) else { continue }
      moves[service, default: []].append(move)
    }
  }

  /// Whether the papers name neither a service nor an application.
  var saysNothing: Bool { project.services.isEmpty && project.moves.isEmpty }
}
