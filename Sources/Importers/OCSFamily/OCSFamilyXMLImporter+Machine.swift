import Inventory
import Markup

extension OCSFamilyXMLImporter.Document {
  /// The computer that an inventory describes.
  mutating func machine(number: Int) -> Record {
    let hardware = section("HARDWARE")
    let bios = section("BIOS")
    let system = section("OPERATINGSYSTEM")
    let place = place(number: number, path: "REQUEST")
    var record = Record(kind: .machine, locator: place)
    record.hostname = with { $0.text(hardware?.value("NAME"), .hostname) }
    record.name = record.hostname
    record.domain = domain(of: system, hardware)
    record.serial = with { $0.serial(bios?.value("SSN"), at: place.column("SSN")) }
    with { $0.setUUID(hardware?.value("UUID"), of: &record) }
    record.assetTag = with { $0.text(bios?.value("ASSETTAG"), .assetTag) }
    record.manufacturer = with {
      $0.text(bios?.value("SMANUFACTURER") ?? bios?.value("MMANUFACTURER"), .manufacturer)
    }
    record.model = with { $0.text(bios?.value("SMODEL") ?? bios?.value("MMODEL"), .model) }
    record.chassis = with {
      $0.text(hardware?.value("CHASSIS_TYPE") ?? bios?.value("TYPE"), .chassis)
    }
    record.operatingSystem = with {
      $0.text(
        system?.value("FULL_NAME") ?? hardware?.value("OSNAME") ?? system?.value("NAME"),
        .operatingSystem
      )
    }
    record.kind = MachineKind.of(
      chassis: record.chassis,
      virtualisation: hardware?.value("VMSYSTEM"),
      manufacturer: record.manufacturer,
      model: record.model,
      operatingSystem: record.operatingSystem
    )
    addProcessors(to: &record)
    record.memory = memory(place) ?? seenMemory
    if let seen = seenMemory, let installed = record.memory, installed.value < seen.value * 0.9 {
      // Agents without rights list only some slots; the system cannot see more than there is.
      record.memory = seen
    }
    addNetworks(to: &record)
    record.disks = disks(place)
    record.powerSupplies = powerSupplies(place)
    record.software = software.compactMap { name in with { $0.text(name, .software) } }
    return record
  }

  private func domain(of system: Element?, _ hardware: Element?) -> String? {
    if let domain = system?.value("DNS_DOMAIN") { return domain }
    if let name = system?.value("FQDN").flatMap({ HostName($0) }), let domain = name.domain {
      return domain
    }
    guard let group = hardware?.value("WORKGROUP"), group.uppercased() != "WORKGROUP",
      !Placeholder.matches(group)
    else { return nil }
    return group
  }

  /// One entry of `CPUS` is one socket; `THREAD` counts all threads, or those of one core.
  private mutating func addProcessors(to record: inout Record) {
    let hardware = section("HARDWARE")
    let place = record.locator
    record.cpuModel = hardware?.value("PROCESSORT")
    let processors = sections("CPUS").filter {
      $0.value("NAME") != nil || $0.value("CORE") != nil || $0.value("SPEED") != nil
        || $0.value("TYPE") != nil
    }
    if processors.isEmpty {
      let count = with {
        $0.count(hardware?.value("PROCESSORN"), .cpuSockets, at: place.column("PROCESSORN"))
      }
      // Of a guest it is the virtual processors; of a machine the sockets, as far as can be.
      if record.kind == .virtualMachine {
        record.cpuCores = count
      } else if let count, count <= 8 {
        record.cpuSockets = count
      }
      record.cpuClock = clock(hardware?.value("PROCESSORS"))
      return
    }
    if let name = processors.compactMap({ $0.value("NAME") ?? $0.value("TYPE") }).first {
      record.cpuModel = name
    }
    record.cpuSockets = processors.count
    var cores = 0
    var threads = 0
    for processor in processors {
      let coreText = processor.value("CORE") ?? processor.value("CORES")
      let own = with { $0.count(coreText, .cpuCores, at: place.column("CORE")) }
      let count = with {
        $0.count(processor.value("THREAD"), .cpuThreads, at: place.column("THREAD"))
      }
      cores += own ?? 0
      if let own, let count { threads += count < own ? own * count : count }
    }
    record.cpuCores = cores > 0 ? cores : nil
    record.cpuThreads = threads > 0 ? threads : nil
    record.cpuClock = processors.compactMap { clock($0.value("SPEED")) }.max()
  }

  private func clock(_ text: String?) -> Megahertz? {
    guard let text, let (number, _, unit) = NumberStyle().measure(text), number > 0 else {
      return nil
    }
    let megahertz = unit.lowercased().hasPrefix("g") || number < 10 ? number * 1_000 : number
    return megahertz < 20_000 ? Megahertz(megahertz) : nil
  }

