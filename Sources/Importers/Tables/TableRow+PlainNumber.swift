import Tabular

extension TableRow {
  /// The number of a cell of nothing but figures, at most fifteen; `nil` for all others.
  ///
  /// It is the same however the column writes its decimals and thousands, and makes no text.
  func plainNumber(_ column: Int) -> Double? {
    withBytes(column) { bytes in
      guard (1...15).contains(bytes.count) else { return nil }
      var number = 0
      for byte in bytes {
        guard byte &- 0x30 <= 9 else { return nil }
        number = number &* 10 &+ Int(byte &- 0x30)
      }
      return Double(number)
    }
  }
}
