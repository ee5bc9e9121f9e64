/// One reading of an export, as a workspace keeps it.
public struct FiledImport: Sendable, Hashable {
  /// A file of the export.
  public struct File: Sendable, Hashable {
    /// The path, as given.
    public var path: String
    /// The SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Its size in bytes.
    public var size: Int64

    /// Creates a file.
    public init(path: String, sha256: String, size: Int64) {
      self.path = path
      self.sha256 = sha256
      self.size = size
    }
  }

  /// The import's id.
  public var id: ImportID
  /// The agency that it describes.
  public var agency: AgencyCode
  /// Its files, in order; a record's locator counts on this order.
  public var files: [File]
  /// The recognised format.
  public var format: FormatIdentifier
  /// The day that it describes; `nil` when nothing tells.
  public var asOf: CalendarDate?
  /// Whether a later export of the same source has replaced it.
  public var isSuperseded: Bool
  /// Its account.
  public var ledger: Ledger

  /// Creates a filed import.
  public init(
    id: ImportID,
    agency: AgencyCode,
    files: [File],
    format: FormatIdentifier,
    asOf: CalendarDate?,
    isSuperseded: Bool,
    ledger: Ledger
  ) {
    self.id = id
    self.agency = agency
    self.files = files
    self.format = format
    self.asOf = asOf
    self.isSuperseded = isSuperseded
    self.ledger = ledger
  }
}
