import Inventory
import Markup

extension OCSFamilyXMLImporter.Document {
  /// A guest that a host lists.
  mutating func guest(_ element: Element, number: Int, host: String?) -> Record {
    let place = place(number: number, path: "REQUEST/CONTENT/VIRTUALMACHINES")
    var record = Record(kind: .virtualMachine, locator: place)
    // Some agents glue the options of QEMU to the name: "web,debug-threads=on".
    let name = element.value("NAME").map { String($0.prefix { $0 != "," }) }
    record.name = with { $0.text(name, .name) }
    record.host = host
    with { $0.setUUID(element.value("UUID"), of: &record) }
    record.cpuCores = with {
      $0.count(element.value("VCPU"), .cpuCores, at: place.column("VCPU"))
    }
    record.memory = guestMemory(element)
    record.operatingSystem = with {
      $0.text(
        element.first("OPERATINGSYSTEM")?.value("FULL_NAME") ?? element.value("OPERATINGSYSTEM"),
        .operatingSystem
      )
    }
    switch element.value("STATUS")?.lowercased() {
    case "running", "idle", "blocked", "on", "dying": record.powerState = .on
    case "off", "shutdown", "crashed", "stopped", "poweredoff": record.powerState = .off
    case "paused", "suspended", "saved": record.powerState = .suspended
    default: break
    }
    for text in element.value("MAC")?.split(whereSeparator: { "/,; ".contains($0) }) ?? [] {
      with { $0.add(mac: String(text), to: &record, at: place.column("MAC")) }
    }
    for text in element.value("IP")?.split(whereSeparator: { "/,; ".contains($0) }) ?? [] {
      with { $0.add(ip: String(text), to: &record, at: place.column("IP")) }
    }
    return record
  }

  /// Mebibytes, except that agents on libvirt divide its kibibytes by 1,000: 4,194 is 4 GiB.
  private func guestMemory(_ element: Element) -> Mebibytes? {
    guard let text = element.value("MEMORY"),
      let (number, _, unit) = NumberStyle().measure(text), number > 0
    else { return nil }
    if unit.lowercased().hasPrefix("g") { return Mebibytes(number * 1_024) }
    let kinds = [element.value("VMTYPE"), element.value("SUBSYSTEM")].compactMap {
      $0?.lowercased()
    }
    let isLibvirt = kinds.contains { ["libvirt", "kvm", "qemu"].contains($0) }
    let whole = (number * 1_000 / 1_024 / 64).rounded() * 64
    if isLibvirt, number.truncatingRemainder(dividingBy: 64) != 0,
      abs(whole - number * 1_000 / 1_024) <= 1
    {
      return Mebibytes(whole)
    }
    return Mebibytes(number)
  }

  /// A device that answered over the network: a switch, a printer, a storage system.
  mutating func device(_ element: Element, number: Int) -> Record {
    let info = element.first("INFO") ?? element
    let place = place(number: number, path: "REQUEST/CONTENT/DEVICE")
    var record = Record(kind: .networkDevice, locator: place)
    let names = ["NAME", "SNMPHOSTNAME", "DNSHOSTNAME", "NETBIOSNAME"]
    let name = names.compactMap { info.value($0) }.first
    record.name = with { $0.text(name, .name) }
    record.hostname = with { $0.text(name, .hostname) }
    record.serial = with { $0.serial(info.value("SERIAL"), at: place.column("SERIAL")) }
    let firmware = element.all("FIRMWARES").first { $0.value("TYPE") == "device" }
    record.manufacturer = with {
      $0.text(info.value("MANUFACTURER") ?? firmware?.value("MANUFACTURER"), .manufacturer)
    }
    record.model = with {
      $0.text(info.value("MODEL") ?? info.value("MODELSNMP") ?? firmware?.value("NAME"), .model)
    }
    record.assetTag = with { $0.text(info.value("ASSETTAG"), .assetTag) }
    record.location = with { $0.text(info.value("LOCATION"), .location) }
    record.domain = with { $0.text(info.value("WORKGROUP"), .domain) }
    with { $0.add(mac: info.value("MAC"), to: &record, at: place.column("MAC")) }
    for address in (info.first("IPS")?.all("IP") ?? []) + info.all("IP") {
      with { $0.add(ip: address.text, to: &record, at: place.column("IP")) }
    }
    if let text = info.value("MEMORY"), let (number, _, _) = NumberStyle().measure(text),
      number > 0
    {
      record.memory = Mebibytes(number)
    }
    record.kind = kind(ofDevice: info, model: record.model)
    return record
  }

  private func kind(ofDevice info: Element, model: String?) -> RecordKind {
    let words = MachineKind.key(model) + " " + MachineKind.key(info.value("DESCRIPTION"))
    switch info.value("TYPE")?.uppercased() {
    case "PRINTER": return .printer
    case "STORAGE": return .storage
    case "POWER", "UPS", "PDU": return .powerUnit
    case "PHONE": return .phone
    case "COMPUTER": return MachineKind.of(model: model)
    case "NETWORKING", "VIDEO": break
    default:
      // A discovery without a type found an address and a name: what stands there is not told.
      if isDiscovery, model == nil { return .machine }
    }
    if MachineKind.contains(words, Self.storageModels) { return .storage }
    return .networkDevice
  }

  private static let storageModels = [
    "netapp", "nas", "synology", "diskstation", "rackstation", "qnap", "equallogic", "msa",
    "storwize", "3par", "nimble", "emc", "vnx", "unity", "isilon", "powerstore", "eternus",
  ]
}
