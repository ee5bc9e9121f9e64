/// A disk, as a source lists it.
public struct Disk: Sendable, Hashable {
  /// The disk's name or model.
  public var name: String?
  /// Its capacity.
  public var capacity: Gigabytes?
  /// Its serial number.
  public var serial: Serial?

  /// Creates a disk.
  public init(name: String? = nil, capacity: Gigabytes? = nil, serial: Serial? = nil) {
    self.name = name
    self.capacity = capacity
    self.serial = serial
  }

  /// The disk as named values.
  public var fact: FactValue {
    .object(
      [
        name.map { .init("name", .text($0)) },
        capacity.map { .init("gigabytes", .number($0.value)) },
        serial.map { .init("serial", .text($0.description)) },
      ].compactMap(\.self)
    )
  }
}

/// A power supply that is present.
public struct PowerSupply: Sendable, Hashable {
  /// What it can deliver, by its plate.
  public var rating: Watts?
  /// Its serial number.
  public var serial: Serial?
  /// Its model or part number.
  public var model: String?

  /// Creates a power supply.
  public init(rating: Watts? = nil, serial: Serial? = nil, model: String? = nil) {
    self.rating = rating
    self.serial = serial
    self.model = model
  }

  /// The power supply as named values.
  public var fact: FactValue {
    .object(
      [
        rating.map { .init("watts", .number($0.value)) },
        serial.map { .init("serial", .text($0.description)) },
        model.map { .init("model", .text($0)) },
      ].compactMap(\.self)
    )
  }
}

/// What a machine's own sensor says that it draws.
public struct PowerReading: Sendable, Hashable {
  /// At the moment of the reading.
  public var present: Watts?
  /// The average of the sensor's period.
  public var average: Watts?
  /// The highest of the period.
  public var maximum: Watts?
  /// The lowest of the period.
  public var minimum: Watts?

  /// Creates a reading.
  public init(
    present: Watts? = nil,
    average: Watts? = nil,
    maximum: Watts? = nil,
    minimum: Watts? = nil
  ) {
    self.present = present
    self.average = average
    self.maximum = maximum
    self.minimum = minimum
  }

  /// The reading as named values.
  public var fact: FactValue {
    .object(
      [
        present.map { .init("present", .number($0.value)) },
        average.map { .init("average", .number($0.value)) },
        maximum.map { .init("maximum", .number($0.value)) },
        minimum.map { .init("minimum", .number($0.value)) },
      ].compactMap(\.self)
    )
  }
}

/// Whether a machine runs, as its source says.
public enum PowerState: String, Sendable, Hashable {
  case on
  case off
  case suspended
}

extension Disk {
  /// Creates a disk from its named values.
  init(_ value: FactValue) {
    self.init(
      name: value["name"]?.text,
      capacity: value["gigabytes"]?.number.map { Gigabytes($0) },
      serial: value["serial"]?.text.flatMap { Serial($0) }
    )
  }
}

extension PowerSupply {
  /// Creates a power supply from its named values.
  init(_ value: FactValue) {
    self.init(
      rating: value["watts"]?.number.map { Watts($0) },
      serial: value["serial"]?.text.flatMap { Serial($0) },
      model: value["model"]?.text
    )
  }
}

extension PowerReading {
  /// Creates a reading from its named values.
  init(_ value: FactValue) {
    self.init(
      present: value["present"]?.number.map { Watts($0) },
      average: value["average"]?.number.map { Watts($0) },
      maximum: value["maximum"]?.number.map { Watts($0) },
      minimum: value["minimum"]?.number.map { Watts($0) }
    )
  }
}
