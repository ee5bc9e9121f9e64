import Inventory

/// Our record, not the class of the same name that GRDB has.
typealias Record = Inventory.Record

/// The columns of facts that the tables `record` and `asset` share, and their one codec.
///
/// An attribute that a step or a query uses has a column of its own; all others stand together in
/// the column `more`, as a JSON object by attribute name. Lists of addresses are parted by blanks,
/// which no address holds.
enum RecordColumns {
  /// How an attribute is kept in its column, and what a record has of it.
  ///
  /// A value is read from the record as it is: through ``Inventory/FactValue`` each would cost an
  /// allocation, and every imported row has a dozen.
  enum Storage: Sendable {
    case text(@Sendable (Record) -> String?)
    case integer(@Sendable (Record) -> Int?)
    case number(@Sendable (Record) -> Double?)
    case flag(@Sendable (Record) -> Bool?)
    case words(@Sendable (Record) -> [String])
  }

  /// An attribute with a column of its own.
  struct Column {
    let attribute: Attribute
    let name: String
    let storage: Storage
  }

  /// The attributes with columns of their own, in the order of the tables.
  static let columns: [Column] = [
    Column(attribute: .name, name: "name", storage: .text { $0.name }),
    Column(attribute: .hostname, name: "hostname", storage: .text { $0.hostname }),
    Column(attribute: .domain, name: "domain", storage: .text { $0.domain }),
    Column(attribute: .serial, name: "serial", storage: .text { $0.serial?.description }),
    Column(attribute: .uuid, name: "uuid", storage: .text { $0.uuid?.description }),
    Column(attribute: .deviceID, name: "device_id", storage: .text { $0.deviceID }),
    Column(attribute: .assetTag, name: "asset_tag", storage: .text { $0.assetTag }),
    Column(
      attribute: .macAddresses,
      name: "mac_addresses",
      storage: .words { $0.macAddresses.map(\.description) }
    ),
    Column(
      attribute: .ipAddresses,
      name: "ip_addresses",
      storage: .words { $0.ipAddresses.map(\.description) }
    ),
    Column(attribute: .manufacturer, name: "manufacturer", storage: .text { $0.manufacturer }),
    Column(attribute: .model, name: "model", storage: .text { $0.model }),
    Column(attribute: .chassis, name: "chassis", storage: .text { $0.chassis }),
    Column(attribute: .cpuModel, name: "cpu_model", storage: .text { $0.cpuModel }),
    Column(attribute: .cpuSockets, name: "cpu_sockets", storage: .integer { $0.cpuSockets }),
    Column(attribute: .cpuCores, name: "cpu_cores", storage: .integer { $0.cpuCores }),
    Column(attribute: .cpuThreads, name: "cpu_threads", storage: .integer { $0.cpuThreads }),
    Column(attribute: .cpuClock, name: "cpu_mhz", storage: .number { $0.cpuClock?.value }),
    Column(attribute: .memory, name: "memory_mib", storage: .number { $0.memory?.value }),
    Column(attribute: .storage, name: "storage_gb", storage: .number { $0.storage?.value }),
    Column(
      attribute: .cpuUtilization,
      name: "cpu_utilization",
      storage: .number { $0.cpuUtilization?.value }
    ),
    Column(
      attribute: .operatingSystem,
      name: "operating_system",
      storage: .text { $0.operatingSystem }
    ),
    Column(attribute: .powerState, name: "power_state", storage: .text { $0.powerState?.rawValue }),
    Column(attribute: .isTemplate, name: "is_template", storage: .flag { $0.isTemplate }),
    Column(attribute: .host, name: "host", storage: .text { $0.host }),
    Column(attribute: .cluster, name: "cluster", storage: .text { $0.cluster }),
    Column(attribute: .virtualCentre, name: "virtual_centre", storage: .text { $0.virtualCentre }),
    Column(attribute: .folder, name: "folder", storage: .text { $0.folder }),
    Column(attribute: .dataCentre, name: "data_centre", storage: .text { $0.dataCentre }),
    Column(attribute: .site, name: "site", storage: .text { $0.site }),
    Column(attribute: .room, name: "room", storage: .text { $0.room }),
    Column(attribute: .rack, name: "rack", storage: .text { $0.rack }),
    Column(attribute: .rackUnit, name: "rack_unit", storage: .integer { $0.rackUnit }),
    Column(attribute: .location, name: "location", storage: .text { $0.location }),
    Column(attribute: .annotation, name: "annotation", storage: .text { $0.annotation }),
    Column(attribute: .service, name: "service", storage: .text { $0.service }),
    Column(attribute: .status, name: "status", storage: .text { $0.status }),
    Column(attribute: .owner, name: "owner", storage: .text { $0.owner }),
    Column(attribute: .purchased, name: "purchased", storage: .text { $0.purchased?.description }),
    Column(attribute: .lastSeen, name: "last_seen", storage: .text { $0.lastSeen?.description }),
  ]

