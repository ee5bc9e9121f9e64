import Inventory
import Tabular

extension Ledger {
  /// Counts a row that is passed over; rows of one reason in a run share a finding.
  mutating func skip(_ reason: FindingReason, at place: Locator, value: String = "") {
    read += 1
    skipped += 1
    if value.isEmpty, let last = skips.last, last.reason == reason, last.value.isEmpty,
      last.at.file == place.file, last.at.sheet == place.sheet,
      last.at.number + last.rows == place.number
    {
      skips[skips.count - 1].rows += 1
    } else {
      skips.append(Finding(at: place, value: value, reason: reason, rows: 1))
    }
  }

  /// Counts a row that cannot be used.
  mutating func reject(_ reason: FindingReason, at place: Locator, value: String = "") {
    read += 1
    rejected += 1
    rejections.append(Finding(at: place, value: value, reason: reason, rows: 1))
  }

  /// Passes over all rows of a table that holds no asset.
  mutating func skip(_ table: Table, file: Int) throws {
    note(table.guesses)
    try table.forEachRow { row in
      let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
      skip(row.isBlank ? .blankRow : .noInventory, at: place)
      return .next
    }
  }

  /// Takes what the reading of a text had to guess.
  mutating func note(_ guesses: [DialectGuess]) {
    for guess in guesses {
      switch guess {
      case .declaredDelimiter(let mark): decide(.declaredDelimiter(mark))
      case .delimiter(let mark, let agreeing, let total):
        decide(.delimiter(mark, agreeing: agreeing, of: total))
      case .encoding(let name): decide(.encoding(name))
      case .textAfterQuote: decide(.textAfterQuote(count: 1))
      case .undecodable(let count): decide(.replacedBytes(count: count))
      case .singleColumn: continue
      }
    }
  }

  /// Takes a decision, each once.
  mutating func decide(_ decision: ReadingDecision) {
    if !decisions.contains(decision) { decisions.append(decision) }
  }
}
