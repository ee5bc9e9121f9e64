public import Inventory

/// What an inventory knows of a server that its power depends on.
///
/// Every fact may be missing.
public struct ServerProfile: Sendable, Hashable {
  /// The processor's name, as the source spells it.
  public var cpuModel: String?
  /// Populated sockets.
  public var sockets: Int?
  /// Cores of the whole machine.
  public var cores: Int?
  /// Hardware threads of the whole machine.
  public var threads: Int?
  /// The processor's nominal clock.
  public var clock: Megahertz?
  /// Installed memory.
  public var memory: Mebibytes?
  /// How many disks are present.
  public var diskCount: Int?
  /// Whether any of the disks spins.
  public var hasSpinningDisks: Bool?
  /// The maker.
  public var manufacturer: String?
  /// The maker's model name.
  public var model: String?
  /// The form of the case.
  public var form: String?
  /// The year that the hardware came out, or was bought.
  public var year: Int?

  /// Creates a profile.
  public init(
    cpuModel: String? = nil,
    sockets: Int? = nil,
    cores: Int? = nil,
    threads: Int? = nil,
    clock: Megahertz? = nil,
    memory: Mebibytes? = nil,
    diskCount: Int? = nil,
    hasSpinningDisks: Bool? = nil,
    manufacturer: String? = nil,
    model: String? = nil,
    form: String? = nil,
    year: Int? = nil
  ) {
    self.cpuModel = cpuModel
    self.sockets = sockets
    self.cores = cores
    self.threads = threads
    self.clock = clock
    self.memory = memory
    self.diskCount = diskCount
    self.hasSpinningDisks = hasSpinningDisks
    self.manufacturer = manufacturer
    self.model = model
    self.form = form
    self.year = year
  }

  /// The profile of a machine with these facts.
  public init(_ facts: Record) {
    self.init(
      cpuModel: facts.cpuModel,
      sockets: facts.cpuSockets,
      cores: facts.cpuCores,
      threads: facts.cpuThreads,
      clock: facts.cpuClock,
      memory: facts.memory,
      diskCount: facts.disks.isEmpty ? nil : facts.disks.count,
      manufacturer: facts.manufacturer,
      model: facts.model,
      form: facts.chassis,
      year: facts.purchased?.year
    )
  }

  /// Whether nothing is known that power depends on.
  public var isEmpty: Bool {
    cpuModel == nil && sockets == nil && cores == nil && threads == nil && memory == nil
      && year == nil
  }

  /// Whether a description of disks, such as `2 x 300 GB SAS 10K RPM`, tells of spinning ones; `nil`
  /// when it tells neither of spinning disks nor of flash.
  public static func hasSpinningDisks(_ description: String) -> Bool? {
    let text = description.lowercased()
    let flash = ["ssd", "nvme", "solid", "flash", "m.2", "satadom", " dom", "read intensive"]
    if flash.contains(where: { text.contains($0) }) { return false }
    let speeds = ["hdd", "rpm", "7.2k", "10k", "15k", "7200", "10000", "15000", "5400"]
    return speeds.contains { text.contains($0) } ? true : nil
  }
}
