public import Inventory

/// Recognises one family of exports by content and reads it into records.
///
/// To add a format: one file with a type that conforms, one line in ``Formats/importers``.
public protocol Importer: Sendable {
  /// The identifiers that ``recognise(_:)`` can answer with.
  var formats: [FormatIdentifier] { get }

  /// Returns the format of what `preview` shows, `nil` when it is none of this importer's.
  func recognise(_ preview: Preview) -> FormatIdentifier?

  /// Why a file that is plainly of one of the formats cannot be read as it.
  ///
  /// Asked only where ``recognise(_:)`` answered `nil`: a column is missing, say. `nil` for files of
  /// other formats.
  func refusal(of preview: Preview) -> ImportFailure.Reason?

  /// Reads `export` as a stream.
  ///
  /// Every row or element that counts as one goes into the ledger exactly once: as a record's, as
  /// skipped or as rejected.
  ///
  /// - Parameters:
  ///   - export: What to read.
  ///   - reading: Receives the ledger and the day that the export describes.
  ///   - emit: Receives each record, in file order.
  /// - Throws: ``ImportFailure``, and what `emit` throws.
  func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws
}

extension Importer {
  /// Most formats that are not whole look like nothing at all.
  public func refusal(of preview: Preview) -> ImportFailure.Reason? { nil }
}

/// All formats that are read.
public enum Formats {
  /// The importers in the order in which they are asked; the first that answers reads the file.
  public static let importers: [any Importer] = [
    OCSFamilyXMLImporter(),
    RVToolsImporter(),
    AzureMigrateImporter(),
    AzureDependencyImporter(),
    NmapXMLImporter(),
    GLPIJSONImporter(),
    OCSJSONImporter(),
    LSHWImporter(),
    LibvirtDomainImporter(),
    LibvirtCapabilitiesImporter(),
    OVFImporter(),
    ITopXMLImporter(),
    ILORIMPImporter(),
    ILORIBCLImporter(),
    DMIDecodeImporter(),
    WMICListImporter(),
    SpreadsheetMLImporter(),
    TableFormatImporter(),
    InventoryTableImporter(),

    NoInventoryImporter(),
  ]

  /// The formats of which files in one folder read as one export, and that export's format.
  static let sets: [FormatIdentifier: FormatIdentifier] = [
    RVToolsImporter.oneTab: RVToolsImporter.tabSet, ITopXMLImporter.format: ITopXMLImporter.format,
    "gmc-csv": "gmc-csv",
  ]

  /// The importer that answers with `format`; `nil` for a format that none reads.
  static func importer(of format: FormatIdentifier) -> (any Importer)? {
    importers.first { $0.formats.contains(format) }
  }
}

/// What the beginning of a file shows: enough to tell its format, never its name.
public struct Preview: Sendable {
  /// The root element of a markup document; its local name, namespace and attributes.
  public struct Root: Sendable {
    /// The local name.
    public var name: String
    /// The namespace, `nil` when it has none.
    public var namespace: String?
    /// The attributes by local name.
    public var attributes: [String: String]
    /// The local names of the first elements inside, in document order, without repetition.
    public var children: [String]

    /// Creates a root.
    public init(
      name: String,
      namespace: String? = nil,
      attributes: [String: String] = [:],
      children: [String] = []
    ) {
      self.name = name
      self.namespace = namespace
      self.attributes = attributes
      self.children = children
    }
  }

  /// The first object of a JSON document.
  public struct Object: Sendable {
    /// The names of its members, in document order.
    public var names: [String]
    /// Its members that are texts, by name.
    public var texts: [String: String]

    /// Creates an object.
    public init(names: [String] = [], texts: [String: String] = [:]) {
      self.names = names
      self.texts = texts
    }
  }

  /// The first rows of one table.
  public struct Table: Sendable {
    /// The sheet's name, `nil` for delimited text.
    public var name: String?
    /// The first rows that are not blank, with their row numbers.
    public var rows: [(number: Int, cells: [String])]
    /// The delimiter, `nil` for a sheet.
    public var delimiter: String?

    /// Creates the preview of a table.
    public init(
      name: String? = nil,
      rows: [(number: Int, cells: [String])],
      delimiter: String? = nil
    ) {
      self.name = name
      self.rows = rows
      self.delimiter = delimiter
    }
  }

  /// The container that holds the tables, such as `xlsx`; `nil` for a bare file.
  public var container: String?
  /// The root element, for markup.
  public var root: Root?
  /// The first object, for JSON.
  public var object: Object?
  /// The tables, for a delimited text or a workbook, a workbook in markup too; else empty.
  public var tables: [Table]
  /// The first lines of a text that are not blank, blanks at their ends trimmed.
  public var lines: [String] = []

  /// Creates a preview.
  public init(
    container: String? = nil,
    root: Root? = nil,
    object: Object? = nil,
    tables: [Table] = []
  ) {
    self.container = container
    self.root = root
    self.object = object
    self.tables = tables
  }
}
