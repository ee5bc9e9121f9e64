/// A number with a unit that its type names.
public protocol Quantity: Sendable, Hashable, Comparable {
  /// The number, in the unit that the type names.
  var value: Double { get set }

  /// Creates the quantity of `value` units.
  init(_ value: Double)
}

extension Quantity {
  /// Nothing of it.
  public static var zero: Self { Self(0) }

  /// Compares by value.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  /// Adds two quantities of one unit.
  public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }

  /// Subtracts two quantities of one unit.
  public static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }

  /// Scales a quantity.
  public static func * (left: Self, factor: Double) -> Self { Self(left.value * factor) }

  /// Adds to a quantity.
  public static func += (left: inout Self, right: Self) { left.value += right.value }
}
