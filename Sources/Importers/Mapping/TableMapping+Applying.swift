import Inventory
import Tabular

extension TableMapping {
  /// The dictionary in which the mapped headings say what the mapping says.
  func applied(to dictionary: HeadingDictionary) -> HeadingDictionary {
    var meanings: [String: ColumnMeaning] = [:]
    for column in columns {
      meanings[column.heading] = column.attribute.map { .fact($0) } ?? .rowNumber
    }
    if let agencyColumn { meanings[agencyColumn] = .fact(.agency) }
    if let siteColumn { meanings[siteColumn] = .fact(.site) }
    // What a person names for an attribute is the one column for it.
    let claimed = Set(meanings.values).filter { !$0.takesSeveralColumns }
    return dictionary.without(claimed).overridden(by: meanings)
  }

  /// Whether nothing in the mapping tells which row holds the headings.
  var namesNoHeader: Bool {
    headerRow == nil && columns.isEmpty && agencyColumn == nil && siteColumn == nil
  }

  /// The unit that the mapping gives a heading, lower case.
  func unit(of heading: String) -> String? {
    let key = Heading(heading).key
    return columns.first { Heading($0.heading).key == key }?.unit.flatMap {
      Heading("x (\($0))").unit
    }
  }

  /// The headings that the mapping names and `header` does not have, in the mapping's order.
  func missing(from header: [String]) -> [String] {
    let keys = Set(header.map { Heading($0).key })
    let named = columns.map(\.heading) + [agencyColumn, siteColumn].compactMap(\.self)
    return named.filter { !keys.contains(Heading($0).key) }
  }
}

extension ColumnMap {
  /// Surveys the table, then writes numbers and dates as the mapping says.
  mutating func survey(
    _ table: Table,
    _ mapping: TableMapping?,
    into ledger: inout Ledger
  ) throws {
    guard let mapping else { return try survey(table, into: &ledger) }
    columns = columns.map { $0.counted(in: mapping.unit(of: $0.heading) ?? $0.unit) }
    var guesses = Ledger()
    try survey(table, into: &guesses)
    for decision in guesses.decisions {
      switch decision {
      case .decimalMark where mapping.decimalMark != nil: continue
      case .thousandsMark where mapping.decimalMark != nil: continue
      case .dateOrder where mapping.dateOrder != nil: continue
      default: ledger.decide(decision)
      }
    }
    for position in columns.indices {
      switch mapping.decimalMark {
      case .point: columns[position].numbers = NumberStyle(decimal: ".", grouping: ",")
      case .comma: columns[position].numbers = NumberStyle(decimal: ",", grouping: ".")
      case nil: break
      }
      switch mapping.dateOrder {
      case .dayFirst: columns[position].dates = .dayFirst
      case .monthFirst: columns[position].dates = .monthFirst
      case nil: break
      }
    }
  }
}
