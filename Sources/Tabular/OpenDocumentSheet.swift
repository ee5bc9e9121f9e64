import Markup

/// Reads a sheet of an OpenDocument spreadsheet, packed (ODS) or flat.
///
/// A row or cell states how often it is repeated, and a sheet ends in a million blank rows; blanks
/// only move the place, and what is not blank is repeated within a limit.
struct OpenDocumentReader: MarkupSheetReader {
  /// The namespace of the root.
  static let namespace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

  struct Names {
    var table, row, cell, covered, paragraph, blanks, tab, lineBreak: MarkupName
    var name, rowsRepeated, columnsRepeated, rowsSpanned, columnsSpanned: MarkupName
    var type, value, date, boolean, string, formula, count: MarkupName
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

  /// The number of the row that is open, or of the next one.
  private var rowNumber = 1
  private var rowRepeats = 1
  private var rowDepth = 0
  private var cellDepth = 0
  private var paragraphDepth = 0
  private var column = 0
  private var cell = OpenDocumentCell()
  private var row = SheetRow()
  private var repeatedBytes = 0

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
      table: names.intern("table"),
      row: names.intern("table-row"),
      cell: names.intern("table-cell"),
      covered: names.intern("covered-table-cell"),
      paragraph: names.intern("p"),
      blanks: names.intern("s"),
      tab: names.intern("tab"),
      lineBreak: names.intern("line-break"),
      name: names.intern("name"),
      rowsRepeated: names.intern("number-rows-repeated"),
      columnsRepeated: names.intern("number-columns-repeated"),
      rowsSpanned: names.intern("number-rows-spanned"),
      columnsSpanned: names.intern("number-columns-spanned"),
      type: names.intern("value-type"),
      value: names.intern("value"),
      date: names.intern("date-value"),
      boolean: names.intern("boolean-value"),
      string: names.intern("string-value"),
      formula: names.intern("formula"),
      count: names.intern("c")
    )
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    depth = tag.depth
    guard let names else { return }
    // Tables lie elsewhere too: in links to other files, and inside of cells.
    if tag.name == names.table, tag.depth == 4 {
      if index == nil { sheetNames.append(tag.attribute(names.name) ?? "") }
      isInSheet = sheets == index
      sheets += 1
    }
    guard isInSheet else { return }
    if cellDepth > 0 { return try startInCell(tag, names) }
    if rowDepth == 0, tag.name == names.row {
      rowDepth = tag.depth
      rowRepeats = Self.count(tag, names.rowsRepeated) ?? 1
      column = 0
    } else if rowDepth > 0, tag.name == names.cell || tag.name == names.covered {
      cellDepth = tag.depth
      cell = OpenDocumentCell(tag, names, repeats: Self.count(tag, names.columnsRepeated) ?? 1)
      noteMerge(tag, names)
    }
  }

  private mutating func startInCell(_ tag: borrowing StartTag, _ names: Names) throws {
    if paragraphDepth > 0 {
      switch tag.name {
      case names.blanks:
        let count = Self.count(tag, names.count) ?? 1
        try append(repeatElement(0x20, count: min(count, 1_000)))
      case names.tab: try append(CollectionOfOne(0x09))
      case names.lineBreak: try append(CollectionOfOne(0x0A))
      default: break
      }
    } else if tag.name == names.paragraph, tag.depth == cellDepth + 1 {
      // Paragraphs further down are those of a comment or a drawing.
      paragraphDepth = tag.depth
      if !cell.text.isEmpty { try append(CollectionOfOne(0x0A)) }
    }
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    if paragraphDepth > 0 { try append(piece) }
  }

  mutating func end(_ name: MarkupName) throws {
    defer { depth -= 1 }
    guard isInSheet, let names else { return }
    if depth == paragraphDepth {
      paragraphDepth = 0
    } else if depth == cellDepth {
      cellDepth = 0
      try endCell()
    } else if depth == rowDepth {
      rowDepth = 0
      try endRow()
    } else if depth == 4, name == names.table {
      throw MarkupSheetEnd(isWhole: true)
    }
  }

  private mutating func endCell() throws {
    let (text, kind, number) = cell.content
    defer { column += cell.repeats }
    guard !text.isEmpty || kind == .formula else { return }
    do {
      guard column + cell.repeats <= limits.columns else {
        throw TabularFailure(.tooManyColumns(limit: limits.columns), name: "")
      }
      for offset in 0..<cell.repeats {
        try row.set(column + offset, text, kind, number: number, limits: limits)
      }
    } catch var failure as TabularFailure {
      failure.row = rowNumber
      throw failure
    }
  }

  private mutating func endRow() throws {
    defer { row.clear() }
    guard !row.isBlank else {
      rowNumber += rowRepeats
      return
    }
    for repeated in 0..<rowRepeats {
      if repeated > 0 { repeatedBytes += row.size }
      guard repeatedBytes <= limits.repeatedBytes else {
        throw TabularFailure(
          .tooMuchRepeated(limit: limits.repeatedBytes),
          name: "",
          row: rowNumber
        )
      }
      reading.rows += 1
      reading.lastRow = rowNumber
      if try row.deliver(number: rowNumber, to: body) == .stop {
        throw MarkupSheetEnd(isWhole: false)
      }
      rowNumber += 1
    }
  }

  private mutating func append(_ bytes: some Collection<UInt8>) throws {
    guard cell.text.count + bytes.count <= limits.cellBytes else {
      throw TabularFailure(.recordTooLong(limit: limits.cellBytes), name: "", row: rowNumber)
    }
    cell.text += bytes
  }

  private mutating func noteMerge(_ tag: borrowing StartTag, _ names: Names) {
    let columns = Self.count(tag, names.columnsSpanned) ?? 1
    guard let rows = Self.count(tag, names.rowsSpanned), rows > 1,
      column + columns <= limits.columns
    else { return }
    merges.append(
      MergedRange(
        firstRow: rowNumber,
        lastRow: rowNumber + rows - 1,
        firstColumn: column,
        lastColumn: column + columns - 1
      )
    )
  }

  /// A stated number, from 1; `nil` when there is none that makes sense.
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

