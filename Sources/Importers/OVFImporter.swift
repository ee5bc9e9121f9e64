public import Inventory
import Markup
import Tabular

/// Reads OVF descriptors: virtual machines packed for transport, in the four published versions.
///
/// A package is what a machine is made from or was saved as, and no proof that it runs. Hardware
/// comes in configurations, of which the default one counts.
public struct OVFImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["ovf"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    // Messages of SOAP have an envelope too.
    guard let root = preview.root, root.name == "Envelope",
      root.namespace?.lowercased().contains("/ovf/") == true
    else { return nil }
    return formats[0]
  }

  /// Reads `export` into records and the account of its machines.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      var values = Values()
      var number = 0
      var stream = try DocumentSource.at(path).open()
      try ElementStream.read(
        paths: ["Envelope"],
        skip: ["EulaSection", "License", "Strings", "Signature"],
        nextChunk: { try stream.nextChunk() }
      ) { _, element in
        let envelope = Envelope(element)
        for system in envelope.systems {
          number += 1
          let place = Locator(
            file: file,
            number: number,
            line: system.line,
            path: "Envelope/" + system.name
          )
          let record = envelope.record(of: system, at: place, &values)
          reading.ledger.read += 1
          reading.ledger.rejections += values.takeRejections()
          guard record.hasIdentity else {
            reading.ledger.rejected += 1
            reading.ledger.rejections.append(Finding(at: place, reason: .noIdentity, rows: 1))
            continue
          }
          reading.ledger.records += 1
          try emit(record)
        }
        if let configuration = envelope.configuration {
          reading.ledger.decisions.append(
            .kind(.virtualMachine, because: "configuration " + configuration)
          )
        }
      }
      reading.ledger.decisions += values.decisions
    }
  }
}

extension OVFImporter {
  /// One descriptor.
  struct Envelope {
    /// The deployment option whose hardware counts, `nil` when there are none.
    let configuration: String?
    /// The machines, those inside collections included.
    let systems: [Element]
    /// The capacity of each disk by its id, as far as it is told.
    private let disks: [String: Gigabytes]

    init(_ envelope: Element) {
      let options = Self.sections("DeploymentOptionSection", of: envelope)
        .flatMap { $0.all("Configuration") }
      let chosen = options.first { $0["default"] == "true" || $0["default"] == "1" }
      configuration = (chosen ?? options.first)?["id"]
      systems = Self.systems(in: envelope)
      var disks: [String: Gigabytes] = [:]
      for disk in Self.sections("DiskSection", of: envelope).flatMap({ $0.all("Disk") }) {
        guard let id = disk["diskId"], let capacity = disk["capacity"].flatMap({ Double($0) })
        else { continue }
        // A capacity without a unit is in bytes.
        let bytes = capacity * (disk["capacityAllocationUnits"].flatMap(OVFImporter.bytes) ?? 1)
        if bytes > 0, bytes < 1e18 { disks[id] = Gigabytes(bytes / 1e9) }
      }
      self.disks = disks
    }

    /// The sections of a kind; version 0.9 names it in an attribute.
    private static func sections(_ kind: String, of element: Element) -> [Element] {
      element.children.filter { child in
        child.name == kind || child.name == "Section" && child["type"]?.contains(kind) == true
      }
    }

    private static func systems(in element: Element) -> [Element] {
      element.children.flatMap { child -> [Element] in
        let type = child["type"] ?? ""
        switch child.name {
        case "VirtualSystem": return [child]
        case "VirtualSystemCollection": return systems(in: child)
        case "Content": return type.contains("Collection") ? systems(in: child) : [child]
        default: return []
        }
      }
    }

    func record(of system: Element, at place: Locator, _ values: inout Values) -> Record {
      var record = Record(kind: .virtualMachine, locator: place)
      let hardware = Self.sections("VirtualHardwareSection", of: system)
      let identifier = hardware.compactMap { $0.first("System")?.value("VirtualSystemIdentifier") }
      record.name = values.text(
        system.value("Name") ?? system["id"] ?? identifier.first,
        .name
      )
      // VirtualBox adds its own description, whose UUID is the one that the guest sees.
      values.setUUID(system.first("Machine")?["uuid"], of: &record)
      let os = Self.sections("OperatingSystemSection", of: system).first
      record.operatingSystem = values.text(os?.value("Description"), .operatingSystem)
      record.annotation = Self.sections("AnnotationSection", of: system).first?.value("Annotation")
      for product in Self.sections("ProductSection", of: system).compactMap({ $0.value("Product") })
      where !record.applications.contains(product) {
        record.applications.append(product)
      }
      // Of several hardware sections each is a choice; the first is the one to take.
      if let first = hardware.first { add(items(of: first), to: &record, &values) }
      return record
    }

