public import Estimation
public import Inventory
public import Retirement

/// A device of the register, as the report's day finds it.
public struct RegisteredDevice: Sendable, Hashable {
  /// Its agency.
  public var agency: AgencyCode
  /// The device.
  public var entity: EntityID
  /// Its kind.
  public var kind: AssetKind
  /// Its name.
  public var name: String
  /// Its serial number; `nil` when none is known.
  public var serial: String?
  /// Its state on the report's day.
  public var state: RetirementState
  /// The day of its last step.
  public var day: CalendarDate
  /// The day from which it is off, or will be if nobody complains; `nil` when neither.
  public var offFrom: CalendarDate?
  /// The number of its last entry in the journal.
  public var sequence: Int

  /// Creates a device.
  public init(
    agency: AgencyCode,
    entity: EntityID,
    kind: AssetKind,
    name: String,
    serial: String?,
    state: RetirementState,
    day: CalendarDate,
    offFrom: CalendarDate?,
    sequence: Int
  ) {
    self.agency = agency
    self.entity = entity
    self.kind = kind
    self.name = name
    self.serial = serial
    self.state = state
    self.day = day
    self.offFrom = offFrom
    self.sequence = sequence
  }
}

/// The end of an agency's journal, and whether the chain up to it is whole.
public struct JournalAccount: Sendable, Hashable {
  /// The agency.
  public var agency: AgencyCode
  /// How many entries the journal has.
  public var size: Int
  /// The hash of the last entry.
  public var hash: String
  /// How many documents were read again.
  public var documents: Int
  /// The first places where chain, register or documents break, in the report's language.
  public var breaks: [String]

  /// Creates an account.
  public init(agency: AgencyCode, size: Int, hash: String, documents: Int, breaks: [String]) {
    self.agency = agency
    self.size = size
    self.hash = hash
    self.documents = documents
    self.breaks = breaks
  }

  /// Whether nothing is broken.
  public var isWhole: Bool { breaks.isEmpty }
}

/// What a meter says was saved, beside the estimate for the same days.
public struct VerifiedMeter: Sendable, Hashable {
  /// What the meter says.
  public var saving: VerifiedSaving
  /// The estimate beside it; `nil` where nothing was estimated.
  public var comparison: VerifiedComparison?

  /// Creates a line.
  public init(saving: VerifiedSaving, comparison: VerifiedComparison?) {
    self.saving = saving
    self.comparison = comparison
  }
}
