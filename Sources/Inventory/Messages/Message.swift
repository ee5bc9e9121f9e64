/// Something that is said to a person: a stable code, and its words in each language.
///
/// The words say what happened and what to do, in one line, lower-case start, no full stop.
public protocol Message: Sendable {
  /// A stable, untranslated name such as `csv.unterminated-quote`.
  var code: String { get }

  /// The words in `language`.
  func text(in language: Language) -> String
}

/// Text from a file made safe to show on one line of a terminal, a log or a page.
public struct Excerpt: Sendable, Hashable, CustomStringConvertible {
  /// The most characters that an excerpt shows.
  public static let limit = 80

  /// The shown text: control and direction characters escaped, cut at ``limit`` characters.
  public let description: String

  /// Creates the excerpt of `text`.
  public init(_ text: some StringProtocol) {
    self.init(text, limit: Self.limit)
  }

  /// Creates the whole of a path, which would be of no use if it were cut.
  public init(path: some StringProtocol) {
    self.init(path, limit: .max)
  }

  private init(_ text: some StringProtocol, limit: Int) {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        shown += "…"
        break
      }
      count += 1
      if scalar.isUnsafeToShow {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    description = shown
  }
}

extension Unicode.Scalar {
  /// Whether the scalar could steer a terminal, break a line or turn the direction of text.
  public var isUnsafeToShow: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
