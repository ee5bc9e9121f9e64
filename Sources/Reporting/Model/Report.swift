public import Estimation
public import Inventory
public import Retirement

/// The figures of a report, computed once; every writer shows these and computes none.
///
/// ## Topics
/// ### Making one
/// - ``init(_:language:)``
/// ### Writing it
/// - ``html()``
/// - ``csv(_:)``
/// - ``json()``
/// - ``markdown()``
/// - ``writeWorkbook(to:)``
public struct Report: Sendable {
  /// Whom it is for, which says what it shows.
  public let kind: Kind
  /// The language of words, numbers and dates.
  public let language: Language
  /// What the report is called and what it covers.
  public let cover: Cover
  /// The figures that stand first.
  public let headline: Headline
  /// How far the register is, by agency in order.
  public let progress: [ProgressLine]
  /// What is saved month by month, in order; empty when nothing retires.
  public let months: [MonthLine]
  /// The agencies, by code in order.
  public let agencies: [AgencyLine]
  /// The projects, by code in order.
  public let projects: [ProjectLine]
  /// What is in no project, so that projects and this make up the whole; `nil` in a report on one
  /// project.
  public let withoutProject: ProjectlessLine?
  /// The services of the projects, by project and name in order.
  public let services: [ServiceLine]
  /// What keeps servers from being switched off, the one that keeps most servers first.
  public let blockers: [BlockerLine]
  /// What is freed together, the largest group first.
  public let freed: [FreedGroup]
  /// The rooms and what power units feed, those that go dark first; then by place.
  public let rooms: [PlaceLine]
  /// The racks, those that go dark first; then by place.
  public let racks: [PlaceLine]
  /// The machines that the report lists: by agency, status, month, name and id; for energy, those
  /// that draw most first.
  public let servers: [ServerLine]
  /// What is not known and would narrow the interval of the net saving most, in order.
  public let unknowns: [Unknown]
  /// What meters say.
  public let verified: [VerifiedMeter]
  /// What was read, in the order of importing; replaced readings included.
  public let imports: [FiledImport]
  /// The files that could not be read, by agency and path in order.
  public let refused: [RefusedFile]
  /// The rows and values that were rejected, in the order of imports and files; readings that a
  /// later one replaced are left out.
  public let rejections: [RejectionLine]
  /// The columns of tables that nothing is read from, in the order of imports.
  public let unused: [UnusedColumn]
  /// Where sources differ on one machine, by agency, name and attribute in order.
  public let conflicts: [ConflictLine]
  /// What no source tells, kind by kind.
  public let gaps: [GapLine]
  /// The devices of the register, by agency and id in order.
  public let register: [RegisteredDevice]
  /// The journals' entries, each journal in order.
  public let journal: [JournalLine]
  /// The ends of the journals, by agency in order.
  public let journals: [JournalAccount]
  /// What the machines that retire draw at their plugs in a year; `nil` where no factor tells.
  let plug: KilowattHours?
  /// The factors that the figures rest on.
  public let factors: [Factor]
  /// Where facts come from.
  public let sources: [SourceLine]
}

extension Report {
  /// What a report is called and what it covers.
  public struct Cover: Sendable, Hashable {
    /// The programme's title; `nil` for none.
    public var programme: String?
    /// The workspace's name.
    public var workspace: String
    /// The agency that the report is narrowed to: its name, or its code if it has none here.
    public var agency: String?
    /// The project that the report is narrowed to: its title, or its code if it has none here.
    public var project: String?
    /// The day it was made.
    public var made: CalendarDate
    /// The version of the program.
    public var version: String
  }

  /// How many servers have which status.
  public struct StatusCounts: Sendable, Hashable {
    /// Servers that still exist, planned or not: all but those that are gone.
    public var servers = 0
    /// Servers to retire.
    public var retire = 0
    /// Servers on which something stays.
    public var blocked = 0
    /// Servers that carry infrastructure services only.
    public var keep = 0
    /// Servers that a person must look at.
    public var review = 0
    /// Servers that no longer exist; not among ``servers``.
    public var gone = 0

    /// The number with `status`.
    public func count(of status: RetirementStatus) -> Int {
      switch status {
      case .retire: retire
      case .blocked: blocked
      case .keep: keep
      case .review: review
      case .gone: gone
      }
    }

    /// Servers that the plan does not yet speak of.
    public var unplanned: Int { servers - retire - blocked - keep - review }

    mutating func add(_ status: RetirementStatus?) {
      if status != .gone { servers += 1 }
      switch status {
      case .retire: retire += 1
      case .blocked: blocked += 1
      case .keep: keep += 1
      case .review: review += 1
      case .gone: gone += 1
      case nil: break
      }
    }
  }

  /// The figures that stand first.
  public struct Headline: Sendable, Hashable {
    /// The servers, physical and virtual, by status.
    public var counts: StatusCounts
    /// What is saved in a full year, once all that can retire is off.
    public var savings: SavingsTotal
    /// The devices of the register by state.
    public var register: RegisterCounts
    /// The energy of a year at the agencies' meters of the machines that are off by the register,
    /// as far as it was estimated.
    public var done: KilowattHours
    /// The first month with all physical machines off that can retire: the one after the last of
    /// their months in the plan; `nil` when none retires.
    public var complete: Month?
  }

