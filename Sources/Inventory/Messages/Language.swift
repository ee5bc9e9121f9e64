/// A language that the product speaks.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case italian = "it"
  case english = "en"

  /// Returns the language of a POSIX locale name such as `it_IT.UTF-8`; English for all others.
  public init(locale: String) {
    self = locale.lowercased().hasPrefix("it") ? .italian : .english
  }

  /// Picks the text of this language.
  public func callAsFunction(_ italian: String, _ english: String) -> String {
    switch self {
    case .italian: italian
    case .english: english
    }
  }
}
