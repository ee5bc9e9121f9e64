/// A page in the making, in which every text is escaped because there is no way around it.
///
/// Names of elements, attributes and classes are literals of the program, never data.
struct HTML {
  /// What has been written.
  private(set) var text = ""

  /// Writes an element with its content.
  mutating func element(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String>,
    _ content: (inout HTML) -> Void
  ) {
    open(name, attributes)
    content(&self)
    text += "</\(name)>"
  }

  /// Writes an element that holds a text.
  mutating func element(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String>,
    _ content: String
  ) {
    element(name, attributes) { $0.write(content) }
  }

  /// Writes an element without attributes.
  mutating func element(_ name: StaticString, _ content: (inout HTML) -> Void) {
    element(name, [:], content)
  }

  /// Writes an element without attributes that holds a text.
  mutating func element(_ name: StaticString, _ content: String) {
    element(name, [:], content)
  }

  /// Writes an element without content, closed in the manner of XML.
  mutating func empty(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) {
    open(name, attributes)
    text.removeLast()
    text += "/>"
  }

  /// Writes a text, escaped.
  mutating func write(_ content: some StringProtocol) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default:
        // U+FFFE and U+FFFF may stand in no XML.
        if scalar.value < 0x20 && scalar != "\n" || scalar.value & 0xFFFE == 0xFFFE {
          text += "\u{FFFD}"
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
  }

  /// Writes a piece of the program itself, such as the style sheet.
  mutating func literal(_ piece: StaticString) { text += "\(piece)" }

  /// Appends what another page in the making holds: it is escaped already.
  mutating func append(_ written: String) { text += written }

  /// Writes the style sheet; it is ours and holds no data.
  mutating func style(_ sheet: String) { text += "<style>" + sheet + "</style>" }

  private mutating func open(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String>
  ) {
    text += "<\(name)"
    for (key, value) in attributes {
      if value.isEmpty, "\(key)" == "class" { continue }
      text += " \(key)=\""
      write(value)
      text += "\""
    }
    text += ">"
  }
}
