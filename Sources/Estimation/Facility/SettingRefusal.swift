public import Inventory

/// Why a setting was not taken.
public struct SettingRefusal: Error, Sendable, Hashable {
  /// What is wrong with it.
  public enum Reason: Sendable, Hashable {
    /// No factor has this key.
    case unknownKey
    /// The value is outside what can be.
    case outOfRange(ClosedRange<Double>)
    /// The value does not lie between its low and high points.
    case disordered
    /// No place so small has a value of its own; the smallest that may.
    case tooSmall(SettingPlace.Reach)
  }

  /// The key that was to be set.
  public var key: String
  /// The value that was given.
  public var value: Double
  /// What is wrong with it.
  public var reason: Reason

  /// Creates a refusal.
  public init(key: String, value: Double, reason: Reason) {
    self.key = key
    self.value = value
    self.reason = reason
  }
}

extension SettingRefusal: Message {
  /// A stable name: `setting.unknown`, `setting.out-of-range`, `setting.disordered`,
  /// `setting.place`.
  public var code: String {
    switch reason {
    case .unknownKey: "setting.unknown"
    case .outOfRange: "setting.out-of-range"
    case .disordered: "setting.disordered"
    case .tooSmall: "setting.place"
    }
  }

  /// What is wrong, and what to do.
  public func text(in language: Language) -> String {
    let name = Excerpt(key)
    switch reason {
    case .unknownKey:
      return language(
        "nessun fattore si chiama “\(name)”: vedere l’elenco dei fattori",
        "no factor is named “\(name)”: see the list of factors"
      )
    case .outOfRange(let range):
      let value = Figure.text(value, in: language)
      let low = Figure.text(range.lowerBound, in: language)
      let high = Figure.text(range.upperBound, in: language)
      return language(
        "“\(name)” = \(value) è fuori dai valori possibili: indicare un valore da \(low) a \(high)",
        "“\(name)” = \(value) is outside what can be: give a value from \(low) to \(high)"
      )
    case .disordered:
      let value = Figure.text(value, in: language)
      return language(
        "“\(name)” = \(value) non sta tra il suo minimo e il suo massimo: correggere l’intervallo",
        "“\(name)” = \(value) does not lie between its low and high points: correct the interval"
      )
    case .tooSmall(let smallest):
      return smallest == .agency
        ? language(
          "“\(name)” non si può indicare per una sala: indicarlo per l’azienda",
          "“\(name)” has no value of a room’s own: set it for the agency"
        )
        : language(
          "“\(name)” vale ovunque: togliere azienda e sala",
          "“\(name)” holds everywhere: leave out agency and room"
        )
    }
  }
}
