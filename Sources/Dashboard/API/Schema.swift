import Inventory

/// What a value of the API looks like, for the document of the API and for checking requests.
indirect enum Schema: Sendable {
  /// A text of a length, perhaps in a form of JSON Schema such as `date`, perhaps after a pattern.
  case text(length: ClosedRange<Int>? = nil, pattern: String? = nil)
  /// One of some words.
  case word([String])
  /// A whole number.
  case integer(ClosedRange<Int>? = nil)
  /// A number.
  case number
  case flag
  case list(Schema)
  /// Named values; those that are not needed may be missing.
  case object([Property])
  /// Named values of any kind.
  case map
  /// A value, or `null` for what is not known.
  case maybe(Schema)
  /// A schema of the document, by name.
  case named(String)

  /// A named value of an object.
  struct Property: Sendable {
    var name: String
    var schema: Schema
    var isNeeded: Bool
    var text: String

    init(_ name: String, _ schema: Schema, isNeeded: Bool = true, _ text: String) {
      self.name = name
      self.schema = schema
      self.isNeeded = isNeeded
      self.text = text
    }
  }

  /// A month, `YYYY-MM`.
  static let month = Schema.text(pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$")
  /// A day, `YYYY-MM-DD`.
  static let day = Schema.text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

  /// The schema in the words of JSON Schema 2020-12.
  var fact: FactValue { .object(fields) }

  private var fields: [FactValue.Field] {
    switch self {
    case .text(let length, let pattern):
      // What has a length is a parameter, and none of them takes a NUL.
      [
        .init("type", "string"), length.map { .init("minLength", .integer($0.lowerBound)) },
        length.map { .init("maxLength", .integer($0.upperBound)) },
        (pattern ?? length.map { _ in "^[^\\u0000]*$" }).map { .init("pattern", .text($0)) },
      ].compactMap(\.self)
    case .word(let words):
      [.init("type", "string"), .init("enum", .list(words.map { .text($0) }))]
    case .integer(let range):
      [
        .init("type", "integer"), range.map { .init("minimum", .integer($0.lowerBound)) },
        range.map { .init("maximum", .integer($0.upperBound)) },
      ].compactMap(\.self)
    case .number: [.init("type", "number")]
    case .flag: [.init("type", "boolean")]
    case .list(let item): [.init("type", "array"), .init("items", item.fact)]
    case .object(let properties):
      [
        .init("type", "object"),
        .init(
          "required",
          .list(properties.filter(\.isNeeded).map { .text($0.name) })
        ),
        .init("properties", .object(properties.map { .init($0.name, Self.described($0)) })),
        .init("additionalProperties", .flag(false)),
      ]
    case .map: [.init("type", "object"), .init("additionalProperties", .flag(true))]
    case .maybe(let schema):
      [.init("anyOf", .list([schema.fact, .object([.init("type", "null")])]))]
    case .named(let name): [.init("$ref", .text("#/components/schemas/" + name))]
    }
  }

  private static func described(_ property: Property) -> FactValue {
    .object(property.schema.fields + [.init("description", .text(property.text))])
  }

  /// Whether a parameter written as `text` is such a value; patterns are not looked at.
  func admits(_ text: String) -> Bool {
    switch self {
    case .text(let length, _): length?.contains(text.unicodeScalars.count) ?? true
    case .word(let words): words.contains(text)
    case .integer(let range):
      // Written as JSON writes it, so that no two writings are one number.
      Int(text).map { String($0) == text && range?.contains($0) ?? true } ?? false
    case .flag: text == "true" || text == "false"
    default: false
    }
  }
}
