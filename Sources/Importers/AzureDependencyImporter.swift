public import Inventory
import Tabular

/// Reads the flows between servers that Azure Migrate's dependency analysis exports.
public struct AzureDependencyImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["azure-dependency-csv"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.tables.contains { Self.isHeader($0.rows.first?.cells ?? []) } ? formats[0] : nil
  }

  private static func isHeader(_ cells: [String]) -> Bool {
    let keys = Set(cells.map { Heading($0).key })
    return keys.contains("destination port")
      && (keys.contains("source server name") || keys.contains("source ip"))
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(PackedFile(path: path))
      for (table, preview) in zip(document.tables, try Preview(document).tables) {
        guard let header = preview.rows.first, Self.isHeader(header.cells) else {
          try reading.ledger.skip(table, file: file)
          continue
        }
        reading.ledger.note(table.guesses)
        var map = ColumnMap(header: header.cells, row: header.number) { Self.headings[$0] }
        try map.survey(table, into: &reading.ledger)
        var reader = RowReader(map: map, usesDate1904: table.usesDate1904)
        try table.forEachRow { row in
          let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
          guard !row.isBlank, row.number > map.headerRow else {
            reading.ledger.skip(row.isBlank ? .blankRow : .header, at: place)
            return .next
          }
          var record = Record(kind: .dependency, locator: place)
          let extras = reader.read(row, into: &record)
          reading.ledger.rejections += reader.with { $0.takeRejections() }
          record.source = record.source ?? extras.sourceAddress
          record.target = record.target ?? extras.targetAddress
          guard record.source != nil, record.target != nil else {
            reading.ledger.reject(.noIdentity, at: place)
            return .next
          }
          reading.ledger.read += 1
          reading.ledger.records += 1
          try emit(record)
          return .next
        }
        for decision in reader.values.decisions { reading.ledger.decide(decision) }
        reading.ledger.unmapped += map.others.filter { $0.filled > 0 }
          .map { UnmappedColumn(name: $0.heading, filled: $0.filled) }
      }
    }
  }

  private static let headings = HeadingDictionary([
    (.fact(.source), ["source server name"]),
    (.sourceAddress, ["source ip"]),
    (.fact(.target), ["destination server name"]),
    (.targetAddress, ["destination ip"]),
    (.fact(.port), ["destination port"]),
  ])
}
