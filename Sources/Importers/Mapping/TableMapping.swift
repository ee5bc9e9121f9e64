public import Inventory

/// How a person says that a table is to be read, where the guesses are wrong or have nothing to
/// go by.
///
/// What it does not say is guessed as ever. It is written by hand, in a file of settings, and kept
/// as data: ``settings`` and ``init(settings:)`` lead to and from named values, so that any syntax
/// for these can hold it.
public struct TableMapping: Sendable, Hashable {
  /// One column: what stands in it.
  public struct Column: Sendable, Hashable {
    /// The heading, compared without case, accents and punctuation.
    public var heading: String
    /// The attribute that the column fills; `nil` when it is to be passed over.
    public var attribute: Attribute?
    /// The unit of its numbers where cells name none, such as `GB`; `nil` when the heading tells.
    public var unit: String?

    /// Creates the mapping of a column.
    public init(heading: String, attribute: Attribute?, unit: String? = nil) {
      self.heading = heading
      self.attribute = attribute
      self.unit = unit
    }
  }

  /// The mark before the decimals of numbers.
  public enum DecimalMark: String, Sendable, Hashable, CaseIterable {
    case point = "."
    case comma = ","
  }

  /// The order of day and month.
  public enum DateOrder: String, Sendable, Hashable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
  }

  /// The sheet that is meant, for a workbook; `nil` for every table of the file.
  public var sheet: String?
  /// The number of the row that holds the headings, from 1, counted with every row above.
  public var headerRow: Int?
  /// What each row is about; `nil` lets the row tell.
  public var kind: RecordKind?
  /// The decimal mark of every column.
  public var decimalMark: DecimalMark?
  /// The order of day and month of every column.
  public var dateOrder: DateOrder?
  /// The heading of the column that names the agency.
  public var agencyColumn: String?
  /// The heading of the column that names the site.
  public var siteColumn: String?
  /// The columns that are said to hold something; others are guessed.
  public var columns: [Column]

  /// Creates a mapping.
  public init(
    sheet: String? = nil,
    headerRow: Int? = nil,
    kind: RecordKind? = nil,
    decimalMark: DecimalMark? = nil,
    dateOrder: DateOrder? = nil,
    agencyColumn: String? = nil,
    siteColumn: String? = nil,
    columns: [Column] = []
  ) {
    self.sheet = sheet
    self.headerRow = headerRow
    self.kind = kind
    self.decimalMark = decimalMark
    self.dateOrder = dateOrder
    self.agencyColumn = agencyColumn
    self.siteColumn = siteColumn
    self.columns = columns
  }

  /// Whether the mapping is about the table of this name.
  func concerns(sheet name: String?) -> Bool { sheet == nil || sheet == name }
}