    /// The items of the default configuration; one made for it replaces the general one.
    private func items(of hardware: Element) -> [Element] {
      // Without a list of options, the first that an item names is as good as any.
      let named = hardware.children.lazy.compactMap { $0["configuration"] }.first
      let active = configuration ?? named?.split(separator: " ").first.map(String.init) ?? ""
      var items: [Element] = []
      var positions: [String: (index: Int, isSpecific: Bool)] = [:]
      for item in hardware.children
      where ["Item", "StorageItem", "EthernetPortItem"].contains(item.name) {
        if let bound = item["bound"], bound != "normal" { continue }
        let wanted = item["configuration"]?.split(separator: " ").map(String.init)
        if let wanted, !wanted.contains(active) { continue }
        let id = item.value("InstanceID") ?? item.value("InstanceId")
        if let id, let earlier = positions[id], wanted != nil || earlier.isSpecific {
          if wanted != nil { items[earlier.index] = item }
          positions[id] = (earlier.index, true)
          continue
        }
        if let id { positions[id] = (items.count, wanted != nil) }
        items.append(item)
      }
      return items
    }

    private func add(_ items: [Element], to record: inout Record, _ values: inout Values) {
      var processors = 0
      var memory = 0.0
      for item in items {
        let place = record.locator.column(item.value("ElementName") ?? item.name)
        let quantity = item.value("VirtualQuantity")
        switch item.value("ResourceType") {
        case "3":
          processors += values.count(quantity, .cpuCores, at: place) ?? 0
        case "4":
          guard let number = quantity.flatMap({ Double($0) }), number > 0 else { continue }
          memory +=
            number
            * OVFImporter.memoryUnit(
              item.value("AllocationUnits") ?? item.value("VirtualQuantityUnits"),
              of: number
            )
        case "10":
          let address = item.value("Address") ?? item.value("MACAddress")
          if let address, MACAddress(address) != nil {
            values.add(mac: address, to: &record, at: place)
          }
        case "17", "31":
          let id = item.value("HostResource")?.split(separator: "/").last.map(String.init)
          let name =
            item.value("ElementName") ?? id ?? item.value("InstanceID").map { "disk " + $0 }
          record.disks.append(Disk(name: name, capacity: id.flatMap { disks[$0] }))
        default: continue
        }
      }
      if processors > 0 { record.cpuCores = processors }
      if memory > 0, memory < 1e15 { record.memory = Mebibytes(memory / 1_048_576) }
    }
  }

  /// Bytes of one unit: `byte * 2^20`, `MegaBytes`, `GB`; `nil` for words that are no size.
  static func bytes(_ unit: String) -> Double? {
    let plain = unit.lowercased().filter { !$0.isWhitespace }
    let names: [String: Double] = [
      "byte": 1, "bytes": 1, "kb": 1_024, "kilobytes": 1_024, "mb": 1_048_576,
      "megabytes": 1_048_576, "gb": 1_073_741_824, "gigabytes": 1_073_741_824,
      "tb": 1_099_511_627_776, "terabytes": 1_099_511_627_776,
    ]
    if let bytes = names[plain] { return bytes }
    let parts = plain.split(separator: "*").map(String.init)
    guard parts.count == 2, let base = names[parts[0]] else { return nil }
    if let factor = Double(parts[1]) { return base * factor }
    let power = parts[1].split(separator: "^").compactMap { Int($0) }
    guard power.count == 2, [2, 10].contains(power[0]), (0...60).contains(power[1]) else {
      return nil
    }
    return base * (0..<power[1]).reduce(1.0) { product, _ in product * Double(power[0]) }
  }

  /// The unit of an amount of memory; one that is not told goes by what machines have.
  static func memoryUnit(_ unit: String?, of number: Double) -> Double {
    unit.flatMap(bytes) ?? (number >= 1_048_576 ? 1 : 1_048_576)
  }
}
