/// The value of a fact, without its type: what tables, JSON and screens show.
public indirect enum FactValue: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case list([FactValue])
  /// Named values, in a fixed order.
  case object([Field])

  /// One named value of an object.
  public struct Field: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: FactValue

    /// Creates a named value.
    public init(_ name: String, _ value: FactValue) {
      self.name = name
      self.value = value
    }
  }

  /// A list of texts; `nil` when empty.
  public static func texts(_ texts: some Sequence<String>) -> FactValue? {
    let list = texts.map { FactValue.text($0) }
    return list.isEmpty ? nil : .list(list)
  }

  /// The value as plain text: lists joined by `", "`, numbers without needless zeros.
  public var plainText: String {
    switch self {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): Self.shortest(number)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let list): list.map(\.plainText).joined(separator: ", ")
    case .object(let fields):
      fields.map { $0.name + " " + $0.value.plainText }.joined(separator: " ")
    }
  }

  /// The value as JSON text on one line, keys in their fixed order.
  public var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Appends the value as JSON.
  public func write(to output: inout String) {
    switch self {
    case .text(let text): Self.writeQuoted(text, to: &output)
    case .integer(let integer): output += String(integer)
    case .number(let number): output += number.isFinite ? Self.shortest(number) : "null"
    case .flag(let flag): output += flag ? "true" : "false"
    case .list(let list):
      output += "["
      for (index, item) in list.enumerated() {
        if index > 0 { output += "," }
        item.write(to: &output)
      }
      output += "]"
    case .object(let fields):
      output += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { output += "," }
        Self.writeQuoted(field.name, to: &output)
        output += ":"
        field.value.write(to: &output)
      }
      output += "}"
    }
  }

  /// The shortest decimal text of `number`, without exponent where it is short: `2048`, `0.25`.
  public static func shortest(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    return String(number)
  }

  private static func writeQuoted(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      // < > & are escaped so that the text can stand inside a page.
      case "<", ">", "&", "\u{2028}", "\u{2029}":
        output += escape(scalar)
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          output += escape(scalar)
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension FactValue: ExpressibleByStringLiteral {
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}
