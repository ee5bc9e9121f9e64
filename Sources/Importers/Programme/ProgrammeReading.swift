public import Inventory

/// What tables of a programme say: who takes part, what is funded, and what services there are.
public struct ProgrammeReading: Sendable {
  /// The agencies, each once; those known before keep their code.
  public var agencies: [Agency] = []
  /// The projects, in file order.
  public var projects: [Project] = []
  /// Applications that the projects' papers name, in file order.
  public var moves: [(project: ProjectCode, move: PlannedMove)] = []
  /// Services of projects with class, mode and price, in file order.
  public var projectServices: [(project: ProjectCode, service: ProjectService)] = []
  /// The services, in file order.
  public var services: [Service] = []
  /// What became of each row.
  public var ledger = Ledger()
  /// The columns of the table that each project came from.
  var given: [ProjectCode: Set<ProgrammeColumn>] = [:]

  /// Creates an empty reading.
  public init() {}

  /// Whether the tables said nothing about a programme.
  public var isEmpty: Bool {
    projects.isEmpty && moves.isEmpty && services.isEmpty && projectServices.isEmpty
  }
}

extension ProgrammeReading {
  /// The projects, each with the facts of `known` that its table has no column for.
  public func projects(completedFrom known: [Project]) -> [Project] {
    projects.map { project in
      guard let old = known.first(where: { $0.code == project.code }),
        let given = given[project.code]
      else { return project }
      var whole = project
      if !given.contains(.title) { whole.title = old.title }
      if !given.contains(.cup) { whole.cup = old.cup }
      if !given.contains(.measure) { whole.measure = old.measure }
      if !given.contains(.amount) { whole.amount = old.amount }
      if !given.contains(.bracket) { whole.bracket = old.bracket }
      for milestone in Milestone.allCases {
        if !given.contains(.day(milestone, isPlanned: true)) {
          whole.schedule[milestone].planned = old.schedule[milestone].planned
        }
        if !given.contains(.day(milestone, isPlanned: false)) {
          whole.schedule[milestone].actual = old.schedule[milestone].actual
        }
      }
      if !given.contains(.state) { whole.state = old.state }
      if !given.contains(.destination) { whole.destination = old.destination }
      if !given.contains(.deadline) { whole.deadline = old.deadline }
      if given.isDisjoint(with: [.services, .splitServices]) {
        whole.services = old.services
      } else {
        whole.services = whole.services.map { $0.completed(from: old.services) }
      }
      return whole
    }
  }
}

extension ProjectService {
  /// The service with class, mode and price as `known` have them, where it says nothing itself.
  func completed(from known: [ProjectService]) -> ProjectService {
    guard let old = known.first(where: { $0.service == service && $0.sites == sites }) else {
      return self
    }
    var whole = self
    whole.serviceClass = serviceClass ?? old.serviceClass
    whole.mode = mode ?? old.mode
    whole.unitPrice = unitPrice ?? old.unitPrice
    return whole
  }
}

extension Project {
  /// Takes over what a table says of single services: the class, mode and price of those that the
  /// project moves, by name whatever the case; others are added.
  public mutating func take(_ told: [ProjectService]) {
    for service in told {
      let same = services.indices.filter {
        services[$0].service.lowercased() == service.service.lowercased()
          && (service.sites.isEmpty || services[$0].sites == service.sites)
      }
      for index in same {
        services[index].serviceClass = service.serviceClass ?? services[index].serviceClass
        services[index].mode = service.mode ?? services[index].mode
        services[index].unitPrice = service.unitPrice ?? services[index].unitPrice
      }
      if same.isEmpty { services.append(service) }
    }
  }
}

/// A programme that comes with the product.
public enum BuiltInProgramme: String, Sendable, CaseIterable {
  /// The sixteen funded projects of the eight health agencies of Tuscany.
  ///
  /// Facts from the open data of PA digitale 2026, `teamdigitale/padigitale2026-opendata`,
  /// `candidature_altrienti_finanziate.csv`, snapshot of 22 August 2026, licence CC-BY 4.0.
  case toscana

  /// Where its facts come from, as reports cite it.
  public var source: String {
    switch self {
    case .toscana: "padigitale2026-opendata, 2026-08-22 (CC-BY 4.0)"
    }
  }

  /// The programme's agencies and projects, with the catalogue of services.
  public func read() throws -> ProgrammeReading {
    let reader = ProgrammeReader(agencies: [])
    var reading = try reader.read(
      bytes: PackageResources.toscana_csv,
      name: rawValue,
      source: source
    )
    reading.services = try Self.catalogue()
    return reading
  }

  /// The catalogue of services of a hospital and its machines, which every workspace begins with.
  ///
  /// At its head stand the seven that the programme of Tuscany names first.
  public static func catalogue() throws -> [Service] {
    let reader = ProgrammeReader(agencies: [])
    return try reader.read(bytes: PackageResources.services_csv, name: "services", source: "")
      .services
  }
}