  /// The attributes that share the column `more`.
  static let others: [Attribute] = {
    let own = Set(columns.map(\.attribute))
    return Attribute.allCases.filter { !own.contains($0) }
  }()

  /// The names of all columns, in the order in which they are written and read.
  static let names: [String] =
    ["record_kind", "place", "supplements"] + columns.map(\.name) + ["more"]

  /// Binds all columns of `record`, the first at `start`.
  static func bind(_ record: Record, to statement: PreparedStatement, from start: Int) {
    statement.bindOnce(record.kind.rawValue, at: start)
    statement.bindOnce(record.locator.stored, at: start + 1)
    let supplements = record.supplements
    statement.bindOnce(
      supplements.isEmpty ? nil : supplements.map(\.stored).joined(separator: "\n"),
      at: start + 2
    )
    for index in columns.indices {
      let position = start + 3 + index
      switch columns[index].storage {
      case .text(let text): statement.bindOnce(text(record), at: position)
      case .integer(let integer): statement.bind(integer(record), at: position)
      case .number(let number): statement.bind(number(record), at: position)
      case .flag(let flag): statement.bind(flag(record), at: position)
      case .words(let words):
        let words = words(record)
        statement.bindOnce(words.isEmpty ? nil : words.joined(separator: " "), at: position)
      }
    }
    let position = start + 3 + columns.count
    let more = others.compactMap { attribute in
      record.value(of: attribute).map { FactValue.Field(attribute.rawValue, $0) }
    }
    statement.bindOnce(more.isEmpty ? nil : FactValue.object(more).json, at: position)
  }

  /// Reads the record whose first column is `start`; `nil` when it makes no sense.
  static func record(in row: borrowing PreparedStatement, from start: Int) -> Record? {
    guard let kind = row.text(start).flatMap({ RecordKind(rawValue: $0) }),
      let locator = row.text(start + 1).flatMap({ Locator(stored: $0) })
    else { return nil }
    var record = Record(kind: kind, locator: locator)
    if let supplements = row.text(start + 2) {
      record.supplements = supplements.split(separator: "\n").compactMap { Locator(stored: $0) }
    }
    var position = start + 3
    for column in columns {
      if let value = value(in: row, of: column, at: position) {
        record.set(column.attribute, to: value)
      }
      position += 1
    }
    if let text = row.text(position) {
      guard case .object(let fields)? = FactJSON.value(of: text) else { return nil }
      for field in fields {
        if let attribute = Attribute(rawValue: field.name) {
          record.set(attribute, to: field.value)
        }
      }
    }
    return record
  }

  private static func value(
    in row: borrowing PreparedStatement,
    of column: Column,
    at position: Int
  ) -> FactValue? {
    switch column.storage {
    case .text: row.text(position).map { .text($0) }
    case .integer: row.integer(position).map { .integer($0) }
    case .number: row.number(position).map { .number($0) }
    case .flag: row.flag(position).map { .flag($0) }
    case .words:
      row.text(position).flatMap { words in
        .texts(words.split(separator: " ").map { String($0) })
      }
    }
  }
}

extension Locator {
  /// The place as one line: `file␟number␟line␟sheet␟path␟column`, trailing empty fields dropped.
  ///
  /// Backslashes, the separator and line feeds within a text are escaped.
  var stored: String {
    // The usual case, written directly: nearly all places are rows of tables and elements.
    if sheet == nil, path == nil, column == nil {
      var text = String(file)
      text += "\u{1F}"
      text += String(number)
      if let line {
        text += "\u{1F}"
        text += String(line)
      }
      return text
    }
    var fields = [
      String(file), String(number), line.map { String($0) } ?? "", Self.escaped(sheet),
      Self.escaped(path), Self.escaped(column),
    ]
    while fields.last == "" { fields.removeLast() }
    return fields.joined(separator: "\u{1F}")
  }

  /// Reads what ``stored`` wrote; `nil` for anything else.
  init?(stored: some StringProtocol) {
    let fields = stored.split(separator: "\u{1F}", omittingEmptySubsequences: false)
    guard fields.count >= 2, let file = Int(fields[0]), let number = Int(fields[1]) else {
      return nil
    }
    func text(_ index: Int) -> String? {
      guard index < fields.count, !fields[index].isEmpty else { return nil }
      return Self.unescaped(fields[index])
    }
    self.init(
      file: file,
      sheet: text(3),
      number: number,
      line: fields.count > 2 ? Int(fields[2]) : nil,
      path: text(4),
      column: text(5)
    )
  }

  private static func escaped(_ text: String?) -> String {
    guard let text else { return "" }
    // A lone backslash-e stands for a text that is there but empty.
    guard !text.isEmpty else { return "\\e" }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\u{1F}": escaped += "\\u"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains("\\") else { return String(text) }
    var plain = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"): plain += "\n"
      case (true, "r"): plain += "\r"
      case (true, "u"): plain += "\u{1F}"
      case (true, "e"): break
      default: plain.unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    return plain
  }
}
