import Inventory

/// Writes figures for the lines of an explanation.
enum Figure {
  /// Three significant digits at most below 100, whole numbers above: `1250`, `12.5`, `0.288`.
  static func text(_ number: Double) -> String {
    let size = abs(number)
    let scale: Double = size >= 100 ? 1 : size >= 10 ? 10 : size >= 1 ? 100 : 1_000
    return FactValue.shortest((number * scale).rounded() / scale)
  }
}
