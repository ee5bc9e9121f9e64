import Inventory
import Markup

extension ITopXMLImporter {
  /// One object of an export.
  struct Object {
    let element: Element
    let place: Locator
    var name: String? { element.value("name") ?? element.value("friendlyname") }
  }

  /// The objects of an export, and what they say of each other.
  struct Estate {
    private var objects: [Object] = []
    /// Functional items and contacts have one series of numbers each; other classes their own.
    private var byClass: [String: [String: Int]] = [:]
    private var byNumber: [String: [Int]] = [:]
    var values = Values()
    private var unresolved: [(name: String, count: Int)] = []

    mutating func add(_ element: Element, at place: Locator) {
      let index = objects.count
      objects.append(Object(element: element, place: place))
      guard let id = element["id"] ?? element.value("id") else { return }
      byClass[element.name, default: [:]][id] = index
      byNumber[id, default: []].append(index)
    }

    mutating func finish(into reading: inout Reading, emit: (Record) throws -> Void) throws {
      let software = softwareByMachine()
      let machines = machinesByApplication()
      var skips: [Finding] = []
      for object in objects {
        reading.ledger.read += 1
        guard let kind = ITopXMLImporter.kinds[object.element.name] else {
          reading.ledger.skipped += 1
          if let last = skips.last, last.value == object.element.name,
            last.at.file == object.place.file, last.at.number + last.rows == object.place.number
          {
            skips[skips.count - 1].rows += 1
          } else {
            let name = object.element.name
            skips.append(Finding(at: object.place, value: name, reason: .noInventory, rows: 1))
          }
          continue
        }
        var record = self.record(of: object, kind)
        let id = object.element["id"] ?? ""
        if kind == .application {
          record.servers = machines.servers[id] ?? []
          record.databaseServers = machines.databases[id] ?? []
        } else {
          record.applications = software[id] ?? []
        }
        reading.ledger.rejections += values.takeRejections()
        guard record.hasIdentity else {
          reading.ledger.rejected += 1
          reading.ledger.rejections.append(Finding(at: object.place, reason: .noName, rows: 1))
          continue
        }
        reading.ledger.records += 1
        try emit(record)
      }
      reading.ledger.skips += skips
      reading.ledger.decisions += values.decisions
      reading.ledger.unmapped += unresolved.map { UnmappedColumn(name: $0.name, filled: $0.count) }
    }

    // MARK: References

    /// The number in a reference; `0` and nothing refer to nothing.
    private func number(_ name: String, of element: Element) -> String? {
      guard let number = element.value(name), number != "0" else { return nil }
      return number
    }

    /// The name of what a reference leads to: beside it as `brand_name`, or in an object of the
    /// classes; one that leads nowhere is counted.
    private mutating func name(
      _ reference: String,
      of element: Element,
      in classes: [String]
    ) -> String? {
      if let name = element.value(reference + "_name") { return name }
      guard let number = number(reference + "_id", of: element) else { return nil }
      for one in classes {
        if let index = byClass[one]?[number] { return objects[index].name }
      }
      let label = element.name + "/" + reference + "_id"
      if let index = unresolved.firstIndex(where: { $0.name == label }) {
        unresolved[index].count += 1
      } else {
        unresolved.append((label, 1))
      }
      return nil
    }

    /// The object of a class with this number.
    func object(_ number: String, of className: String) -> Object? {
      byClass[className]?[number].map { objects[$0] }
    }

    /// The functional item with this number: they share one series, whatever their class.
    private func item(_ number: String) -> Object? {
      byNumber[number]?.map { objects[$0] }.first { object in
        let name = object.element.name
        return ITopXMLImporter.kinds[name] != nil || ITopXMLImporter.software.contains(name)
          || ["DatabaseSchema", "Hypervisor", "Farm", "MiddlewareInstance"].contains(name)
      }
    }