  private var seenMemory: Mebibytes? {
    guard let text = section("HARDWARE")?.value("MEMORY"),
      let (number, _, _) = NumberStyle().measure(text), number > 0
    else { return nil }
    return Mebibytes(number)
  }

  /// The sum of the populated slots; the flash chip of the firmware is listed like one.
  private mutating func memory(_ place: Locator) -> Mebibytes? {
    var sum = 0.0
    for slot in sections("MEMORIES") {
      guard let text = slot.value("CAPACITY"),
        let (number, _, unit) = NumberStyle().measure(text), number > 0
      else { continue }
      let words = ["TYPE", "DESCRIPTION", "CAPTION"].compactMap { slot.value($0) }
      if words.contains(where: { $0.lowercased().contains("flash") }) {
        with { $0.reject(text, .phantom, at: place.column("MEMORIES/CAPACITY")) }
        continue
      }
      sum += unit.lowercased().hasPrefix("g") ? number * 1_024 : number
    }
    return sum > 0 ? Mebibytes(sum) : nil
  }

  /// One entry stands for one address, so a card comes several times.
  private mutating func addNetworks(to record: inout Record) {
    let place = record.locator
    for card in sections("NETWORKS") {
      let words = [card.value("TYPE"), card.value("DESCRIPTION")].compactMap { $0?.lowercased() }
      let isCard =
        card.value("VIRTUALDEV") != "1"
        && !words.contains {
          $0.contains("loopback") || $0.contains("bluetooth") || $0.contains("vpn")
            || $0.hasPrefix("tap-") || $0.hasPrefix("docker") || $0.hasPrefix("veth")
        }
      guard isCard else { continue }
      with { $0.add(mac: card.value("MACADDR"), to: &record, at: place.column("MACADDR")) }
      for name in ["IPADDRESS", "IPADDRESS6"] {
        for address in card.all(name) {
          with { $0.add(ip: address.text, to: &record, at: place.column(name)) }
        }
      }
    }
    guard record.ipAddresses.isEmpty, let texts = section("HARDWARE")?.value("IPADDR") else {
      return
    }
    for text in texts.split(whereSeparator: { $0 == "/" || $0 == "," || $0 == ";" }) {
      with { $0.add(ip: String(text), to: &record, at: place.column("IPADDR")) }
    }
  }

  private mutating func disks(_ place: Locator) -> [Disk] {
    var disks: [Disk] = []
    for storage in sections("STORAGES") {
      let words = ["TYPE", "DESCRIPTION", "NAME", "MODEL"].compactMap { storage.value($0) }
        .map { MachineKind.key($0) }
      let isDisk = !words.contains {
        MachineKind.contains($0, ["cd", "dvd", "dvdram", "cdrom", "removable", "floppy", "tape"])
          || $0.contains("card reader") || $0.contains("cd rom") || $0.contains("dvd")
      }
      guard isDisk else { continue }
      let size = storage.value("DISKSIZE").flatMap { NumberStyle().measure($0)?.number }
      guard let size, size > 0 else { continue }
      let serial = storage.value("SERIALNUMBER") ?? storage.value("SERIAL")
      disks.append(
        Disk(
          name: storage.value("MODEL") ?? storage.value("NAME"),
          capacity: Gigabytes(size / 1_000),
          serial: with { $0.serial(serial, at: place.column("STORAGES/SERIALNUMBER")) }
        )
      )
    }
    return disks
  }

  private mutating func powerSupplies(_ place: Locator) -> [PowerSupply] {
    var supplies: [PowerSupply] = []
    for supply in sections("POWERSUPPLIES") {
      let status = MachineKind.key(supply.value("STATUS"))
      if status.contains("not present") || status.contains("absent")
        || status.contains("unplugged")
      {
        continue
      }
      let text = supply.value("POWER_MAX")
      var rating = text.flatMap { NumberStyle().measure($0) }.map { number, _, unit in
        // Some firmware writes 0.460 W for a supply of 460 W.
        unit.lowercased().hasPrefix("kw") || number > 0 && number < 10 ? number * 1_000 : number
      }
      if let value = rating, value <= 0 || value > 20_000 { rating = nil }
      let serial = supply.value("SERIALNUMBER") ?? supply.value("SERIAL")
      let model = supply.value("PARTNUM") ?? supply.value("MODEL") ?? supply.value("NAME")
      supplies.append(
        PowerSupply(
          rating: rating.map { Watts($0) },
          serial: with { $0.serial(serial, at: place.column("POWERSUPPLIES/SERIALNUMBER")) },
          model: with { $0.text(model, .powerSupplies) }
        )
      )
    }
    return supplies
  }
}
