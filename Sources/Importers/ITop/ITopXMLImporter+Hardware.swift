import Inventory
import Markup

extension ITopXMLImporter.Estate {
  /// A virtual machine's host is a hypervisor, which runs on a server, or a farm of several.
  mutating func addVirtualHost(of element: Element, to record: inout Record) {
    guard let number = element.value("virtualhost_id"), number != "0" else { return }
    if let farm = object(number, of: "Farm") {
      record.cluster = farm.name
      record.host = nil
      return
    }
    guard let hypervisor = object(number, of: "Hypervisor") else { return }
    if let server = hypervisor.element.value("server_id"), server != "0" {
      record.host = object(server, of: "Server")?.name ?? hypervisor.name
    }
    if let farm = hypervisor.element.value("farm_id"), farm != "0" {
      record.cluster = object(farm, of: "Farm")?.name
    }
  }

  /// Processor and memory are free text that people seldom fill.
  mutating func addHardware(of element: Element, to record: inout Record) {
    let place = record.locator
    if let text = values.text(element.value("cpu"), .cpuModel) {
      if let count = Int(text) {
        if (1...1_024).contains(count) {
          if record.kind == .virtualMachine {
            record.cpuCores = count
          } else {
            record.cpuSockets = count
          }
        }
      } else {
        record.cpuModel = text
      }
    }
    guard let text = values.text(element.value("ram"), .memory) else { return }
    guard let (number, _, after) = NumberStyle().measure(text), number > 0, number < 1e9 else {
      values.reject(text, .notANumber(.memory), at: place.column("ram"))
      return
    }
    let unit = after.lowercased()
    switch unit.first {
    case "g": record.memory = Mebibytes(number * 1_024)
    case "t": record.memory = Mebibytes(number * 1_048_576)
    case "m": record.memory = Mebibytes(number)
    case "k": record.memory = Mebibytes(number / 1_024)
    // No machine has 512 MiB and no more, and none 512 GiB without that being said.
    case nil: record.memory = Mebibytes(number >= 512 ? number : number * 1_024)
    default: values.reject(text, .notANumber(.memory), at: place.column("ram"))
    }
  }
}
