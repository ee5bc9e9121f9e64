public import Inventory

extension DeviceFacts {
  /// The facts as named values; what is unknown is left out.
  public var fact: FactValue {
    .present([
      ("kind", .text(kind.rawValue)), ("name", .text(name)), ("serial", serial.map { .text($0) }),
      ("uuid", uuid.map { .text($0) }), ("macAddresses", FactValue.texts(macAddresses)),
      ("assetTag", assetTag.map { .text($0) }), ("manufacturer", manufacturer.map { .text($0) }),
      ("model", model.map { .text($0) }), ("site", site.map { .text($0) }),
      ("room", room.map { .text($0) }), ("rack", rack.map { .text($0) }),
      ("rackUnit", rackUnit.map { .integer($0) }),
      ("disks", disks.isEmpty ? nil : .list(disks.map(\.fact))),
      ("occupants", FactValue.texts(occupants)),
      ("class", serviceClass.map { .text($0.rawValue) }),
      ("projects", FactValue.texts(projects.map(\.description))),
    ])
  }

  /// Reads back what ``fact`` gave; `nil` for anything else.
  public init?(_ fact: FactValue) {
    guard let kind = fact["kind"]?.text.flatMap({ AssetKind(rawValue: $0) }),
      let name = fact["name"]?.text
    else { return nil }
    self.init(kind: kind, name: name)
    serial = fact["serial"]?.text
    uuid = fact["uuid"]?.text
    macAddresses = fact.texts("macAddresses")
    assetTag = fact["assetTag"]?.text
    manufacturer = fact["manufacturer"]?.text
    model = fact["model"]?.text
    site = fact["site"]?.text
    room = fact["room"]?.text
    rack = fact["rack"]?.text
    rackUnit = fact["rackUnit"]?.integer
    disks = (fact["disks"]?.items ?? []).map {
      Disk(serial: $0["serial"]?.text, isSolidState: $0["solidState"]?.flag)
    }
    occupants = fact.texts("occupants")
    serviceClass = fact["class"]?.text.flatMap { ServiceClass(rawValue: $0) }
    projects = fact.texts("projects").map { ProjectCode($0) }
  }
}

extension DeviceFacts.Disk {
  fileprivate var fact: FactValue {
    .present([
      ("serial", serial.map { .text($0) }), ("solidState", isSolidState.map { .flag($0) }),
    ])
  }
}
