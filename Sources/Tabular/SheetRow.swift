/// The cells of one row of a sheet, put together one after the other.
struct SheetRow {
  private var bytes: [UInt8] = []
  private var spans: [CellSpan] = []
  private var numbers: [Double] = []

  /// Cells that were left out before others, in all rows, for which room was made.
  private var blankCells = 0

  /// Whether no cell with anything in it was set.
  var isBlank: Bool { bytes.isEmpty }

  /// How much memory the row takes, in bytes.
  var size: Int { bytes.count + spans.count * (MemoryLayout<CellSpan>.stride + 8) }

  /// Sets a cell; columns between it and the last one are empty.
  ///
  /// - Throws: ``TabularFailure`` beyond the limits, without a place.
  mutating func set(
    _ column: Int,
    _ text: some Collection<UInt8>,
    _ kind: CellKind,
    number: Double = .nan,
    limits: TableLimits
  ) throws {
    guard column < limits.columns else {
      throw TabularFailure(.tooManyColumns(limit: limits.columns), name: "")
    }
    guard bytes.count + text.count <= limits.recordBytes else {
      throw TabularFailure(.recordTooLong(limit: limits.recordBytes), name: "")
    }
    if spans.count <= column {
      let missing = column + 1 - spans.count
      blankCells += missing - 1
      guard blankCells <= limits.blankCells else {
        throw TabularFailure(.tooManyBlankCells(limit: limits.blankCells), name: "")
      }
      let blank = CellSpan(start: UInt32(bytes.count), end: UInt32(bytes.count), kind: .empty)
      spans.append(contentsOf: repeatElement(blank, count: missing))
      numbers.append(contentsOf: repeatElement(.nan, count: missing))
    }
    let start = UInt32(bytes.count)
    bytes += text
    spans[column] = CellSpan(start: start, end: UInt32(bytes.count), kind: kind)
    numbers[column] = number
  }

  /// Hands the row out under `number`.
  func deliver(
    number: Int,
    to body: (borrowing TableRow) throws -> RowAction
  ) throws -> RowAction {
    try Self.deliver(bytes, spans, numbers, number: number, to: body)
  }

  /// Hands out the row that these cells make.
  static func deliver(
    _ bytes: [UInt8],
    _ spans: [CellSpan],
    _ numbers: [Double],
    number: Int,
    to body: (borrowing TableRow) throws -> RowAction
  ) throws -> RowAction {
    try bytes.withUnsafeBufferPointer { bytes in
      try spans.withUnsafeBufferPointer { spans in
        try numbers.withUnsafeBufferPointer { numbers in
          let row = TableRow(
            number: number,
            line: nil,
            count: spans.count,
            bytes: bytes.baseAddress,
            spans: spans.baseAddress,
            numbers: numbers.baseAddress
          )
          return try body(row)
        }
      }
    }
  }

  /// Makes the row empty, and keeps its memory.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }
}
