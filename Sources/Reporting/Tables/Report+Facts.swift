public import Inventory

/// Parts of the JSON form by themselves, for programs that ask for no more.
extension Report {
  /// The figures that stand first, as in ``json()``.
  public var headlineFact: FactValue { headlineValue }

  /// A blocker as in ``json()``.
  public static func fact(of line: BlockerLine) -> FactValue { value(line) }
}
