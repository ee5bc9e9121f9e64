public import Inventory
import Tabular

/// Reads the tables of the tools that ``TableFormat`` values describe.
public struct TableFormatImporter: Importer {
  /// The formats, in the order in which they are tried.
  static let all: [TableFormat] =
    NetBoxFormats.all + CloudFormats.all + [
      .ralph, .nutanixPrism, .konveyor, .cloudCarbonFootprint, .italianApplications,
      .snipeITImport, .snipeIT, .lansweeper,
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

  /// How many rows that are not blank the headings may stand below, counted with them.
  private static let titleRows = 10

  /// The format that the first rows of a table show, and the row of headings; `nil` for none.
  static func format(
    of rows: [(number: Int, cells: [String])]
  ) -> (format: TableFormat, header: (number: Int, cells: [String]))? {
    let first = rows.prefix(titleRows)
    let keys = first.map { row in Set(row.cells.map { Heading($0).key }) }
    for format in all {
      for (header, keys) in zip(first, keys) where format.isHeader(keys) {
        return (format, header)
      }
    }
    return nil
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    var tables: [TableOfFormat] = []
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(PackedFile(path: path))
      for (table, preview) in zip(document.tables, try Preview(document).tables) {
        guard let (format, header) = Self.format(of: preview.rows),
          format.identifier == export.format
        else {
          try reading.ledger.skip(table, file: file)
          continue
        }
        if preview.rows.first?.number != header.number {
          reading.ledger.decide(.headerRow(number: header.number, sheet: table.name))
        }
        tables.append(TableOfFormat(table: table, format: format, header: header, file: file))
      }
    }
    try Self.check(export.mapping, fits: tables, path: export.paths.first ?? "")
    // What is said of parts is held until the things are read that they are parts of.
    var parts = HeldParts()
    for table in tables where table.format.describesParts {
      try table.read(export.mapping, into: &reading.ledger) { record, _, _ in parts.hold(record) }
    }
    let hasWholes = tables.contains { !$0.format.describesParts }
    for table in tables where !table.format.describesParts {
      try table.read(export.mapping, into: &reading.ledger) { record, key, ledger in
        var record = record
        if let key { parts.complete(&record, key, &ledger) }
        ledger.read += 1
        ledger.records += 1
        try emit(record)
      }
    }
    try parts.finish(hasWholes: hasWholes, into: &reading.ledger, emit: emit)
  }

  /// A mapping has to fit one of the tables: what it names and none has is a slip of the pen.
  private static func check(
    _ mapping: TableMapping?,
    fits tables: [TableOfFormat],
    path: String
  ) throws {
    guard let mapping, let first = tables.first else { return }
    guard !tables.contains(where: { mapping.missing(from: $0.header.cells).isEmpty }) else {
      return
    }
    throw ImportFailure(
      path: path,
      line: first.header.number,
      .mappingDoesNotFit(missing: mapping.missing(from: first.header.cells))
    )
  }
}
