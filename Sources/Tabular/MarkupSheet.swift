import Markup
import Synchronization

/// Reads one sheet of a document that holds all of its sheets in one piece of markup.
protocol MarkupSheetReader: MarkupHandler {
  /// Creates a reader of the sheet at `index`; of none, to learn the names, where it is `nil`.
  init(
    index: Int?,
    limits: TableLimits,
    body: @escaping (borrowing TableRow) throws -> RowAction
  )

  /// The names of the sheets so far.
  var sheetNames: [String] { get }

  /// What was delivered so far.
  var reading: TableReading { get }

  /// The merges over several rows that the sheet declared so far.
  var merges: [MergedRange] { get }
}

/// Ends a reading early: the caller has enough, or the sheet is over.
struct MarkupSheetEnd: Error {
  /// Whether the whole sheet was read.
  var isWhole: Bool
}

/// The rows of one sheet of such a document.
final class MarkupSheet<Reader: MarkupSheetReader>: RowSource {
  private let markup: any ByteSource
  private let index: Int
  private let limits: TableLimits

  /// Known after a reading.
  private let merges = Mutex<[MergedRange]>([])

  private init(markup: any ByteSource, index: Int, limits: TableLimits) {
    self.markup = markup
    self.index = index
    self.limits = limits
  }

  var mergedRanges: [MergedRange] { merges.withLock { $0 } }

  /// The sheets of a document; it is read once for their names.
  static func tables(_ markup: any ByteSource, limits: TableLimits) throws -> [Table] {
    var reader = Reader(index: nil, limits: limits) { _ in .stop }
    try read(markup, &reader, limits: limits)
    // Each sheet is found by reading those before it, so very many would take very long.
    guard reader.sheetNames.count <= limits.sheets else {
      throw TabularFailure(.tooManySheets(limit: limits.sheets), name: markup.name)
    }
    return reader.sheetNames.enumerated().map { index, name in
      Table(rows: MarkupSheet(markup: markup, index: index, limits: limits), name: name)
    }
  }

  func forEachRow(_ body: (borrowing TableRow) throws -> RowAction) throws -> TableReading {
    try withoutActuallyEscaping(body) { body in
      var reader = Reader(index: index, limits: limits, body: body)
      var isWhole = true
      do {
        try Self.read(markup, &reader, limits: limits)
      } catch let end as MarkupSheetEnd {
        isWhole = end.isWhole
      } catch var failure as TabularFailure {
        if failure.name.isEmpty { failure.name = markup.name }
        if failure.line == nil { failure.row = failure.row ?? (reader.reading.lastRow + 1) }
        throw failure
      }
      var reading = reader.reading
      reading.reachedEnd = isWhole
      if isWhole {
        let found = reader.merges
        merges.withLock { $0 = found }
      }
      return reading
    }
  }

  private static func read(
    _ markup: any ByteSource,
    _ reader: inout Reader,
    limits: TableLimits
  ) throws {
    var stream = try markup.open()
    do {
      try MarkupReader.read(limits: limits.markup, handler: &reader) { try stream.nextChunk() }
    } catch let failure as MarkupFailure {
      throw TabularFailure(.markup(failure), name: markup.name, line: failure.line)
    }
  }
}
