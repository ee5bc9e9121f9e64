/// A name of an element or attribute, interned by one parse: equal names are equal integers.
///
/// A handler asks ``MarkupNames`` once for the names that it cares about and then compares
/// integers, so that no `String` is made for an event that nobody reads.
public struct MarkupName: Sendable, Hashable {
  /// The position in the parse's table of names.
  public let index: Int32

  /// Creates the name at `index` of a table of names.
  public init(index: Int32) {
    self.index = index
  }
}

/// Receives the events of one document, in document order.
///
/// Names are local names: a prefix is dropped, the namespace is told by the tag.
public protocol MarkupHandler {
  /// Is told once, before the first event, so that the handler can intern the names it compares.
  mutating func prepare(_ names: inout MarkupNames)

  /// An element begins. The tag is valid only during the call.
  mutating func start(_ tag: borrowing StartTag) throws

  /// Character data, UTF-8, in pieces of any size; entities are already resolved.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws

  /// The element ends.
  mutating func end(_ name: MarkupName) throws
}
