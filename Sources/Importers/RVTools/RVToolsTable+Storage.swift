import Inventory

extension RVToolsTable {
  /// Emits each datastore as calls of its hosts: to the network address of an NFS server, or to the
  /// logical disk of VMFS.
  func forEachDatastore(into ledger: inout Ledger, _ emit: (Record) throws -> Void) throws {
    try forEachRow(into: &ledger) { record, _, ledger in
      ledger.read += 1
      let isDisk = record.target.map { DiskIdentifier(prefixed: $0) != nil } ?? false
      guard isDisk || Self.isNetwork(record.target), !record.servers.isEmpty else {
        ledger.skipped += 1
        ledger.skips.append(Finding(at: record.locator, reason: .noInventory, rows: 1))
        return
      }
      record.kind = .dependency
      record.port = isDisk ? nil : Self.networkFileSystem
      record.hostname = nil
      ledger.records += 1
      try emit(record)
    }
  }

  /// Emits each logical disk that an array presents as calls of the hosts that have paths to it.
  ///
  /// All of them are one record. A host's own disks are left out.
  func forEachDisk(into ledger: inout Ledger, _ emit: (Record) throws -> Void) throws {
    var disks: [Record] = []
    var positions: [DiskIdentifier: Int] = [:]
    try forEachRow(into: &ledger) { record, _, ledger in
      ledger.read += 1
      guard let disk = record.target.flatMap({ DiskIdentifier(prefixed: $0) }),
        let host = record.name
      else {
        ledger.skipped += 1
        ledger.skips.append(Finding(at: record.locator, reason: .noInventory, rows: 1))
        return
      }
      ledger.records += 1
      if let known = positions[disk] {
        if !disks[known].servers.contains(host) { disks[known].servers.append(host) }
        disks[known].serial = disks[known].serial ?? record.serial
        disks[known].supplements.append(record.locator)
        return
      }
      positions[disk] = disks.count
      record.kind = .dependency
      record.name = nil
      record.hostname = nil
      record.ipAddresses = []
      record.servers = [host]
      disks.append(record)
    }
    for disk in disks { try emit(disk) }
  }

  /// The port of NFS.
  private static let networkFileSystem = 2_049

  private static func isNetwork(_ address: String?) -> Bool {
    guard let address, IPAddress(address) != nil || HostName(address) != nil else { return false }
    // What else names a disk looks like a host's name.
    return !["naa.", "eui.", "t10.", "mpx.", "vml.", "ds:"].contains {
      address.lowercased().hasPrefix($0)
    }
  }
}
