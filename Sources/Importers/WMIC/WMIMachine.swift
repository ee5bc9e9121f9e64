import Inventory

/// The machine that the instances of a file describe, and the guests that it hosts.
struct WMIMachine {
  private let file: Int
  private var values = Values()
  private var record: Record
  private var used: [Locator] = []
  private var skipped: [Locator] = []
  private var guests: [Record] = []

  /// The position of each guest by the identifier that Hyper-V gives it.
  private var positions: [String: Int] = [:]
  private var sockets: Set<String> = []
  private var socketCount = 0
  private var namesSystem = false
  private var isHost = false
  private var seenMemory: Mebibytes?

  init(file: Int) {
    self.file = file
    record = Record(kind: .machine, locator: Locator(file: file, number: 1))
  }

  /// Adds what an instance says.
  mutating func take(_ instance: WMIInstance) {
    let isUsed =
      switch instance.part {
      case .system: takeSystem(instance)
      case .product: takeProduct(instance)
      case .firmware: takeFirmware(instance)
      case .chassis: takeChassis(instance)
      case .operatingSystem: takeOperatingSystem(instance)
      case .processor: takeProcessor(instance)
      case .memory: takeMemory(instance)
      case .disk: takeDisk(instance)
      case .networkCard, .networkSetting: takeNetwork(instance)
      case .virtualSystem: takeVirtualSystem(instance)
      case .virtualResource: takeVirtualResource(instance)
      case nil: false
      }
    if isUsed {
      if instance.part != .virtualSystem, instance.part != .virtualResource {
        nameMachine(instance["SystemName", "PSComputerName", "__SERVER"])
        used.append(instance.place)
      }
    } else {
      skipped.append(instance.place)
    }
  }

  /// Writes down what became of each instance, and hands out the machine and its guests.
  mutating func file(into reading: inout Reading, emit: (Record) throws -> Void) throws {
    for place in skipped { reading.ledger.skip(.noInventory, at: place) }
    reading.ledger.rejections += values.takeRejections()
    for decision in values.decisions { reading.ledger.decide(decision) }
    var found = guests
    if let first = used.first {
      if socketCount > 0 { record.cpuSockets = sockets.isEmpty ? socketCount : sockets.count }
      record.memory = record.memory ?? seenMemory
      record.kind =
        isHost
        ? .server
        : MachineKind.of(
          chassis: record.chassis,
          manufacturer: record.manufacturer,
          model: record.model,
          operatingSystem: record.operatingSystem
        )
      record.locator = first
      record.supplements = Array(used.dropFirst())
      // Lists are made one class at a time; only those of the system tell which machine it is.
      if !namesSystem { record.partial = true }
      found.insert(record, at: 0)
    }
    for var one in found {
      if one.kind == .virtualMachine {
        one.host = record.hostname
        if one.name == nil { one.partial = true }
      }
      reading.ledger.read += 1 + one.supplements.count
      reading.ledger.records += 1 + one.supplements.count
      try emit(one)
    }
  }

  private mutating func nameMachine(_ name: String?) {
    guard record.hostname == nil, let name else { return }
    record.hostname = values.text(name, .hostname)
    record.name = record.hostname
  }

  // MARK: The system

  private mutating func takeSystem(_ instance: WMIInstance) -> Bool {
    namesSystem = true
    nameMachine(instance["DNSHostName", "Name"])
    let domain = instance["Domain"]
    if domain?.uppercased() != "WORKGROUP" { record.domain = values.text(domain, .domain) }
    record.manufacturer = values.text(instance["Manufacturer"], .manufacturer)
    record.model = values.text(instance["Model"], .model)
    seenMemory = bytes(instance, "TotalPhysicalMemory")
    return true
  }

  private mutating func takeProduct(_ instance: WMIInstance) -> Bool {
    namesSystem = true
    values.setUUID(instance["UUID"], of: &record)
    let place = instance.place.column("IdentifyingNumber")
    record.serial = values.serial(instance["IdentifyingNumber"], at: place) ?? record.serial
    if record.manufacturer == nil {
      record.manufacturer = values.text(instance["Vendor"], .manufacturer)
    }
    if record.model == nil { record.model = values.text(instance["Name"], .model) }
    return true
  }

