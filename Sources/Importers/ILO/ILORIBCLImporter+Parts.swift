import Inventory
import Markup

extension ILORIBCLImporter.Answer {
  /// Adds what one part of a document says.
  mutating func add(_ part: Element) {
    switch part.name {
    case "SERVER_NAME":
      // A card shows what it was given, and a name is all that this answer has.
      if let name = part["VALUE"]?.trimmedWords { record.name = name }
      let hostname = record.name.flatMap { HostName($0) == nil ? nil : $0 }
      record.hostname = record.hostname ?? hostname
    case "SERVER_FQDN", "SMH_FQDN":
      if let name = part["VALUE"], HostName(name) != nil { record.hostname = name }
    case "GET_PRODUCT_NAME":
      let model = part.first("PRODUCT_NAME")?["VALUE"]
      record.model = values.text(model?.trimmedWords, .model) ?? record.model
    case "GET_ASSET_TAG":
      let tag = part.first("ASSET_TAG")?["VALUE"]
      record.assetTag = values.text(tag?.trimmedWords, .assetTag) ?? record.assetTag
    case "GET_HOST_POWER":
      switch part["HOST_POWER"]?.uppercased() {
      case "ON": record.powerState = .on
      case "OFF": record.powerState = .off
      default: break
      }
    case "GET_OA_INFO":
      record.rack = values.text(part.value("RACK"), .rack) ?? record.rack
      let enclosure = values.text(part.value("ENCL"), .location)
      let bay = part.value("Location") ?? part.value("LOCATION")
      let words = [enclosure, bay.map { "bay " + $0 }].compactMap(\.self)
      if !words.isEmpty { record.location = words.joined(separator: ", ") }
    case "GET_POWER_READINGS":
      addReadings(part)
    case "GET_HOST_DATA":
      let isFirst = !hasBoards
      for entry in part.all("SMBIOS_RECORD") { add(smbios: entry, countsBoards: isFirst) }
      hasBoards = hasBoards || record.cpuSockets != nil || record.memory != nil
    case "GET_EMBEDDED_HEALTH_DATA":
      addHealth(part)
    default: return
    }
  }

  // MARK: Watts

  private mutating func addReadings(_ part: Element) {
    var reading = record.measuredPower ?? PowerReading()
    reading.present = watts(part.first("PRESENT_POWER_READING")) ?? reading.present
    reading.average = watts(part.first("AVERAGE_POWER_READING")) ?? reading.average
    reading.maximum = watts(part.first("MAXIMUM_POWER_READING")) ?? reading.maximum
    reading.minimum = watts(part.first("MINIMUM_POWER_READING")) ?? reading.minimum
    if reading != PowerReading() { record.measuredPower = reading }
  }

  /// `VALUE="108" UNIT="Watts"` or `VALUE="109 Watts"`; BTU an hour are 0.29307107 watts.
  private mutating func watts(_ element: Element?) -> Watts? {
    guard let text = element?["VALUE"], let (number, _, after) = NumberStyle().measure(text) else {
      return nil
    }
    let unit = (element?["UNIT"] ?? after).lowercased()
    let factor: Double
    switch unit {
    case "", "watts", "watt", "w": factor = 1
    case "kw", "kilowatts": factor = 1_000
    case _ where unit.hasPrefix("btu"): factor = 0.293_071_07
    default: return nil
    }
    let place = record.locator.column(element?.name ?? "")
    guard number > 0, number * factor < 20_000 else {
      if number != 0 { values.reject(text, .outOfRange(.measuredPower), at: place) }
      return nil
    }
    return Watts(number * factor)
  }

  // MARK: SMBIOS

  private mutating func add(smbios entry: Element, countsBoards: Bool) {
    let place = record.locator
    var fields: [String: String] = [:]
    var addresses: [String] = []
    for field in entry.all("FIELD") {
      guard let name = field["NAME"], let value = field["VALUE"]?.trimmedWords else { continue }
      if fields[name] == nil { fields[name] = value }
      if name == "MAC" { addresses.append(value) }
    }
    switch entry["TYPE"] {
    case "1":
      record.model = values.text(fields["Product Name"], .model) ?? record.model
      let serial = values.serial(fields["Serial Number"], at: place.column("Serial Number"))
      record.serial = serial ?? record.serial
      values.setUUID(fields["cUUID"] ?? fields["UUID"], of: &record)
    case "4" where countsBoards:
      addProcessor(fields["Execution Technology"], model: nil, clock: fields["Speed"])
    case "17" where countsBoards:
      addMemory(fields["Size"])
    case "209":
      for address in addresses {
        values.add(mac: address, to: &record, at: place.column("MAC"))
      }
    default: return
    }
  }

  // MARK: Health

  private mutating func addHealth(_ part: Element) {
    let place = record.locator
    let supplies = part.first("POWER_SUPPLIES")
    let reading = supplies?.first("POWER_SUPPLY_SUMMARY")?.first("PRESENT_POWER_READING")
    if let present = watts(reading) {
      var measured = record.measuredPower ?? PowerReading()
      measured.present = measured.present ?? present
      record.measuredPower = measured
    }
    // Their makers spelled it both ways.
    for list in part.all("NIC_INFORMATION") + part.all("NIC_INFOMATION") {
      for card in list.all("NIC") {
        let address = card.first("MAC_ADDRESS")?["VALUE"]
        values.add(mac: address, to: &record, at: place.column("MAC_ADDRESS"))
      }
    }
    if !hasBoards { addBoards(of: part) }
    guard !hasSupplies else { return }
    for supply in supplies?.all("SUPPLY") ?? [] { addSupply(supply) }
    for controller in part.first("STORAGE")?.all("CONTROLLER") ?? [] { addDisks(of: controller) }
    for bays in part.first("DRIVES")?.all("BACKPLANE") ?? [] { addDisks(in: bays) }
    hasSupplies = !record.powerSupplies.isEmpty || !record.disks.isEmpty
  }