    /// The machine under a functional item: the server of a database, of a web application.
    private func machine(under object: Object, depth: Int = 0) -> Object? {
      let isMachine =
        switch ITopXMLImporter.kinds[object.element.name] {
        case nil, .application?, .rack?: false
        default: true
        }
      if isMachine { return object }
      guard depth < 4 else { return nil }
      for name in ["system_id", "dbserver_id", "webserver_id", "middleware_id", "server_id"] {
        guard let number = number(name, of: object.element), let next = item(number) else {
          continue
        }
        return machine(under: next, depth: depth + 1)
      }
      return nil
    }

    // MARK: Relations

    /// The names of the software on each machine, by the machine's number.
    private func softwareByMachine() -> [String: [String]] {
      var names: [String: [String]] = [:]
      for object in objects where ITopXMLImporter.software.contains(object.element.name) {
        guard let system = number("system_id", of: object.element), let name = object.name,
          names[system]?.contains(name) != true
        else { continue }
        names[system, default: []].append(name)
      }
      return names
    }

    /// The names of the machines of each application, those with its data apart.
    private func machinesByApplication() -> (
      servers: [String: [String]], databases: [String: [String]]
    ) {
      var servers: [String: [String]] = [:]
      var databases: [String: [String]] = [:]
      func add(_ item: Object, to application: String) {
        guard let name = machine(under: item)?.name else { return }
        let isData = ["DBServer", "DatabaseSchema"].contains(item.element.name)
        if isData {
          if databases[application]?.contains(name) != true {
            databases[application, default: []].append(name)
          }
        } else if servers[application]?.contains(name) != true {
          servers[application, default: []].append(name)
        }
      }
      for object in objects {
        switch object.element.name {
        case "lnkApplicationSolutionToFunctionalCI":
          guard let application = number("applicationsolution_id", of: object.element),
            let number = number("functionalci_id", of: object.element), let item = item(number)
          else { continue }
          add(item, to: application)
        case "WebApplication":
          if let id = object.element["id"] { add(object, to: id) }
        default: continue
        }
      }
      return (servers, databases)
    }

    // MARK: Records

    private mutating func record(of object: Object, _ kind: RecordKind) -> Record {
      let element = object.element
      let place = object.place
      var record = Record(kind: kind, locator: place)
      record.name = values.text(object.name, .name)
      record.status = element.value("status")
      record.criticality = element.value("business_criticity")
      record.owner =
        name("org", of: element, in: ["Organization"]) ?? element.value("organization_name")
      record.annotation = element.value("description")
      guard kind != .application else { return record }
      record.serial = values.serial(element.value("serialnumber"), at: place.column("serialnumber"))
      record.assetTag = values.text(element.value("asset_number"), .assetTag)
      record.manufacturer = name("brand", of: element, in: ["Brand"])
      record.model = name("model", of: element, in: ["Model"])
      record.location = name("location", of: element, in: ["Location"])
      record.rack = name("rack", of: element, in: ["Rack"])
      record.operatingSystem = system(of: element)
      record.host = name("virtualhost", of: element, in: ["Hypervisor", "Farm"])
      addVirtualHost(of: element, to: &record)
      for field in ["managementip", "managementip_name", "ipaddress"] {
        values.add(ip: element.value(field), to: &record, at: place.column(field))
      }
      record.purchased = date("purchase_date", of: element, at: place)
      record.warrantyEnds = date("end_of_warranty", of: element, at: place)
      addHardware(of: element, to: &record)
      return record
    }

    private mutating func system(of element: Element) -> String? {
      let family = name("osfamily", of: element, in: ["OSFamily"])
      let version = name("osversion", of: element, in: ["OSVersion"])
      guard let family, let version else { return version ?? family }
      return version.lowercased().contains(family.lowercased()) ? version : family + " " + version
    }

    private mutating func date(
      _ name: String,
      of element: Element,
      at place: Locator
    )
      -> CalendarDate?
    {
      guard let text = element.value(name), !text.hasPrefix("0000") else { return nil }
      if let date = CalendarDate(iso: text) { return date }
      let attribute: Attribute = name == "purchase_date" ? .purchased : .warrantyEnds
      values.reject(text, .notADate(attribute), at: place.column(name))
      return nil
    }
  }
}
