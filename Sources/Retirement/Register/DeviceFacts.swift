public import Inventory

/// What the inventory knows of a device at the moment of a step.
///
/// The journal keeps it, because the inventory goes on changing, and because a device must be
/// recognised when it comes back.
public struct DeviceFacts: Sendable, Hashable {
  /// A disk that the inventory lists.
  public struct Disk: Sendable, Hashable {
    /// Its serial number; `nil` when the inventory has none.
    public var serial: String?
    /// Whether it has no magnetic parts; `nil` when the inventory does not tell.
    public var isSolidState: Bool?

    /// Creates a disk.
    public init(serial: String?, isSolidState: Bool? = nil) {
      self.serial = serial
      self.isSolidState = isSolidState
    }
  }

  /// What kind of thing it is.
  public var kind: AssetKind
  /// Its name.
  public var name: String
  /// The maker's serial number.
  public var serial: String?
  /// The SMBIOS UUID.
  public var uuid: String?
  /// Hardware addresses.
  public var macAddresses: [String] = []
  /// The number in the owner's books.
  public var assetTag: String?
  /// The maker.
  public var manufacturer: String?
  /// The model.
  public var model: String?
  /// The site.
  public var site: String?
  /// The room.
  public var room: String?
  /// The rack.
  public var rack: String?
  /// The lowest rack unit that it fills.
  public var rackUnit: Int?
  /// Its disks.
  public var disks: [Disk] = []
  /// Names of the applications, machines and flows that are still there.
  public var occupants: [String] = []
  /// The highest class of the services that run there; `nil` when unknown.
  public var serviceClass: ServiceClass?
  /// The projects that empty it, in order.
  public var projects: [ProjectCode] = []

  /// Creates the facts of a device of which no more is known.
  public init(kind: AssetKind, name: String) {
    self.kind = kind
    self.name = name
  }

  /// Whether the disk whose serial has this key is solid-state, as far as is known.
  func isSolidState(disk key: String) -> Bool? {
    disks.first { $0.serial.map(DiskErasure.key) == key }?.isSolidState
  }
}
