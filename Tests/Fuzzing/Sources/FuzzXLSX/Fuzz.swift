import Tabular

/// Reads the bytes as a container: a workbook, a spreadsheet, a zip or a gzip.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  let source = MemorySource(name: "fuzz", bytes: Array(bytes))
  let limits = TableLimits(
    recordBytes: 1 << 16,
    columns: 256,
    cellBytes: 1 << 12,
    blankCells: 1 << 16,
    containerEntries: 64,
    entryBytes: 1 << 20,
    sheets: 4,
    repeatedBytes: 1 << 12
  )
  do {
    for table in try TableDocument.open(source, limits: limits).tables {
      try table.forEachRow { row in
        precondition(row.count <= 256, "a row beyond its limit")
        for column in 0..<row.count { _ = (row[column], row.kind(column), row.number(column)) }
        return .next
      }
    }
  } catch is TabularFailure {
    // Refused with a reason, as it should be.
  } catch {
    preconditionFailure("an error of no documented kind: \(error)")
  }
}