  /// An agency's figures.
  public struct AgencyLine: Sendable, Hashable {
    /// The agency.
    public var agency: Agency
    /// Its servers by status.
    public var counts: StatusCounts
    /// What it saves in a full year.
    public var savings: SavingsTotal
  }

  /// A project's figures.
  public struct ProjectLine: Sendable, Hashable {
    /// The project.
    public var project: Project
    /// Its agency's name; its code where the agency is not in the report.
    public var agency: String
    /// The servers that it empties, by status; a server of two projects counts in both.
    public var counts: StatusCounts
    /// How many of these go dark in which month.
    public var months: [Month: Int]
    /// Its share of what is saved in a full year.
    public var savings: SavingsTotal
  }

  /// The figures of what is in no project.
  public struct ProjectlessLine: Sendable, Hashable {
    /// The servers that no project empties, by status.
    public var counts: StatusCounts
    /// What they save in a full year.
    public var savings: SavingsTotal

    /// Whether there is anything to show.
    public var isEmpty: Bool {
      counts.servers == 0 && savings.machines == 0 && savings.virtualMachines == 0
    }
  }

  /// An application or machine that keeps servers from being switched off.
  public struct BlockerLine: Sendable, Hashable {
    /// What blocks.
    public var entity: EntityID
    /// Its name.
    public var name: String
    /// Whether it is an application rather than a machine.
    public var isApplication: Bool
    /// Its agency's name.
    public var agency: String
    /// Why it stays, in words.
    public var reason: String
    /// The servers that it keeps, directly or through machines that it keeps.
    public var servers: Int
    /// Of these, the servers that nothing else keeps.
    public var alone: Int
    /// The energy of a year, in kilowatt-hours, of the physical machines that it keeps.
    public var energy: KilowattHours
  }

  /// Servers that the same blockers keep, so that they are freed together.
  public struct FreedGroup: Sendable, Hashable {
    /// The blockers, as positions in the report's list, in order.
    public var blockers: [Int]
    /// The names of the servers, in order; the first few of them.
    public var names: [String]
    /// How many servers there are.
    public var servers: Int
  }

  /// A machine of the plan.
  public struct ServerLine: Sendable, Hashable {
    /// The machine.
    public var entity: EntityID
    /// Its agency's code.
    public var agencyCode: AgencyCode
    /// Its agency's name.
    public var agency: String
    /// Its name.
    public var name: String
    /// What kind of thing it is.
    public var kind: AssetKind
    /// The maker and model; `nil` when no source tells.
    public var model: String?
    /// The serial number.
    public var serial: String?
    /// The site.
    public var site: String?
    /// The room or data centre.
    public var room: String?
    /// The rack.
    public var rack: String?
    /// The lowest rack unit that it fills.
    public var rackUnit: Int?
    /// What is to become of it; `nil` before planning.
    public var status: RetirementStatus?
    /// The month from which it can be off.
    public var month: Month?
    /// How far it is by the register; `nil` when nothing is recorded.
    public var state: RetirementState?
    /// The day from which it is off by the register, or will be if nobody complains.
    public var offFrom: CalendarDate?
    /// The projects that empty it, in order.
    public var projects: [ProjectCode]
    /// Why, in words.
    public var reason: String
    /// The energy that it draws in a year at the agency's meter; `nil` for what has none of its own.
    public var energy: Estimate<KilowattHours>?
  }

  /// A rejected row or value, and the file that it stands in.
  public struct RejectionLine: Sendable, Hashable {
    /// The agency's code.
    public var agency: AgencyCode
    /// The file's path.
    public var file: String
    /// Where in the file, and why.
    public var finding: Finding
  }

  /// Where facts come from.
  public struct SourceLine: Sendable, Hashable {
    /// What kind of source it is.
    public enum Kind: String, Sendable, Hashable {
      /// A file that was read.
      case file
      /// A list or data set of projects.
      case projects
      /// The publication behind a factor.
      case factor
    }

    /// What kind of source it is.
    public var kind: Kind
    /// The path or the citation.
    public var name: String
    /// The agency that a file describes.
    public var agency: AgencyCode?
    /// The format that a file was recognised as.
    public var format: FormatIdentifier?
    /// The day that a file describes.
    public var asOf: CalendarDate?
    /// A file's SHA-256, in hexadecimal digits.
    public var sha256: String?
  }

  /// The account of all readings that are in force.
  public var ledger: (read: Int, records: Int, skipped: Int, rejected: Int) {
    imports.filter { !$0.isSuperseded }.reduce(into: (0, 0, 0, 0)) { sum, filed in
      sum.0 += filed.ledger.read
      sum.1 += filed.ledger.records
      sum.2 += filed.ledger.skipped
      sum.3 += filed.ledger.rejected
    }
  }
}
