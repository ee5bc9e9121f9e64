public import Estimation
public import Inventory
public import Retirement

extension Report {
  /// How many devices of the register are in which state.
  public struct RegisterCounts: Sendable, Hashable {
    private var counts: [RetirementState: Int] = [:]

    /// Devices of which something is recorded.
    public var devices: Int { counts.values.reduce(0, +) }
    /// Devices that no longer run.
    public var dark: Int {
      RetirementState.allCases.filter(\.isDark).reduce(0) { $0 + count(of: $1) }
    }

    /// The number in `state`.
    public func count(of state: RetirementState) -> Int { counts[state] ?? 0 }

    mutating func add(_ state: RetirementState) { counts[state, default: 0] += 1 }
  }

  /// How far an agency is with what the plan retires.
  public struct ProgressLine: Sendable, Hashable {
    /// The agency.
    public var agency: Agency
    /// The servers that the plan retires.
    public var planned: Int
    /// The devices of the register by state.
    public var register: RegisterCounts
    /// The energy of a year of the machines that are off by the register, as far as estimated.
    public var done: KilowattHours
  }

  /// What is saved in a month, planned and done.
  public struct MonthLine: Sendable, Hashable {
    /// What the plan saves.
    public var planned: MonthlySaving
    /// The emissions that the net energy avoids: the month's share of the year's.
    public var carbon: Estimate<KilogramsCO2e>
    /// What the register says was off; `nil` for months after the report's.
    public var done: Done?

    /// What was off in a month by the register.
    public struct Done: Sendable, Hashable {
      /// How many physical machines were off at its end.
      public var machines: Int
      /// What the meters did not count for them, as far as it was estimated; gross.
      public var gross: KilowattHours
    }
  }

  /// The way from what retired machines draw to what is saved, in a full year.
  public struct Waterfall: Sendable, Hashable {
    /// What the machines draw at their plugs; `nil` without the factors that tell.
    public var plug: KilowattHours?
    /// What falls of cooling and losses with it; `nil` without the factors that tell.
    public var overhead: KilowattHours?
    /// The two together.
    public var gross: Estimate<KilowattHours>
    /// What the workload draws at its destination.
    public var destination: KilowattHours
    /// What is left.
    public var net: Estimate<KilowattHours>
  }

  /// How whole a service of a project has moved.
  public struct ServiceLine: Sendable, Hashable {
    /// The project.
    public var project: ProjectCode
    /// The service.
    public var service: String
    /// How far it has come.
    public var verdict: MigrationCheck.Verdict
    /// How many applications it has.
    public var applications: Int
    /// How many machines have moved.
    public var moved: Int
    /// How many stay by decision.
    public var accepted: Int
    /// The names of what is still there, in order.
    public var left: [String]
  }

  /// A rack, a room or what a power unit feeds, with what is to become of it.
  public struct PlaceLine: Sendable, Hashable {
    /// A device in a rack.
    public struct Device: Sendable, Hashable {
      /// The device.
      public var entity: EntityID
      /// Its name.
      public var name: String
      /// The lowest rack unit that it fills, from 1; `nil` when no source tells.
      public var unit: Int?
      /// What is to become of it; `nil` where the plan does not speak of it.
      public var status: RetirementStatus?
      /// The month from which it can be off.
      public var month: Month?
      /// Whether it is off by the register.
      public var isDark: Bool
    }

    /// Its agency's name.
    public var agency: String
    /// What kind of place it is.
    public var kind: DarkPlace.Kind
    /// The site and room that it is in; empty when no source tells.
    public var place: String
    /// Its name.
    public var name: String
    /// What is to become of it; `nil` before planning.
    public var status: RetirementStatus?
    /// The month from which all of it can be off; `nil` when something stays or is unclear.
    public var dark: Month?
    /// Why.
    public var reasons: [PlaceReason]
    /// How many machines are in it, what the plan does not speak of not counted.
    public var machines: Int
    /// How many of these the plan retires.
    public var retire: Int
    /// How many of these are off by the register.
    public var off: Int
    /// What stands in a rack, from the top; what has no unit after that, by name.
    ///
    /// Of other places nothing: their racks are lines of their own.
    public var devices: [Device]
    /// The energy of a year of what is in it, as far as estimated.
    public var energy: KilowattHours
  }

  /// A column of a table that nothing is read from.
  public struct UnusedColumn: Sendable, Hashable {
    /// The agency's code.
    public var agency: AgencyCode
    /// The first file of the import.
    public var file: String
    /// The heading.
    public var column: String
    /// How many rows have something in it.
    public var filled: Int
  }

  /// Two sources that differ on a fact of one machine.
  public struct ConflictLine: Sendable, Hashable {
    /// The agency's code.
    public var agency: AgencyCode
    /// The machine.
    public var entity: EntityID
    /// Its name.
    public var name: String
    /// What they differ on.
    public var attribute: Attribute
    /// The value that is used.
    public var used: String
    /// The file that it is from; empty when it cannot be told.
    public var usedFile: String
    /// The other value.
    public var other: String
    /// The file that the other is from.
    public var otherFile: String
  }

  /// How often something is not known.
  public struct GapLine: Sendable, Hashable {
    /// What is not known.
    public enum Gap: String, Sendable, Hashable, CaseIterable {
      /// A physical machine without serial number.
      case serial
      /// A physical machine without model.
      case model
      /// A physical machine without processor.
      case processor
      /// A physical machine without site and room.
      case place
      /// A physical machine without rack.
      case rack
      /// A physical machine in a rack without its unit.
      case rackUnit
      /// A virtual machine without host.
      case host
      /// A server of which nobody says what it is for.
      case purpose
      /// An application in no project.
      case project
      /// A physical machine whose power rests on an assumption.
      case power
    }

    /// What is not known.
    public var gap: Gap
    /// How many things lack it.
    public var missing: Int
    /// How many should have it.
    public var total: Int
  }

  /// An entry of a journal, in words.
  public struct JournalLine: Sendable, Hashable {
    /// The agency's code.
    public var agency: AgencyCode
    /// Its number.
    public var sequence: Int
    /// When it was recorded, in seconds since 1970, UTC.
    public var at: Int
    /// Who recorded it.
    public var by: String
    /// The device that it is about; `nil` for none.
    public var entity: EntityID?
    /// The device's name; empty for none.
    public var name: String
    /// What was done, in words.
    public var deed: String
    /// The day on which that happened; `nil` for what has none.
    public var day: CalendarDate?
    /// The state that it led to; `nil` for what changes none.
    public var state: RetirementState?
    /// Why, or on whose waiver; empty for what gives evidence.
    public var reason: String
    /// The documents filed with it.
    public var documents: [JournalEntry.Document]
  }
}
