import Inventory

extension LSHWImporter.Tree {
  /// The machine at the root of a tree.
  mutating func machine(_ root: LSHWNode, at place: Locator) -> Record {
    var record = Record(kind: .machine, locator: place)
    // The root is called after the host; `computer` stands for none, or for `lshw -sanitize`.
    if root.id != "computer" { record.hostname = with { $0.text(root.id, .hostname) } }
    record.name = record.hostname
    record.serial = with { $0.serial(root.serial, at: place.column("serial")) }
    with { $0.setUUID(root.configuration["uuid"], of: &record) }
    record.manufacturer = with { $0.text(root.vendor, .manufacturer) }
    record.model = with { $0.text(root.product, .model) }
    record.chassis = root.configuration["chassis"] ?? root.description
    record.kind = kind(of: root, record)

    var processors: [LSHWNode] = []
    var memories: [LSHWNode] = []
    root.forEach { node, parent in
      switch node.kind {
      case "processor": processors.append(node)
      case "memory" where node.id == "memory" && parent?.id != "memory": memories.append(node)
      case "network": add(network: node, to: &record)
      case "disk": add(disk: node, of: parent, to: &record)
      case "power": add(power: node, to: &record)
      default: return
      }
    }
    add(processors: processors, to: &record)
    record.memory = memory(memories, place)
    return record
  }

  /// Flat cases are those of desktops, which the common rules know under that word.
  private func kind(of root: LSHWNode, _ record: Record) -> RecordKind {
    let flat: Set<String> = ["low-profile", "lowprofile", "pizzabox", "pizza-box", "sealed"]
    let chassis = record.chassis.map { flat.contains($0) ? "desktop" : $0 }
    return MachineKind.of(
      chassis: chassis == "vm" ? "virtual" : chassis,
      manufacturer: record.manufacturer,
      model: record.model
    )
  }

  /// Only processors with a name count: hyper-threads and empty sockets are listed without one.
  ///
  /// Where none has a name, the sockets that the firmware lists count.
  private mutating func add(processors: [LSHWNode], to record: inout Record) {
    let enabled = processors.filter { !$0.isDisabled }
    var present = enabled.filter { $0.product != nil }
    if present.isEmpty {
      present = enabled.filter { $0.id == "cpu" && ($0.vendor != nil || $0.slot != nil) }
    }
    guard !present.isEmpty else { return }
    let place = record.locator
    for node in processors where node.isDisabled && node.product != nil {
      with { $0.reject(node.product ?? "", .phantom, at: place.column("processor")) }
    }
    record.cpuSockets = present.count
    record.cpuModel = present.compactMap(\.product).first
    let cores = present.compactMap { $0.configuration["cores"].flatMap { Int($0) } }
    let threads = present.compactMap { $0.configuration["threads"].flatMap { Int($0) } }
    if cores.count == present.count { record.cpuCores = Self.sum(cores) }
    if threads.count == present.count { record.cpuThreads = Self.sum(threads) }
    if record.kind == .virtualMachine, record.cpuCores == nil { record.cpuCores = present.count }
    record.cpuClock =
      record.cpuModel.flatMap(Self.nominalClock)
      ?? present.compactMap { $0.capacity ?? $0.size }.max().flatMap { hertz in
        (1e8..<2e10).contains(hertz) ? Megahertz(hertz / 1e6) : nil
      }
  }

  /// The clock that a processor's name ends in, `@ 2.40GHz`: the tree has the clock of the moment,
  /// and the most that the socket takes.
  private static func nominalClock(_ model: String) -> Megahertz? {
    guard let mark = model.lastIndex(of: "@"),
      let (number, _, unit) = NumberStyle().measure(model[mark...]),
      unit.lowercased().hasPrefix("ghz"), number > 0, number < 20
    else { return nil }
    return Megahertz((number * 1_000).rounded())
  }

  private static func sum(_ counts: [Int]) -> Int? {
    guard counts.allSatisfy({ (1...4_096).contains($0) }) else { return nil }
    return counts.reduce(0, +)
  }