  private mutating func addBoards(of part: Element) {
    for processor in part.first("PROCESSORS")?.all("PROCESSOR") ?? [] {
      addProcessor(
        processor.first("EXECUTION_TECHNOLOGY")?["VALUE"],
        model: processor.first("NAME")?["VALUE"],
        clock: processor.first("SPEED")?["VALUE"]
      )
    }
    let memory = part.first("MEMORY")
    for slot in memory?.first("MEMORY_COMPONENTS")?.all("MEMORY_COMPONENT") ?? [] {
      addMemory(slot.first("MEMORY_SIZE")?["VALUE"])
    }
    // Newer cards list the slots under an element for each processor.
    for slot in memory?.first("MEMORY_DETAILS")?.children ?? [] {
      addMemory(slot.first("SIZE")?["VALUE"])
    }
    hasBoards = record.cpuSockets != nil || record.memory != nil
  }

  private mutating func addSupply(_ supply: Element) {
    let state = [supply.first("PRESENT")?["VALUE"], supply.first("STATUS")?["VALUE"]]
      .map { MachineKind.key($0) }
    let isAbsent =
      state[0] == "no" || state[1].contains("not installed") || state[1].contains("not present")
      || state[1].contains("absent")
    let place = record.locator.column("POWER_SUPPLIES/SUPPLY")
    guard !isAbsent else {
      let label = supply.first("LABEL")?["VALUE"] ?? ""
      values.reject(label, .phantom, at: place)
      return
    }
    let serial = supply.first("SERIAL_NUMBER")?["VALUE"]?.trimmedWords
    let model = supply.first("MODEL")?["VALUE"]?.trimmedWords
    let rating = watts(supply.first("CAPACITY"))
    record.powerSupplies.append(
      PowerSupply(
        rating: rating,
        serial: values.serial(serial, at: place),
        model: values.text(model, .powerSupplies)
      )
    )
  }

  /// `6/6 cores; 12 threads` or `6 of 6 cores; 12 threads`: cores in use, cores there are.
  private mutating func addProcessor(_ technology: String?, model: String?, clock: String?) {
    let numbers = (technology ?? "").split { !$0.isNumber }.compactMap { Int($0) }
    let words = MachineKind.key(technology)
    let name = values.text(model?.trimmedWords, .cpuModel)
    // An empty socket is listed with neither.
    guard !numbers.isEmpty || name != nil else { return }
    guard numbers.allSatisfy({ (1...1_024).contains($0) }), record.cpuSockets ?? 0 < 64 else {
      return
    }
    record.cpuSockets = (record.cpuSockets ?? 0) + 1
    record.cpuModel = record.cpuModel ?? name
    if words.contains("core") {
      let cores = numbers.count >= 3 ? numbers[1] : numbers.first
      record.cpuCores = cores.map { $0 + (record.cpuCores ?? 0) }
    }
    if words.contains("thread"), let threads = numbers.last {
      record.cpuThreads = (record.cpuThreads ?? 0) + threads
    }
    if let clock, let (number, _, unit) = NumberStyle().measure(clock), number > 0 {
      let megahertz = unit.lowercased().hasPrefix("g") ? number * 1_000 : number
      if megahertz < 20_000 { record.cpuClock = Megahertz(megahertz) }
    }
  }

  /// `4096 MB`; an empty slot says `Not Installed`.
  private mutating func addMemory(_ text: String?) {
    guard let text, let (number, before, unit) = NumberStyle().measure(text), number > 0,
      before.allSatisfy(\.isWhitespace), number < 1e9
    else { return }
    let words = unit.lowercased()
    let factor = words.hasPrefix("g") ? 1_024.0 : words.hasPrefix("t") ? 1_048_576 : 1
    record.memory = Mebibytes((record.memory?.value ?? 0) + number * factor)
  }

  private mutating func addDisks(of controller: Element) {
    let drives =
      controller.all("PHYSICAL_DRIVE")
      + controller.all("LOGICAL_DRIVE").flatMap { $0.all("PHYSICAL_DRIVE") }
    for drive in drives {
      let place = record.locator.column("PHYSICAL_DRIVE")
      let size = (drive.first("MARKETING_CAPACITY") ?? drive.first("CAPACITY"))?["VALUE"]
      let serial = drive.first("SERIAL_NUMBER")?["VALUE"]?.trimmedWords
      let model = drive.first("MODEL")?["VALUE"]?.trimmedWords
      record.disks.append(
        Disk(
          name: model ?? drive.first("LABEL")?["VALUE"]?.trimmedWords,
          capacity: size.flatMap { OCSJSONImporter.megabytes($0) }.map { Gigabytes($0 / 1_000) },
          serial: values.serial(serial, at: place)
        )
      )
    }
  }

  /// Older cards list bays one after the other, each begun by its number.
  private mutating func addDisks(in bays: Element) {
    var product: String?
    for child in bays.children {
      switch child.name {
      case "DRIVE_BAY": product = nil
      case "PRODUCT_ID": product = child["VALUE"]?.trimmedWords
      case "STATUS" where product != nil:
        let isAbsent = MachineKind.key(child["VALUE"]).contains("not present")
        if !isAbsent, let product, !Placeholder.matches(product) {
          record.disks.append(Disk(name: product))
        }
        product = nil
      default: continue
      }
    }
  }
}

extension String {
  /// The text with its blanks squeezed, `nil` when nothing is left.
  var trimmedWords: String? {
    let words = split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
