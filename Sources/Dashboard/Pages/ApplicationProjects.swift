import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Workspace

/// Which projects move an application, by a person's word: the form on its page.
struct ApplicationProjects: Sendable {
  static let routes: [Route] = [.post("/servers/{id}/projects", decide)]

  private struct Choice: Sendable {
    var code: String
    var title: String
    var isChosen: Bool
  }

  private let token: String
  private let path: String
  private let choices: [Choice]

  /// The form; `nil` for who may not decide, for a machine, and where the agency has no project.
  init?(_ dossier: Dossier, _ projects: [Project], for visit: Visit) {
    guard let application = dossier.application, visit.may(.operator) else { return nil }
    let moving = projects.filter { $0.state != .renounced }
    guard !moving.isEmpty else { return nil }
    token = visit.context.formToken
    path = application.id.path + "/projects"
    let chosen = Set(dossier.assignment?.projects ?? [])
    choices = moving.map { project in
      Choice(
        code: project.code.description,
        title: Excerpt(project.title).description,
        isChosen: chosen.contains(project.code)
      )
    }
  }

  /// Files what a person says; none chosen means that no project moves it.
  @Sendable private static func decide(_ visit: Visit) async throws -> Response {
    let dossier = try await ServerPage.dossier(visit)
    let (entity, agency) = (dossier.match.entity, dossier.match.agency)
    let projects = visit.form.all("project").map { ProjectCode($0) }
    let (by, at) = (visit.name, visit.desk.clock().seconds)
    let reason = String((visit.form["reason"] ?? "").prefix(1_000))
    _ = try await visit.desk.writing { store in
      try store.assign(entity, to: projects, of: agency, by: by, reason: reason, at: at)
    }
    return .seeOther("/review/decisions")
  }
}