  private mutating func takeFirmware(_ instance: WMIInstance) -> Bool {
    guard instance["SerialNumber"] != nil else { return false }
    let place = instance.place.column("SerialNumber")
    let serial = values.serial(instance["SerialNumber"], at: place)
    record.serial = record.serial ?? serial
    return true
  }

  private mutating func takeChassis(_ instance: WMIInstance) -> Bool {
    record.assetTag = values.text(instance["SMBIOSAssetTag"], .assetTag)
    record.chassis = instance.list("ChassisTypes").first.flatMap { Int($0) }
      .flatMap { Self.chassis[$0] }
    return true
  }

  private mutating func takeOperatingSystem(_ instance: WMIInstance) -> Bool {
    guard instance["Caption", "CSName", "TotalVisibleMemorySize"] != nil else { return false }
    nameMachine(instance["CSName"])
    record.operatingSystem = values.text(instance["Caption"], .operatingSystem)
    if seenMemory == nil,
      let size = number(instance, "TotalVisibleMemorySize", .memory, upTo: 1e12)
    {
      seenMemory = Mebibytes((size / 1_024).rounded())
    }
    return true
  }

  // MARK: Parts

  /// One instance is one processor; before Windows 2008 it was one logical processor.
  private mutating func takeProcessor(_ instance: WMIInstance) -> Bool {
    socketCount += 1
    let cores = count(instance, "NumberOfCores", .cpuCores)
    if let cores {
      record.cpuCores = (record.cpuCores ?? 0) + cores
    } else if let designation = instance["SocketDesignation"] {
      sockets.insert(designation)
    }
    if let threads = count(instance, "NumberOfLogicalProcessors", .cpuThreads) {
      record.cpuThreads = (record.cpuThreads ?? 0) + threads
    }
    record.cpuModel = record.cpuModel ?? values.text(instance["Name"], .cpuModel)
    let clockName = instance.has("MaxClockSpeed") ? "MaxClockSpeed" : "CurrentClockSpeed"
    if record.cpuClock == nil, let clock = number(instance, clockName, .cpuClock, upTo: 20_000) {
      record.cpuClock = Megahertz(clock)
    }
    return true
  }

  private mutating func takeMemory(_ instance: WMIInstance) -> Bool {
    // 11 is the type of a flash chip.
    guard instance["MemoryType"] != "11", let size = bytes(instance, "Capacity") else {
      return false
    }
    record.memory = Mebibytes((record.memory?.value ?? 0) + size.value)
    return true
  }

  private mutating func takeDisk(_ instance: WMIInstance) -> Bool {
    let words = [instance["MediaType"], instance["InterfaceType"], instance["BusType"]]
      .compactMap { $0?.lowercased() }
    let isLoose = words.contains {
      $0.contains("removable") || $0.contains("external") || $0 == "usb" || $0 == "7"
    }
    guard !isLoose, let size = number(instance, "Size", .disks, upTo: 1e17) else { return false }
    record.disks.append(
      Disk(
        name: instance["Model", "FriendlyName", "Caption"],
        capacity: Gigabytes((size / 1e6).rounded() / 1_000),
        serial: values.serial(
          instance["SerialNumber"],
          at: instance.place.column("SerialNumber")
        )
      )
    )
    return true
  }

  private mutating func takeNetwork(_ instance: WMIInstance) -> Bool {
    let words = [
      instance["Description"], instance["Name"], instance["ServiceName"], instance["Caption"],
    ].compactMap { $0?.lowercased() }
    let isMadeUp = words.contains { text in
      Self.madeUp.contains { text.contains($0) }
    }
    guard !isMadeUp, instance["PhysicalAdapter"] != "FALSE", instance["IPEnabled"] != "FALSE",
      instance["MACAddress", "IPAddress"] != nil
    else { return false }
    nameMachine(instance["DNSHostName"])
    values.add(
      mac: instance["MACAddress"],
      to: &record,
      at: instance.place.column("MACAddress")
    )
    for address in instance.list("IPAddress") {
      values.add(ip: address, to: &record, at: instance.place.column("IPAddress"))
    }
    return true
  }

