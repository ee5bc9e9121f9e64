/// Tells what a server draws at each load from what an inventory knows of it.
public protocol PowerModel: Sendable {
  /// Returns the power at the plug under laboratory conditions; `nil` when the model abstains,
  /// because the machine is of a kind that it knows nothing about.
  func curve(for profile: ServerProfile) -> PowerCurve?
}
