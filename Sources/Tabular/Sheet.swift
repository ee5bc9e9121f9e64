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

/// Puts rows together from the markup of a sheet.
private struct SheetReader: MarkupHandler {
  struct Stopped: Error {}

  private struct Names {
    var row, cell, value, formula, inline, text, phonetic, merge: MarkupName
    var reference, type, style, range: MarkupName
  }

  private enum CellType {
    case number, shared, text, boolean, error, date
  }

  let workbook: Workbook
  let name: String
  let limits: TableLimits
  let body: (borrowing TableRow) throws -> RowAction
  var reading = TableReading()
  var merges: [MergedRange] = []

  private var names: Names?
  private var rowNumber = 0
  private var isInRow = false

  /// The cells of the row so far; a sheet may leave cells out, which are then empty here.
  private var bytes: [UInt8] = []
  private var spans: [CellSpan] = []
  private var numbers: [Double] = []

  /// Cells that the sheet left out before others, which a row has to make room for.
  private var blankCells = 0
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private var value: [UInt8] = []
  private var isValue = false
  private var hasValue = false
  private var hasFormula = false
  private var isInline = false
  private var phoneticDepth = 0

  init(
    workbook: Workbook,
    name: String,
    limits: TableLimits,
    body: @escaping (borrowing TableRow) throws -> RowAction
  ) {
    self.workbook = workbook
    self.name = name
    self.limits = limits
    self.body = body
  }

  mutating func prepare(_ names: inout MarkupNames) {
    self.names = Names(
      row: names.intern("row"),
      cell: names.intern("c"),
      value: names.intern("v"),
      formula: names.intern("f"),
      inline: names.intern("is"),
      text: names.intern("t"),
      phonetic: names.intern("rPh"),
      merge: names.intern("mergeCell"),
      reference: names.intern("r"),
      type: names.intern("t"),
      style: names.intern("s"),
      range: names.intern("ref")
    )
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    guard let names else { return }
    switch tag.name {
    case names.cell where isInRow:
      try startCell(tag, names)
    case names.value:
      isValue = true
      hasValue = true
    case names.formula where isInRow:
      hasFormula = true
    case names.inline:
      isInline = true
    case names.text where isInline:
      isValue = phoneticDepth == 0
    case names.phonetic:
      phoneticDepth += 1
    case names.row:
      let stated = tag.withAttribute(names.reference) { $0.flatMap { Self.integer($0) } }
      rowNumber = stated ?? (rowNumber + 1)
      isInRow = true
      column = -1
    case names.merge:
      if let range = tag.attribute(names.range).flatMap({ Self.range($0, limits.columns) }),
        range.lastRow > range.firstRow
      {
        merges.append(range)
      }
    default:
      break
    }
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    guard isValue else { return }
    guard value.count + piece.count <= limits.cellBytes else {
      throw failure(.recordTooLong(limit: limits.cellBytes))
    }
    value += piece
  }

  mutating func end(_ name: MarkupName) throws {
    guard let names else { return }
    switch name {
    case names.value, names.text:
      isValue = false
    case names.cell where isInRow:
      try endCell()
    case names.inline:
      isInline = false
    case names.phonetic:
      phoneticDepth -= 1
    case names.row:
      try endRow()
    default:
      break
    }
  }

  private mutating func startCell(_ tag: borrowing StartTag, _ names: Names) throws {
    let stated = tag.withAttribute(names.reference) { $0.flatMap { Self.column($0) } }
    column = stated ?? (column + 1)
    guard column < limits.columns else {
      throw failure(.tooManyColumns(limit: limits.columns))
    }
    type = tag.withAttribute(names.type) { Self.type($0) }
    style = tag.withAttribute(names.style) { $0.flatMap { Self.integer($0) } } ?? 0
    value.removeAll(keepingCapacity: true)
    hasValue = false
    hasFormula = false
  }

  private mutating func endCell() throws {
    // Cells come in order; one that does not replaces what stands there.
    if spans.count <= column {
      let missing = column + 1 - spans.count
      blankCells += missing - 1
      guard blankCells <= limits.blankCells else {
        throw failure(.tooManyBlankCells(limit: limits.blankCells))
      }
      let blank = CellSpan(start: UInt32(bytes.count), end: UInt32(bytes.count), kind: .empty)
      spans.append(contentsOf: repeatElement(blank, count: missing))
      numbers.append(contentsOf: repeatElement(.nan, count: missing))
    }
    let start = UInt32(bytes.count)
    let kind = try appendValue()
    guard bytes.count <= limits.recordBytes else {
      throw failure(.recordTooLong(limit: limits.recordBytes))
    }
    spans[column] = CellSpan(start: start, end: UInt32(bytes.count), kind: kind)
  }

