public import Markup

/// How much a table or container may ask for before it is refused.
public struct TableLimits: Sendable, Hashable {
  /// The greatest length of a record of delimited text, or a row of a sheet, in bytes.
  public var recordBytes: Int

  /// The greatest number of cells in a row.
  public var columns: Int

  /// The greatest length of a cell of a sheet, in bytes.
  public var cellBytes: Int

  /// The greatest number of cells that the rows of a sheet leave out before others, in all.
  public var blankCells: Int

  /// The greatest number of members in a container.
  public var containerEntries: Int

  /// The greatest number of members in a zip whose texts are read as tables.
  public var zipTables: Int

  /// The greatest length of one member, in bytes, counted while it is inflated.
  public var entryBytes: Int

  /// The greatest ratio of a member's inflated to its compressed length.
  public var ratio: Int

  /// The inflated length up to which the ratio does not matter, in bytes.
  public var ratioGrace: Int

  /// The greatest length of a workbook's shared strings together, in bytes.
  public var sharedStringBytes: Int

  /// How much of a workbook's shared strings is held in memory, in bytes; the rest lies in a
  /// temporary file without a name.
  public var heldStringBytes: Int

  /// The greatest number of sheets in a document that keeps them all in one piece.
  public var sheets: Int

  /// The greatest length of what rows that are stated once and repeated amount to, in bytes.
  public var repeatedBytes: Int

  /// The greatest length of a container that has to be held in memory, in bytes.
  public var memoryBytes: Int

  /// The limits for the markup inside workbooks.
  public var markup: MarkupLimits

  /// Creates limits; what is left out is as in ``standard``.
  public init(
    recordBytes: Int = 1 << 20,
    columns: Int = 16_384,
    cellBytes: Int = 1 << 20,
    blankCells: Int = 100_000_000,
    containerEntries: Int = 10_000,
    zipTables: Int = 1_000,
    entryBytes: Int = 4 << 30,
    ratio: Int = 200,
    ratioGrace: Int = 100_000,
    sharedStringBytes: Int = 512 << 20,
    heldStringBytes: Int = 32 << 20,
    sheets: Int = 256,
    repeatedBytes: Int = 64 << 20,
    memoryBytes: Int = 256 << 20,
    markup: MarkupLimits = .standard
  ) {
    self.recordBytes = recordBytes
    self.columns = columns
    self.cellBytes = cellBytes
    self.blankCells = blankCells
    self.containerEntries = containerEntries
    self.zipTables = zipTables
    self.entryBytes = entryBytes
    self.ratio = ratio
    self.ratioGrace = ratioGrace
    self.sharedStringBytes = sharedStringBytes
    self.heldStringBytes = heldStringBytes
    self.sheets = sheets
    self.repeatedBytes = repeatedBytes
    self.memoryBytes = memoryBytes
    self.markup = markup
  }

  /// The limits for asset exports: far above any real one, far below harm.
  public static let standard = TableLimits()

  /// Whether so many inflated bytes may come out of so many compressed ones.
  func allowsRatio(of inflated: Int, to compressed: Int) -> Bool {
    inflated <= ratioGrace || Double(inflated) <= Double(compressed) * Double(ratio)
  }
}
