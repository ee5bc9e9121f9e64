public import Inventory

/// That a machine may stay although services beneath which it is have moved, as a person decided.
public struct AcceptedException: Sendable, Hashable {
  /// Why it may stay.
  public enum Ground: String, Sendable, Hashable, CaseIterable {
    /// A temporary local cache of images, of which the cloud keeps the originals.
    ///
    /// Source: the questions and answers on the notice, padigitale2026.gov.it, June 2025.
    case imagingCache = "imaging-cache"
    /// It drives or serves equipment that cannot leave the site.
    case siteEquipment = "site-equipment"
    /// Another ground, told in the reason.
    case other

    /// The ground's name.
    public func label(in language: Language) -> String {
      switch self {
      case .imagingCache:
        language("cache locale di immagini", "local imaging cache")
      case .siteEquipment:
        language("apparecchiatura legata alla sede", "equipment tied to the site")
      case .other: language("altro motivo", "another ground")
      }
    }
  }

  /// The number of the decision.
  public var number: Int
  /// The machine.
  public var machine: EntityID
  /// The project whose services it is accepted for; `nil` for all.
  public var project: ProjectCode?
  /// Why it may stay.
  public var ground: Ground
  /// Who accepted it.
  public var by: String
  /// Why, in that person's words.
  public var reason: String
  /// When, in seconds since 1970, UTC.
  public var at: Int

  /// Creates an exception.
  public init(
    number: Int,
    machine: EntityID,
    project: ProjectCode? = nil,
    ground: Ground,
    by: String,
    reason: String,
    at: Int
  ) {
    self.number = number
    self.machine = machine
    self.project = project
    self.ground = ground
    self.by = by
    self.reason = reason
    self.at = at
  }
}
