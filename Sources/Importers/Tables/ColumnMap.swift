import Inventory
import Tabular

/// The columns of one table: what each says and how its cells are written.
struct ColumnMap {
  /// The row that holds the headings.
  let headerRow: Int
  /// The headings, reduced, by position.
  let headings: [String]
  /// The columns that are read.
  var columns: [MappedColumn] = []
  /// Columns that nobody takes, with how many rows fill them.
  var others: [(index: Int, heading: String, filled: Int)] = []
  /// Rows that a declared merge covers, by column.
  private var merges: [Int: [ClosedRange<Int>]] = [:]
  /// Whether there are such rows at all; asked for each cell.
  var hasMerges: Bool { !merges.isEmpty }

  /// Maps the headings.
  ///
  /// - Parameters:
  ///   - header: The header row's cells.
  ///   - row: Its number.
  ///   - meaning: What a heading says; `nil` when it is not known.
  init(header: [String], row: Int, meaning: (Heading) -> ColumnMeaning?) {
    headerRow = row
    headings = header.map { Heading($0).key }
    var taken: Set<ColumnMeaning> = []
    for (index, text) in header.enumerated() {
      let heading = Heading(text)
      // Lists take every column of their kind; of single facts the first column counts.
      if let meaning = meaning(heading),
        meaning.takesSeveralColumns || taken.insert(meaning).inserted
      {
        columns.append(
          MappedColumn(index: index, heading: text, meaning: meaning, unit: heading.unit)
        )
      } else {
        others.append((index, text, 0))
      }
    }
  }

  /// Whether any column says `meaning`.
  func has(_ meaning: ColumnMeaning) -> Bool { columns.contains { $0.meaning == meaning } }

  /// Whether any column says `attribute`.
  func has(_ attribute: Attribute) -> Bool { has(.fact(attribute)) }

  /// The first column that says `meaning`.
  func column(_ meaning: ColumnMeaning) -> MappedColumn? {
    columns.first { $0.meaning == meaning }
  }

  /// Reads the table once to learn how its numbers and dates are written.
  mutating func survey(_ table: Table, into ledger: inout Ledger) throws {
    var numbers = columns.map { _ in NumberSurvey() }
    var dates = columns.map { _ in DateSurvey() }
    var greatest = columns.map(\.greatest)
    // Only what the loop over all cells needs, in plain numbers.
    let surveyed = columns.indices.filter { columns[$0].meaning.isNumeric }
      .map { (position: $0, index: columns[$0].index) }
    let dated = columns.indices.filter { columns[$0].meaning.isDate }
      .map { (position: $0, index: columns[$0].index) }
    let otherColumns = others.map(\.index)
    var filled = others.map { _ in 0 }
    try table.forEachRow { row in
      guard row.number > headerRow else { return .next }
      for position in otherColumns.indices where !row.isEmpty(otherColumns[position]) {
        filled[position] &+= 1
      }
      for (position, index) in dated where !row.isEmpty(index) { dates[position].note(row[index]) }
      for (position, index) in surveyed where !row.isEmpty(index) {
        if let number = row.number(index) ?? row.plainNumber(index) {
          greatest[position] = max(greatest[position], number)
        } else {
          let text = row[index]
          numbers[position].note(text)
          if let number = NumberStyle().measure(text)?.number {
            greatest[position] = max(greatest[position], number)
          }
        }
      }
      return .next
    }
    for position in others.indices { others[position].filled += filled[position] }
    for position in columns.indices { columns[position].greatest = greatest[position] }
    // Only columns that are read matter: a sheet may state merges of any width.
    let ranges = table.mergedRanges.filter { $0.firstRow > headerRow }
    for index in ranges.isEmpty ? [] : columns.map(\.index) {
      let own = ranges.filter { ($0.firstColumn...$0.lastColumn).contains(index) }
        .map { $0.firstRow...$0.lastRow }
      if !own.isEmpty { merges[index] = own.sorted { $0.lowerBound < $1.lowerBound } }
    }
    let usesDecimalComma =
      numbers.contains { $0.provesDecimalComma } || table.delimiter == ";"
    // One hand wrote them all: where the dates of a column do not tell the order, others do.
    let monthFirst =
      dates.contains { $0.style == .monthFirst } && !dates.contains { $0.provesDayFirst }
    for position in columns.indices {
      columns[position].dates = monthFirst ? .monthFirst : dates[position].style
      decide(position, numbers[position], dates[position], usesDecimalComma, &ledger)
    }
  }

  /// Whether a merge that the sheet declares gives the cell the text of the cell above.
  func isMergedWithAbove(row: Int, column: Int) -> Bool {
    guard hasMerges, let ranges = merges[column] else { return false }
    // Merges do not overlap, so that only the last one that begins above can reach down here.
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < row { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ranges[low - 1].contains(row)
  }

  /// What is wrong with a row of delimited text that has values beyond the last heading: a
  /// delimiter within a value that nobody quoted; `nil` when nothing is.
  func excess(_ row: borrowing TableRow) -> FindingReason? {
    // Sheets have remarks beside the table, and do no harm.
    guard row.line != nil, row.count > headings.count else { return nil }
    for column in headings.count..<row.count where !row.isEmpty(column) {
      return .wrongCellCount(expected: headings.count, found: column + 1)
    }
    return nil
  }

  /// Whether the row's cells are the headings again.
  func isRepeatedHeader(_ row: borrowing TableRow) -> Bool {
    var same = 0
    var filled = 0
    for (index, heading) in headings.enumerated() where !row.isEmpty(index) {
      filled += 1
      if !heading.isEmpty, row.withBytes(index, { Heading.mayBe(heading, $0) }),
        Heading(row[index]).key == heading
      {
        same += 1
      }
      // Rows of data differ at once; the whole row is compared only where it may be a header.
      if filled == 3, same == 0 { return false }
    }
    return filled >= 2 && same * 5 >= filled * 4
  }

  private mutating func decide(
    _ position: Int,
    _ numbers: NumberSurvey,
    _ dates: DateSurvey,
    _ usesDecimalComma: Bool,
    _ ledger: inout Ledger
  ) {
    let column = columns[position]
    if column.meaning.isDate, dates.isAmbiguous {
      ledger.decide(.dateOrder(column.dates.shown, column: column.heading))
    }
    guard column.meaning.isNumeric, numbers.hasMarks else { return }
    // Nobody counts parts of a mebibyte; of a gigabyte, many do.
    let isWhole =
      ["mb", "mib"].contains(column.unit ?? "")
      || column.meaning.isWhole && !["gb", "gib", "tb", "tib"].contains(column.unit ?? "")
    let style = numbers.style(isWhole: isWhole, usesDecimalComma: usesDecimalComma)
    columns[position].numbers = style
    // Read the greatest again: 8.192 was taken for eight.
    if style.grouping != nil { columns[position].greatest *= 1_000 }
    if let mark = style.grouping {
      ledger.decide(.thousandsMark(String(mark), column: column.heading))
    } else {
      ledger.decide(.decimalMark(String(style.decimal), column: column.heading))
    }
  }
}

extension ColumnMeaning {
  /// Whether several columns can each add to what this one says.
  var takesSeveralColumns: Bool {
    switch self {
    case .fact(let attribute):
      switch attribute {
      case .macAddresses, .ipAddresses, .applications, .servers, .databaseServers, .annotation,
        .disks, .powerSupplies, .powerSources, .storageSystems,
        .volumes:
        true
      default: false
      }
    case .rowNumber: true
    case .detail(let detail): detail.takesSeveralColumns
    default: false
    }
  }
}
