public import Inventory
import Tabular

/// Reads the tables of the tools that ``TableFormat`` values describe.
public struct TableFormatImporter: Importer {
  /// The formats, in the order in which they are tried.
  static let all: [TableFormat] =
    NetBoxFormats.all + CloudFormats.all + [
      .ralph, .nutanixPrism, .konveyor, .cloudCarbonFootprint, .italianApplications, .snipeIT,
    ]

  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier]

  /// Creates the importer.
  public init() {
    var seen: Set<FormatIdentifier> = []
    formats = Self.all.map(\.identifier).filter { seen.insert($0).inserted }
  }

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    for table in preview.tables {
      if let found = Self.format(of: table.rows) { return found.format.identifier }
    }
    return nil
  }

  private static func format(
    of rows: [(number: Int, cells: [String])]
  ) -> (format: TableFormat, header: (number: Int, cells: [String]))? {
    for format in all {
      if let header = format.header(in: rows) { return (format, header) }
    }
    return nil
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(FileSource(path: path))
      for (table, preview) in zip(document.tables, try Preview(document).tables) {
        guard let (format, header) = Self.format(of: preview.rows),
          format.identifier == export.format
        else {
          try reading.ledger.skip(table, file: file)
          continue
        }
        reading.ledger.note(table.guesses)
        if preview.rows.first?.number != header.number {
          reading.ledger.decide(.headerRow(number: header.number, sheet: table.name))
        }
        let map = try Self.map(table, header, format, export.mapping, &reading.ledger)
        var rows = TableFormatRows(format, map, table, file: file)
        let account = try table.forEachRow { row in
          try rows.take(row, into: &reading.ledger, emit: emit)
          return .next
        }
        try rows.close(into: &reading.ledger, emit: emit)
        if account.undecodable > 0 {
          reading.ledger.decide(.replacedBytes(count: account.undecodable))
        }
      }
    }
  }

  private static func map(
    _ table: Table,
    _ header: (number: Int, cells: [String]),
    _ format: TableFormat,
    _ mapping: TableMapping?,
    _ ledger: inout Ledger
  ) throws -> ColumnMap {
    let headings = mapping?.applied(to: format.headings) ?? format.headings
    var map = ColumnMap(header: header.cells, row: header.number) { headings[$0] }
    map.columns = map.columns.map { column in
      MappedColumn(
        index: column.index,
        heading: column.heading,
        meaning: column.meaning,
        unit: column.unit ?? format.units[Heading(column.heading).key]
      )
    }
    try map.survey(table, mapping, into: &ledger)
    return map
  }
}

/// Takes the rows of one table of a described format.
struct TableFormatRows {
  private let format: TableFormat
  private let map: ColumnMap
  private let sheet: String?
  private let file: Int
  private var reader: RowReader
  private var names: Set<String> = []
  private var joined: [Record] = []
  private var positions: [String: Int] = [:]

  init(_ format: TableFormat, _ map: ColumnMap, _ table: Table, file: Int) {
    self.format = format
    self.map = map
    self.file = file
    sheet = table.name
    reader = RowReader(map: map, usesDate1904: table.usesDate1904)
  }

  /// Takes one row into the ledger, and hands out its record where it stands alone.
  mutating func take(
    _ row: borrowing TableRow,
    into ledger: inout Ledger,
    emit: (Record) throws -> Void
  ) throws {
    let place = Locator(file: file, sheet: sheet, number: row.number, line: row.line)
    guard !row.isBlank else { return ledger.skip(.blankRow, at: place) }
    guard row.number > map.headerRow else {
      return ledger.skip(row.number < map.headerRow ? .title : .header, at: place)
    }
    guard !map.isRepeatedHeader(row) else { return ledger.skip(.repeatedHeader, at: place) }
    var record = Record(kind: format.kind, locator: place)
    let extras = reader.read(row, into: &record)
    ledger.rejections += reader.with { $0.takeRejections() }
    switch format.finish(&record, extras) {
    case .skip(let reason, let value): return ledger.skip(reason, at: place, value: value)
    case .reject(let reason): return ledger.reject(reason, at: place)
    case .record: break
    }
    if format.skipsRepeatedNames, record.kind != .dependency, let name = record.name,
      !names.insert(Self.key(name)).inserted
    {
      return ledger.skip(.duplicateRow, at: place, value: name)
    }
    ledger.read += 1
    ledger.records += 1
    if format.joinsRowsOfOneName, let name = record.name { return join(record, name) }
    try emit(record)
  }

  /// Hands out what was held, and writes down what concerns the table as a whole.
  mutating func close(into ledger: inout Ledger, emit: (Record) throws -> Void) throws {
    for record in joined { try emit(record) }
    joined = []
    for decision in reader.values.decisions { ledger.decide(decision) }
    ledger.unmapped += map.others.filter { $0.filled > 0 }
      .map { UnmappedColumn(name: $0.heading, filled: $0.filled) }
  }

  private static func key(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func join(_ record: Record, _ name: String) {
    guard let position = positions[Self.key(name)] else {
      positions[Self.key(name)] = joined.count
      joined.append(record)
      return
    }
    joined[position].supplements.append(record.locator)
    joined[position].powerSupplies += record.powerSupplies
    joined[position].disks += record.disks
    for application in record.applications
    where !joined[position].applications.contains(application) {
      joined[position].applications.append(application)
    }
    guard let note = record.annotation, note != joined[position].annotation else { return }
    joined[position].annotation = joined[position].annotation.map { $0 + "; " + note } ?? note
  }
}
