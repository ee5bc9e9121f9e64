/// A column of a long table that has few distinct values: each row holds the number of its own.
///
/// A condition is asked once of each value, so that a million rows are filtered by looking numbers
/// up.
struct DistinctColumn<Value: Hashable & Sendable>: Sendable {
  /// The values, each once, in the order of their first rows.
  let values: [Value]
  private let codes: [Int32]

  /// Makes the column of `rows`.
  init(_ rows: some Sequence<Value>) {
    var numbers: [Value: Int32] = [:]
    var values: [Value] = []
    var codes: [Int32] = []
    for value in rows {
      if let number = numbers[value] {
        codes.append(number)
      } else {
        numbers[value] = Int32(values.count)
        codes.append(Int32(values.count))
        values.append(value)
      }
    }
    self.values = values
    self.codes = codes
  }

  /// The number of a row's value.
  subscript(row: Int32) -> Int { Int(codes[Int(row)]) }

  /// Keeps of `rows` those whose value meets a condition.
  func filter(_ rows: inout [Int32], where isWanted: (Value) -> Bool) {
    let wanted = values.map(isWanted)
    if wanted.allSatisfy(\.self) { return }
    rows.removeAll { !wanted[self[$0]] }
  }
}
