public import Inventory

/// One export found on disk: a file, or several tabs that read as one set.
public struct Export: Sendable, Hashable {
  /// The files, in the order found; ``Inventory/Locator/file`` is a position in this list.
  public var paths: [String]
  /// The recognised format.
  public var format: FormatIdentifier
  /// The container that holds it, such as `xlsx`; `nil` for a bare file.
  public var container: String?
  /// The text encoding found; `nil` for workbooks and markup.
  public var encoding: String?
  /// The delimiter found; `nil` for what has none.
  public var delimiter: String?
  /// How a person says that its tables are to be read; `nil` lets all be guessed.
  public var mapping: TableMapping?

  /// Creates an export.
  public init(
    paths: [String],
    format: FormatIdentifier,
    container: String? = nil,
    encoding: String? = nil,
    delimiter: String? = nil,
    mapping: TableMapping? = nil
  ) {
    self.paths = paths
    self.format = format
    self.container = container
    self.encoding = encoding
    self.delimiter = delimiter
    self.mapping = mapping
  }

  /// Whether nothing in it is recognised as an asset, so that there is nothing to import.
  ///
  /// A mapping makes an inventory of a table of unknown headings.
  public var holdsNoAssets: Bool {
    NoInventoryImporter.known.contains(format)
      && (mapping == nil || format != NoInventoryImporter.plainTable)
  }

  /// Reads the export as a stream, records in file order.
  ///
  /// - Parameters:
  ///   - mapping: How its tables are to be read; `nil` for what ``mapping`` says. With a mapping, a
  ///     table of unknown headings is read as an inventory; formats whose columns never vary (RVTools,
  ///     Azure Migrate, all markup) have no use for one.
  ///   - strict: Whether one rejected row or value makes the whole reading fail.
  ///   - emit: Receives each record.
  /// - Returns: The account of the reading.
  /// - Throws: ``ImportFailure`` when the file cannot be read to its end, or is not clean and
  ///   `strict` asks for that; and what `emit` throws, unchanged.
  public func read(
    mapping: TableMapping? = nil,
    strict: Bool = false,
    emit: (Record) throws -> Void
  ) throws -> Reading {
    var export = self
    export.mapping = mapping ?? self.mapping
    // Only a table of unknown headings needs a person to be an inventory.
    if export.mapping != nil, format == NoInventoryImporter.plainTable {
      export.format = InventoryTableImporter.format
    }
    guard let importer = Formats.importer(of: export.format) else {
      throw ImportFailure(path: paths.first ?? "", .formatNotRead(format.description))
    }
    var reading = Reading()
    do {
      var impossible: [Finding] = []
      try importer.read(export, into: &reading) { record in
        let breaches = Bounds.breaches(of: record)
        guard !breaches.isEmpty else { return try emit(record) }
        var kept = record
        for breach in breaches {
          impossible.append(breach.finding)
          breach.clear(&kept)
        }
        try emit(kept)
      }
      reading.ledger.merge(impossible)
    } catch {
      throw ImportFailure.converting(error, path: paths.first ?? "")
    }
    if strict { try reading.requireClean(of: self) }
    return reading
  }
}

/// The account of one reading, and the day that the export describes.
public struct Reading: Sendable, Hashable {
  /// What became of each row.
  public var ledger: Ledger
  /// The day that the export describes, as its content tells; `nil` when it does not.
  public var asOf: CalendarDate?

  /// Creates an account.
  public init(ledger: Ledger = Ledger(), asOf: CalendarDate? = nil) {
    self.ledger = ledger
    self.asOf = asOf
  }

  /// Throws ``ImportFailure`` when a row or value of `export` was rejected.
  public func requireClean(of export: Export) throws {
    guard let finding = ledger.rejections.first else { return }
    let paths = export.paths
    throw ImportFailure(
      path: paths.indices.contains(finding.at.file) ? paths[finding.at.file] : "",
      line: finding.at.line ?? finding.at.number,
      .notClean(rejections: ledger.rejections.count, first: finding)
    )
  }

  /// Takes `date` when it is later than what is known so far.
  mutating func note(asOf date: CalendarDate?) {
    guard let date else { return }
    asOf = max(asOf ?? date, date)
  }
}

/// What was found at a path: an export to read, or a file that is refused with the reason.
public enum FoundExport: Sendable {
  /// An export of a format that is read.
  case export(Export)
  /// A file that is not read.
  case refused(ImportFailure)
}
