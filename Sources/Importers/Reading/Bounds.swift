import Inventory

/// What a thing can have at most: beyond it a number is a slip of the pen, a wrong unit or worse.
///
/// Well above the largest machines that were ever sold, so that nothing true is refused.
enum Bounds {
  /// The most sockets of any machine; a virtual one can have each core in a socket of its own.
  static let sockets = 1_024
  /// The most sockets of a machine that is not virtual.
  static let physicalSockets = 64
  /// The most cores of one processor.
  static let coresPerSocket = 1_024
  /// The most cores of a machine.
  static let cores = 65_536
  /// The most hardware threads of a machine: eight of each core.
  static let threads = 524_288
  /// The most memory of a machine, in mebibytes: 64 TiB.
  static let memory = 67_108_864.0
  /// The most that a disk, or all disks of a machine, can hold, in gigabytes: 10 PB.
  static let disk = 1e7
  /// The most that a storage array can hold, in gigabytes: 100 PB.
  static let array = 1e8
  /// The highest clock, in megahertz.
  static let clock = 10_000.0
  /// The highest power drawn by one thing, in watts.
  static let power = 100_000.0

  /// A number that cannot be, and how to take it off its record.
  struct Breach {
    let finding: Finding
    let clear: (inout Record) -> Void
  }

  /// The numbers of `record` that cannot be; nearly all records have none, and are not copied.
  static func breaches(of record: Record) -> [Breach] {
    var breaches: [Breach] = []
    func reject(
      _ value: String,
      _ attribute: Attribute,
      _ clear: @escaping (inout Record) -> Void
    ) {
      let finding = Finding(
        at: record.locator,
        value: value,
        reason: .outOfRange(attribute),
        rows: 0
      )
      breaches.append(Breach(finding: finding, clear: clear))
    }
    let sockets = record.kind == .virtualMachine ? Bounds.sockets : physicalSockets
    if let count = record.cpuSockets, !(1...sockets).contains(count) {
      reject("\(count)", .cpuSockets) { $0.cpuSockets = nil }
    }
    if let count = record.cpuCores, !(1...cores).contains(count) {
      reject("\(count)", .cpuCores) { $0.cpuCores = nil }
    }
    if let count = record.cpuThreads, !(1...threads).contains(count) {
      reject("\(count)", .cpuThreads) { $0.cpuThreads = nil }
    }
    if let memory = record.memory, !(memory.value > 0 && memory.value <= Bounds.memory) {
      reject("\(memory.value) MiB", .memory) { $0.memory = nil }
    }
    if let clock = record.cpuClock, !(clock.value > 0 && clock.value <= Bounds.clock) {
      reject("\(clock.value) MHz", .cpuClock) { $0.cpuClock = nil }
    }
    let greatest = record.kind == .storage ? array : disk
    if let storage = record.storage, !(storage.value >= 0 && storage.value <= greatest) {
      reject("\(storage.value) GB", .storage) { $0.storage = nil }
    }
    for index in record.disks.indices {
      guard let size = record.disks[index].capacity, !(size.value >= 0 && size.value <= greatest)
      else { continue }
      reject("\(size.value) GB", .disks) { $0.disks[index].capacity = nil }
    }
    return breaches
  }
}

extension Ledger {
  /// Adds findings about records, which come in file order, to those that are there already.
  ///
  /// - Complexity: O(findings), of both.
  mutating func merge(_ others: [Finding]) {
    guard !others.isEmpty else { return }
    var merged: [Finding] = []
    merged.reserveCapacity(rejections.count + others.count)
    var rest = others[...]
    for finding in rejections {
      // Of places in different sheets it is not known which comes first.
      while let next = rest.first,
        next.at.file < finding.at.file
          || next.at.file == finding.at.file && next.at.sheet == finding.at.sheet
            && next.at.number < finding.at.number
      {
        merged.append(next)
        rest.removeFirst()
      }
      merged.append(finding)
    }
    rejections = merged + rest
  }
}
