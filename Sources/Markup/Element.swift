/// A small element tree: what stood between one start tag and its end.
public struct Element: Sendable, Hashable {
  /// The local name.
  public var name: String

  /// The namespace, `nil` when the element has none.
  public var namespace: String?

  /// The attributes by local name; of two with the same local name, the first counts.
  public var attributes: [String: String]

  /// The elements directly inside, in document order.
  public var children: [Element]

  /// The element's own character data, without its children's, trimmed of blanks at both ends.
  public var text: String

  /// The line on which the start tag ends, from 1.
  public var line: Int

  /// Creates an element.
  public init(
    name: String,
    namespace: String? = nil,
    attributes: [String: String] = [:],
    children: [Element] = [],
    text: String = "",
    line: Int = 0
  ) {
    self.name = name
    self.namespace = namespace
    self.attributes = attributes
    self.children = children
    self.text = text
    self.line = line
  }

  /// The first child with this name.
  public func first(_ name: String) -> Element? {
    children.first { $0.name == name }
  }

  /// The children with this name, in document order.
  public func all(_ name: String) -> [Element] {
    children.filter { $0.name == name }
  }

  /// The text of the first child with this name, `nil` when there is none or it is empty.
  public func value(_ childName: String) -> String? {
    guard let text = first(childName)?.text, !text.isEmpty else { return nil }
    return text
  }

  /// The value of an attribute, `nil` when the tag does not have it.
  public subscript(_ attribute: String) -> String? {
    attributes[attribute]
  }
}
