import Inventory

/// The machine that a run of structures describes.
struct DMIMachine {
  let structures: [DMIStructure]
  private(set) var values: Values

  init(structures: [DMIStructure], values: Values) {
    self.structures = structures
    self.values = values
  }

  /// Writes down what became of each structure, and hands out the machine.
  mutating func file(
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    var record = Record(kind: .machine, locator: structures[0].place)
    var used: [Locator] = []
    var absent: [Locator] = []
    addSystem(to: &record, &used)
    addProcessors(to: &record, &used, &absent)
    addMemory(to: &record, &used, &absent)
    addPowerSupplies(to: &record, &used, &absent)
    record.kind = MachineKind.of(
      chassis: record.chassis,
      manufacturer: record.manufacturer,
      model: record.model
    )
    let usedNumbers = Set(used.map(\.number))
    let absentNumbers = Set(absent.map(\.number))
    for structure in structures where !usedNumbers.contains(structure.place.number) {
      let isAbsent = absentNumbers.contains(structure.place.number)
      reading.ledger.skip(isAbsent ? .phantom : .noInventory, at: structure.place)
    }
    reading.ledger.rejections += values.takeRejections()
    let places = used.sorted { $0.number < $1.number }
    guard let first = places.first else { return }
    record.locator = first
    record.supplements = Array(places.dropFirst())
    // Without its system the output tells parts of a machine, and not which one.
    if !structures.contains(where: { $0.type == 1 }) { record.partial = true }
    reading.ledger.read += places.count
    reading.ledger.records += places.count
    try emit(record)
  }

  private func all(_ type: Int) -> [DMIStructure] { structures.filter { $0.type == type } }

  private mutating func addSystem(to record: inout Record, _ used: inout [Locator]) {
    if let system = all(1).first {
      used.append(system.place)
      let serial = system["Serial Number"]
      record.manufacturer = text(system["Manufacturer", "Vendor"], .manufacturer)
      record.model = text(system["Product Name", "Product"], .model)
      record.serial = values.serial(serial, at: system.place.column("Serial Number"))
      if let uuid = system["UUID"], !Self.says(uuid, Self.unsaid) {
        values.setUUID(uuid, of: &record)
      }
    }
    if let chassis = all(3).first {
      used.append(chassis.place)
      record.chassis = text(chassis["Type", "Chassis Type"], .chassis)
      if Self.says(record.chassis, ["other", "unknown"]) { record.chassis = nil }
      record.assetTag = text(chassis["Asset Tag"], .assetTag)
    }
  }

  /// Sockets with a processor that runs: firmware lists empty and disabled ones too.
  private mutating func addProcessors(
    to record: inout Record,
    _ used: inout [Locator],
    _ absent: inout [Locator]
  ) {
    var sockets = 0
    var cores = 0
    var threads = 0
    for socket in all(4) {
      let kind = socket["Type", "Processor Type"]
      let status = socket["Status"]?.lowercased() ?? ""
      let isProcessor = kind == nil || Self.says(kind, ["central processor", "unknown"])
      let isOff =
        status.contains("unpopulated") || status.contains("disabled")
        || status.contains("not populated")
      guard isProcessor, !isOff else {
        absent.append(socket.place)
        continue
      }
      used.append(socket.place)
      sockets += 1
      cores += count(socket, "Core Count", .cpuCores) ?? 0
      threads += count(socket, "Thread Count", .cpuThreads) ?? 0
      let name = text(socket["Version", "Processor Version"], .cpuModel)
      record.cpuModel = record.cpuModel ?? name.flatMap { $0.allSatisfy { $0 == "0" } ? nil : $0 }
      if record.cpuClock == nil, let (clock, _, unit) = measure(socket["Current Speed"]),
        clock > 0
      {
        let megahertz = unit.lowercased().hasPrefix("g") ? clock * 1_000 : clock
        if megahertz < 20_000 { record.cpuClock = Megahertz(megahertz) }
      }
    }
    if sockets > 0 { record.cpuSockets = sockets }
    if cores > 0 { record.cpuCores = cores }
    if threads > 0 { record.cpuThreads = threads }
  }

