/// Looks up shared strings for one reading of a sheet, and keeps what it last fetched of them.
struct SharedStringReader {
  /// What the file has of texts is fetched by groups, and the last of so many kept.
  private static let keptGroups = 1_024

  /// The longest group that is kept, in bytes; of others each text is fetched by itself.
  private static let keptBytes = 1 << 14

  private let strings: SharedStrings
  private var groups: [(number: Int, bytes: [UInt8])] = []

  init(_ strings: SharedStrings) {
    self.strings = strings
  }

  /// Appends the text at `index` to the cell that is set next; `false` when there is none.
  ///
  /// - Throws: ``TabularFailure`` without a place, for a text that is longer than `limit` bytes.
  @inline(__always)
  mutating func append(_ index: Int, to row: SheetRow, limit: Int) throws -> Bool {
    guard index < strings.count else { return false }
    let group = index / SharedStrings.groupCount
    let start = strings.starts[group]
    guard start < strings.held.count else {
      try fetch(index, to: row, limit: limit)
      return true
    }
    let length = strings.starts[group &+ 1] &- start
    try strings.held.withUnsafeBufferPointer { held in
      let bytes = UnsafeBufferPointer(rebasing: held[start..<(start &+ length)])
      try Self.append(index % SharedStrings.groupCount, of: bytes, to: row, limit: limit)
    }
    return true
  }

  @inline(__always)
  private static func append(
    _ position: Int,
    of group: UnsafeBufferPointer<UInt8>,
    to row: SheetRow,
    limit: Int
  ) throws {
    let range = textRange(position, of: group)
    guard range.count <= limit else { throw TabularFailure(.recordTooLong(limit: limit), name: "") }
    row.append(UnsafeBufferPointer(rebasing: group[range]))
  }

  /// Where a text lies in its group, of which at least the ends are there.
  @inline(__always)
  private static func textRange(
    _ position: Int,
    of group: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    func end(_ position: Int) -> Int {
      let bytes = UnsafeRawBufferPointer(group)
      return Int(bytes.loadUnaligned(fromByteOffset: position &* 4, as: UInt32.self).littleEndian)
    }
    let first = position == 0 ? 0 : end(position &- 1)
    return (SharedStrings.headBytes &+ first)..<(SharedStrings.headBytes &+ end(position))
  }

  private mutating func fetch(_ index: Int, to row: SheetRow, limit: Int) throws {
    guard let file = strings.file else { return }
    let number = index / SharedStrings.groupCount
    let position = index % SharedStrings.groupCount
    let start = strings.starts[number] - strings.held.count
    let length = strings.starts[number + 1] - strings.starts[number]
    guard length <= Self.keptBytes else {
      let head = try file.bytes(SharedStrings.headBytes, at: start)
      let range = head.withUnsafeBufferPointer { Self.textRange(position, of: $0) }
      guard range.count <= limit else {
        throw TabularFailure(.recordTooLong(limit: limit), name: "")
      }
      let text = try file.bytes(range.count, at: start + range.lowerBound)
      text.withUnsafeBufferPointer { row.append($0) }
      return
    }
    if groups.isEmpty { groups = Array(repeating: (-1, []), count: Self.keptGroups) }
    let slot = number % Self.keptGroups
    if groups[slot].number != number {
      groups[slot] = (number, try file.bytes(length, at: start))
    }
    try groups[slot].bytes.withUnsafeBufferPointer { bytes in
      try Self.append(position, of: bytes, to: row, limit: limit)
    }
  }
}
