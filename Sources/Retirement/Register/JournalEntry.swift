public import Inventory

/// One entry of an agency's journal: who did what, when, on which evidence.
///
/// Entries are only ever added. What was wrong is put right by a later entry. Each names the hash of
/// the one before it, so that none can be changed, taken out or moved without breaking the chain.
public struct JournalEntry: Sendable, Hashable {
  /// A document that is filed with an entry.
  public struct Document: Sendable, Hashable {
    /// The SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// The name of its file, without folders.
    public var name: String
    /// Its size in bytes.
    public var size: Int

    /// Creates a document.
    public init(sha256: String, name: String, size: Int) {
      self.sha256 = sha256
      self.name = name
      self.size = size
    }
  }

  /// A step of a device.
  public struct DeviceStep: Sendable, Hashable {
    /// The device.
    public var entity: EntityID
    /// The day on which it happened.
    public var day: CalendarDate
    /// What happened.
    public var step: RetirementStep
    /// What the inventory knew of the device.
    public var device: DeviceFacts
    /// The state that the step led to.
    public var state: RetirementState
    /// The day from which the device is off, or will be if nobody complains; `nil` when neither.
    public var offFrom: CalendarDate?

    /// Creates a step.
    public init(
      entity: EntityID,
      day: CalendarDate,
      step: RetirementStep,
      device: DeviceFacts,
      state: RetirementState,
      offFrom: CalendarDate?
    ) {
      self.entity = entity
      self.day = day
      self.step = step
      self.device = device
      self.state = state
      self.offFrom = offFrom
    }
  }

  /// What an entry is about.
  public enum Deed: Sendable, Hashable {
    case step(DeviceStep)
    /// The estate was frozen as it was on a day; its one document lists so many assets.
    case baseline(asOf: CalendarDate, assets: Int)
    /// Something in the baseline was found to be otherwise.
    case adjustment(entity: EntityID?, reason: String)
    /// From here on checkpoints are signed with this key: its SHA-256.
    case key(fingerprint: String)
  }

  /// The agency whose journal it is in.
  public var agency: AgencyCode
  /// Its number in the journal, from 1, without gaps.
  public var sequence: Int
  /// The hash of the entry before; 64 zeros for the first.
  public var previous: String
  /// When it was recorded, in seconds since 1970, UTC.
  public var at: Int
  /// Who recorded it.
  public var by: String
  /// Who approved it besides; `nil` where that was not asked for.
  public var approvedBy: String?
  /// What it is about.
  public var deed: Deed
  /// What is filed with it, in order.
  public var documents: [Document]

  /// Creates an entry.
  public init(
    agency: AgencyCode,
    sequence: Int,
    previous: String,
    at: Int,
    by: String,
    approvedBy: String? = nil,
    deed: Deed,
    documents: [Document]
  ) {
    self.agency = agency
    self.sequence = sequence
    self.previous = previous
    self.at = at
    self.by = by
    self.approvedBy = approvedBy
    self.deed = deed
    self.documents = documents
  }

  /// What stands for the hash of the entry before the first.
  public static let origin = String(repeating: "0", count: 64)

  /// What the hash of an entry begins with, so that it is the hash of nothing else.
  public static let domain = "tramonto-journal-1\n"

  /// The device that the entry is about; `nil` when it is about none.
  public var entity: EntityID? {
    switch deed {
    case .step(let step): step.entity
    case .adjustment(let entity, _): entity
    case .baseline, .key: nil
    }
  }

  /// The step that it records; `nil` when it is about something else.
  public var deviceStep: DeviceStep? {
    if case .step(let step) = deed { step } else { nil }
  }
}