  /// The size of each memory, or the sum of its banks where it has none; flash is no memory.
  private mutating func memory(_ memories: [LSHWNode], _ place: Locator) -> Mebibytes? {
    var bytes = 0.0
    for memory in memories where !isFlash(memory) {
      let flash = memory.children.filter { isFlash($0) }
      for bank in flash where bank.size != nil {
        let text = FactValue.shortest(bank.size ?? 0)
        with { $0.reject(text, .phantom, at: place.column(bank.slot ?? "memory")) }
      }
      let banks = memory.children.filter { $0.kind == "memory" && !isFlash($0) }
      bytes += memory.size ?? banks.compactMap(\.size).reduce(0, +)
    }
    guard bytes > 0, bytes < 1e15 else { return nil }
    return Mebibytes(bytes / 1_048_576)
  }

  private func isFlash(_ node: LSHWNode) -> Bool {
    [node.description, node.slot].contains { $0?.lowercased().contains("flash") == true }
  }

  /// Cards only: bridges, tunnels and the ends of containers have no hardware behind them.
  private mutating func add(network node: LSHWNode, to record: inout Record) {
    let names = node.logicalNames.map { $0.lowercased() }
    let isVirtual =
      names.contains { name in Self.virtualNames.contains { name.hasPrefix($0) } }
      || Self.virtualDrivers.contains(node.configuration["driver"] ?? "")
    guard !isVirtual else { return }
    let place = record.locator.column(node.logicalNames.first ?? "network")
    with {
      // Controllers that are no Ethernet have other serial numbers here.
      if let serial = node.serial, MACAddress(serial) != nil || Placeholder.matches(serial) {
        $0.add(mac: serial, to: &record, at: place)
      }
      $0.add(ip: node.configuration["ip"], to: &record, at: place)
    }
  }

  private static let virtualNames = [
    "docker", "veth", "virbr", "vnet", "br-", "tun", "tap", "cni", "cali", "flannel", "lxc",
    "vboxnet", "vmnet", "wg", "lo", "dummy", "kube",
  ]

  private static let virtualDrivers: Set<String> = [
    "tun", "veth", "bridge", "dummy", "macvlan", "wireguard", "openvswitch",
  ]

  private mutating func add(disk node: LSHWNode, of parent: LSHWNode?, to record: inout Record) {
    guard let size = node.size, size > 0, size < 1e18 else { return }
    let words = [node.id, node.description, node.product].compactMap { $0?.lowercased() }
    let isDrive = words.contains { text in
      ["cdrom", "dvd", "cd-rom", "medium", "floppy", "card reader"].contains { text.contains($0) }
    }
    guard !isDrive else { return }
    // The name and serial number of an NVMe disk stand at its controller.
    let carrier = node.id == "namespace" ? parent : nil
    let place = record.locator.column(node.logicalNames.first ?? "disk")
    record.disks.append(
      Disk(
        name: carrier?.product ?? node.product ?? node.logicalNames.first,
        capacity: Gigabytes(size / 1e9),
        serial: with { $0.serial(carrier?.serial ?? node.serial, at: place) }
      )
    )
  }

  /// Batteries have the same class; a supply of which nothing is known is not there.
  private mutating func add(power node: LSHWNode, to record: inout Record) {
    let words = [node.id, node.description, node.product].compactMap { $0?.lowercased() }
    guard !words.contains(where: { $0.contains("batter") || $0.contains("lithium") }) else {
      return
    }
    let place = record.locator.column("power")
    let supply = PowerSupply(
      rating: rating(node.capacity),
      serial: with { $0.serial(node.serial, at: place) },
      model: with { $0.text(node.product, .powerSupplies) }
    )
    guard supply != PowerSupply() else {
      with { $0.reject(node.description ?? node.id, .phantom, at: place) }
      return
    }
    record.powerSupplies.append(supply)
  }

  /// The firmware's 16-bit number: watts, or milliwatts from makers who read the old standard so;
  /// 0x8000 is unknown.
  ///
  /// lshw prints it as milliwatt-hours, the unit of the batteries that share the class.
  private func rating(_ capacity: Double?) -> Watts? {
    guard let capacity, capacity > 0, capacity < 32_768 else { return nil }
    return Watts(capacity >= 10_000 ? capacity / 1_000 : capacity)
  }
}
