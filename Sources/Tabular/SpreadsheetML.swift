import Markup

/// Reads a sheet of an Excel workbook saved as "XML Spreadsheet 2003".
///
/// Rows and cells may state their place (`ss:Index`) and then leave out those before; a number
/// from a file only ever moves the place, it never makes cells.
struct SpreadsheetMLReader: MarkupSheetReader {
  /// The namespace of the root, `Workbook`.
  static let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

  private struct Names {
    var worksheet, row, cell, data: MarkupName
    var name, index, type, formula, span, across, down: MarkupName
  }

  private enum DataType {
    case text, number, boolean, date, error
  }

  private(set) var sheetNames: [String] = []
  private(set) var reading = TableReading()
  private(set) var merges: [MergedRange] = []

  private let index: Int?
  private let limits: TableLimits
  private let body: (borrowing TableRow) throws -> RowAction

  private var names: Names?
  private var depth = 0
  private var sheets = 0
  private var isInSheet = false
  private var rowNumber = 0
  private var isInRow = false

  /// Rows behind the last one that it stands for too, which are blank.
  private var rowSpan = 0
  private var column = -1
  private var nextColumn = 0
  private var isData = false

  /// Whether the cell has a formula of which no value was met so far.
  private var lacksValue = false
  private var type = DataType.text
  private var value: [UInt8] = []
  private var row = SheetRow()

  init(
    index: Int?,
    limits: TableLimits,
    body: @escaping (borrowing TableRow) throws -> RowAction
  ) {
    self.index = index
    self.limits = limits
    self.body = body
  }

  mutating func prepare(_ names: inout MarkupNames) {
    self.names = Names(
      worksheet: names.intern("Worksheet"),
      row: names.intern("Row"),
      cell: names.intern("Cell"),
      data: names.intern("Data"),
      name: names.intern("Name"),
      index: names.intern("Index"),
      type: names.intern("Type"),
      formula: names.intern("Formula"),
      span: names.intern("Span"),
      across: names.intern("MergeAcross"),
      down: names.intern("MergeDown")
    )
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    depth = tag.depth
    guard let names else { return }
    // Comments hold `Data` too, one level further down.
    switch (tag.name, tag.depth) {
    case (names.worksheet, 2):
      if index == nil { sheetNames.append(tag.attribute(names.name) ?? "") }
      isInSheet = sheets == index
      sheets += 1
    case (names.row, 4) where isInSheet:
      let next = rowNumber + rowSpan + 1
      rowNumber = Self.count(tag, names.index) ?? next
      rowSpan = Self.count(tag, names.span) ?? 0
      nextColumn = 0
      isInRow = true
    case (names.cell, 5) where isInRow:
      column = Self.count(tag, names.index).map { $0 - 1 } ?? nextColumn
      lacksValue = tag.withAttribute(names.formula) { $0 != nil }
      let across = Self.count(tag, names.across) ?? 0
      nextColumn = column + across + 1
      if let down = Self.count(tag, names.down), column + across < limits.columns {
        merges.append(
          MergedRange(
            firstRow: rowNumber,
            lastRow: rowNumber + down,
            firstColumn: column,
            lastColumn: column + across
          )
        )
      }
    case (names.data, 6) where isInRow:
      isData = true
      type = Self.type(tag.attribute(names.type))
      value.removeAll(keepingCapacity: true)
    default:
      break
    }
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    guard isData else { return }
    guard value.count + piece.count <= limits.cellBytes else {
      throw TabularFailure(.recordTooLong(limit: limits.cellBytes), name: "", row: rowNumber)
    }
    value += piece
  }

  mutating func end(_ name: MarkupName) throws {
    defer { depth -= 1 }
    guard isInSheet, let names else { return }
    switch (name, depth) {
    case (names.data, 6) where isData:
      isData = false
      // An empty text is a value, an empty number is none.
      if !value.isEmpty || type == .text { lacksValue = false }
      if !value.isEmpty { try endData() }
    case (_, 5) where lacksValue:
      lacksValue = false
      try set([], .formula)
    case (names.row, 4):
      isInRow = false
      reading.rows += 1
      reading.lastRow = rowNumber
      let action = try row.deliver(number: rowNumber, to: body)
      row.clear()
      if action == .stop { throw MarkupSheetEnd(isWhole: false) }
    case (names.worksheet, 2):
      throw MarkupSheetEnd(isWhole: true)
    default:
      break
    }
  }

  private mutating func endData() throws {
    switch type {
    case .text: try set(value, .text)
    case .error: try set(value, .error)
    case .date: try set(CellNumber.dateText(iso: value), .date)
    case .boolean: try set(Array(value == [0x30] ? "FALSE".utf8 : "TRUE".utf8), .boolean)
    case .number:
      if let number = CellNumber.value(value[...]) {
        try set(Array(CellNumber.text(number).utf8), .number, number)
      } else {
        try set(value, .text)
      }
    }
  }

  private mutating func set(_ text: [UInt8], _ kind: CellKind, _ number: Double = .nan) throws {
    do {
      try row.set(column, text, kind, number: number, limits: limits)
    } catch var failure as TabularFailure {
      failure.row = rowNumber
      throw failure
    }
  }

  private static func type(_ name: String?) -> DataType {
    switch name {
    case "Number": .number
    case "Boolean": .boolean
    case "DateTime": .date
    case "Error": .error
    default: .text
    }
  }

  /// A stated place or length, from 1; `nil` when there is none that makes sense.
  private static func count(_ tag: borrowing StartTag, _ name: MarkupName) -> Int? {
    tag.withAttribute(name) { bytes in
      guard let bytes, (1...10).contains(bytes.count) else { return nil }
      var number = 0
      for byte in bytes {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 0x30)
      }
      return number > 0 ? number : nil
    }
  }
}
