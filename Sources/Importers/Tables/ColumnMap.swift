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
    try table.forEachRow { row in
      guard row.number > headerRow else { return .next }
      for position in others.indices where !row.isEmpty(others[position].index) {
        others[position].filled += 1
      }
      for position in columns.indices {
        let column = columns[position]
        guard column.meaning.isNumeric || column.meaning.isDate, !row.isEmpty(column.index) else {
          continue
        }
        if column.meaning.isDate {
          dates[position].note(row[column.index])
        } else if let number = row.number(column.index) {
          columns[position].greatest = max(column.greatest, number)
        } else {
          let text = row[column.index]
          numbers[position].note(text)
          if let number = NumberStyle().measure(text)?.number {
            columns[position].greatest = max(column.greatest, number)
          }
        }
      }
      return .next
    }
    // Only columns that are read matter: a sheet may state merges of any width.
    let ranges = table.mergedRanges.filter { $0.firstRow > headerRow }
    for index in ranges.isEmpty ? [] : columns.map(\.index) {
      let own = ranges.filter { ($0.firstColumn...$0.lastColumn).contains(index) }
        .map { $0.firstRow...$0.lastRow }
      if !own.isEmpty { merges[index] = own.sorted { $0.lowerBound < $1.lowerBound } }
    }
    let usesDecimalComma =
      numbers.contains { $0.provesDecimalComma } || table.delimiter == ";"
    for position in columns.indices {
      decide(position, numbers[position], dates[position], usesDecimalComma, &ledger)
    }
  }

  /// Whether a merge that the sheet declares gives the cell the text of the cell above.
  func isMergedWithAbove(row: Int, column: Int) -> Bool {
    guard let ranges = merges[column] else { return false }
    // Merges do not overlap, so that only the last one that begins above can reach down here.
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < row { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ranges[low - 1].contains(row)
  }

  /// Whether the row's cells are the headings again.
  func isRepeatedHeader(_ row: borrowing TableRow) -> Bool {
    var same = 0
    var filled = 0
    for (index, heading) in headings.enumerated() where !row.isEmpty(index) {
      filled += 1
      if !heading.isEmpty, Heading(row[index]).key == heading { same += 1 }
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
    if column.meaning.isDate {
      columns[position].dates = dates.style
      if dates.isAmbiguous {
        ledger.decide(.dateOrder(dates.style.shown, column: column.heading))
      }
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
        .disks, .powerSupplies:
        true
      default: false
      }
    case .rowNumber: true
    default: false
    }
  }
}
