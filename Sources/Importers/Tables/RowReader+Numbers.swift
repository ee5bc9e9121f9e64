import Inventory

extension RowReader {
  /// The whole number of a cell, however its column writes numbers.
  func whole(_ text: String, _ number: Double?, _ column: MappedColumn) -> Int? {
    if let number = number ?? Self.plainNumber(text) { return Int(exactly: number) }
    guard let (value, before, _) = column.numbers.measure(text),
      before.allSatisfy({ $0.isWhitespace || $0.isLetter || $0 == "." })
    else { return nil }
    return Int(exactly: value)
  }

  /// The number of a text of nothing but figures, which is the same in every style of writing.
  static func plainNumber(_ text: String) -> Double? {
    guard (1...15).contains(text.utf8.count) else { return nil }
    var number = 0
    for byte in text.utf8 {
      guard byte &- 0x30 <= 9 else { return nil }
      number = number &* 10 &+ Int(byte &- 0x30)
    }
    return Double(number)
  }

  /// Sets an attribute that is a number, with the unit that cell or heading names.
  mutating func setNumber(
    _ attribute: Attribute,
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record
  ) {
    let isShare = attribute == .cpuUtilization || attribute == .memoryUtilization
    guard !Placeholder.matches(text) || number != nil || isShare && text == "0" else {
      with { $0.notePlaceholder(attribute) }
      return
    }
    let plain = number ?? Self.plainNumber(text)
    if plain == nil, Serial.isExponent(text) {
      return with { $0.reject(text, .eatenBySpreadsheet, at: place) }
    }
    if attribute == .powerSupplies { return setPowerSupplies(text, number, column, place, &record) }
    if attribute.isWholeNumber {
      return setCount(attribute, text, number, column, place, &record)
    }
    let measured: (number: Double, before: String, after: String)?
    if let plain {
      measured = (plain, "", "")
    } else {
      measured = column.numbers.measure(text)
    }
    guard let (value, before, unit) = measured, !before.contains(where: { $0.isNumber }),
      value >= 0 || before.isEmpty, before.count <= 8 || attribute == .cpuClock
    else { return with { $0.reject(text, .notANumber(attribute), at: place) } }
    guard value >= 0 else {
      return with { $0.reject(text, .outOfRange(attribute), at: place) }
    }
    guard value > 0 || isShare else {
      with { $0.notePlaceholder(attribute) }
      return
    }
    guard set(attribute, value, unit: unit, column, &record) else {
      return with { $0.reject(text, .outOfRange(attribute), at: place) }
    }
  }

  /// Returns whether the value is one that can be.
  private func set(
    _ attribute: Attribute,
    _ value: Double,
    unit: String,
    _ column: MappedColumn,
    _ record: inout Record
  ) -> Bool {
    let named =
      unit.isEmpty ? nil : MachineKind.key(unit).split(separator: " ").first.map(String.init)
    switch attribute {
    case .memory:
      let mebibytes = value * Self.mebibytes(in: named ?? column.unit, greatest: column.greatest)
      guard mebibytes >= 1, mebibytes <= Bounds.memory else { return false }
      record.memory = Mebibytes(mebibytes)
    case .storage, .disks:
      let exact = value * Self.gigabytes(in: named ?? column.unit)
      // Megabytes are as fine as any source counts.
      let gigabytes = (exact * 1_000).rounded() / 1_000
      guard gigabytes <= (record.kind == .server ? Bounds.disk : Bounds.array) else {
        return false
      }
      if attribute == .storage {
        record.storage = Gigabytes(gigabytes)
      } else {
        record.disks.append(Disk(capacity: Gigabytes(gigabytes)))
      }
    case .cpuClock:
      let megahertz = (named ?? column.unit) == "ghz" || value < 20 ? value * 1_000 : value
      guard megahertz <= Bounds.clock else { return false }
      record.cpuClock = Megahertz(megahertz)
    case .measuredPower:
      let watts = (named ?? column.unit) == "kw" ? value * 1_000 : value
      guard watts < Bounds.power else { return false }
      record.measuredPower = PowerReading(average: Watts(watts))
    case .cpuUtilization:
      guard let share = Share(percent: value) else { return false }
      record.cpuUtilization = share
    case .memoryUtilization:
      guard let share = Share(percent: value) else { return false }
      record.memoryUtilization = share
    default: return false
    }
    return true
  }

  /// How many mebibytes the unit has; a bare number up to 2,048 in a table of servers is GB.
  static func mebibytes(in unit: String?, greatest: Double) -> Double {
    switch unit {
    case "tb", "tib": 1_048_576
    case "gb", "gib", "g", "giga": 1_024
    case "mb", "mib", "m", "mega": 1
    case "kb", "kib": 1.0 / 1_024
    case "bytes", "byte", "b": 1.0 / 1_048_576
    default: greatest <= 2_048 ? 1_024 : 1
    }
  }

  /// How many gigabytes the unit has; a bare number is gigabytes.
  static func gigabytes(in unit: String?) -> Double {
    switch unit {
    case "tb", "t": 1_000
    case "tib": 1_099.511627776
    case "gib": 1.073741824
    case "mib": 0.001048576
    case "mb": 0.001
    case "bytes", "byte": 1e-9
    default: 1
    }
  }

