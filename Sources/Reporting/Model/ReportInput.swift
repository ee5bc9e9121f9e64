public import Estimation
public import Inventory
public import Retirement

/// All that a report is made from: what the steps left, and what the page is to be called.
///
/// The report computes its figures from these values alone; it asks no clock and reads no file.
public struct ReportInput: Sendable {
  /// The programme's title; `nil` when the estates belong to none.
  public var programme: String?
  /// The workspace's name, as people call it.
  public var workspace: String
  /// The agencies with what they have, each once.
  public var estates: [Estate]
  /// The projects.
  public var projects: [Project]
  /// The readings of exports, with their accounts.
  public var imports: [FiledImport]
  /// The files that could not be read at all.
  public var refused: [RefusedFile]
  /// What retiring the estates' servers saves.
  public var savings: Savings
  /// The day on which the report is made.
  public var made: CalendarDate
  /// The version of the program.
  public var version: String
  /// What the report is narrowed to.
  public var filter: ReportFilter
  /// Whom the report is for.
  public var kind: Report.Kind = .programme
  /// The devices of the register.
  public var register: [RegisteredDevice] = []
  /// How whole the services of the projects have moved.
  public var checks: [MigrationCheck] = []
  /// The entries of the journals, each journal in order; needed for evidence only.
  public var journal: [JournalEntry] = []
  /// The ends of the journals; needed for evidence only.
  public var journals: [JournalAccount] = []
  /// What meters say.
  public var verified: [VerifiedMeter] = []
  /// The records that are in force, in which conflicts are looked for; needed for quality only.
  public var records: [FiledRecord] = []

  /// Creates the input.
  public init(
    programme: String? = nil,
    workspace: String,
    estates: [Estate],
    projects: [Project],
    imports: [FiledImport],
    refused: [RefusedFile] = [],
    savings: Savings,
    made: CalendarDate,
    version: String,
    filter: ReportFilter = ReportFilter()
  ) {
    self.programme = programme
    self.workspace = workspace
    self.estates = estates
    self.projects = projects
    self.imports = imports
    self.refused = refused
    self.savings = savings
    self.made = made
    self.version = version
    self.filter = filter
  }
}

/// What a report is narrowed to; nothing means everything.
public struct ReportFilter: Sendable, Hashable {
  /// The only agency to report on; `nil` for all.
  public var agency: AgencyCode?
  /// The only project to report on; `nil` for all.
  public var project: ProjectCode?

  /// Creates a filter.
  public init(agency: AgencyCode? = nil, project: ProjectCode? = nil) {
    self.agency = agency
    self.project = project
  }

  /// Whether it lets everything through.
  public var isEmpty: Bool { agency == nil && project == nil }
}

/// A file that could not be read at all, and why.
public struct RefusedFile: Sendable, Hashable {
  /// The agency that it was to be imported for.
  public var agency: AgencyCode
  /// The path, as given.
  public var path: String
  /// The code of the reason.
  public var code: String
  /// The reason, in Italian.
  public var italian: String
  /// The reason, in English.
  public var english: String

  /// Creates an entry from stored words.
  public init(
    agency: AgencyCode,
    path: String,
    code: String,
    italian: String,
    english: String
  ) {
    self.agency = agency
    self.path = path
    self.code = code
    self.italian = italian
    self.english = english
  }

  /// Creates an entry from the reason itself.
  public init(agency: AgencyCode, path: String, reason: some Message) {
    self.init(
      agency: agency,
      path: path,
      code: reason.code,
      italian: reason.text(in: .italian),
      english: reason.text(in: .english)
    )
  }
}
