/// The numbers and references that the attributes of a sheet state.
enum CellReference {
  /// The number of a row, a style or a shared string; `nil` when it is none.
  @inline(__always)
  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count &- 1 < 10, !bytes.isEmpty else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    return number
  }

  /// The column of a reference such as `AB12`, from 0; `nil` when it has no letters.
  @inline(__always)
  static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var number = 0
    for position in 0..<min(reference.count, 8) {
      let letter = (reference[position] & 0xDF) &- 0x41
      guard letter < 26 else { break }
      number = number &* 26 &+ Int(letter) &+ 1
    }
    return number == 0 ? nil : number - 1
  }

  /// The cells of a reference such as `B2:B5`, whichever corner it begins with, within the columns
  /// that are read; `nil` when it is none.
  static func range(_ text: UnsafeBufferPointer<UInt8>, columns: Int) -> MergedRange? {
    let ends = text.split(separator: 0x3A).map { end -> (column: Int?, row: Int?) in
      let bytes = end.filter { $0 != 0x24 }
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
