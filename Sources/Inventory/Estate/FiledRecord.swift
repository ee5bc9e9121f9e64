/// A record as a workspace keeps it: with its id, and what is known of the export it came from.
public struct FiledRecord: Sendable, Hashable {
  /// The record's id.
  public var id: RecordID
  /// The import that brought it.
  public var importID: ImportID
  /// The format of the export, such as `rvtools-csv`.
  public var format: FormatIdentifier
  /// The day that the export describes; `nil` when nothing tells.
  public var asOf: CalendarDate?
  /// Whether a later export of the same source has replaced this one.
  public var isSuperseded: Bool
  /// What the row claims.
  public var record: Record

  /// Creates a filed record.
  public init(
    id: RecordID,
    importID: ImportID,
    format: FormatIdentifier,
    asOf: CalendarDate?,
    isSuperseded: Bool = false,
    record: Record
  ) {
    self.id = id
    self.importID = importID
    self.format = format
    self.asOf = asOf
    self.isSuperseded = isSuperseded
    self.record = record
  }
}

/// The name of a recognised kind of export, such as `rvtools-xlsx`.
public struct FormatIdentifier: Sendable, Hashable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The name as written.
  public let description: String

  /// Creates the identifier written as `description`.
  public init(_ description: String) {
    self.description = description
  }

  /// Creates the identifier written as `value`.
  public init(stringLiteral value: String) {
    description = value
  }
}
