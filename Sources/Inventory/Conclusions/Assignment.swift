/// Which projects empty a machine or move an application, and why.
public struct Assignment: Sendable, Hashable {
  /// The machine or application.
  public var entity: EntityID
  /// Whether it is an application rather than a machine.
  public var isApplication: Bool
  /// The projects, in order; empty for none.
  public var projects: [ProjectCode]
  /// The service that decided, as the catalogue names it; `nil` when none was recognised.
  public var service: String?
  /// Whether it carries nothing but services of the infrastructure.
  public var isInfrastructure: Bool
  /// The month of the move; the latest where there are several; `nil` when no project or no date.
  public var month: Month?
  /// The month of the move by each project; without those of which no date is known.
  public var months: [ProjectCode: Month]
  /// Why, in the order of weight; for none, why not; never empty.
  public var reasons: [AssignmentReason]

  /// Creates an assignment.
  public init(
    entity: EntityID,
    isApplication: Bool,
    projects: [ProjectCode] = [],
    service: String? = nil,
    isInfrastructure: Bool = false,
    month: Month? = nil,
    months: [ProjectCode: Month] = [:],
    reasons: [AssignmentReason]
  ) {
    self.entity = entity
    self.isApplication = isApplication
    self.projects = projects
    self.service = service
    self.isInfrastructure = isInfrastructure
    self.month = month
    self.months = months
    self.reasons = reasons
  }
}

extension Assignment {
  /// Whether only one neighbour tells its service, which is too little to switch anything off.
  ///
  /// Two machines that say the same of what runs on both are evidence.
  public var isGuess: Bool {
    reasons.count { if case .neighbours = $0 { true } else { false } } == 1
  }
}

/// Why a thing belongs to a project, or to none.
public enum AssignmentReason: Sendable, Hashable {
  /// A project's papers name the application.
  case named(application: String, project: ProjectCode)
  /// The text names the service.
  case serviceName(text: String, service: String)
  /// The text holds a synonym or an abbreviation of the service.
  case synonym(text: String, synonym: String, service: String)
  /// The servers it runs on carry the service.
  case neighbours(of: EntityID, service: String)
  /// An application runs on the machine.
  case runs(application: EntityID, name: String)
  /// A virtual machine runs on the host.
  case hosts(machine: EntityID, name: String)
  /// The project moves the service, at this site where it is split by site.
  case projectMoves(project: ProjectCode, service: String, site: String?)
  /// More than one project moves the service at the same place, which may be paid for twice.
  case severalProjects(service: String, projects: [ProjectCode])
  /// No project of the agency moves the service.
  case serviceInNoProject(service: String)
  /// No project moves the service at this site.
  case otherSite(service: String, site: String)
  /// The service belongs to the infrastructure.
  case infrastructure(service: String)
  /// The agency has projects, but their papers name no service yet.
  case servicesUnknown
  /// No service was recognised in the text.
  case unrecognised(text: String)
  /// Nothing is known to run on the machine.
  case nothingRuns
  /// A person decided so.
  case decided(decision: Int)
}

extension AssignmentReason: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .named: "assignment.named"
    case .serviceName: "assignment.service-name"
    case .synonym: "assignment.synonym"
    case .neighbours: "assignment.neighbours"
    case .runs: "assignment.runs"
    case .hosts: "assignment.hosts"
    case .projectMoves: "assignment.project-moves"
    case .severalProjects: "assignment.several-projects"
    case .serviceInNoProject: "assignment.service-in-no-project"
    case .otherSite: "assignment.other-site"
    case .infrastructure: "assignment.infrastructure"
    case .servicesUnknown: "assignment.services-unknown"
    case .unrecognised: "assignment.unrecognised"
    case .nothingRuns: "assignment.nothing-runs"
    case .decided: "assignment.decided"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .decided(let decision):
      language(
        "deciso da una persona (decisione \(decision))",
        "decided by a person (decision \(decision))"
      )
    case .named(let application, let project):
      language(
        "il progetto \(project) nomina “\(Excerpt(application))”",
        "project \(project) names “\(Excerpt(application))”"
      )
    case .serviceName(let text, let service):
      language(
        "“\(Excerpt(text))” è il servizio “\(service)”",
        "“\(Excerpt(text))” is the service “\(service)”"
      )
    case .synonym(let text, let synonym, let service):
      language(
        "“\(Excerpt(text))” contiene “\(synonym)”, cioè “\(service)”",
        "“\(Excerpt(text))” holds “\(synonym)”, which is “\(service)”"
      )
    case .neighbours(let entity, let service):
      language(
        "il server \(entity) ospita “\(service)”",
        "server \(entity) carries “\(service)”"
      )
    case .runs(let application, let name):
      language(
        "ospita l’applicativo “\(Excerpt(name))” (\(application))",
        "runs the application “\(Excerpt(name))” (\(application))"
      )
    case .hosts(let machine, let name):
      language(
        "ospita la macchina virtuale “\(Excerpt(name))” (\(machine))",
        "hosts the virtual machine “\(Excerpt(name))” (\(machine))"
      )
    case .projectMoves(let project, let service, let site):
      if let site {
        language(
          "il progetto \(project) migra “\(service)” a “\(Excerpt(site))”",
          "project \(project) moves “\(service)” at “\(Excerpt(site))”"
        )
      } else {
        language(
          "il progetto \(project) migra “\(service)”",
          "project \(project) moves “\(service)”"
        )
      }
    case .severalProjects(let service, let projects):
      language(
        "più progetti migrano “\(service)” (\(Self.list(projects))): escludere un doppio "
          + "finanziamento",
        "several projects move “\(service)” (\(Self.list(projects))): rule out double funding"
      )
    case .serviceInNoProject(let service):
      language(
        "nessun progetto dell’azienda migra “\(service)”",
        "no project of the agency moves “\(service)”"
      )
    case .otherSite(let service, let site):
      language(
        "nessun progetto migra “\(service)” a “\(Excerpt(site))”",
        "no project moves “\(service)” at “\(Excerpt(site))”"
      )
    case .infrastructure(let service):
      language(
        "“\(service)” è un servizio di infrastruttura",
        "“\(service)” is an infrastructure service"
      )
    case .servicesUnknown:
      language(
        "i progetti dell’azienda non dicono quali servizi migrano: aggiungerli con "
          + "tramonto projects import",
        "the agency’s projects do not say which services they move: add them with "
          + "tramonto projects import"
      )
    case .unrecognised(let text):
      language(
        "nessun servizio riconosciuto in “\(Excerpt(text))”",
        "no service recognised in “\(Excerpt(text))”"
      )
    case .nothingRuns:
      language("nessun applicativo noto", "no application known")
    }
  }

  private static func list(_ projects: [ProjectCode]) -> String {
    projects.map(\.description).joined(separator: ", ")
  }
}
