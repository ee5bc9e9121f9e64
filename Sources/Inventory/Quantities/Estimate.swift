/// What a figure rests on, from the best to the weakest.
public enum Basis: String, Sendable, Hashable, Comparable, CaseIterable {
  /// A meter or a sensor of the machine itself.
  case metered
  /// The measured behaviour of the same hardware.
  case model
  /// The behaviour of machines of its kind and age.
  case classTypical = "class"
  /// Nothing but a default.
  case assumed = "default"

  /// Orders from the best to the weakest.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// A quantity with its 90 % interval and what it rests on.
public struct Estimate<Unit: Quantity>: Sendable, Hashable {
  /// The central value.
  public var value: Unit
  /// The 5 % point.
  public var low: Unit
  /// The 95 % point.
  public var high: Unit
  /// What the value rests on; of a sum, the weakest basis that matters.
  public var basis: Basis

  /// Creates an estimate.
  ///
  /// `low` ≤ `value` ≤ `high`.
  public init(_ value: Unit, low: Unit, high: Unit, basis: Basis) {
    self.value = value
    self.low = low
    self.high = high
    self.basis = basis
  }

  /// An exact figure.
  public static func exactly(_ value: Unit, basis: Basis = .metered) -> Self {
    Self(value, low: value, high: value, basis: basis)
  }
}
