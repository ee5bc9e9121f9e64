import CLibXML2

/// A start tag, valid only during the call that it is given to.
public struct StartTag: ~Copyable {
  /// The element's local name.
  public let name: MarkupName

  /// The line on which the tag ends, from 1.
  public let line: Int

  /// How deep the element lies; the root has depth 1.
  public let depth: Int

  /// How many attributes the tag has, namespace declarations not counted.
  public let attributeCount: Int

  /// The parse, which is under way, holds them.
  private let names: UnsafeMutablePointer<NameIndex>
  let namespacePointer: UnsafePointer<UInt8>?

  /// libxml2's five pointers an attribute: name, prefix, namespace, value, the value's end.
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  init(
    name: MarkupName,
    line: Int,
    depth: Int,
    names: UnsafeMutablePointer<NameIndex>,
    namespace: UnsafePointer<UInt8>?,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    attributeCount: Int
  ) {
    self.name = name
    self.line = line
    self.depth = depth
    self.names = names
    self.namespacePointer = namespace
    self.attributes = attributes
    self.attributeCount = attributeCount
  }

  /// The element's name without its prefix.
  public var localName: String { names.pointee.string(name) }

  /// The element's namespace, `nil` when it has none.
  public var namespace: String? { namespacePointer.map { String(cString: $0) } }

  /// The text of any name of this parse.
  public func string(of name: MarkupName) -> String { names.pointee.string(name) }

  /// The value of the first attribute with this local name, `nil` when there is none.
  public func attribute(_ name: MarkupName) -> String? {
    bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of an attribute's value, UTF-8, without making a string.
  public func withAttribute<Result>(
    _ name: MarkupName,
    _ body: (UnsafeBufferPointer<UInt8>?) throws -> Result
  ) rethrows -> Result {
    try body(bytes(name))
  }

  /// Calls `body` with the local name and value of each attribute, in the tag's order.
  public func forEachAttribute(
    _ body: (_ name: MarkupName, _ value: String) throws -> Void
  ) rethrows {
    guard let attributes else { return }
    for index in 0..<attributeCount {
      guard let pointer = attributes[index * 5] else { continue }
      let name = names.pointee.find(pointer) ?? names.pointee.add(pointer)
      try body(name, String(decoding: value(at: index, of: attributes), as: UTF8.self))
    }
  }

  private func bytes(_ name: MarkupName) -> UnsafeBufferPointer<UInt8>? {
    guard let attributes else { return nil }
    let wanted = names.pointee.pointer(name)
    for index in 0..<attributeCount where attributes[index &* 5] == wanted {
      return value(at: index, of: attributes)
    }
    return nil
  }

  private func value(
    at index: Int,
    of attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  ) -> UnsafeBufferPointer<UInt8> {
    guard let start = attributes[index &* 5 &+ 3], let end = attributes[index &* 5 &+ 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: end - start)
  }
}
