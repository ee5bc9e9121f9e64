import Inventory

/// What the tabs beside vInfo add to its machines, held until vInfo is read.
struct RVToolsSupplements {
  /// What was added about one machine.
  private struct Addition {
    var name: String
    var host: String?
    var virtualCentre: String?
    var rows: [Locator] = []
    var macAddresses: [MACAddress] = []
    var ipAddresses: [IPAddress] = []
    var sockets: Int?
    var cores: Int?
    var memory: Mebibytes?
    var disks: [Disk] = []
    var isTaken = false
  }

  private let hasMachines: Bool
  private var additions: [Addition] = []
  private var index: [String: Int] = [:]

  /// Whether nothing was added, so that no machine needs to be looked up.
  var isEmpty: Bool { additions.isEmpty }

  init(hasMachines: Bool) {
    self.hasMachines = hasMachines
  }

  /// Reads a tab that adds.
  mutating func read(_ table: RVToolsTable, into ledger: inout Ledger) throws {
    try table.forEachRow(into: &ledger) { record, extras, _ in
      // One key is enough, the surest that the row has.
      guard let key = RVToolsTable.Keys(record, extras).all.first else { return }
      let position: Int
      if let known = index[key] {
        position = known
      } else {
        position = additions.count
        index[key] = position
        additions.append(Addition(name: record.name ?? ""))
      }
      add(record, to: position, disk: table.tab == .disks)
    }
  }

  private mutating func add(_ record: Record, to position: Int, disk: Bool) {
    additions[position].rows.append(record.locator)
    additions[position].host = additions[position].host ?? record.host
    additions[position].virtualCentre = additions[position].virtualCentre ?? record.virtualCentre
    for address in record.macAddresses where !additions[position].macAddresses.contains(address) {
      additions[position].macAddresses.append(address)
    }
    for address in record.ipAddresses where !additions[position].ipAddresses.contains(address) {
      additions[position].ipAddresses.append(address)
    }
    additions[position].sockets = additions[position].sockets ?? record.cpuSockets
    additions[position].cores = additions[position].cores ?? record.cpuCores
    additions[position].memory = additions[position].memory ?? record.memory
    if disk, var one = record.disks.first {
      // The tab's column "Disk" was read as text for want of a better place.
      one.name = record.chassis
      additions[position].disks.append(one)
    }
  }

  /// Adds to a machine what was said about it.
  mutating func complete(
    _ record: inout Record,
    _ keys: RVToolsTable.Keys,
    _ ledger: inout Ledger
  ) {
    guard record.kind == .virtualMachine else { return }
    var seen: Set<Int> = []
    for key in keys.all {
      guard let position = index[key], seen.insert(position).inserted else { continue }
      // Two machines of one name: a row that has no more than the name belongs to the first.
      guard !additions[position].isTaken else { continue }
      merge(position, into: &record)
      ledger.read += additions[position].rows.count
      ledger.records += additions[position].rows.count
    }
  }

  private mutating func merge(_ position: Int, into record: inout Record) {
    let addition = additions[position]
    additions[position].isTaken = true
    record.supplements += addition.rows
    for address in addition.macAddresses where !record.macAddresses.contains(address) {
      record.macAddresses.append(address)
    }
    for address in addition.ipAddresses where !record.ipAddresses.contains(address) {
      record.ipAddresses.append(address)
    }
    record.cpuSockets = record.cpuSockets ?? addition.sockets
    record.cpuCores = record.cpuCores ?? addition.cores
    record.memory = record.memory ?? addition.memory
    record.disks += addition.disks
  }

  /// Accounts for what no machine took: rejected, or a machine of its own where no vInfo is.
  mutating func finish(into ledger: inout Ledger, emit: (Record) throws -> Void) throws {
    for position in additions.indices where !additions[position].isTaken {
      let addition = additions[position]
      guard let first = addition.rows.first else { continue }
      if hasMachines {
        for row in addition.rows {
          ledger.reject(.unknownMachine(addition.name), at: row, value: addition.name)
        }
        continue
      }
      var record = Record(kind: .virtualMachine, locator: first)
      record.name = addition.name
      record.host = addition.host
      record.virtualCentre = addition.virtualCentre
      merge(position, into: &record)
      record.supplements.removeFirst()
      ledger.read += addition.rows.count
      ledger.records += addition.rows.count
      try emit(record)
    }
  }
}
