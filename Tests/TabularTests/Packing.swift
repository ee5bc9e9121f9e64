import Tabular

/// Builds a zip of stored members, byte by byte, so that it can lie.
struct ZipBuilder {
  struct Member {
    var name: String
    var bytes: [UInt8]
    var statedSize: Int?
    var statedChecksum: UInt32?
    var isEncrypted = false
  }

  var members: [Member] = []

  mutating func add(_ name: String, _ text: String) {
    members.append(Member(name: name, bytes: Array(text.utf8)))
  }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = file.count
      let fields =
        short(20) + short(member.isEncrypted ? 1 : 0) + short(0) + short(0) + short(0x21)
        + long(member.statedChecksum ?? checksum(member.bytes)) + long(UInt32(member.bytes.count))
        + long(UInt32(member.statedSize ?? member.bytes.count))
        + short(UInt16(member.name.utf8.count)) + short(0)
      file += [0x50, 0x4B, 3, 4] + fields + Array(member.name.utf8) + member.bytes
      directory += [0x50, 0x4B, 1, 2] + short(20) + fields
      directory += short(0) + short(0) + short(0) + long(0)
      directory += long(UInt32(offset)) + Array(member.name.utf8)
    }
    let start = file.count
    file += directory + [0x50, 0x4B, 5, 6] + short(0) + short(0)
    file += short(UInt16(members.count)) + short(UInt16(members.count))
    return file + long(UInt32(directory.count)) + long(UInt32(start)) + short(0)
  }

  func source(_ name: String = "book.xlsx") -> MemorySource {
    MemorySource(name: name, bytes: bytes)
  }
}

/// A gzip stream whose data is not compressed.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  let count = UInt16(bytes.count)
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + short(count) + short(~count) + bytes
    + long(checksum(bytes)) + long(UInt32(bytes.count))
}

private func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

private func long(_ value: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) }
}

private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
  return ~value
}

/// A source that gives few bytes at a time.
struct ChunkedSource: ByteSource {
  var name = "chunked"
  var bytes: [UInt8]
  var size: Int

  func open() throws -> any ByteStream { Stream(source: self) }

  private struct Stream: ByteStream {
    let source: ChunkedSource
    var position = 0

    init(source: ChunkedSource) { self.source = source }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let count = min(source.size, buffer.count, source.bytes.count - position)
      buffer.copyBytes(from: source.bytes[position..<(position + count)])
      position += count
      return count
    }
  }
}

/// All rows of a table as arrays of cells.
func cells(_ table: Table) throws -> [[String]] {
  var rows: [[String]] = []
  try table.forEachRow { row in
    rows.append(row.cells)
    return .next
  }
  return rows
}

/// All rows of a text in memory.
func cells(_ text: String) throws -> [[String]] {
  try cells(TableDocument.open(MemorySource(name: "t.csv", bytes: Array(text.utf8))).tables[0])
}
