import Tabular

/// Looks at every cell of a table, without a text for any but the headings.
enum TableCount {
  static func print(_ path: String) throws {
    var rows = 0
    var cells = 0
    var bytes = 0
    var sum = 0
    for table in try TableDocument.open(FileSource(path: path)).tables {
      var column: Int?
      try table.forEachRow { row in
        rows += 1
        cells += row.count
        for index in 0..<row.count { row.withBytes(index) { bytes += $0.count } }
        if let column {
          sum += row.number(column).map { Int($0) } ?? row.withBytes(column) { integer($0) }
        } else {
          column = row.cells.firstIndex(of: "Provisioned MiB")
        }
        return .next
      }
    }
    Swift.print("rows \(rows) cells \(cells) bytes \(bytes) sum \(sum)")
  }

  private static func integer(_ digits: UnsafeBufferPointer<UInt8>) -> Int {
    digits.reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) }
  }
}
