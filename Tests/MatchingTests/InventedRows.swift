import Inventory
import Matching

/// Rows of machines as dirty inventories have them, the same for the same seed.
enum InventedRows {
  /// Rows about `count` machines: names in families, aged addresses, slips, missing identifiers,
  /// clones that share a UUID, scans with yesterday's names.
  static func rows(machines count: Int, seed: UInt64) -> [FiledRecord] {
    var random = SeededGenerator(state: seed)
    var rows: [FiledRecord] = []
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    func text(_ letters: String, _ count: Int) -> String {
      String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
    }
    func add(
      _ kind: RecordKind,
      _ format: FormatIdentifier,
      _ number: Int64,
      _ fill: (inout Record) -> Void
    ) {
      rows.append(Rows.row(Int64(rows.count + 1), kind, format, import: number, fill))
    }
    for index in 0..<count {
      let isVirtual = chance(60)
      let kind: RecordKind = isVirtual ? .virtualMachine : .server
      let name =
        ["lis", "pacs", "cup", "adt"][index % 4] + ["app", "db"][index / 4 % 2] + "\(index)"
      let serial = isVirtual ? nil : Serial("CZ" + text("0123456789ABCDEF", 8))
      let uuid = MachineUUID(
        chance(5) ? "421bba5e0102030485060708090a0b0c" : text("0123456789abcdef", 32)
      )
      let mac = MACAddress((isVirtual ? "005056" : "9cb654") + text("0123456789abcdef", 6))
      let address = IPAddress("10.0.\(index / 200).\(index % 200)")
      let aged = IPAddress("10.0.\(index / 200).\((index + 7) % 200)")
      if isVirtual {
        add(kind, "rvtools-csv", 1) {
          $0.name = name.uppercased()
          ($0.uuid, $0.dataCentre) = (uuid, "DC")
          $0.macAddresses = [mac].compactMap(\.self)
        }
      }
      if chance(70) {
        add(kind, "ocs-xml", Int64(100 + index)) {
          ($0.hostname, $0.serial, $0.uuid) = (name, serial, chance(80) ? uuid : nil)
          $0.ipAddresses = [address].compactMap(\.self)
        }
      }
      if chance(70) {
        add(kind, "table-csv", 2) {
          $0.name = chance(5) ? String(name.dropFirst()) : name
          $0.serial = chance(80) ? serial : nil
          $0.ipAddresses = [chance(10) ? aged : address].compactMap(\.self)
        }
      }
      if chance(70) {
        add(.discoveredAddress, "nmap-xml", 3) {
          $0.ipAddresses = [address].compactMap(\.self)
          $0.hostname = chance(50) ? name : nil
          $0.macAddresses = chance(30) ? [mac].compactMap(\.self) : []
        }
      }
    }
    return rows
  }
}
