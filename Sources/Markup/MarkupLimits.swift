/// How much a document may ask for before it is refused.
///
/// libxml2 has almost no limits of its own when its events are taken directly, so all of these
/// are checked here, before the data is believed.
public struct MarkupLimits: Sendable, Hashable {
  /// The greatest depth of elements; the root has depth 1.
  public var depth: Int

  /// The greatest number of attributes of one element.
  public var attributesPerElement: Int

  /// The greatest length of all attribute values of one element together, in bytes.
  public var attributeBytes: Int

  /// The greatest length of the character data between two tags, in bytes.
  public var textBytes: Int

  /// The greatest length of a name, in bytes.
  public var nameBytes: Int

  /// The greatest number of different names, of elements and attributes together.
  public var names: Int

  /// The greatest length of the whole document, in bytes as they are read.
  public var totalBytes: Int

  /// The greatest number of elements in one subtree that ``ElementStream`` collects.
  public var subtreeElements: Int

  /// The greatest amount of text and attribute values in one collected subtree, in bytes.
  public var subtreeBytes: Int

  /// Creates limits; what is left out is as in ``standard``.
  public init(
    depth: Int = 256,
    attributesPerElement: Int = 1_000,
    attributeBytes: Int = 10 << 20,
    textBytes: Int = 10 << 20,
    nameBytes: Int = 1_000,
    names: Int = 10_000,
    totalBytes: Int = 16 << 30,
    subtreeElements: Int = 1_000_000,
    subtreeBytes: Int = 64 << 20
  ) {
    self.depth = depth
    self.attributesPerElement = attributesPerElement
    self.attributeBytes = attributeBytes
    self.textBytes = textBytes
    self.nameBytes = nameBytes
    self.names = names
    self.totalBytes = totalBytes
    self.subtreeElements = subtreeElements
    self.subtreeBytes = subtreeBytes
  }

  /// The limits for files of asset exports: far above any real one, far below harm.
  public static let standard = MarkupLimits()
}
