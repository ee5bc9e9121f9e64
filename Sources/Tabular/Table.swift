/// Something that had to be guessed, or was odd, about how a text is written.
public enum DialectGuess: Sendable, Hashable {
  /// The first line, `sep=…`, states the delimiter.
  case declaredDelimiter(String)

  /// So many of the first records that are not blank have the same number of columns with it.
  case delimiter(String, agreeing: Int, of: Int)

  /// No delimiter gives the records two columns or more.
  case singleColumn

  /// The encoding was told by the bytes alone, without a mark.
  case encoding(String)

  /// Among the first records, text followed a closing quote, first at this line.
  case textAfterQuote(line: Int)

  /// Among the first records, so many bytes could not be decoded.
  case undecodable(Int)
}

/// Cells that a sheet shows as one, reaching over more than one row.
public struct MergedRange: Sendable, Hashable {
  /// The first row, as ``TableRow/number`` counts.
  public var firstRow: Int

  /// The last row.
  public var lastRow: Int

  /// The first column, from 0.
  public var firstColumn: Int

  /// The last column, from 0.
  public var lastColumn: Int

  /// Creates a range.
  public init(firstRow: Int, lastRow: Int, firstColumn: Int, lastColumn: Int) {
    self.firstRow = firstRow
    self.lastRow = lastRow
    self.firstColumn = firstColumn
    self.lastColumn = lastColumn
  }
}

/// What a reading of a table saw, for the account of what became of each row.
public struct TableReading: Sendable, Hashable {
  /// How many rows were delivered.
  public var rows = 0

  /// The number of the last row, 0 when there was none.
  public var lastRow = 0

  /// How many bytes or units could not be decoded and became U+FFFD.
  public var undecodable = 0

  /// How many rows had text after a closing quote.
  public var rowsWithTextAfterQuote = 0

  /// Whether the table was read to its end.
  public var reachedEnd = false

  /// Creates the account of a reading that saw nothing.
  public init() {}
}

/// One table of a document: a delimited text, or a sheet.
///
/// Reading it again starts from the first row, and opens the source again.
public struct Table: Sendable {
  /// The sheet's name, or the member's in a container of texts; `nil` for a text of its own.
  public var name: String?

  /// Whether the workbook hides the sheet.
  public var isHidden: Bool

  /// The label of the text's encoding, such as `utf-8` or `windows-1252`; `nil` for a sheet.
  public var encoding: String?

  /// The delimiter of the text; `nil` for a sheet.
  public var delimiter: String?

  /// Whether the numbers of dates count from 1904 instead of 1900.
  public var usesDate1904: Bool

  /// What had to be guessed about the text.
  public var guesses: [DialectGuess]

  let rows: any RowSource

  init(
    rows: any RowSource,
    name: String? = nil,
    isHidden: Bool = false,
    encoding: String? = nil,
    delimiter: String? = nil,
    usesDate1904: Bool = false,
    guesses: [DialectGuess] = []
  ) {
    self.rows = rows
    self.name = name
    self.isHidden = isHidden
    self.encoding = encoding
    self.delimiter = delimiter
    self.usesDate1904 = usesDate1904
    self.guesses = guesses
  }

  /// The merges that a sheet declares and that reach over several rows.
  ///
  /// A sheet states them behind its rows, so they are known once it was read to its end.
  public var mergedRanges: [MergedRange] { rows.mergedRanges }

  /// Calls `body` with each row, in order, until it says stop.
  ///
  /// Memory does not grow with the number of rows.
  ///
  /// - Throws: ``TabularFailure`` after the rows before the place; the errors of `body` unchanged.
  @discardableResult
  public func forEachRow(
    _ body: (borrowing TableRow) throws -> RowAction
  ) throws -> TableReading {
    try rows.forEachRow(body)
  }
}

/// What can deliver rows, any number of times.
protocol RowSource: Sendable {
  var mergedRanges: [MergedRange] { get }

  func forEachRow(_ body: (borrowing TableRow) throws -> RowAction) throws -> TableReading
}
