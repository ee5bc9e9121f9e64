import Inventory

/// A reason or guess that can be kept as facts, so that its words are made when it is shown.
///
/// The form is a list: the message's code, then what the case carries, in order.
protocol StoredMessage: Message {
  /// What the case carries, in order.
  var arguments: [FactValue] { get }

  /// Creates the case of `code`; `nil` when there is no such case or an argument does not fit.
  init?(code: String, arguments: StoredArguments)
}

/// What a stored case carries, read by position.
struct StoredArguments {
  let values: ArraySlice<FactValue>

  private subscript(index: Int) -> FactValue? {
    let position = values.startIndex + index
    return values.indices.contains(position) ? values[position] : nil
  }

  func text(_ index: Int) -> String? { self[index]?.text }
  func integer(_ index: Int) -> Int? { self[index]?.integer }
  func attribute(_ index: Int) -> Attribute? { text(index).flatMap { Attribute(rawValue: $0) } }
  func project(_ index: Int) -> ProjectCode? { text(index).map { ProjectCode($0) } }
  func entity(_ index: Int) -> EntityID? { text(index).map { EntityID($0) } }
  func month(_ index: Int) -> Month? { text(index).flatMap { Month($0) } }
}

extension StoredMessage {
  /// The message as a value to keep.
  var stored: FactValue { .list([.text(code)] + arguments) }

  /// Reads what ``stored`` gave; `nil` for anything else.
  init?(stored: FactValue) {
    let items = stored.items
    guard let code = items.first?.text else { return nil }
    self.init(code: code, arguments: StoredArguments(values: items.dropFirst()))
  }

  /// The message as JSON.
  var storedText: String { stored.json }

  /// Reads what ``storedText`` gave; `nil` for anything else.
  init?(storedText: String) {
    guard let value = FactJSON.value(of: storedText) else { return nil }
    self.init(stored: value)
  }
}

extension Sequence where Element: StoredMessage {
  /// The messages as one JSON list.
  var storedText: String { FactValue.list(map(\.stored)).json }
}

extension Array where Element: StoredMessage {
  /// Reads what `storedText` gave; `nil` when one of them cannot be read.
  init?(storedText: String) {
    guard case .list(let items)? = FactJSON.value(of: storedText) else { return nil }
    var messages: [Element] = []
    for item in items {
      guard let message = Element(stored: item) else { return nil }
      messages.append(message)
    }
    self = messages
  }
}
