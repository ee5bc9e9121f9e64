public import Inventory

/// A text in both languages; a citation, a sign or a name is the same in both.
public struct Wording: Sendable, Hashable {
  /// The text in Italian.
  public var italian: String
  /// The text in English.
  public var english: String

  /// Creates a text from its two forms.
  public init(_ italian: String, _ english: String) {
    self.italian = italian
    self.english = english
  }

  /// Creates a text that is the same in both languages.
  public init(_ same: String) { self.init(same, same) }

  /// The text in `language`.
  public func text(in language: Language) -> String { language(italian, english) }
}

extension Wording: ExpressibleByStringLiteral {
  /// A text that is the same in both languages.
  public init(stringLiteral value: String) { self.init(value) }
}

/// A figure with its unit, whose numbers are put into a reader's language when it is shown.
///
/// Made by interpolation: `"\(hours) h × \(overhead)"`, where a `Double` becomes a number and all
/// else is text.
public struct Figure: Sendable, Hashable {
  /// A piece of a figure.
  public enum Part: Sendable, Hashable {
    /// A number, shown with three significant digits below 100 and whole above.
    case number(Double)
    /// A unit, a sign or a name.
    case text(Wording)
  }

  /// The pieces, in order.
  public var parts: [Part]

  /// The figure as its readers write it: `2.453 kWh` in Italian, `2,453 kWh` in English.
  public func text(in language: Language) -> String {
    parts.map { part in
      switch part {
      case .number(let number): Self.text(number, in: language)
      case .text(let wording): wording.text(in: language)
      }
    }.joined()
  }

  /// Three significant digits at most below 100, grouped whole numbers above: `1,250`, `12.5`,
  /// `0.288`.
  static func text(_ number: Double, in language: Language) -> String {
    let size = abs(number)
    let scale: Double = size >= 100 ? 1 : size >= 10 ? 10 : size >= 1 ? 100 : 1_000
    let plain = FactValue.shortest((number * scale).rounded() / scale)
    let parts = plain.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, !plain.contains("e") else { return plain }
    var text = ""
    for (index, digit) in whole.enumerated() {
      let isGroup = (whole.count - index).isMultiple(of: 3)
      if index > 0, isGroup, text != "-" { text += language(".", ",") }
      text.append(digit)
    }
    return parts.count == 1 ? text : text + language(",", ".") + parts[1]
  }
}

extension Figure: ExpressibleByStringInterpolation {
  /// A figure that is a text alone.
  public init(stringLiteral value: String) { parts = [.text(Wording(value))] }

  /// A figure of the pieces that were interpolated.
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// Gathers the pieces of a figure.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Begins without pieces.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds a piece of text.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(Wording(literal))) }
    }

    /// Adds a number.
    public mutating func appendInterpolation(_ number: Double) { parts.append(.number(number)) }

    /// Adds a name or a sign.
    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

    /// Adds a text in both languages.
    public mutating func appendInterpolation(_ wording: Wording) { parts.append(.text(wording)) }
  }
}
