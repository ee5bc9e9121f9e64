/// Why a document was given up, and where.
///
/// What came before the place has been delivered; the caller decides what that is worth.
public struct MarkupFailure: Error, Sendable, Equatable {
  /// The facts of a failure.
  public enum Reason: Sendable, Equatable {
    /// The document has no byte that is not blank.
    case empty

    /// The first byte that is not blank does not open markup.
    case notMarkup

    /// A document type with an internal subset, an external identifier or a declaration.
    case documentTypeRefused

    /// A reference to an entity other than the five that XML itself has.
    case undeclaredEntity(String)

    /// The document breaks a rule of XML; libxml2's words, one line.
    case malformed(String)

    /// The document ends too early, inside the named element; `nil` when no element is open.
    case truncated(openElement: String?)

    /// More elements are open at once than the limit.
    case tooDeep(limit: Int)

    /// An element has more attributes than the limit.
    case tooManyAttributes(limit: Int)

    /// The attribute values of one element are longer than the limit, in bytes.
    case attributeTooLong(limit: Int)

    /// One tag, comment, instruction or CDATA section is longer than the limit, in bytes.
    case tagTooLong(limit: Int)

    /// The character data between two tags is longer than the limit, in bytes.
    case textTooLong(limit: Int)

    /// A name is longer than the limit, in bytes.
    case nameTooLong(limit: Int)

    /// There are more different names than the limit.
    case tooManyNames(limit: Int)

    /// The document is longer than the limit, in bytes.
    case tooLarge(limit: Int)

    /// A collected subtree holds more elements, or more bytes, than the limit.
    case subtreeTooLarge(limit: Int)

    /// The document declares an encoding that is not read.
    case unsupportedEncoding(String)

    /// The declared encoding is not the one that the first bytes show.
    case encodingMismatch(declared: String, found: String)

    /// A byte sequence or character that the encoding or XML does not allow.
    case badCharacter(String)
  }

  /// What is wrong.
  public var reason: Reason

  /// The line of the place, from 1; 0 when the failure concerns the document as a whole.
  public var line: Int

  /// The column of the place, from 1, in characters as libxml2 counts them; 0 when not known.
  public var column: Int

  /// How many bytes of the document lie before the place; an approximation if not in UTF-8.
  public var byteOffset: Int

  /// Creates a failure at a place.
  public init(_ reason: Reason, line: Int = 0, column: Int = 0, byteOffset: Int = 0) {
    self.reason = reason
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
  }
}
