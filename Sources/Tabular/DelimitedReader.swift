/// Cuts UTF-8 text into records and cells.
///
/// Quotes are as RFC 4180 has them, read leniently: a quote inside an unquoted cell is text, and
/// text behind a closing quote is kept. The lines of a record end in LF, CR or CRLF, mixed as
/// they come.
struct DelimitedReader {
  private enum Mode {
    case plain, quoted, closed
  }

  static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let chunk = 1 << 18

  private let name: String
  private let limits: TableLimits
  private let scanner: SpecialBytes
  private let delimiter: UInt8
  private var stream: TextStream
  private var buffer: RecordBuffer
  private var cells: CellList
  private(set) var reading = TableReading()

  /// Positions in the buffer: of the record, of the cell, and of what was not looked at yet.
  private var recordStart = 0
  private var cellStart = 0
  private var scan = 0
  private var mode = Mode.plain
  private var closedAt = 0
  private var hasDoubledQuote = false
  private var hasTextAfterQuote = false

  /// Whether the last record ended in CR, so that an LF right here belongs to it.
  private var endedInReturn = false

  /// The line on which the record begins, and the line ends inside its quotes so far.
  private var line = 1
  private var breaks = 0
  private var breaksBeforeCell = 0
  private var rowNumber = 0

  init(stream: TextStream, name: String, delimiter: UInt8, limits: TableLimits) {
    self.stream = stream
    self.name = name
    self.delimiter = delimiter
    self.limits = limits
    scanner = SpecialBytes(delimiter: delimiter)
    buffer = RecordBuffer(capacity: Self.chunk * 2)
    cells = CellList()
  }

  /// Delivers the rows, but not the first `skipped` ones, which still count.
  mutating func forEachRow(
    skipping skipped: Int = 0,
    _ body: (borrowing TableRow) throws -> RowAction
  ) throws -> TableReading {
    while true {
      if try scanBuffer(skipped, body) == .stop { return reading }
      guard try refill() else { break }
    }
    if mode == .quoted { throw failure(.unterminatedQuote(openedAtLine: line + breaksBeforeCell)) }
    if buffer.count > recordStart {
      if try endRecord(at: buffer.count, skipped, body) == .stop { return reading }
    }
    reading.reachedEnd = true
    reading.undecodable = stream.undecodable
    return reading
  }

  /// Looks at what is in the buffer, up to its end.
  private mutating func scanBuffer(
    _ skipped: Int,
    _ body: (borrowing TableRow) throws -> RowAction
  ) throws -> RowAction {
    let bytes = buffer.bytes
    let end = buffer.count
    while scan < end {
      let block = scan
      // The buffer reaches further than its content, so that a whole block can always be loaded.
      var found = scanner.mask(bytes + block)
      if end &- block < SpecialBytes.block { found &= (1 &<< UInt64(end &- block)) &- 1 }
      scan = min(block &+ SpecialBytes.block, end)
      while found != 0 {
        let position = block &+ found.trailingZeroBitCount
        found &= found &- 1
        let byte = bytes[position]
        if mode == .quoted {
          quotedByte(byte, at: position, bytes)
        } else if byte == delimiter {
          try endCell(at: position)
          cellStart = position &+ 1
          try endPlainCells(of: &found, from: block, bytes)
          breaksBeforeCell = breaks
        } else if byte == Self.quote {
          plainQuote(at: position)
        } else if byte == Self.lineFeed, endedInReturn, position == recordStart {
          endedInReturn = false
          recordStart = position &+ 1
          cellStart = recordStart
        } else {
          endedInReturn = byte == Self.carriageReturn
          if try endRecord(at: position, skipped, body) == .stop { return .stop }
        }
      }
    }
    return .next
  }

  /// Ends the cells that delimiters alone end, until another special byte comes.
  ///
  /// Most cells are such, and here their beginnings stay in a register.
  @inline(__always)
  private mutating func endPlainCells(
    of found: inout UInt64,
    from block: Int,
    _ bytes: UnsafeMutablePointer<UInt8>
  ) throws {
    var start = cellStart
    while found != 0 {
      let position = block &+ found.trailingZeroBitCount
      guard bytes[position] == delimiter else { break }
      found &= found &- 1
      guard cells.count < limits.columns else {
        throw failure(.tooManyColumns(limit: limits.columns))
      }
      cells.append(start &- recordStart, position &- recordStart)
      start = position &+ 1
    }
    cellStart = start
  }

