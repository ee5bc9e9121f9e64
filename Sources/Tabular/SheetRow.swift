/// The cells of one row of a sheet, put together one after the other.
///
/// A class with memory of its own: the rows of a sheet have millions of cells, and an array would
/// ask for each of them whether it is shared.
final class SheetRow {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 4_096
  private var spans: UnsafeMutablePointer<CellSpan>
  private var numbers: UnsafeMutablePointer<Double>
  private var cellCapacity = 64

  /// How many bytes of text the cells have.
  private(set) var byteCount = 0

  /// How many cells there are.
  private(set) var count = 0

  /// Cells that were left out before others, in all rows, for which room was made.
  private var blankCells = 0

  init() {
    bytes = .allocate(capacity: byteCapacity)
    spans = .allocate(capacity: cellCapacity)
    numbers = .allocate(capacity: cellCapacity)
  }

  deinit {
    bytes.deallocate()
    spans.deallocate()
    numbers.deallocate()
  }

  /// Whether no cell was set.
  var isBlank: Bool { count == 0 }

  /// How much memory the row takes, in bytes.
  var size: Int { byteCount + count * (MemoryLayout<CellSpan>.stride + 8) }

  /// Sets a cell; columns between it and the last one are empty.
  ///
  /// - Throws: ``TabularFailure`` beyond the limits, without a place.
  func set(
    _ column: Int,
    _ text: [UInt8],
    _ kind: CellKind,
    number: Double = .nan,
    limits: TableLimits
  ) throws {
    guard column < limits.columns else {
      throw TabularFailure(.tooManyColumns(limit: limits.columns), name: "")
    }
    guard byteCount + text.count <= limits.recordBytes else {
      throw TabularFailure(.recordTooLong(limit: limits.recordBytes), name: "")
    }
    try makeRoom(for: column, limits: limits)
    let start = byteCount
    text.withUnsafeBufferPointer { append($0) }
    set(column, from: start, kind, number: number)
  }

  /// Makes sure that there is a cell in `column`, which is within the limit of columns.
  @inline(__always)
  func makeRoom(for column: Int, limits: TableLimits) throws {
    if column == count, column < cellCapacity {
      count = column &+ 1
    } else if column >= count {
      try makeRoomBeyond(column, limits: limits)
    }
  }

  private func makeRoomBeyond(_ column: Int, limits: TableLimits) throws {
    blankCells += column - count
    guard blankCells <= limits.blankCells else {
      throw TabularFailure(.tooManyBlankCells(limit: limits.blankCells), name: "")
    }
    if column >= cellCapacity {
      let larger = max(cellCapacity * 2, column + 1)
      let moreSpans = UnsafeMutablePointer<CellSpan>.allocate(capacity: larger)
      moreSpans.moveInitialize(from: spans, count: count)
      spans.deallocate()
      spans = moreSpans
      let moreNumbers = UnsafeMutablePointer<Double>.allocate(capacity: larger)
      moreNumbers.moveInitialize(from: numbers, count: count)
      numbers.deallocate()
      numbers = moreNumbers
      cellCapacity = larger
    }
    let place = UInt32(byteCount)
    let blank = CellSpan(start: place, end: place, kind: .empty)
    (spans + count).initialize(repeating: blank, count: column + 1 - count)
    (numbers + count).initialize(repeating: .nan, count: column + 1 - count)
    count = column + 1
  }

  /// Lets the cell in `column`, for which there is room, have the text from `start` on.
  @inline(__always)
  func set(_ column: Int, from start: Int, _ kind: CellKind, number: Double) {
    precondition(column < count, "room is made before a cell is set")
    let span = CellSpan(
      start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: byteCount),
      kind: kind
    )
    (spans + column).initialize(to: span)
    (numbers + column).initialize(to: number)
  }

  /// Appends to the text of the cell that is set next.
  @inline(__always)
  func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    if byteCapacity &- byteCount < text.count { grow(by: text.count) }
    (bytes + byteCount).update(from: start, count: text.count)
    byteCount &+= text.count
  }

  private func grow(by count: Int) {
    let larger = max(byteCapacity * 2, byteCount + count)
    let more = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    more.update(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = more
    byteCapacity = larger
  }

  /// Hands the row out under `number`.
  func deliver(
    number: Int,
    to body: (borrowing TableRow) throws -> RowAction
  ) throws -> RowAction {
    let row = TableRow(
      number: number,
      line: nil,
      count: count,
      bytes: bytes,
      spans: spans,
      numbers: numbers
    )
    return try body(row)
  }

  /// Makes the row empty, and keeps its memory.
  func clear() {
    byteCount = 0
    count = 0
  }

  /// Makes the row as it was before the first one.
  func restart() {
    clear()
    blankCells = 0
  }
}
