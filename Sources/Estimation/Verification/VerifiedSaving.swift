public import Inventory

/// Which part of a building a meter sees: the two metered options of the International Performance
/// Measurement and Verification Protocol (IPMVP, Core Concepts).
public enum VerificationOption: String, Sendable, Hashable, CaseIterable {
  /// Option B, retrofit isolation: the servers alone, at a PDU or UPS; what the room’s cooling saves
  /// besides is not in it.
  case isolation = "B"
  /// Option C, whole facility: the meter of the room or building, cooling and losses included.
  case facility = "C"
}

/// What one meter counted before and after, and what that saved.
public struct VerifiedSaving: Sendable, Hashable {
  /// One of the two times that are compared.
  public struct Time: Sendable, Hashable {
    /// How many days the meter was read.
    public var days: Double
    /// The share of the period that those are, 0 … 1.
    public var coverage: Double
    /// How many stretches were compared.
    public var stretches: Int
    /// What was counted in them.
    public var metered: KilowattHours
    /// How much of that logged changes brought; negative for less.
    public var changed: KilowattHours
  }

  /// The meter's name; empty where a file has one.
  public var meter: String
  /// What the meter sees.
  public var option: VerificationOption
  /// The time before.
  public var before: Time
  /// The time after.
  public var after: Time
  /// What would have been counted in the stretches after without the change, logged ones aside.
  public var baseline: KilowattHours
  /// What each heating degree day brings a day; `nil` where it is not in the comparison.
  public var heating: KilowattHours?
  /// What each cooling degree day brings; `nil` where it is not in the comparison.
  public var cooling: KilowattHours?
  /// What was not drawn in the stretches after.
  public var saved: Estimate<KilowattHours>
  /// The same for 365 such days.
  public var yearly: Estimate<KilowattHours>
  /// What people should know about it, the series' own findings first.
  public var findings: [MeterFinding]

  /// Whether the whole interval lies above zero.
  public var isCertain: Bool { saved.low.value > 0 }
}

/// A server that the register has as switched off.
public struct SwitchedOff: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// The first day without it.
  public var day: CalendarDate
  /// What it was estimated to draw at the point that the meter sees; `nil` for not estimated.
  public var power: Estimate<Watts>?

  /// Creates a server that was switched off.
  public init(name: String, day: CalendarDate, power: Estimate<Watts>? = nil) {
    self.name = name
    self.day = day
    self.power = power
  }
}
