import Inventory

/// The arrays of an estate, by the logical disks that they present.
///
/// Only identifiers tie: a list of the array's volumes, or its serial number within the disk's
/// identifier or at the head of the disk's own serial number. A vendor's name ties nothing, and
/// where two arrays could be meant none is.
struct DiskArrays {
  private var listed: [DiskIdentifier: Set<Int>] = [:]
  private var serials: [(serial: Serial, array: Int)] = []

  /// The fewest characters of an array's serial number that the longer one of a disk may begin with.
  private static let leastHead = 8
  /// The fewest that both may have alike.
  private static let leastWhole = 5

  init(_ assets: [Asset], _ table: RecordTable) {
    for (index, asset) in assets.enumerated() where asset.kind == .storage {
      var own: Set<Serial> = []
      for case let filed? in asset.records.map({ table[$0] }) where !filed.isSuperseded {
        for volume in filed.record.volumes.compactMap({ DiskIdentifier($0) }) {
          listed[volume, default: []].insert(index)
        }
        if let serial = filed.record.serial { own.insert(serial) }
      }
      serials += own.map { ($0, index) }
    }
  }

  /// The array that presents `disk`, whose own serial number is `serial` as far as hosts tell; `nil`
  /// where nothing ties it to one, or to several.
  func array(presenting disk: DiskIdentifier, serial: Serial?) -> Int? {
    if let found = listed[disk] { return found.count == 1 ? found.first : nil }
    let found = Set(serials.filter { Self.isOne(disk, serial, of: $0.serial) }.map(\.array))
    return found.count == 1 ? found.first : nil
  }

  private static func isOne(
    _ disk: DiskIdentifier,
    _ serial: Serial?,
    of array: Serial
  ) -> Bool {
    if disk.holds(array) { return true }
    guard let serial else { return false }
    return array.key.count >= leastHead && serial.key.hasPrefix(array.key)
      || array.key.count >= leastWhole && serial == array
  }
}
