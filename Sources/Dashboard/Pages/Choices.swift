/// A field of a form from whose values one is chosen, or none.
struct Choices: Sendable {
  /// One value.
  struct Choice: Sendable {
    var value: String
    var name: String
    var isChosen = false
  }

  var name: String
  var field: String
  var choices: [Choice]
  /// What choosing none is called; `nil` where that stands for any.
  var none: String?

  /// Creates the field; a chosen value that is not among `values` stays to be seen.
  init(
    _ name: String,
    _ field: String,
    _ values: [(value: String, name: String)],
    chosen: String?,
    none: String? = nil
  ) {
    self.none = none
    self.name = name
    self.field = field
    choices = values.map { Choice(value: $0.value, name: $0.name, isChosen: $0.value == chosen) }
    if let chosen, !choices.contains(where: \.isChosen) {
      choices.append(Choice(value: chosen, name: chosen, isChosen: true))
    }
  }
}
