import Tabular

/// Reads the bytes as a delimited text, whole and in the pieces that the first byte asks for: both
/// must give the same rows and the same end.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let first = bytes.first else { return }
  let text = Array(bytes.dropFirst())
  let whole = outcome(MemorySource(name: "fuzz", bytes: text))
  let pieces = outcome(PiecewiseSource(bytes: text, size: Int(first % 64) + 4))
  precondition(whole == pieces, "the rows depend on how the bytes are cut")
}

private func outcome(_ source: some ByteSource) -> [String] {
  var rows: [String] = []
  do {
    let limits = TableLimits(recordBytes: 1 << 12, columns: 64)
    for table in try TableDocument.open(source, limits: limits).tables {
      try table.forEachRow { row in
        precondition(row.isBlank == row.cells.allSatisfy(\.isEmpty), "a blank row is not blank")
        rows.append("\(row.number) \(row.line ?? 0) " + row.cells.joined(separator: "|"))
        return .next
      }
    }
  } catch let failure as TabularFailure {
    rows.append("\(failure.reason)")
  } catch {
    preconditionFailure("an error of no documented kind: \(error)")
  }
  return rows
}

/// Bytes that come a few at a time.
private struct PiecewiseSource: ByteSource {
  var name: String { "fuzz" }
  let bytes: [UInt8]
  let size: Int

  func open() throws -> any ByteStream { Stream(bytes: bytes[...], size: size) }

  private struct Stream: ByteStream {
    var bytes: ArraySlice<UInt8>
    let size: Int

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let piece = bytes.prefix(min(size, buffer.count))
      buffer.copyBytes(from: piece)
      bytes = bytes.dropFirst(piece.count)
      return piece.count
    }
  }
}
