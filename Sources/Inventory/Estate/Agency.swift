/// A public body whose data centres are looked at; everything else belongs to exactly one.
public struct Agency: Sendable, Hashable {
  /// Its IPA code, or the one that the workspace gave it.
  public var code: AgencyCode
  /// Its name.
  public var name: String

  /// Creates an agency.
  public init(code: AgencyCode, name: String) {
    self.code = code
    self.name = name
  }
}