  @inline(__always)
  private mutating func quotedByte(
    _ byte: UInt8,
    at position: Int,
    _ bytes: UnsafeMutablePointer<UInt8>
  ) {
    switch byte {
    case Self.quote:
      mode = .closed
      closedAt = position
    case Self.carriageReturn:
      breaks &+= 1
    case Self.lineFeed where bytes[position &- 1] != Self.carriageReturn:
      breaks &+= 1
    default:
      break
    }
  }

  @inline(__always)
  private mutating func plainQuote(at position: Int) {
    if mode == .plain {
      if position == cellStart { mode = .quoted }
    } else if position == closedAt &+ 1 {
      hasDoubledQuote = true
      mode = .quoted
      // A third quote closes again; only a quote right behind a closing one is doubled.
      closedAt = -1
    }
  }

  @inline(__always)
  private mutating func endCell(at end: Int) throws {
    guard cells.count < limits.columns else {
      throw failure(.tooManyColumns(limit: limits.columns))
    }
    if mode == .plain {
      cells.append(cellStart &- recordStart, end &- recordStart)
      return
    }
    mode = .plain
    let hasTail = closedAt &+ 1 < end
    if hasTail || hasDoubledQuote { return try endRepairedCell(at: end, hasTail: hasTail) }
    cells.append(cellStart &+ 1 &- recordStart, end &- 1 &- recordStart)
  }

  /// Ends a quoted cell that has to be put together: doubled quotes halved, a tail kept.
  private mutating func endRepairedCell(at end: Int, hasTail: Bool) throws {
    let bytes = buffer.bytes
    if hasTail, (closedAt + 1..<end).contains(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }) {
      // Lines inside the quotes and text behind them: this quote closes nothing, it opens the
      // next quoted cell, and everything between the two would be lost in one cell.
      guard breaks == breaksBeforeCell else {
        throw failure(.unterminatedQuote(openedAtLine: line + breaksBeforeCell))
      }
      hasTextAfterQuote = true
    }
    var target = cellStart + 1
    var position = cellStart + 1
    var isInside = true
    while position < end {
      if isInside, bytes[position] == Self.quote {
        position += 1
        guard position < end, bytes[position] == Self.quote else {
          isInside = false
          continue
        }
      }
      bytes[target] = bytes[position]
      target += 1
      position += 1
    }
    hasDoubledQuote = false
    cells.append(cellStart + 1 - recordStart, target - recordStart)
  }

  private mutating func endRecord(
    at end: Int,
    _ skipped: Int,
    _ body: (borrowing TableRow) throws -> RowAction
  ) throws -> RowAction {
    guard end &- recordStart <= limits.recordBytes else {
      throw failure(.recordTooLong(limit: limits.recordBytes))
    }
    if end > recordStart { try endCell(at: end) }
    rowNumber &+= 1
    var action = RowAction.next
    if rowNumber > skipped {
      reading.rows &+= 1
      reading.lastRow = rowNumber
      if hasTextAfterQuote { reading.rowsWithTextAfterQuote &+= 1 }
      let row = TableRow(
        number: rowNumber,
        line: line,
        count: cells.count,
        bytes: buffer.bytes + recordStart,
        spans: cells.spans,
        hasTextAfterQuote: hasTextAfterQuote
      )
      reading.undecodable = stream.undecodable
      action = try body(row)
    }
    hasTextAfterQuote = false
    cells.removeAll()
    line &+= breaks &+ 1
    breaks = 0
    breaksBeforeCell = 0
    recordStart = end &+ 1
    cellStart = recordStart
    return action
  }

  /// Moves the record that is not complete to the front and reads on; `false` at the end.
  private mutating func refill() throws -> Bool {
    if recordStart > 0 {
      buffer.drop(recordStart)
      scan -= recordStart
      cellStart -= recordStart
      closedAt -= recordStart
      recordStart = 0
    }
    guard buffer.count <= limits.recordBytes else {
      throw failure(
        mode == .quoted
          ? .unterminatedQuote(openedAtLine: line + breaksBeforeCell)
          : .recordTooLong(limit: limits.recordBytes)
      )
    }
    let free = buffer.free(atLeast: Self.chunk)
    let count = try stream.read(into: free)
    buffer.count += count
    return count > 0
  }

  private func failure(_ reason: TabularFailure.Reason) -> TabularFailure {
    TabularFailure(reason, name: name, line: line, row: rowNumber + 1)
  }
}
