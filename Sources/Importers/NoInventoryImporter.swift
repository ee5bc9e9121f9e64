public import Inventory
import Markup
import Tabular

/// Takes well-formed files that hold no asset, so that nothing is lost in silence.
public struct NoInventoryImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = known

  /// The identifiers of files in which nothing is recognised as an asset.
  static let known: [FormatIdentifier] = [plainTable, "not-an-asset-export"]

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
    for (file, path) in export.paths.enumerated() {
      guard export.format == formats[0] else {
        // A damaged file is told to be damaged: what is lost of it may be the inventory.
        var stream = try PackedFile(path: path).open()
        var nothing = Nothing()
        try MarkupReader.read(handler: &nothing) { try stream.nextChunk() }
        continue
      }
      for table in try TableDocument.open(PackedFile(path: path)).tables {
        try reading.ledger.skip(table, file: file)
      }
    }
  }
}

/// Takes no event: whether the document is one at all is for its reader to say.
private struct Nothing: MarkupHandler {
  mutating func prepare(_ names: inout MarkupNames) {}

  mutating func start(_ tag: borrowing StartTag) throws {}

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  mutating func end(_ name: MarkupName) throws {}
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
