import Markup
import Synchronization

/// The rows of one sheet of a workbook.
final class Sheet: RowSource {
  private let workbook: Workbook
  private let part: String
  private let limits: TableLimits

  /// Stated behind the rows, so known after a reading.
  private let merges = Mutex<[MergedRange]>([])

  init(workbook: Workbook, part: String, limits: TableLimits) {
    self.workbook = workbook
    self.part = part
    self.limits = limits
  }

  var mergedRanges: [MergedRange] { merges.withLock { $0 } }

  func forEachRow(_ body: (borrowing TableRow) throws -> RowAction) throws -> TableReading {
    try withoutActuallyEscaping(body) { body in
      var reader = SheetReader(
        workbook: workbook,
        name: workbook.archive.name + "!" + part,
        limits: limits,
        body: body
      )
      do {
        try workbook.read(part, &reader)
        reader.reading.reachedEnd = true
        let found = reader.merges
        merges.withLock { $0 = found }
      } catch is SheetReader.Stopped {
        // The caller has what it wanted.
      } catch var failure as TabularFailure {
        failure.row = failure.row ?? (reader.reading.lastRow + 1)
        throw failure
      }
      return reader.reading
    }
  }
}