  // MARK: Hyper-V

  /// The first instance is the host itself, and has a name where its guests have identifiers.
  private mutating func takeVirtualSystem(_ instance: WMIInstance) -> Bool {
    guard let id = instance["Name"] else { return false }
    guard let uuid = MachineUUID(id) else {
      isHost = true
      namesSystem = true
      nameMachine(id)
      used.append(instance.place)
      return true
    }
    var guest = guest(uuid.description, at: instance.place)
    guest.record.name = values.text(instance["ElementName"], .name)
    switch instance["EnabledState"] {
    case "2": guest.record.powerState = .on
    case "3": guest.record.powerState = .off
    case "32768", "32769", "6", "9": guest.record.powerState = .suspended
    default: break
    }
    guests[guest.position] = guest.record
    return true
  }

  /// What a guest was given; the limits and defaults of the host have no guest's identifier.
  private mutating func takeVirtualResource(_ instance: WMIInstance) -> Bool {
    guard let id = instance["InstanceID"], id.hasPrefix("Microsoft:"),
      let uuid = MachineUUID(String(id.dropFirst(10).prefix { $0 != "\\" }))
    else { return false }
    let isMemory = instance["ResourceType"] == "4"
    guard isMemory || instance["ResourceType"] == "3",
      let amount = count(instance, "VirtualQuantity", isMemory ? .memory : .cpuCores)
    else { return false }
    var guest = guest(uuid.description, at: instance.place)
    if isMemory {
      guest.record.memory = Mebibytes(Double(amount))
    } else {
      guest.record.cpuCores = amount
    }
    guests[guest.position] = guest.record
    return true
  }

  private mutating func guest(
    _ id: String,
    at place: Locator
  ) -> (position: Int, record: Record) {
    if let position = positions[id] {
      guests[position].supplements.append(place)
      return (position, guests[position])
    }
    var guest = Record(kind: .virtualMachine, locator: place)
    guest.deviceID = id
    positions[id] = guests.count
    guests.append(guest)
    return (guests.count - 1, guest)
  }

  // MARK: Values

  private mutating func count(
    _ instance: WMIInstance,
    _ name: String,
    _ attribute: Attribute
  ) -> Int? {
    values.count(instance[name], attribute, upTo: 1 << 30, at: instance.place.column(name))
  }

  private mutating func bytes(_ instance: WMIInstance, _ name: String) -> Mebibytes? {
    number(instance, name, .memory, upTo: 1e15).map { Mebibytes(($0 / 1_048_576).rounded()) }
  }

  /// A number above 0; `nil` where there is none or it is 0.
  private mutating func number(
    _ instance: WMIInstance,
    _ name: String,
    _ attribute: Attribute,
    upTo limit: Double
  ) -> Double? {
    guard let text = instance[name] else { return nil }
    guard let number = Double(text), number.isFinite else {
      values.reject(text, .notANumber(attribute), at: instance.place.column(name))
      return nil
    }
    guard number >= 0, number < limit else {
      values.reject(text, .outOfRange(attribute), at: instance.place.column(name))
      return nil
    }
    return number > 0 ? number : nil
  }

  private static let madeUp = [
    "miniport", "loopback", "isatap", "teredo", "6to4", "bluetooth", "vpn", "tap-", "raspppoe",
    "ndiswan", "rasl2tp", "asyncmac", "packet scheduler",
  ]

  /// The forms of cases, as SMBIOS numbers them.
  private static let chassis: [Int: String] = [
    3: "Desktop", 4: "Low Profile Desktop", 5: "Pizza Box", 6: "Mini Tower", 7: "Tower",
    8: "Portable", 9: "Laptop", 10: "Notebook", 11: "Hand Held", 13: "All in One",
    14: "Sub Notebook", 15: "Space-saving", 17: "Main Server Chassis", 23: "Rack Mount Chassis",
    24: "Sealed-case PC", 25: "Multi-system", 28: "Blade", 29: "Blade Enclosing", 30: "Tablet",
    31: "Convertible", 32: "Detachable", 35: "Mini PC",
  ]
}
