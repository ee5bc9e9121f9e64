import Inventory

/// A server whose power was measured at each load.
public struct MeasuredServer: Sendable, Hashable {
  /// What an inventory would know of it.
  public var profile: ServerProfile
  /// The watts of one machine at its plug: idle, 10 % … 100 %.
  public var watts: [Double]

  /// Creates a server; `nil` unless there are eleven watts above 0.
  public init?(profile: ServerProfile, watts: [Double]) {
    guard watts.count == 11, watts.allSatisfy({ $0 > 0 && $0 < 1_000_000 }) else { return nil }
    self.profile = profile
    self.watts = watts
  }
}
