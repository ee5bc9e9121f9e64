public import Inventory
import Tabular

/// Takes well-formed files that hold no asset, so that nothing is lost in silence.
public struct NoInventoryImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = [plainTable, "not-an-asset-export"]

  /// A table whose headings are none of an inventory.
  static let plainTable: FormatIdentifier = "plain-table"

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    if !preview.tables.isEmpty { return formats[0] }
    return preview.root.map { MarkupFormats.isInventory($0) } == false ? formats[1] : nil
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    guard export.format == formats[0] else { return }
    for (file, path) in export.paths.enumerated() {
      for table in try TableDocument.open(PackedFile(path: path)).tables {
        try reading.ledger.skip(table, file: file)
      }
    }
  }
}

/// The kinds of markup that are inventories which no importer reads yet.
enum MarkupFormats {
  /// Whether the root is that of an inventory, so that "no asset" would be untrue.
  static func isInventory(_ root: Preview.Root) -> Bool {
    switch root.name {
    case "list", "node", "domain", "domains", "capabilities", "Envelope", "Set",
      "RIMP", "RIBCL", "Objs", "Objects", "Inventory":
      true
    case "Workbook": true
    default: false
    }
  }
}
