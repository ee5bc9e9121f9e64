/// A local name in a part of a workbook, told by a number: no text is made to compare it.
struct PartName: Hashable, Sendable {
  private let code: UInt64

  /// A name that nobody asks for.
  static let other = PartName(code: 0)

  private static let mergeCell = PartName(code: 1)

  private init(code: UInt64) {
    self.code = code
  }

  /// Names the bytes from `start` on, at least eight of which can be read.
  @inline(__always)
  init(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) {
    if count <= 8 {
      let bytes = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
      code = bytes & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    } else {
      self = Self.long(UnsafeBufferPointer(start: start, count: count))
    }
  }

  /// Names a text.
  init(_ text: StaticString) {
    var code: UInt64 = 0
    guard text.utf8CodeUnitCount <= 8 else {
      self = text.withUTF8Buffer { Self.long($0) }
      return
    }
    text.withUTF8Buffer { bytes in
      for byte in bytes.reversed() { code = code << 8 | UInt64(byte) }
    }
    self.code = code
  }

  /// Names that are too long for a number: the one that is asked for, and all others.
  private static func long(_ bytes: UnsafeBufferPointer<UInt8>) -> PartName {
    bytes.elementsEqual("mergeCell".utf8) ? mergeCell : other
  }
}

/// One attribute of a tag.
struct PlainAttribute {
  /// The local name; ``PartName/other`` for a declaration of a namespace.
  let name: PartName

  /// The name with its prefix.
  let whole: UnsafeBufferPointer<UInt8>

  let value: UnsafeBufferPointer<UInt8>

  /// Whether a tag must not have both, or has to leave it to namespaces whether it may.
  @inline(__always)
  func isTwin(of otherName: PartName, _ otherWhole: UnsafeBufferPointer<UInt8>) -> Bool {
    if name == otherName, name != .other { return true }
    return whole.count == otherWhole.count && whole.elementsEqual(otherWhole)
  }
}

/// A start tag in a part of a workbook, valid only during the call that it is given to.
struct PartTag: ~Copyable {
  let name: PartName
  let attributes: UnsafePointer<PlainAttribute>?
  let count: Int

  /// The bytes of an attribute's value, `nil` when there is none.
  @inline(__always)
  func value(_ name: PartName) -> UnsafeBufferPointer<UInt8>? {
    guard let attributes else { return nil }
    for index in 0..<count where attributes[index].name == name { return attributes[index].value }
    return nil
  }
}

/// Receives the events of a long part of a workbook; what ``MarkupHandler`` is to any markup.
protocol PartHandler {
  /// The names of all attributes that the handler asks for.
  static var attributes: [StaticString] { get }

  /// The names of all elements that the handler tells apart.
  static var elements: [StaticString] { get }

  /// Is told that the part begins again, with the same events that there were so far.
  mutating func restart()

  mutating func start(_ tag: borrowing PartTag) throws
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
  mutating func end(_ name: PartName) throws
}
