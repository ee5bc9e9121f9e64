/// The measure of the recovery plan that funds a project.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  /// Investment 1.1, digital infrastructure: to the national hub.
  case infrastructure = "1.1"
  /// Investment 1.2, enabling the cloud: to qualified or adequate cloud.
  case cloudEnablement = "1.2"
}

/// How far the funding of a project has come, by the letter of the published data.
public enum FundingState: String, Sendable, Hashable, CaseIterable {
  /// Funded.
  case funded = "A"
  /// Renounced by the agency.
  case renounced = "R"
  /// Paid after attestation.
  case paid = "E"

  /// The state's name.
  public func label(in language: Language) -> String {
    switch self {
    case .funded: language("finanziato", "funded")
    case .renounced: language("rinunciato", "renounced")
    case .paid: language("erogato", "paid")
    }
  }
}

/// A funded migration: it moves services of one agency to a destination.
public struct Project: Sendable, Hashable {
  /// Its code, unique in the workspace.
  public var code: ProjectCode
  /// The agency that carries it out.
  public var agency: AgencyCode
  /// Its title.
  public var title: String
  /// The unique project code of public investments (CUP); `nil` when the list has none.
  public var cup: String?
  /// The measure that funds it.
  public var measure: Measure?
  /// The sum granted.
  public var amount: Euros?
  /// The size of the agency, by which services are paid; `nil` where nothing tells.
  public var bracket: FundingBracket?
  /// The days of decree, contract, completion, asseveration and payment.
  public var schedule: ProjectSchedule
  /// How far its funding has come.
  public var state: FundingState?
  /// Where it moves its services.
  public var destination: Destination?
  /// The month by which everything has moved.
  public var deadline: Month?
  /// The services that it moves.
  public var services: [ProjectService]
  /// The single applications that its papers name.
  public var moves: [PlannedMove]
  /// Where these facts come from: a file, or a published data set with its licence.
  public var source: String

  /// Creates a project.
  public init(
    code: ProjectCode,
    agency: AgencyCode,
    title: String,
    cup: String? = nil,
    measure: Measure? = nil,
    amount: Euros? = nil,
    bracket: FundingBracket? = nil,
    decreed: CalendarDate? = nil,
    state: FundingState? = nil,
    destination: Destination? = nil,
    deadline: Month? = nil,
    services: [ProjectService] = [],
    moves: [PlannedMove] = [],
    source: String
  ) {
    self.code = code
    self.agency = agency
    self.title = title
    self.cup = cup
    self.measure = measure
    self.amount = amount
    self.bracket = bracket
    schedule = ProjectSchedule()
    schedule[.decree].actual = decreed
    self.state = state
    self.destination = destination
    self.deadline = deadline
    self.services = services
    self.moves = moves
    self.source = source
  }

  /// The day of the funding decree.
  public var decreed: CalendarDate? { schedule[.decree].actual }
}

/// A service that a project moves, everywhere or at some sites only.
public struct ProjectService: Sendable, Hashable {
  /// The service's name in the catalogue, or as the project spells it.
  public var service: String
  /// The sites that the project moves it at; empty for all.
  public var sites: [String]
  /// Its class in this project; `nil` for that of the catalogue.
  public var serviceClass: ServiceClass?
  /// How it is moved; `nil` where nothing tells.
  public var mode: MigrationMode?
  /// What it is paid; `nil` for the price of its class in the project's bracket.
  public var unitPrice: Euros?

  /// Creates the entry.
  public init(
    service: String,
    sites: [String] = [],
    serviceClass: ServiceClass? = nil,
    mode: MigrationMode? = nil,
    unitPrice: Euros? = nil
  ) {
    self.service = service
    self.sites = sites
    self.serviceClass = serviceClass
    self.mode = mode
    self.unitPrice = unitPrice
  }
}

/// An application that a project's papers name, with the month it is to move.
public struct PlannedMove: Sendable, Hashable {
  /// The application, as the papers name it.
  public var application: String
  /// Its service, as the papers name it; `nil` when they do not.
  public var service: String?
  /// Its site; `nil` when they do not say.
  public var site: String?
  /// The month planned; `nil` for the project's deadline.
  public var month: Month?

  /// Creates the entry.
  public init(application: String, service: String? = nil, site: String? = nil, month: Month? = nil)
  {
    self.application = application
    self.service = service
    self.site = site
    self.month = month
  }
}
