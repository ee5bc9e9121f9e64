/// What a record is about.
public enum RecordKind: String, Sendable, Hashable, CaseIterable {
  /// A physical server, a hypervisor host included.
  case server
  case virtualMachine
  case workstation
  case printer
  case phone
  case networkDevice
  case storage
  case powerUnit
  case rack
  case application
  /// A flow from one machine or application to another.
  case dependency
  /// An address that answered a scan: no more than that.
  case discoveredAddress
  /// A machine of which the source does not tell whether it is physical.
  case machine

  /// Whether such a record describes a thing that becomes an asset.
  public var isDevice: Bool {
    switch self {
    case .application, .dependency: false
    default: true
    }
  }
}
