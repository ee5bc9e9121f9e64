public import Inventory

/// How far a device is on its way out of service.
///
/// The way is ``way``; `keep`, `reversed` and `lost` lie beside it.
public enum RetirementState: String, Sendable, Hashable, CaseIterable {
  /// Nothing is recorded of it.
  case inService
  /// It is to be retired.
  case planned
  /// Nothing runs on it any more.
  case drained
  /// It was switched off, for long enough to know that nobody misses it.
  case off
  /// Its data are gone.
  case wiped
  /// It has left its rack.
  case removed
  /// It has left the house, or has a new use.
  case disposed
  /// It stays, by decision.
  case keep
  /// Its retirement was called off.
  case reversed
  /// Nobody can find it.
  case lost

  /// The states that a retirement passes, in order.
  public static let way: [RetirementState] = [
    .inService, .planned, .drained, .off, .wiped, .removed, .disposed,
  ]

  /// The state's position on the way, from 0; `nil` beside it.
  public var rank: Int? { Self.way.firstIndex(of: self) }

  /// Whether a device in this state no longer runs.
  public var isDark: Bool {
    switch self {
    case .off, .wiped, .removed, .disposed: true
    case .inService, .planned, .drained, .keep, .reversed, .lost: false
    }
  }

  /// The state's name.
  public func label(in language: Language) -> String {
    switch self {
    case .inService: language("in servizio", "in service")
    case .planned: language("da dismettere", "to retire")
    case .drained: language("svuotato", "drained")
    case .off: language("spento", "off")
    case .wiped: language("dati cancellati", "wiped")
    case .removed: language("rimosso", "removed")
    case .disposed: language("smaltito", "disposed")
    case .keep: language("da mantenere", "keep")
    case .reversed: language("dismissione revocata", "reversed")
    case .lost: language("non trovato", "lost")
    }
  }
}

/// What has to be shown before a device enters a state of the way.
public enum Gate: String, Sendable, Hashable, CaseIterable {
  case drained
  case off
  case wiped
  case removed
  case disposed

  /// The state behind the gate.
  public var state: RetirementState {
    switch self {
    case .drained: .drained
    case .off: .off
    case .wiped: .wiped
    case .removed: .removed
    case .disposed: .disposed
    }
  }

  /// Whether a document must be filed with the evidence: a certificate, an act.
  public var needsDocument: Bool { self == .wiped || self == .disposed }
}

/// How a device came through a gate.
public struct Passage: Sendable, Hashable {
  /// The gate.
  public var gate: Gate
  /// The day on which it was passed.
  public var day: CalendarDate
  /// The waiver that opened it; `nil` when the evidence did.
  public var waiver: Waiver?

  /// Creates a passage.
  public init(gate: Gate, day: CalendarDate, waiver: Waiver? = nil) {
    self.gate = gate
    self.day = day
    self.waiver = waiver
  }
}

/// A person's decision to do without the evidence of a gate.
public struct Waiver: Sendable, Hashable {
  /// Who decided, by name.
  public var by: String
  /// Why.
  public var reason: String

  /// Creates a waiver.
  public init(by: String, reason: String) {
    self.by = by
    self.reason = reason
  }
}

/// What opens a gate: its evidence, or a waiver.
public enum Proof<Evidence: Sendable & Hashable>: Sendable, Hashable {
  case evidence(Evidence)
  case waiver(Waiver)
}