  /// The modules that are there; of old firmware, which only knows modules of another kind, those.
  private mutating func addMemory(
    to record: inout Record,
    _ used: inout [Locator],
    _ absent: inout [Locator]
  ) {
    var others: Set<String> = []
    for array in all(16) {
      // Firmware lists its flash chip and the graphics card's memory as arrays of their own.
      if let use = array["Use"], !Self.says(use, ["system memory", "unknown", "other"]) {
        others.insert(array.handle)
      }
    }
    var sum = 0.0
    let devices = all(17)
    for device in devices {
      let isOther =
        device["Array Handle"].map { others.contains($0.lowercased()) } ?? false
        || Self.says(device["Type"], ["flash", "rom", "eprom", "eeprom", "feprom"])
      guard !isOther, let size = mebibytes(device["Size"], device.place) else {
        absent.append(device.place)
        continue
      }
      used.append(device.place)
      sum += size
    }
    if sum == 0 {
      for module in all(6) {
        guard let size = mebibytes(module["Installed Size", "Enabled Size"], module.place) else {
          absent.append(module.place)
          continue
        }
        used.append(module.place)
        sum += size
      }
    }
    if sum > 0 { record.memory = Mebibytes(sum) }
  }

  /// Power supplies that are in their place.
  private mutating func addPowerSupplies(
    to record: inout Record,
    _ used: inout [Locator],
    _ absent: inout [Locator]
  ) {
    for supply in all(39) {
      let status = supply["Status"]?.lowercased() ?? ""
      guard !status.contains("not present"), !status.contains("absent") else {
        absent.append(supply.place)
        continue
      }
      var watts: Double?
      if let (number, _, unit) = measure(supply["Max Power Capacity"]), number > 0 {
        // Some firmware states kilowatts under the name of watts: 0.460 W is a supply of 460 W.
        let isKilowatts = unit.lowercased().hasPrefix("kw") || number < 10
        let value = isKilowatts ? (number * 1_000).rounded() : number
        if value >= 10, value <= 20_000 { watts = value }
      }
      // A place in the list without a status and without facts is an empty one.
      let model = text(supply["Model Part Number"], .powerSupplies)
      let name = text(supply["Name"], .powerSupplies)
      guard !status.isEmpty || watts != nil || model != nil else {
        absent.append(supply.place)
        continue
      }
      used.append(supply.place)
      let place = supply.place.column("Serial Number")
      record.powerSupplies.append(
        PowerSupply(
          rating: watts.map { Watts($0) },
          serial: text(supply["Serial Number"], .powerSupplies)
            .flatMap { values.serial($0, at: place) },
          model: model ?? name
        )
      )
    }
  }

  // MARK: Values

  private static let unsaid = ["not settable", "not present", "not specified", "not available"]

  private static func says(_ text: String?, _ words: [String]) -> Bool {
    text.map { words.contains($0.lowercased()) } ?? false
  }

  private mutating func text(_ text: String?, _ attribute: Attribute) -> String? {
    guard let text else { return nil }
    guard !Self.says(text, Self.unsaid), !text.hasPrefix("<") else {
      values.notePlaceholder(attribute)
      return nil
    }
    return values.text(text, attribute)
  }

  private mutating func count(
    _ structure: DMIStructure,
    _ field: String,
    _ attribute: Attribute
  ) -> Int? {
    guard let text = structure[field], text.first?.isNumber == true else { return nil }
    return values.count(text, attribute, at: structure.place.column(field))
  }

  private func measure(_ text: String?) -> (number: Double, before: String, after: String)? {
    guard let text, text.first?.isNumber == true else { return nil }
    return NumberStyle().measure(text)
  }

  /// The size of a module; `nil` where there is none.
  private mutating func mebibytes(_ text: String?, _ place: Locator) -> Double? {
    guard let text, let (number, _, unit) = measure(text), number > 0 else { return nil }
    let size: Double
    switch unit.lowercased().first {
    case "k": size = number / 1_024
    case "m": size = number
    case "g": size = number * 1_024
    case "t": size = number * 1_048_576
    default: size = number / 1_048_576
    }
    guard size < 1e9 else {
      values.reject(text, .outOfRange(.memory), at: place.column("Size"))
      return nil
    }
    return size
  }
}
