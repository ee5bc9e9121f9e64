import Markup

/// The root element of a document.
struct MarkupRoot: Hashable {
  var name: String
  var namespace: String?

  /// Reads as far as the root.
  static func of(_ source: some ByteSource, limits: TableLimits) throws -> MarkupRoot? {
    var glance = Glance()
    var stream = try source.open()
    do {
      try MarkupReader.read(limits: limits.markup, handler: &glance) {
        try stream.nextChunk(of: 8_192)
      }
    } catch is Glance.Found {
      // The reading ends at the root.
    } catch let failure as MarkupFailure {
      throw TabularFailure(.markup(failure), name: source.name, line: failure.line)
    }
    return glance.root
  }

  private struct Glance: MarkupHandler {
    struct Found: Error {}

    var root: MarkupRoot?

    mutating func prepare(_ names: inout MarkupNames) {}

    mutating func start(_ tag: borrowing StartTag) throws {
      root = MarkupRoot(name: tag.localName, namespace: tag.namespace)
      throw Found()
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

    mutating func end(_ name: MarkupName) throws {}
  }
}
