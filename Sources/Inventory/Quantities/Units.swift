/// Electrical power, in watts.
public struct Watts: Quantity {
  /// The number of watts.
  public var value: Double

  /// Creates the quantity of `value` watts.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Energy, in kilowatt-hours.
public struct KilowattHours: Quantity {
  /// The number of kilowatt-hours.
  public var value: Double

  /// Creates the quantity of `value` kilowatt-hours.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Greenhouse gas, in kilograms of carbon dioxide equivalent.
public struct KilogramsCO2e: Quantity {
  /// The number of kilograms of CO₂ equivalent.
  public var value: Double

  /// Creates the quantity of `value` kilograms of CO₂ equivalent.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Money, in euros.
public struct Euros: Quantity {
  /// The number of euros.
  public var value: Double

  /// Creates the quantity of `value` euros.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Water, in litres.
public struct Litres: Quantity {
  /// The number of litres.
  public var value: Double

  /// Creates the quantity of `value` litres.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Memory or storage, in mebibytes (2^20 bytes).
public struct Mebibytes: Quantity {
  /// The number of mebibytes.
  public var value: Double

  /// Creates the quantity of `value` mebibytes.
  public init(_ value: Double) {
    self.value = value
  }
}

/// Storage as makers count it, in gigabytes (10^9 bytes).
public struct Gigabytes: Quantity {
  /// The number of gigabytes.
  public var value: Double

  /// Creates the quantity of `value` gigabytes.
  public init(_ value: Double) {
    self.value = value
  }
}

/// A clock rate, in megahertz.
public struct Megahertz: Quantity {
  /// The number of megahertz.
  public var value: Double

  /// Creates the quantity of `value` megahertz.
  public init(_ value: Double) {
    self.value = value
  }
}

extension Watts {
  /// The energy drawn at this power for `hours`: power × hours ÷ 1,000.
  public func energy(hours: Double) -> KilowattHours {
    KilowattHours(value * hours / 1_000)
  }
}

/// A part of a whole, from 0 to 1.
public struct Share: Sendable, Hashable, Comparable {
  /// The part, from 0 to 1.
  public let value: Double

  /// Returns `nil` for anything outside 0 … 1.
  public init?(_ value: Double) {
    guard value >= 0, value <= 1 else { return nil }
    self.value = value
  }

  /// Returns `nil` for anything outside 0 … 100.
  public init?(percent: Double) {
    self.init(percent / 100)
  }

  /// Compares by value.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
