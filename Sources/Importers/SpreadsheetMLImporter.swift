public import Inventory

/// Reads workbooks that Excel saved as "XML Spreadsheet 2003", often under the name `.xls`.
///
/// Their tables read like those of any workbook; sheets without the columns of an inventory are
/// passed over and counted.
public struct SpreadsheetMLImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["spreadsheetml-2003"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.root?.name == "Workbook" && MarkupTables.are(preview.root) ? formats[0] : nil
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    try InventoryTableImporter().read(export, into: &reading, emit: emit)
  }
}
