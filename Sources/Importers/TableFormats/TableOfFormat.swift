import Inventory
import Tabular

/// One table of a described format, with its headings found.
struct TableOfFormat {
  let table: Table
  let format: TableFormat
  let header: (number: Int, cells: [String])
  let file: Int

  /// Reads the table as a stream.
  ///
  /// - Parameters:
  ///   - mapping: How a person says that it is to be read.
  ///   - ledger: Takes all rows but those of records, which `body` has to count.
  ///   - body: Receives each record, with the identifier that other tables of the set name it by.
  /// - Throws: ``ImportFailure`` when the mapping does not fit, and what the table's reading throws.
  func read(
    _ mapping: TableMapping?,
    into ledger: inout Ledger,
    _ body: (Record, String?, inout Ledger) throws -> Void
  ) throws {
    let mapping = mapping.flatMap { $0.concerns(sheet: table.name) ? $0 : nil }
    ledger.note(table.guesses)
    let map = try columns(mapping, &ledger)
    var reader = RowReader(map: map, usesDate1904: table.usesDate1904)
    var names: Set<String> = []
    let account = try table.forEachRow { row in
      let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
      if let reason = Self.passedOver(row, map) {
        ledger.skip(reason, at: place)
        return .next
      }
      var record = Record(kind: format.kind, locator: place)
      let extras = reader.read(row, into: &record)
      ledger.rejections += reader.with { $0.takeRejections() }
      if let heading = extras.details.rackAmongUnits {
        ledger.decide(.column(heading, attribute: .rack))
      }
      if let reason = map.excess(row) {
        ledger.rejections.append(Finding(at: place, reason: reason, rows: 0))
      }
      let verdict = format.finish(&record, extras)
      if let kind = mapping?.kind, record.kind != .dependency { record.kind = kind }
      switch verdict {
      case .skip(let reason, let value): ledger.skip(reason, at: place, value: value)
      case .reject(let reason): ledger.reject(reason, at: place)
      case .record:
        if format.skipsRepeatedNames, let name = record.name,
          !names.insert(HeldParts.key(name)).inserted
        {
          ledger.skip(.duplicateRow, at: place, value: name)
        } else {
          try body(record, extras.details.key, &ledger)
        }
      }
      return .next
    }
    if account.undecodable > 0 { ledger.decide(.replacedBytes(count: account.undecodable)) }
    for decision in reader.values.decisions { ledger.decide(decision) }
    ledger.unmapped += map.others.filter { $0.filled > 0 }
      .map { UnmappedColumn(name: $0.heading, filled: $0.filled) }
  }

  private static func passedOver(_ row: borrowing TableRow, _ map: ColumnMap) -> FindingReason? {
    if row.isBlank { return .blankRow }
    if row.number < map.headerRow { return .title }
    if row.number == map.headerRow { return .header }
    return map.isRepeatedHeader(row) ? .repeatedHeader : nil
  }

  private func columns(_ mapping: TableMapping?, _ ledger: inout Ledger) throws -> ColumnMap {
    let mapped = mapping?.applied(to: format.headings)
    var map = ColumnMap(header: header.cells, row: header.number) { heading in
      mapped?[heading] ?? (mapped == nil ? format.headings[heading] : nil)
        ?? format.meaning(ofPrefixed: heading)
    }
    map.columns = map.columns.map { column in
      column.counted(in: column.unit ?? format.units[Heading(column.heading).key])
    }
    try map.survey(table, mapping, into: &ledger)
    // NetBox counts disks in gigabytes up to version 4.0, in megabytes since: nobody gives a
    // virtual machine ten thousand gigabytes.
    for (position, column) in map.columns.enumerated()
    where column.meaning == .fact(.storage) && column.unit == "gb" && column.greatest >= 10_000 {
      guard Heading(column.heading).unit == nil, mapping?.unit(of: column.heading) == nil else {
        continue
      }
      map.columns[position] = column.counted(in: "mb")
      ledger.decide(.unit("MB", column: column.heading))
    }
    return map
  }
}

/// What rows say about parts of things, held by the name of the thing.
struct HeldParts {
  private var records: [Record] = []
  private var positions: [String: Int] = [:]
  private var taken: Set<Int> = []

  /// The form in which names are compared: blanks squeezed.
  static func key(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Holds a record about a part; its row is counted when it is handed out.
  mutating func hold(_ record: Record) {
    guard let name = record.name else { return }
    guard let position = positions[Self.key(name)] else {
      positions[Self.key(name)] = records.count
      records.append(record)
      return
    }
    Self.add(record, to: &records[position])
  }

  /// Adds to a record what is held about the thing of this key, and counts its rows.
  mutating func complete(_ record: inout Record, _ key: String, _ ledger: inout Ledger) {
    guard let position = positions[Self.key(key)], taken.insert(position).inserted else { return }
    Self.add(records[position], to: &record)
    count(records[position], &ledger)
  }

  /// Hands out what no record took: as records where the set describes no wholes, else rejected.
  mutating func finish(
    hasWholes: Bool,
    into ledger: inout Ledger,
    emit: (Record) throws -> Void
  ) throws {
    for (position, record) in records.enumerated() where !taken.contains(position) {
      guard hasWholes else {
        count(record, &ledger)
        try emit(record)
        continue
      }
      let name = record.name ?? ""
      for row in [record.locator] + record.supplements {
        ledger.reject(.unknownMachine(name), at: row, value: name)
      }
    }
  }

  private func count(_ record: Record, _ ledger: inout Ledger) {
    ledger.read += 1 + record.supplements.count
    ledger.records += 1 + record.supplements.count
  }

  private static func add(_ part: Record, to record: inout Record) {
    record.supplements.append(part.locator)
    record.supplements += part.supplements
    record.powerSupplies += part.powerSupplies
    record.disks += part.disks
    record.owner = record.owner ?? part.owner
    for application in part.applications where !record.applications.contains(application) {
      record.applications.append(application)
    }
    guard let note = part.annotation, note != record.annotation else { return }
    record.annotation = record.annotation.map { $0 + "; " + note } ?? note
  }
}
