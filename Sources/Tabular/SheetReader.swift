/// Puts rows together from the markup of a sheet.
struct SheetReader: PartHandler {
  struct Stopped: Error {}

  static let elements: [StaticString] = ["row", "c", "v", "f", "is", "t", "rPh", "mergeCell"]
  static let attributes: [StaticString] = ["r", "t", "s", "ref"]

  private struct Names {
    let row = PartName("row")
    let cell = PartName("c")
    let value = PartName("v")
    let formula = PartName("f")
    let inline = PartName("is")
    let text = PartName("t")
    let phonetic = PartName("rPh")
    let merge = PartName("mergeCell")
    let reference = PartName("r")
    let type = PartName("t")
    let style = PartName("s")
    let range = PartName("ref")
  }

  private enum CellType {
    case number, shared, text, boolean, error, date
  }

  private let workbook: Workbook
  private let name: String
  private let limits: TableLimits
  private let body: (borrowing TableRow) throws -> RowAction
  private let names = Names()
  private var sharedStrings: SharedStringReader

  var reading = TableReading()
  private(set) var merges: [MergedRange] = []

  /// Rows that were delivered before the part began again.
  private var deliveredRows = 0
  private var rowNumber = 0
  private var isInRow = false

  /// The cells of the row so far; a sheet may leave cells out, which are then empty here.
  private let row = SheetRow()
  private var column = -1
  private var type = CellType.number
  private var style = 0
  private let value = CellText()
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
    sharedStrings = SharedStringReader(workbook.sharedStrings)
  }

  mutating func restart() {
    deliveredRows = reading.rows
    reading = TableReading()
    merges = []
    rowNumber = 0
    isInRow = false
    row.restart()
    isValue = false
    isInline = false
    phoneticDepth = 0
  }

  mutating func start(_ tag: borrowing PartTag) throws {
    switch tag.name {
    case names.cell where isInRow:
      try startCell(tag)
    case names.value where isInRow:
      isValue = true
      hasValue = true
    case names.row:
      rowNumber = tag.value(names.reference).flatMap(CellReference.integer) ?? (rowNumber + 1)
      isInRow = true
      column = -1
    case names.formula where isInRow:
      hasFormula = true
    case names.inline:
      isInline = true
    case names.text where isInline:
      isValue = phoneticDepth == 0
    case names.phonetic:
      phoneticDepth += 1
    case names.merge:
      if let range = tag.value(names.range).flatMap({
        CellReference.range($0, columns: limits.columns)
      }), range.lastRow > range.firstRow {
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
    value.append(piece)
  }

  mutating func end(_ name: PartName) throws {
    switch name {
    case names.value, names.text:
      isValue = false
    case names.cell where isInRow:
      try endCell()
    case names.row:
      try endRow()
    case names.inline:
      isInline = false
    case names.phonetic:
      phoneticDepth -= 1
    default:
      break
    }
  }

  private mutating func startCell(_ tag: borrowing PartTag) throws {
    var stated: Int?
    type = .number
    style = 0
    if let attributes = tag.attributes {
      for index in 0..<tag.count {
        let value = attributes[index].value
        switch attributes[index].name {
        case names.reference: stated = CellReference.column(value)
        case names.type: type = Self.type(value)
        case names.style: style = CellReference.integer(value) ?? 0
        default: break
        }
      }
    }
    column = stated ?? (column + 1)
    guard column < limits.columns else {
      throw failure(.tooManyColumns(limit: limits.columns))
    }
    value.clear()
    hasValue = false
    hasFormula = false
  }

  private mutating func endCell() throws {
    // Cells come in order; one that does not replaces what stands there.
    do {
      try row.makeRoom(for: column, limits: limits)
      let start = row.byteCount
      var number = Double.nan
      let kind = try appendValue(&number)
      guard row.byteCount <= limits.recordBytes else {
        throw failure(.recordTooLong(limit: limits.recordBytes))
      }
      row.set(column, from: start, kind, number: number)
    } catch let problem as TabularFailure {
      throw failure(problem.reason)
    }
  }

  /// Appends the text of the cell to the row, and tells what it is.
  private mutating func appendValue(_ number: inout Double) throws -> CellKind {
    guard value.count > 0 else {
      // An empty text is a value too. An empty number is none: some programs write `<v/>` behind a
      // formula that they have not computed.
      let isComputed = hasValue && type != .number
      return hasFormula && !isComputed ? .formula : .empty
    }
    switch type {
    case .shared:
      let index = CellReference.integer(value.bytes)
      guard let index, try sharedStrings.append(index, to: row, limit: limits.recordBytes) else {
        throw failure(.missingSharedString(index: index ?? -1))
      }
      return .text
    case .number:
      return appendNumber(&number)
    case .text:
      var text = Array(value.bytes)
      EscapedCharacters.decode(&text, from: 0)
      append(text)
      return .text
    case .boolean:
      let isFalse =
        value.bytes.elementsEqual(CollectionOfOne(0x30))
        || value.bytes.elementsEqual("false".utf8)
      append(Array(isFalse ? "FALSE".utf8 : "TRUE".utf8))
      return .boolean
    case .error:
      row.append(value.bytes)
      return .error
    case .date:
      append(CellNumber.dateText(iso: Array(value.bytes)))
      return .date
    }
  }

  private mutating func appendNumber(_ number: inout Double) -> CellKind {
    let plain = CellNumber.shortest(value.bytes)
    guard let parsed = plain ?? CellNumber.value(Array(value.bytes)[...]) else {
      row.append(value.bytes)
      return .text
    }
    number = parsed
    if workbook.styles.isDate(style),
      let date = CellNumber.date(parsed, is1904: workbook.usesDate1904)
    {
      append(Array(date.utf8))
      return .date
    }
    if plain != nil {
      row.append(value.bytes)
    } else {
      append(Array(CellNumber.text(parsed).utf8))
    }
    return .number
  }

  private func append(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { row.append($0) }
  }

  private mutating func endRow() throws {
    guard isInRow else { return }
    isInRow = false
    reading.rows += 1
    reading.lastRow = rowNumber
    defer { row.clear() }
    guard reading.rows > deliveredRows else { return }
    if try row.deliver(number: rowNumber, to: body) == .stop { throw Stopped() }
  }

  private func failure(_ reason: TabularFailure.Reason) -> TabularFailure {
    TabularFailure(reason, name: name, row: rowNumber)
  }

  private static func type(_ bytes: UnsafeBufferPointer<UInt8>) -> CellType {
    guard let first = bytes.first else { return .number }
    switch (first, bytes.count) {
    case (0x73, 1): return .shared
    case (0x62, 1): return .boolean
    case (0x65, 1): return .error
    case (0x64, 1): return .date
    case (0x6E, 1): return .number
    default: return .text
    }
  }
}