  private mutating func setCount(
    _ attribute: Attribute,
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record
  ) {
    guard let count = whole(text, number, column) else {
      return with { $0.reject(text, .notANumber(attribute), at: place) }
    }
    let limits: ClosedRange<Int> =
      switch attribute {
      case .port: 1...65_535
      case .rackUnit: 0...100
      case .cpuSockets: 0...Bounds.sockets
      case .cpuCores: 0...Bounds.cores
      case .cpuThreads: 0...Bounds.threads
      default: 0...100_000
      }
    guard limits.contains(count) else {
      return with { $0.reject(text, .outOfRange(attribute), at: place) }
    }
    guard count > 0 else { return with { $0.notePlaceholder(attribute) } }
    record.set(attribute, to: .integer(count))
  }

  /// The cores of one processor.
  mutating func coresPerSocket(
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator
  ) -> Int? {
    guard !Placeholder.matches(text) || number != nil else {
      with { $0.notePlaceholder(.cpuCores) }
      return nil
    }
    guard let each = whole(text, number, column) else {
      with { $0.reject(text, .notANumber(.cpuCores), at: place) }
      return nil
    }
    guard (1...Bounds.coresPerSocket).contains(each) else {
      with {
        each == 0
          ? $0.notePlaceholder(.cpuCores) : $0.reject(text, .outOfRange(.cpuCores), at: place)
      }
      return nil
    }
    return each
  }

  /// `2x750W`, `750 W`, `2 x 1,1 kW`: that many supplies of that rating.
  private mutating func setPowerSupplies(
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record
  ) {
    var count = 1
    var rest = text.lowercased()
    let parts = rest.split(maxSplits: 1) { $0 == "x" || $0 == "×" || $0 == "*" }
    if parts.count == 2, let first = Int(Self.trimmed(parts[0])), (1...16).contains(first) {
      count = first
      rest = Self.trimmed(parts[1])
    }
    let measured = number ?? column.numbers.measure(rest)?.number
    guard let measured else {
      return with { $0.reject(text, .notANumber(.powerSupplies), at: place) }
    }
    let watts = rest.contains("kw") || column.unit == "kw" ? measured * 1_000 : measured
    let saysWatts = rest.contains("w") || ["w", "watt", "watts", "kw"].contains(column.unit)
    if watts > 0, watts <= 16, !saysWatts {
      // A bare small number counts the supplies.
      record.powerSupplies = Array(repeating: PowerSupply(), count: Int(watts))
    } else if ((saysWatts ? 1 : 20)...20_000).contains(watts) {
      record.powerSupplies += Array(repeating: PowerSupply(rating: Watts(watts)), count: count)
    } else {
      with { $0.reject(text, .outOfRange(.powerSupplies), at: place) }
    }
  }

  mutating func setDate(
    _ attribute: Attribute,
    _ text: String,
    _ serial: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record
  ) {
    guard !Placeholder.matches(text) else { return with { $0.notePlaceholder(attribute) } }
    let date =
      serial.flatMap { $0 >= 20_000 ? DateStyle.date(serial: $0, from1904: usesDate1904) : nil }
      ?? column.dates.date(text) ?? Self.day(ofMonth: text, isEnd: attribute == .warrantyEnds)
    guard let date else { return with { $0.reject(text, .notADate(attribute), at: place) } }
    record.set(attribute, to: .text(date.description))
  }

  /// The first or last day of a month that is all the cell gives: `gen-25`, `12/2024`.
  private static func day(ofMonth text: String, isEnd: Bool) -> CalendarDate? {
    guard let month = Month(text) else { return nil }
    return CalendarDate(year: month.year, month: month.month, day: isEnd ? month.days : 1)
  }

  /// Cores, memory, clock and processor's name out of one cell: `24 core / 64,0 GB`.
  mutating func setProcessorAndMemory(
    _ text: String,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record
  ) {
    guard !Placeholder.matches(text) else { return with { $0.notePlaceholder(.cpuCores) } }
    var isUnderstood = false
    for part in text.split(whereSeparator: { "/;|+".contains($0) || $0.isNewline }) {
      let piece = Self.trimmed(part)
      guard let (value, _, after) = column.numbers.measure(piece) else { continue }
      let unit = Heading.words(after).first ?? ""
      switch unit {
      case "core", "cores", "cpu", "vcpu", "vcpus", "c", "processori":
        isUnderstood = true
        guard let count = Int(exactly: value), (1...Bounds.cores).contains(count) else {
          with { $0.reject(piece, .outOfRange(.cpuCores), at: place) }
          continue
        }
        record.cpuCores = count
      case "gb", "gib", "mb", "mib", "tb", "g", "giga":
        let mebibytes = value * Self.mebibytes(in: unit, greatest: 0)
        isUnderstood = true
        guard mebibytes > 0, mebibytes <= Bounds.memory else {
          with { $0.reject(piece, .outOfRange(.memory), at: place) }
          continue
        }
        record.memory = Mebibytes(mebibytes)
      default:
        if piece.contains(where: \.isLetter), record.cpuModel == nil {
          record.cpuModel = piece
          isUnderstood = true
        }
      }
    }
    if !isUnderstood { with { $0.reject(text, .notANumber(.cpuCores), at: place) } }
  }
}
