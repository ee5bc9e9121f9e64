/// All tables of a source, whatever it is packed in.
public struct TableDocument: Sendable {
  /// `xlsx`, `ods`, `zip` or `gzip`; `nil` for a plain text or XML.
  public var container: String?

  /// The tables: one for a text, one for each sheet of a workbook, one for each delimited text of
  /// a zip.
  public var tables: [Table]

  /// Finds out what a source is, and which tables it has.
  ///
  /// The rows are not read yet; of a workbook the shared strings are, and stay in memory.
  ///
  /// - Throws: ``TabularFailure`` when the source cannot be read or is no table.
  public static func open(
    _ source: some ByteSource,
    limits: TableLimits = .standard
  ) throws -> TableDocument {
    if let packed = source as? PackedFile {
      return try open(packed.unpacked(), limits: limits)
    }
    switch try ContentKind.sniff(source) {
    case .text:
      return TableDocument(tables: [try DelimitedText.table(source, limits: limits)])
    case .workbook:
      return TableDocument(container: "xlsx", tables: try Workbook.tables(source, limits: limits))
    case .openDocumentSpreadsheet:
      return TableDocument(
        container: "ods",
        tables: try OpenDocument.tables(source, limits: limits)
      )
    case .markup:
      return TableDocument(tables: try markupTables(source, limits: limits))
    case .zipContainer:
      return try openZip(source, limits: limits)
    case .gzip:
      let inflated = GzipSource(source, limits: limits)
      let kind = try ContentKind.sniff(inflated)
      // Nothing honest is compressed twice.
      guard kind != .gzip else {
        throw TabularFailure(.unsupportedContent(kind), name: source.name)
      }
      var document = try open(inflated, limits: limits)
      document.container = document.container ?? "gzip"
      return document
    case .empty:
      throw TabularFailure(.empty, name: source.name)
    case let kind:
      throw TabularFailure(.unsupportedContent(kind), name: source.name)
    }
  }

  /// The tables of a spreadsheet that is markup as it stands.
  private static func markupTables(
    _ source: some ByteSource,
    limits: TableLimits
  ) throws -> [Table] {
    switch try MarkupRoot.of(source, limits: limits) {
    case MarkupRoot(name: "Workbook", namespace: SpreadsheetMLReader.namespace):
      return try MarkupSheet<SpreadsheetMLReader>.tables(source, limits: limits)
    case MarkupRoot(name: "document", namespace: OpenDocumentReader.namespace):
      return try MarkupSheet<OpenDocumentReader>.tables(source, limits: limits)
    default:
      throw TabularFailure(.unsupportedContent(.markup), name: source.name)
    }
  }

  private static func openZip(
    _ source: some ByteSource,
    limits: TableLimits
  ) throws -> TableDocument {
    let container = try ZipContainer.open(source, limits: limits)
    var tables: [Table] = []
    // A zip is opened anew for each of its members, so very many would take very long.
    guard container.members.count <= limits.zipTables else {
      throw TabularFailure(.tooManyEntries(limit: limits.zipTables), name: source.name)
    }
    for member in container.members {
      let name = member.entry.partName
      let steps = name.split(separator: "/")
      if steps.contains(where: { $0.hasPrefix(".") || $0 == "__macosx" }) { continue }
      guard [".csv", ".tsv", ".txt"].contains(where: { name.hasSuffix($0) }) else { continue }
      let text = container.source(member)
      guard try ContentKind.sniff(text) == .text else { continue }
      tables.append(try DelimitedText.table(text, name: member.name, limits: limits))
    }
    guard !tables.isEmpty else {
      throw TabularFailure(.unsupportedContent(.zipContainer), name: source.name)
    }
    return TableDocument(container: "zip", tables: tables)
  }
}