/// One cell while it is read.
struct OpenDocumentCell {
  private enum ValueType {
    case none, number, date, boolean, text
  }

  /// What the cell shows.
  var text: [UInt8] = []

  /// How many cells it stands for.
  var repeats = 1

  private var type = ValueType.none
  private var value: [UInt8] = []
  private var hasFormula = false
  private var isCovered = false

  init() {}

  init(_ tag: borrowing StartTag, _ names: OpenDocumentReader.Names, repeats: Int) {
    self.repeats = repeats
    isCovered = tag.name == names.covered
    hasFormula = tag.withAttribute(names.formula) { $0 != nil }
    let attribute: MarkupName
    switch tag.attribute(names.type) {
    case "float", "percentage", "currency": (type, attribute) = (.number, names.value)
    case "date": (type, attribute) = (.date, names.date)
    case "boolean": (type, attribute) = (.boolean, names.boolean)
    case "string": (type, attribute) = (.text, names.string)
    case nil: return
    default: (type, attribute) = (.text, names.string)
    }
    value = tag.withAttribute(attribute) { $0.map { Array($0) } ?? [] }
  }

  /// The text, kind and number of the cell; empty for a cell that a merge covers.
  ///
  /// A formula whose value is a text may have an empty one; of any other type it then has none.
  var content: (text: [UInt8], kind: CellKind, number: Double) {
    if isCovered { return ([], .empty, .nan) }
    switch type {
    case .number:
      if let number = CellNumber.value(value[...]) {
        return (Array(CellNumber.text(number).utf8), .number, number)
      }
    case .date where !value.isEmpty:
      return (CellNumber.dateText(iso: value), .date, .nan)
    case .boolean where !value.isEmpty:
      let isTrue = value.elementsEqual("true".utf8)
      return (Array(isTrue ? "TRUE".utf8 : "FALSE".utf8), .boolean, .nan)
    case .text where !value.isEmpty && text.isEmpty:
      return (value, .text, .nan)
    default:
      break
    }
    guard text.isEmpty else { return (text, .text, .nan) }
    return ([], hasFormula && type != .text ? .formula : .empty, .nan)
  }
}
