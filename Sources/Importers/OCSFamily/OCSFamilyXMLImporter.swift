public import Inventory
import Markup
import Tabular

/// Reads what the agents of OCS Inventory, FusionInventory and GLPI send: one XML file a machine.
///
/// `QUERY` tells an inventory of a computer from the answers of network devices. Only hardware
/// sections are read, and of the software list what may be an application: users and licence keys
/// never leave the file.
public struct OCSFamilyXMLImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["ocs-family-xml"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let root = preview.root, root.name == "REQUEST" || root.name == "REPLY",
      root.children.contains("CONTENT") || root.children.contains("QUERY")
    else { return nil }
    return formats[0]
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (index, path) in export.paths.enumerated() {
      var document = Document(file: index)
      var stream = try PackedFile(path: path).open()
      try ElementStream.read(
        paths: ["*/QUERY", "*/DEVICEID", "*/CONTENT/*"],
        skip: Self.neverRead,
        allowsConcatenatedDocuments: true,
        nextChunk: { try stream.nextChunk() },
        root: { _ in try document.finish(into: &reading, emit: emit) },
        { _, element in document.take(element) }
      )
      try document.finish(into: &reading, emit: emit)
      document.close(into: &reading)
    }
  }

  /// Sections about persons and licences, and a few that are large and no asset fact.
  private static let neverRead: Set<String> = [
    "LICENSEINFOS", "USERS", "LOCAL_USERS", "LOCAL_GROUPS", "PROCESSES", "ENVS",
    "REGISTRY", "MONITORS", "PORTS",
  ]
}

extension OCSFamilyXMLImporter {
  /// What one file has shown so far.
  struct Document {
    let file: Int
    private(set) var values = Values()
    private var query: String?
    private var deviceID: String?
    private var sections: [String: [Element]] = [:]
    private var devices: [Element] = []
    /// What the software list has that may be applications, each once.
    private(set) var software: [String] = []
    private var unmapped: [(name: String, filled: Int)] = []
    private var isEmpty = true
    private var number = 0
    /// Whether places are named as in JSON: lower case, and without the root.
    private let isJSON: Bool

    init(file: Int, isJSON: Bool = false) {
      self.file = file
      self.isJSON = isJSON
    }

    mutating func take(_ element: Element) {
      isEmpty = false
      switch element.name {
      case "QUERY": query = element.text
      case "DEVICEID": deviceID = element.text
      case "DEVICE": devices.append(element)
      case "SOFTWARES": note(software: element)
      case let name where Self.read.contains(name): sections[name, default: []].append(element)
      case let name where Self.ofNoInterest.contains(name): return
      case let name:
        if let index = unmapped.firstIndex(where: { $0.name == name }) {
          unmapped[index].filled += 1
        } else {
          unmapped.append((name, 1))
        }
      }
    }

    private mutating func note(software element: Element) {
      guard software.count < InstalledSoftware.limit, let name = element.value("NAME"),
        InstalledSoftware.mayBeApplication(name), !software.contains(name)
      else { return }
      software.append(name)
    }

    /// Ends one inventory: a file may hold several after each other.
    mutating func finish(into reading: inout Reading, emit: (Record) throws -> Void) throws {
      guard !isEmpty else { return }
      defer {
        query = nil
        deviceID = nil
        sections = [:]
        devices = []
        software = []
        isEmpty = true
      }
      let seen = lastSeen
      reading.note(asOf: seen)
      for device in devices {
        number += 1
        try file(self.device(device, number: number), at: device, into: &reading, emit: emit)
      }
      let isInventory = sections["HARDWARE"] != nil || sections["BIOS"] != nil
      if isInventory {
        number += 1
        var machine = self.machine(number: number)
        machine.lastSeen = seen
        let name = machine.hostname
        try file(
          machine,
          at: sections["HARDWARE"]?.first ?? sections["BIOS"]?.first,
          into: &reading,
          emit: emit
        )
        for guest in sections["VIRTUALMACHINES"] ?? [] {
          number += 1
          let record = self.guest(guest, number: number, host: name)
          try file(record, at: guest, into: &reading, emit: emit)
        }
      } else if devices.isEmpty {
        number += 1
        reading.ledger.read += 1
        reading.ledger.skipped += 1
        reading.ledger.skips.append(
          Finding(at: place(number: number, path: "REQUEST"), reason: .noInventory, rows: 1)
        )
      }
    }

    /// Writes down what concerns the file as a whole.
    func close(into reading: inout Reading) {
      reading.ledger.decisions += values.decisions
      reading.ledger.unmapped += unmapped.map { UnmappedColumn(name: $0.name, filled: $0.filled) }
    }

    func place(number: Int, path: String, line: Int? = nil) -> Locator {
      var path = path
      if isJSON {
        path = path == "REQUEST" ? "content" : String(path.lowercased().dropFirst("request/".count))
      }
      return Locator(file: file, number: number, line: line, path: path)
    }

    private mutating func file(
      _ record: Record,
      at element: Element?,
      into reading: inout Reading,
      emit: (Record) throws -> Void
    ) throws {
      reading.ledger.read += 1
      var record = record
      record.locator.line = element?.line
      reading.ledger.rejections += values.takeRejections()
      guard record.hasIdentity else {
        reading.ledger.rejected += 1
        reading.ledger.rejections.append(
          Finding(at: record.locator, reason: .noIdentity, rows: 1)
        )
        return
      }
      reading.ledger.records += 1
      try emit(record)
    }

    /// The day of the inventory: what the server noted, else what the agent wrote into its id.
    private var lastSeen: CalendarDate? {
      let texts = [
        sections["HARDWARE"]?.first?.value("LASTDATE"),
        sections["ACCESSLOG"]?.first?.value("LOGDATE"),
        sections["HARDWARE"]?.first?.value("LASTCOME"),
      ]
      if let date = texts.compactMap({ $0.flatMap { CalendarDate(iso: $0) } }).first {
        return date
      }
      // name-YYYY-MM-DD-hh-mm-ss, and names have hyphens too.
      guard let parts = deviceID?.split(separator: "-"), parts.count > 6 else { return nil }
      return CalendarDate(iso: parts.suffix(6).prefix(3).joined(separator: "-"))
    }

    func section(_ name: String) -> Element? { sections[name]?.first }

    func sections(_ name: String) -> [Element] { sections[name] ?? [] }

    var isDiscovery: Bool { query == "NETDISCOVERY" }

    mutating func with<Result>(_ body: (inout Values) -> Result) -> Result { body(&values) }

    private static let read: Set<String> = [
      "HARDWARE", "BIOS", "CPUS", "MEMORIES", "STORAGES", "NETWORKS", "VIRTUALMACHINES",
      "POWERSUPPLIES", "OPERATINGSYSTEM", "ACCESSLOG",
    ]

    private static let ofNoInterest: Set<String> = [
      "VERSIONCLIENT", "VERSIONPROVIDER", "MODULEVERSION", "PROCESSNUMBER", "USER", "DOWNLOAD",
    ]
  }
}

extension Record {
  /// Whether the record says which thing it is about.
  var hasIdentity: Bool {
    name != nil || hostname != nil || serial != nil || uuid != nil || deviceID != nil
      || assetTag != nil || !macAddresses.isEmpty || !ipAddresses.isEmpty
  }
}
