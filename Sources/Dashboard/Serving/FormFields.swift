/// The fields of a form, or of an address, in order (`application/x-www-form-urlencoded`).
struct FormFields: Sendable {
  private var fields: [(name: String, value: String)] = []

  /// No fields.
  init() {}

  /// Reads `name=value&…`; what is not UTF-8 becomes U+FFFD.
  init(encoded text: String) {
    fields = Array(text.utf8).split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(
        separator: UInt8(ascii: "="),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      return (
        name: Self.decoded(parts[0]),
        value: parts.count > 1 ? Self.decoded(parts[1]) : ""
      )
    }
  }

  /// The first value of a field, without white space around it; `nil` when it is missing or empty.
  subscript(name: String) -> String? {
    guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
    let trimmed = value.drop { $0.isWhitespace }
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(trimmed[...last])
  }

  /// All values of a field, in order.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Adds a field.
  mutating func append(_ name: String, _ value: String) { fields.append((name, value)) }

  private static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
