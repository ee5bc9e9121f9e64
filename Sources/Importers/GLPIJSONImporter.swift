public import Inventory
import Markup
import Tabular

/// Reads the inventories that agents of GLPI 10 and later send: JSON, one object a machine.
///
/// The sections are those of the older XML in lower case, so they are read by the same rules.
/// `partial` marks an update of some sections, which never stands for the whole.
public struct GLPIJSONImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["glpi-json"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let names = preview.object?.names, names.contains("content"),
      names.contains("deviceid") || names.contains("action") || names.contains("itemtype")
    else { return nil }
    return formats[0]
  }

  /// Reads `export` as a stream into records and the account of its machines.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (index, path) in export.paths.enumerated() {
      var document = OCSFamilyXMLImporter.Document(file: index, isJSON: true)
      try JSONReader.read(DocumentSource.at(path), skip: Self.neverRead) { value in
        guard let message = value.object else { return true }
        document.take(Element(name: "DEVICEID", text: message.words("deviceid") ?? "-"))
        for section in message["content"]?.object?.members ?? [] {
          for element in Self.elements(section) { document.take(element) }
        }
        let isPartial = message["partial"]?.words == "1"
        let kind = message.words("itemtype").flatMap { Self.kinds[$0.lowercased()] }
        try document.finish(into: &reading) { record in
          var record = record
          if isPartial { record.partial = true }
          if let kind, record.host == nil, record.kind != .storage, record.kind != .powerUnit {
            record.kind = kind
          }
          try emit(record)
        }
        return true
      }
      document.close(into: &reading)
    }
  }

  /// The kinds that an item type alone decides; computers are told apart by their facts.
  private static let kinds: [String: RecordKind] = [
    "printer": .printer, "phone": .phone, "networkequipment": .networkDevice,
  ]

  /// Sections about persons, licences and software, and a few that are large and no asset fact.
  private static let neverRead: Set<String> = [
    "softwares", "licenseinfos", "users", "local_users", "local_groups", "processes", "envs",
    "registry", "monitors", "ports", "databases_services", "ssh_key",
  ]

  // MARK: Sections

  /// The elements that the older XML has for a section.
  static func elements(_ section: JSONObject.Member) -> [Element] {
    let name = section.name.uppercased()
    guard name == "NETWORK_DEVICE" else {
      return section.value.items.map { element($0, named: name, in: name) }
    }
    return section.value.items.map { value in
      Element(
        name: "DEVICE",
        children: [element(value, named: "INFO", in: name)],
        line: value.object?.line ?? 0
      )
    }
  }

  private static func element(
    _ value: JSONValue,
    named name: String,
    in section: String
  )
    -> Element
  {
    guard let object = value.object else { return Element(name: name, text: value.words ?? "") }
    var element = Element(name: name, line: object.line)
    for member in object.members {
      let child = childName(member.name.uppercased(), in: section)
      if child == "IPS" {
        let addresses = member.value.items.map { Element(name: "IP", text: $0.words ?? "") }
        element.children.append(Element(name: "IPS", children: addresses))
      } else {
        element.children += member.value.items.map { Self.element($0, named: child, in: section) }
      }
    }
    return element
  }

  /// Names that changed between the two forms.
  private static func childName(_ name: String, in section: String) -> String {
    switch (section, name) {
    case ("NETWORKS", "MAC"): "MACADDR"
    case ("VIRTUALMACHINES", "IPADDRESS"): "IP"
    case ("NETWORK_DEVICE", "RAM"): "MEMORY"
    default: name
    }
  }
}
