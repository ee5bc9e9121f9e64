public import Inventory

/// What tables of a programme say: who takes part, what is funded, and what services there are.
public struct ProgrammeReading: Sendable {
  /// The agencies, each once; those known before keep their code.
  public var agencies: [Agency] = []
  /// The projects, in file order.
  public var projects: [Project] = []
  /// Applications that the projects' papers name, in file order.
  public var moves: [(project: ProjectCode, move: PlannedMove)] = []
  /// The services, in file order.
  public var services: [Service] = []
  /// What became of each row.
  public var ledger = Ledger()
  /// The columns of the table that each project came from.
  var given: [ProjectCode: Set<ProgrammeColumn>] = [:]

  /// Creates an empty reading.
  public init() {}

  /// Whether the tables said nothing about a programme.
  public var isEmpty: Bool { projects.isEmpty && moves.isEmpty && services.isEmpty }
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
      if !given.contains(.decreed) { whole.decreed = old.decreed }
      if !given.contains(.state) { whole.state = old.state }
      if !given.contains(.destination) { whole.destination = old.destination }
      if !given.contains(.deadline) { whole.deadline = old.deadline }
      if given.isDisjoint(with: [.services, .splitServices]) { whole.services = old.services }
      return whole
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
