import Inventory
import Tabular

/// One tab, with its columns mapped and surveyed.
struct RVToolsTable {
  let table: Table
  let tab: RVToolsTab
  let file: Int
  let map: ColumnMap

  init(
    _ table: Table,
    _ tab: RVToolsTab,
    header: (number: Int, cells: [String]),
    file: Int,
    into ledger: inout Ledger
  ) throws {
    self.table = table
    self.tab = tab
    self.file = file
    let dictionary = tab.dictionary
    var map = ColumnMap(header: header.cells, row: header.number) { dictionary[$0] }
    // RVTools counts memory and disks in mebibytes, and says MB in its older versions.
    map.columns = map.columns.map { column in
      guard [.fact(.memory), .fact(.storage), .fact(.disks)].contains(column.meaning) else {
        return column
      }
      return MappedColumn(
        index: column.index,
        heading: column.heading,
        meaning: column.meaning,
        unit: "mib"
      )
    }
    try map.survey(table, into: &ledger)
    self.map = map
  }

  /// The keys under which rows of other tabs can be found to be about the same machine.
  struct Keys {
    var all: [String]

    init(_ record: Record, _ extras: RowReader.Extras) {
      all = []
      let server = record.virtualCentre?.lowercased() ?? ""
      if let id = extras.machineID { all.append("id \(id) \(server)") }
      if let uuid = extras.instanceUUID, !Placeholder.matches(uuid) {
        all.append("uuid \(uuid.lowercased())")
      }
      guard let name = record.name else { return }
      if let host = record.host { all.append("host \(name) \(host.lowercased())") }
      all.append("name \(name)")
    }
  }

  /// Calls `body` with each row's facts; accounts for rows that are none.
  func forEachRow(
    into ledger: inout Ledger,
    _ body: (inout Record, RowReader.Extras, inout Ledger) throws -> Void
  ) throws {
    var reader = RowReader(map: map, usesDate1904: table.usesDate1904)
    let account = try table.forEachRow { row in
      let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
      if row.isBlank {
        ledger.skip(.blankRow, at: place)
      } else if row.number <= map.headerRow {
        ledger.skip(.header, at: place)
      } else if map.isRepeatedHeader(row) {
        ledger.skip(.repeatedHeader, at: place)
      } else {
        var record = Record(kind: tab == .hosts ? .server : .virtualMachine, locator: place)
        let extras = reader.read(row, into: &record)
        if !reader.values.rejections.isEmpty {
          ledger.rejections += reader.with { $0.takeRejections() }
        }
        if record.name == nil {
          ledger.reject(.noName, at: place)
        } else {
          try body(&record, extras, &ledger)
        }
      }
      return .next
    }
    if account.undecodable > 0 { ledger.decide(.replacedBytes(count: account.undecodable)) }
    for decision in reader.values.decisions { ledger.decide(decision) }
    for column in map.others where column.filled > 0 {
      let name = (table.name ?? tab.rawValue) + "/" + column.heading
      ledger.unmapped.append(UnmappedColumn(name: name, filled: column.filled))
    }
  }

  /// Calls `body` with each machine or host, and its keys where they are asked for.
  func forEachRecord(
    withKeys: Bool,
    into ledger: inout Ledger,
    _ body: (inout Record, Keys?, inout Ledger) throws -> Void
  ) throws {
    let hasSMBIOS = map.has(.uuid)
    try forEachRow(into: &ledger) { record, extras, ledger in
      let keys = withKeys ? Keys(record, extras) : nil
      if tab == .hosts {
        Self.finish(host: &record, extras)
      } else {
        Self.finish(machine: &record, extras, hasSMBIOS: hasSMBIOS)
      }
      ledger.read += 1
      ledger.records += 1
      try body(&record, keys, &ledger)
    }
  }

  private static func finish(host record: inout Record, _ extras: RowReader.Extras) {
    record.serial = record.serial ?? extras.secondSerial
    if record.cpuCores == nil, let each = extras.coresPerSocket {
      record.cpuCores = each * (record.cpuSockets ?? 1)
    }
    if let cores = record.cpuCores, let active = extras.hyperThreading {
      record.cpuThreads = active ? 2 * cores : cores
    }
  }

  static func finish(
    machine record: inout Record,
    _ extras: RowReader.Extras,
    hasSMBIOS: Bool
  ) {
    record.operatingSystem = record.operatingSystem ?? extras.secondSystem
    guard let shown = extras.instanceUUID else {
      record.deviceID = record.deviceID ?? extras.machineID
      return
    }
    // An instance UUID begins with 50; where the SMBIOS column is missing, any other is the
    // machine's own.
    if !hasSMBIOS, !shown.hasPrefix("50"), let uuid = MachineUUID(shown) {
      record.uuid = uuid
    } else {
      record.deviceID = shown
    }
  }

  /// The day that vMetaData gives.
  static func date(inMetadata rows: [(number: Int, cells: [String])]) -> CalendarDate? {
    guard let header = rows.first?.cells,
      let column = header.firstIndex(where: { $0.lowercased().contains("creation datetime") })
    else { return nil }
    return rows.dropFirst().compactMap { row in
      row.cells.indices.contains(column) ? DateStyle.dayFirst.date(row.cells[column]) : nil
    }.first
  }
}
