/// A value of a JSON document, with its members in the document's order.
enum JSONValue: Hashable {
  case null
  case flag(Bool)
  /// A number as the document spells it.
  case number(String)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// The object, `nil` for every other value.
  var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// The items of a list; the value itself where there is no list around it; none for null.
  var items: [JSONValue] {
    switch self {
    case .list(let list): list
    case .null: []
    default: [self]
    }
  }

  /// A text, number or flag in words, without blanks around it; `nil` for all else and if empty.
  var words: String? {
    let text: String
    switch self {
    case .text(let words): text = words
    case .number(let number): text = number
    case .flag(let flag): text = flag ? "1" : "0"
    case .null, .list, .object: return nil
    }
    let head = text.drop(while: \.isWhitespace)
    guard let end = head.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(head[...end])
  }
}

/// An object of a JSON document.
struct JSONObject: Hashable {
  /// A named value.
  struct Member: Hashable {
    var name: String
    var value: JSONValue
  }

  /// The members, in the document's order; of two with one name both stand here.
  var members: [Member] = []
  /// The line on which the object begins, from 1.
  var line = 0

  /// The value of the first member with this name.
  subscript(name: String) -> JSONValue? {
    members.first { $0.name == name }?.value
  }

  /// The words of the first member with this name, `nil` when there are none.
  func words(_ name: String) -> String? { self[name]?.words }
}
