public import Inventory

/// That somebody made sure of something.
public struct Attestation: Sendable, Hashable {
  /// Who, by name.
  public var by: String
  /// On which day.
  public var day: CalendarDate
  /// Where that is written: a protocol number, a ticket; `nil` when nowhere.
  public var reference: String?

  /// Creates an attestation.
  public init(by: String, day: CalendarDate, reference: String? = nil) {
    self.by = by
    self.day = day
    self.reference = reference
  }
}

/// What shows that a device is empty.
public struct DrainEvidence: Sendable, Hashable {
  /// Applications and machines that have moved, on a person's word, though an export that is not
  /// superseded still lists them here.
  public var moved: [String]
  /// That the backup can be restored; `nil` when nobody says so.
  public var backup: Attestation?
  /// That no law demands to keep the data any longer, or that they are kept elsewhere; `nil` when
  /// nobody says so.
  public var retention: Attestation?

  /// Creates the evidence.
  public init(moved: [String] = [], backup: Attestation?, retention: Attestation?) {
    self.moved = moved
    self.backup = backup
    self.retention = retention
  }

  /// What speaks against an empty device.
  func refusals(given device: DeviceFacts) -> [StepRefusal] {
    var refusals: [StepRefusal] = []
    let moved = Set(moved.map { $0.lowercased() })
    let left = device.occupants.filter { !moved.contains($0.lowercased()) }
    if !left.isEmpty { refusals.append(.occupied(by: left)) }
    if backup?.by.isBlank ?? true { refusals.append(.backupNotVerified) }
    if retention?.by.isBlank ?? true { refusals.append(.retentionNotCleared) }
    return refusals
  }
}

/// That a device has left its rack.
public struct Removal: Sendable, Hashable {
  /// The rack that is free now, or the room of a device without one.
  public var rack: String
  /// The lowest rack unit that is free now; `nil` outside a rack.
  public var unit: Int?
  /// The power feeds that are free now: outlets, or the number of cables.
  public var feeds: [String]

  /// Creates a removal.
  public init(rack: String, unit: Int?, feeds: [String]) {
    self.rack = rack
    self.unit = unit
    self.feeds = feeds
  }

  /// What speaks against it.
  func refusals(given device: DeviceFacts) -> [StepRefusal] {
    // A virtual machine frees nothing that one could touch.
    guard device.kind != .virtualMachine else { return [] }
    var refusals: [StepRefusal] = []
    if rack.isBlank { refusals.append(.noRack) }
    if unit == nil, device.rackUnit != nil { refusals.append(.noRackUnit) }
    if feeds.allSatisfy(\.isBlank) { refusals.append(.noPowerFeeds) }
    return refusals
  }
}

/// What became of a device.
public struct Disposal: Sendable, Hashable {
  /// The ways in which a device may end.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// Used again in the house or by another public body of the same service.
    case reuse
    case sale
    /// Given away to a public or non-profit body.
    case cession
    /// Handed over as waste of electric and electronic equipment.
    case waste

    /// The outcome's name.
    public func label(in language: Language) -> String {
      switch self {
      case .reuse: language("riuso", "reuse")
      case .sale: language("vendita", "sale")
      case .cession: language("cessione gratuita", "free cession")
      case .waste: language("RAEE", "WEEE")
      }
    }
  }

  /// Which way.
  public var outcome: Outcome
  /// Who has it now: the new user, the buyer, the collector.
  public var recipient: String
  /// The act by which the books write it off; not needed for reuse.
  public var writeOffAct: String?
  /// The number of the waste transport form; needed for waste only.
  public var wasteForm: String?

  /// Creates a disposal.
  public init(
    outcome: Outcome,
    recipient: String,
    writeOffAct: String? = nil,
    wasteForm: String? = nil
  ) {
    self.outcome = outcome
    self.recipient = recipient
    self.writeOffAct = writeOffAct
    self.wasteForm = wasteForm
  }

  /// What speaks against it.
  func refusals() -> [StepRefusal] {
    var refusals: [StepRefusal] = []
    if recipient.isBlank { refusals.append(.noRecipient) }
    if outcome != .reuse, writeOffAct?.isBlank ?? true { refusals.append(.noWriteOffAct) }
    if outcome == .waste, wasteForm?.isBlank ?? true { refusals.append(.noWasteForm) }
    return refusals
  }
}
