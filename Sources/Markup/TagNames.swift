import Glibc

/// A name as it stands in tags, its prefix included.
struct TagName {
  enum Kind {
    /// Of an element or attribute.
    case plain
    /// Of an attribute, with the prefix that is always declared: `xml:space`.
    case reserved
    /// Declares the namespace of names without a prefix.
    case defaultDeclaration
    /// Declares the namespace of the prefix that is its local name.
    case declaration
  }

  /// The first 16 bytes, the rest of them zeros.
  var first: UInt64
  var second: UInt64
  var length: Int
  var kind: Kind

  /// The local name in the parse's table; that of no name if this declares a namespace.
  var name: MarkupName

  /// The whole name, its local part and its prefix, as libxml2's dictionary has them.
  var whole: UnsafePointer<UInt8>
  var local: UnsafePointer<UInt8>
  var prefix: UnsafePointer<UInt8>?

  /// Whether the same bytes stand at `bytes`, of which 16 must be readable.
  @inline(__always)
  func stands(at bytes: UnsafePointer<UInt8>) -> Bool {
    let (first, second) = Self.words(bytes, length)
    return first == self.first && second == self.second
      && (length <= 16 || memcmp(bytes, whole, length) == 0)
  }

  /// The first 16 bytes of a name as two numbers.
  @inline(__always)
  static func words(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(bytes)
    let first = raw.loadUnaligned(as: UInt64.self)
    if length <= 8 { return (first & mask(length), 0) }
    return (
      first, raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask(min(length, 16) &- 8)
    )
  }

  /// Keeps the bytes that lie first in memory; `length` is from 1 to 8.
  @inline(__always)
  private static func mask(_ length: Int) -> UInt64 {
    UInt64(littleEndian: ~0 &>> UInt64(truncatingIfNeeded: 64 &- length &* 8))
  }
}

/// The names that tags have had so far, found by their first bytes.
struct TagNames: ~Copyable {
  /// More than an export has; a document with more is left to libxml2.
  private static let limit = 1_024
  private static let slotCount = 2_048

  /// Names chosen so that they collide would cost time: who has so many neighbours is not kept.
  private static let longestSearch = 16

  private var names: UnsafeMutablePointer<TagName>
  private var capacity = 64
  private let slots: UnsafeMutablePointer<Int16>
  private var count = 0

  init() {
    names = .allocate(capacity: capacity)
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: -1, count: Self.slotCount)
  }

  deinit {
    names.deallocate()
    slots.deallocate()
  }

  @inline(__always)
  subscript(_ index: Int) -> TagName {
    @inline(__always) unsafeAddress {
      precondition(index < count)
      return UnsafePointer(names + index)
    }
  }

  /// The number of the name that stands at `bytes`, learnt if it is new; `nil` if it is none that
  /// is read here.
  @inline(__always)
  mutating func find(
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int,
    _ state: UnsafeMutablePointer<ParseState>
  ) -> Int? {
    guard length > 0 else { return nil }
    let (first, second) = TagName.words(bytes, length)
    var slot = Self.home(first, second, length)
    for _ in 0..<Self.longestSearch {
      let index = Int(slots[slot])
      guard index >= 0 else { return learn(bytes, length, slot, state) }
      let known = names + index
      if known.pointee.first == first, known.pointee.second == second,
        known.pointee.length == length,
        length <= 16 || memcmp(bytes, known.pointee.whole, length) == 0
      {
        return index
      }
      slot = (slot &+ 1) & (Self.slotCount &- 1)
    }
    return nil
  }

  @inline(__always)
  private static func home(_ first: UInt64, _ second: UInt64, _ length: Int) -> Int {
    let word = first ^ (second &* 0xFF51_AFD7_ED55_8CCD) ^ UInt64(truncatingIfNeeded: length)
    return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 48) & (slotCount &- 1)
  }

  @inline(never)
  private mutating func learn(
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int,
    _ slot: Int,
    _ state: UnsafeMutablePointer<ParseState>
  ) -> Int? {
    guard count < Self.limit, length <= state.pointee.limits.nameBytes,
      let tagName = Self.read(bytes, length, state)
    else { return nil }
    if count == capacity { grow() }
    (names + count).initialize(to: tagName)
    slots[slot] = Int16(count)
    count += 1
    return count - 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<TagName>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: names, count: count)
    names.deallocate()
    names = larger
    capacity *= 2
  }

  /// Reads a name of ASCII letters, digits, `_`, `-`, `.` and at most one colon between.
  private static func read(
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int,
    _ state: UnsafeMutablePointer<ParseState>
  ) -> TagName? {
    var colon: Int?
    var isFirst = true
    for position in 0..<length {
      let byte = bytes[position]
      if byte == 0x3A, colon == nil, !isFirst {
        colon = position
        isFirst = true
        continue
      }
      guard isLetter(byte) || (!isFirst && isLater(byte)) else { return nil }
      isFirst = false
    }
    let names = state.pointee.names
    guard !isFirst, let whole = names.pointee.kept(UnsafeBufferPointer(start: bytes, count: length))
    else { return nil }
    let (first, second) = TagName.words(bytes, length)
    var tagName = TagName(
      first: first,
      second: second,
      length: length,
      kind: .plain,
      name: MarkupName(index: -1),
      whole: whole,
      local: whole
    )
    if let colon {
      let start = bytes + colon + 1
      let after = length - colon - 1
      guard let prefix = names.pointee.kept(UnsafeBufferPointer(start: bytes, count: colon)),
        let local = names.pointee.kept(UnsafeBufferPointer(start: start, count: after))
      else { return nil }
      tagName.prefix = prefix
      tagName.local = local
      if stands("xml", bytes, colon) { tagName.kind = .reserved }
      if stands("xmlns", bytes, colon) {
        guard !stands("xml", start, after), !stands("xmlns", start, after) else { return nil }
        tagName.kind = .declaration
      }
    } else if stands("xmlns", bytes, length) {
      tagName.kind = .defaultDeclaration
    }
    if tagName.kind == .plain || tagName.kind == .reserved {
      guard let name = names.pointee.find(tagName.local, limit: state.pointee.limits.names) else {
        return nil
      }
      tagName.name = name
    }
    return tagName
  }

  private static func stands(
    _ word: StaticString,
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int
  ) -> Bool {
    length == word.utf8CodeUnitCount && memcmp(bytes, word.utf8Start, length) == 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private static func isLater(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
  }
}
