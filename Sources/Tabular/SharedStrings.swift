/// The texts that the cells of a workbook share.
///
/// They lie one behind the other in groups of sixteen: where each text ends, then the texts. Only
/// the place of each group is kept for all of them. What goes beyond a limit of memory lies in a
/// file without a name, so that memory hardly grows with a workbook: by half a byte a text.
struct SharedStrings: Sendable {
  static let groupCount = 16

  /// The length of the ends before the texts of a group.
  static let headBytes = groupCount * 4

  private(set) var count = 0

  /// The groups in memory.
  private(set) var held: [UInt8] = []

  /// The groups that come after those.
  private(set) var file: SpillFile?

  /// Where each group begins, and the last one ends, counted through memory and file.
  private(set) var starts = [0]

  private let heldBytes: Int
  private var unwritten: [UInt8] = []
  private var ends: [UInt32] = []
  private var texts: [UInt8] = []
  private var mayHold = true

  /// Creates a list of no text.
  ///
  /// - Parameter heldBytes: How much of them may be held in memory.
  init(heldBytes: Int) {
    self.heldBytes = heldBytes
  }

  /// How many bytes the texts take, those of the last group not counted yet.
  var size: Int { starts[starts.count - 1] + texts.count }

  /// Adds a text behind the others.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) throws {
    texts += text
    ends.append(UInt32(truncatingIfNeeded: texts.count))
    count += 1
    if ends.count == Self.groupCount { try endGroup() }
  }

  /// Puts the last group in its place.
  mutating func finish() throws {
    if !ends.isEmpty { try endGroup() }
    try write(atLeast: 1)
    texts = []
    unwritten = []
  }

  private mutating func endGroup() throws {
    while ends.count < Self.groupCount { ends.append(UInt32(truncatingIfNeeded: texts.count)) }
    let length = Self.headBytes + texts.count
    if mayHold, held.count + length > heldBytes {
      // Where no file can be made, all of it stays in memory, within the limit for that.
      file = SpillFile()
      mayHold = file == nil
    }
    if mayHold {
      Self.append(ends, texts, to: &held)
    } else {
      Self.append(ends, texts, to: &unwritten)
      try write(atLeast: 1 << 18)
    }
    starts.append(starts[starts.count - 1] + length)
    ends.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  private static func append(_ ends: [UInt32], _ texts: [UInt8], to target: inout [UInt8]) {
    for end in ends { withUnsafeBytes(of: end.littleEndian) { target += $0 } }
    target += texts
  }

  private mutating func write(atLeast wanted: Int) throws {
    guard let file, unwritten.count >= wanted else { return }
    guard file.append(unwritten) else {
      throw TabularFailure(.sharedStringsTooLarge(limit: heldBytes), name: "sharedStrings")
    }
    unwritten.removeAll(keepingCapacity: true)
  }

  /// Holds room for texts that are about to come, so that they need not be moved as they grow.
  mutating func reserve(_ bytes: Int) {
    held.reserveCapacity(min(bytes, heldBytes))
  }
}

/// Reads the shared strings of a workbook.
struct SharedStringsPart: PartHandler {
  static let elements: [StaticString] = ["si", "t", "rPh"]
  static let attributes: [StaticString] = []

  private let limits: TableLimits
  private var strings: SharedStrings
  private let text = CellText()
  private let itemName = PartName("si")
  private let textName = PartName("t")
  private let phoneticName = PartName("rPh")
  private var isText = false
  private var phoneticDepth = 0

  init(limits: TableLimits) {
    self.limits = limits
    strings = SharedStrings(heldBytes: limits.heldStringBytes)
  }

  /// The strings, once the part was read.
  mutating func finished() throws -> SharedStrings {
    try strings.finish()
    return strings
  }

  mutating func restart() {
    self = Self(limits: limits)
  }

  mutating func start(_ tag: borrowing PartTag) throws {
    if tag.name == phoneticName { phoneticDepth += 1 }
    isText = tag.name == textName && phoneticDepth == 0
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    guard isText else { return }
    guard strings.size + text.count + piece.count <= limits.sharedStringBytes else {
      throw TabularFailure(
        .sharedStringsTooLarge(limit: limits.sharedStringBytes),
        name: "sharedStrings"
      )
    }
    text.append(piece)
  }

  mutating func end(_ name: PartName) throws {
    isText = false
    if name == phoneticName { phoneticDepth -= 1 }
    guard name == itemName else { return }
    if text.bytes.contains(0x5F) {
      var bytes = Array(text.bytes)
      EscapedCharacters.decode(&bytes, from: 0)
      try bytes.withUnsafeBufferPointer { try strings.append($0) }
    } else {
      try strings.append(text.bytes)
    }
    text.clear()
  }
}
