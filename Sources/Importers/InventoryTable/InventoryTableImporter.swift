public import Inventory
import Tabular

/// Reads any table whose headings are those of an inventory: hand-made lists, GLPI exports.
///
/// Delimited text or workbook, Italian or English, title rows above the header, units in headings
/// or cells. Two passes: the first learns how numbers and dates are written, the second reads.
public struct InventoryTableImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = [format]

  /// The identifier of a table with headings of an inventory.
  static let format: FormatIdentifier = "inventory-table"

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.tables.contains { TableHeader(in: $0.rows) != nil } ? formats[0] : nil
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(PackedFile(path: path))
      let previews = try Preview(document).tables
      let headers = try Self.headers(of: previews, export.mapping, path: path)
      for ((table, preview), header) in zip(zip(document.tables, previews), headers) {
        guard let header else {
          try reading.ledger.skip(table, file: file)
          continue
        }
        let mapping = export.mapping.flatMap { $0.concerns(sheet: table.name) ? $0 : nil }
        try read(table, header, preview.rows, mapping, file: file, into: &reading, emit: emit)
      }
    }
  }

  /// The header of each table; `nil` for a table that holds no asset.
  ///
  /// A mapping has to fit one table of the file; the sheets that it does not fit hold no asset.
  private static func headers(
    of tables: [Preview.Table],
    _ mapping: TableMapping?,
    path: String
  ) throws -> [TableHeader?] {
    var misfit: ImportFailure?
    var headers: [TableHeader?] = []
    for table in tables {
      let own = mapping.flatMap { $0.concerns(sheet: table.name) ? $0 : nil }
      do {
        headers.append(try TableHeader.find(in: table.rows, own, path: path))
      } catch let failure as ImportFailure {
        misfit = misfit ?? failure
        headers.append(nil)
      }
    }
    if let misfit, headers.allSatisfy({ $0 == nil }) { throw misfit }
    return headers
  }

  private func read(
    _ table: Table,
    _ header: TableHeader,
    _ preview: [(number: Int, cells: [String])],
    _ mapping: TableMapping?,
    file: Int,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    let dictionary = mapping?.applied(to: header.dictionary) ?? header.dictionary
    reading.ledger.note(table.guesses)
    if preview.first?.number != header.row {
      reading.ledger.decide(.headerRow(number: header.row, sheet: table.name))
    }
    var map = ColumnMap(header: header.cells, row: header.row) { dictionary[$0] }
    try map.survey(table, mapping, into: &reading.ledger)
    noteGuesses(map, &reading.ledger)
    var titleDate: CalendarDate?
    for (number, cells) in preview where number < header.row {
      titleDate = titleDate ?? cells.compactMap { TitleDate.date(in: $0) }.first
    }
    var rows = InventoryRows(
      reader: RowReader(map: map, usesDate1904: table.usesDate1904),
      isOfApplications: header.isOfApplications,
      kind: mapping?.kind
    )
    var newest: CalendarDate?
    let account = try table.forEachRow { row in
      let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
      if let record = rows.record(of: row, at: place, into: &reading.ledger) {
        newest = max(newest ?? record.lastSeen, record.lastSeen)
        try emit(record)
      }
      return .next
    }
    if account.undecodable > 0 {
      reading.ledger.decide(.replacedBytes(count: account.undecodable))
    }
    reading.note(asOf: titleDate ?? newest)
    rows.close(into: &reading.ledger)
  }

  private func noteGuesses(_ map: ColumnMap, _ ledger: inout Ledger) {
    for column in map.columns {
      switch column.meaning {
      case .cpuAndMemory:
        ledger.decide(.column(column.heading, attribute: .cpuCores))
        ledger.decide(.column(column.heading, attribute: .memory))
      case .makerAndModel:
        ledger.decide(.column(column.heading, attribute: .manufacturer))
        ledger.decide(.column(column.heading, attribute: .model))
      case .fact(.measuredPower), .fact(.powerSupplies), .fact(.service):
        if let attribute = column.meaning.attribute {
          ledger.decide(.column(column.heading, attribute: attribute))
        }
      case .fact(.memory) where column.unit == nil:
        let isGigabytes = RowReader.mebibytes(in: nil, greatest: column.greatest) > 1
        if column.greatest > 0 {
          ledger.decide(.unit(isGigabytes ? "GiB" : "MiB", column: column.heading))
        }
      default: continue
      }
    }
  }
}

private func max(_ left: CalendarDate?, _ right: CalendarDate?) -> CalendarDate? {
  guard let left else { return right }
  guard let right else { return left }
  return Swift.max(left, right)
}

/// Finds the day of an inventory in its title: `Aggiornato al 15/02/2023`.
enum TitleDate {
  /// The first date in `text`, where a word says that the text tells the inventory's day.
  static func date(in text: String) -> CalendarDate? {
    let words = Heading.words(text)
    let says = [
      "aggiornato", "aggiornata", "aggiornamento", "agg", "situazione", "data", "al", "del",
      "updated", "as", "date", "estratto", "estrazione", "stampato",
    ]
    guard words.contains(where: { says.contains($0) }) else { return nil }
    for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" }) {
      if piece.contains(where: \.isNumber), piece.count >= 6,
        piece.contains(where: { "/-.".contains($0) }),
        let date = DateStyle.dayFirst.date(piece)
      {
        return date
      }
    }
    return nil
  }
}