  /// Appends the text of the cell to the row, and tells what it is.
  private mutating func appendValue() throws -> CellKind {
    guard !value.isEmpty else {
      // An empty text is a value too. An empty number is none: some programs write `<v/>` behind a
      // formula that they have not computed.
      let isComputed = hasValue && type != .number
      return hasFormula && !isComputed ? .formula : .empty
    }
    switch type {
    case .shared:
      guard let index = value.withUnsafeBufferPointer({ Self.integer($0) }),
        workbook.sharedStrings.append(index, to: &bytes)
      else {
        throw failure(
          .missingSharedString(
            index: value.withUnsafeBufferPointer { Self.integer($0) } ?? -1
          )
        )
      }
      return .text
    case .text:
      EscapedCharacters.decode(&value, from: 0)
      bytes += value
      return .text
    case .boolean:
      bytes += value == [0x30] || value == Array("false".utf8) ? "FALSE".utf8 : "TRUE".utf8
      return .boolean
    case .error:
      bytes += value
      return .error
    case .date:
      bytes += CellNumber.dateText(iso: value)
      return .date
    case .number:
      return appendNumber()
    }
  }

  private mutating func appendNumber() -> CellKind {
    guard let number = CellNumber.value(value[...]) else {
      bytes += value
      return .text
    }
    numbers[column] = number
    if workbook.styles.isDate(style),
      let date = CellNumber.date(number, is1904: workbook.usesDate1904)
    {
      bytes += date.utf8
      return .date
    }
    // Few digits and nothing else are the shortest form already.
    if value.count <= 15, value[0] != 0x30, value.allSatisfy({ (0x30...0x39).contains($0) }) {
      bytes += value
    } else {
      bytes += CellNumber.text(number).utf8
    }
    return .number
  }

  private mutating func endRow() throws {
    guard isInRow else { return }
    isInRow = false
    reading.rows += 1
    reading.lastRow = rowNumber
    let action = try SheetRow.deliver(bytes, spans, numbers, number: rowNumber, to: body)
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    if action == .stop { throw Stopped() }
  }

  private func failure(_ reason: TabularFailure.Reason) -> TabularFailure {
    TabularFailure(reason, name: name, row: rowNumber)
  }

  private static func type(_ bytes: UnsafeBufferPointer<UInt8>?) -> CellType {
    guard let bytes, let first = bytes.first else { return .number }
    switch (first, bytes.count) {
    case (0x73, 1): return .shared
    case (0x62, 1): return .boolean
    case (0x65, 1): return .error
    case (0x64, 1): return .date
    case (0x6E, 1): return .number
    default: return .text
    }
  }

  /// The number of a row, a style or a shared string; `nil` when it is none.
  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...10).contains(bytes.count) else { return nil }
    var number = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number &* 10 &+ Int(byte &- 0x30)
    }
    return number
  }

  /// The column of a reference such as `AB12`, from 0; `nil` when it has no letters.
  private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var number = 0
    for byte in reference.prefix(8) {
      let letter = byte & 0xDF
      guard (0x41...0x5A).contains(letter) else { break }
      number = number * 26 + Int(letter - 0x40)
    }
    return number == 0 ? nil : number - 1
  }

  /// The cells of a reference such as `B2:B5`, whichever corner it begins with, within the columns
  /// that are read; `nil` when it is none.
  private static func range(_ text: String, _ columns: Int) -> MergedRange? {
    let ends = text.split(separator: ":").map { end -> (column: Int?, row: Int?) in
      let bytes = Array(end.utf8.filter { $0 != 0x24 })
      return bytes.withUnsafeBufferPointer { bytes in
        let digits = UnsafeBufferPointer(rebasing: bytes.drop { !(0x30...0x39).contains($0) })
        return (column(bytes), integer(digits))
      }
    }
    guard ends.count == 2, let oneRow = ends[0].row, let otherRow = ends[1].row,
      let oneColumn = ends[0].column, let otherColumn = ends[1].column,
      min(oneColumn, otherColumn) < columns
    else { return nil }
    return MergedRange(
      firstRow: min(oneRow, otherRow),
      lastRow: max(oneRow, otherRow),
      firstColumn: min(oneColumn, otherColumn),
      lastColumn: min(max(oneColumn, otherColumn), columns - 1)
    )
  }
}
