import Inventory

extension AssignmentReason: StoredMessage {
  var arguments: [FactValue] {
    switch self {
    case .named(let application, let project): [.text(application), .text(project.description)]
    case .serviceName(let text, let service): [.text(text), .text(service)]
    case .synonym(let text, let synonym, let service):
      [.text(text), .text(synonym), .text(service)]
    case .neighbours(let entity, let service): [.text(entity.description), .text(service)]
    case .runs(let entity, let name), .hosts(let entity, let name):
      [.text(entity.description), .text(name)]
    case .projectMoves(let project, let service, let site):
      [.text(project.description), .text(service)] + (site.map { [.text($0)] } ?? [])
    case .severalProjects(let service, let projects):
      [.text(service)] + projects.map { .text($0.description) }
    case .serviceInNoProject(let service), .infrastructure(let service): [.text(service)]
    case .otherSite(let service, let site): [.text(service), .text(site)]
    case .unrecognised(let text): [.text(text)]
    case .decided(let decision): [.integer(decision)]
    case .servicesUnknown, .nothingRuns: []
    }
  }

  init?(code: String, arguments: StoredArguments) {
    switch code {
    case "assignment.nothing-runs":
      self = .nothingRuns
      return
    case "assignment.services-unknown":
      self = .servicesUnknown
      return
    case "assignment.decided":
      guard let decision = arguments.integer(0) else { return nil }
      self = .decided(decision: decision)
      return
    default: break
    }
    guard let first = arguments.text(0) else { return nil }
    switch code {
    case "assignment.service-in-no-project": self = .serviceInNoProject(service: first)
    case "assignment.infrastructure": self = .infrastructure(service: first)
    case "assignment.unrecognised": self = .unrecognised(text: first)
    case "assignment.several-projects":
      let codes = (1...).lazy.map { arguments.text($0) }.prefix { $0 != nil }
      self = .severalProjects(
        service: first,
        projects: codes.compactMap(\.self).map { ProjectCode($0) }
      )
    default:
      guard let second = arguments.text(1) else { return nil }
      switch code {
      case "assignment.named": self = .named(application: first, project: ProjectCode(second))
      case "assignment.service-name": self = .serviceName(text: first, service: second)
      case "assignment.synonym":
        guard let service = arguments.text(2) else { return nil }
        self = .synonym(text: first, synonym: second, service: service)
      case "assignment.neighbours": self = .neighbours(of: EntityID(first), service: second)
      case "assignment.runs": self = .runs(application: EntityID(first), name: second)
      case "assignment.hosts": self = .hosts(machine: EntityID(first), name: second)
      case "assignment.project-moves":
        self = .projectMoves(
          project: ProjectCode(first),
          service: second,
          site: arguments.text(2)
        )
      case "assignment.other-site": self = .otherSite(service: first, site: second)
      default: return nil
      }
    }
  }
}
