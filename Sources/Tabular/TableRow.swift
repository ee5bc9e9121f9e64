/// What kind of value a cell holds.
public enum CellKind: UInt8, Sendable {
  /// Nothing, or only blanks.
  case empty

  /// Text; every cell of a delimited text that is not empty.
  case text

  /// A number of a sheet.
  case number

  /// A logical value of a sheet; its text is `TRUE` or `FALSE`.
  case boolean

  /// A date, a time or both, of a sheet; its text is ISO 8601 with a blank for the `T`.
  case date

  /// An error of a sheet; its text is such as `#N/A`.
  case error

  /// A formula of a sheet whose value is not stored, as programs leave them; without text.
  case formula
}

/// Whether to go on after a row.
public enum RowAction: Sendable {
  /// Reads the next row.
  case next

  /// Ends the reading, without an error.
  case stop
}

/// Where one cell lies in the bytes of its row.
@usableFromInline
struct CellSpan {
  @usableFromInline var start: UInt32
  @usableFromInline var end: UInt32
  var kind: CellKind
}

/// One row, valid only during the call that it is given to.
public struct TableRow: ~Copyable {
  /// The row's number, from 1: blank, title and header rows count, a `sep=` line too.
  ///
  /// A cell with line breaks is one row. A row of a sheet has the sheet's own number.
  public let number: Int

  /// The physical line on which the row begins, from 1; `nil` for a sheet.
  public let line: Int?

  /// How many cells the row has; an empty line has none.
  public let count: Int

  /// Whether text followed a closing quote, which was kept as part of the cell.
  public let hasTextAfterQuote: Bool

  @usableFromInline let bytes: UnsafePointer<UInt8>?
  @usableFromInline let spans: UnsafePointer<CellSpan>?
  let numbers: UnsafePointer<Double>?

  init(
    number: Int,
    line: Int?,
    count: Int,
    bytes: UnsafePointer<UInt8>?,
    spans: UnsafePointer<CellSpan>?,
    numbers: UnsafePointer<Double>? = nil,
    hasTextAfterQuote: Bool = false
  ) {
    self.number = number
    self.line = line
    self.count = count
    self.bytes = bytes
    self.spans = spans
    self.numbers = numbers
    self.hasTextAfterQuote = hasTextAfterQuote
  }

  /// The text of a cell, from 0, blanks at both ends trimmed; empty beyond the last cell.
  public subscript(column: Int) -> String {
    String(decoding: trimmed(column), as: UTF8.self)
  }

  /// The text of a cell as it stands, quotes removed; empty beyond the last cell.
  public func raw(_ column: Int) -> String {
    String(decoding: whole(column), as: UTF8.self)
  }

  /// Whether a cell has nothing but blanks; makes no string.
  @inlinable
  public func isEmpty(_ column: Int) -> Bool {
    trimmed(column).isEmpty
  }

  /// Calls `body` with the UTF-8 bytes of a cell, blanks at both ends trimmed.
  @inlinable
  public func withBytes<Result>(
    _ column: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try body(trimmed(column))
  }

  /// What a cell holds; ``CellKind/empty`` beyond the last cell.
  ///
  /// Of kinds without text only ``CellKind/formula`` is told from an empty cell.
  public func kind(_ column: Int) -> CellKind {
    guard column >= 0, column < count, let spans else { return .empty }
    let kind = spans[column].kind
    return kind != .formula && isEmpty(column) ? .empty : kind
  }

  /// The stored number of a number or date cell of a sheet, `nil` for all others.
  ///
  /// A date is days since the last day of 1899, or since the first of 1904 if
  /// ``Table/usesDate1904``.
  public func number(_ column: Int) -> Double? {
    guard column >= 0, column < count, let numbers else { return nil }
    let number = numbers[column]
    return number.isNaN ? nil : number
  }

  /// Whether no cell has anything but blanks; a formula without a stored value is something.
  public var isBlank: Bool {
    guard let spans else { return true }
    for column in 0..<count {
      if spans[column].kind == .formula { return false }
      if spans[column].start != spans[column].end, !isEmpty(column) { return false }
    }
    return true
  }

  /// The texts of all cells, trimmed.
  public var cells: [String] {
    var cells: [String] = []
    cells.reserveCapacity(count)
    for column in 0..<count { cells.append(self[column]) }
    return cells
  }

  @inlinable
  func whole(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    guard column >= 0, column < count, let bytes, let spans else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let span = spans[column]
    return UnsafeBufferPointer(start: bytes + Int(span.start), count: Int(span.end - span.start))
  }

  @inlinable
  func trimmed(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let all = whole(column)
    guard let first = all.first, let last = all.last else { return all }
    // Most cells begin and end in a letter or digit: nothing to trim, no loop to enter.
    if first > 0x20, first != 0xC2, last > 0x20, last != 0xA0 { return all }
    return Self.trim(all)
  }

  @usableFromInline
  static func trim(_ all: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = all.count
    while start < end {
      if isBlank(all[start]) {
        start &+= 1
      } else if end &- start >= 2, all[start] == 0xC2, all[start &+ 1] == 0xA0 {
        // The no-break space, with which Excel users indent.
        start &+= 2
      } else {
        break
      }
    }
    while start < end {
      if isBlank(all[end &- 1]) {
        end &-= 1
      } else if end &- start >= 2, all[end &- 2] == 0xC2, all[end &- 1] == 0xA0 {
        end &-= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: all[start..<end])
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
