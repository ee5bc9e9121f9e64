import Inventory
import Tabular

/// Takes the rows of one table one by one: what each is, and its record.
struct InventoryRows {
  private var reader: RowReader
  private let isOfApplications: Bool
  private let kind: RecordKind?
  private var site: String?
  private var room: String?
  private var rack: String?
  /// The site of the first row below the title of the room or rack, which they belong to.
  private var placeSite: PlaceSite = .open
  private let map: ColumnMap

  /// Takes rows.
  ///
  /// - Parameters:
  ///   - reader: Reads the cells.
  ///   - isOfApplications: Whether the rows are applications rather than machines.
  ///   - kind: What a person says that each row is; `nil` lets the row tell.
  init(reader: RowReader, isOfApplications: Bool, kind: RecordKind? = nil) {
    self.reader = reader
    self.isOfApplications = isOfApplications
    self.kind = kind
    map = reader.map
  }

  /// The record of a row; `nil` for a row that is none, which the ledger then tells.
  mutating func record(
    of row: borrowing TableRow,
    at place: Locator,
    into ledger: inout Ledger
  ) -> Record? {
    if let reason = passedOver(row) {
      if reason == .sectionHeading, let text = onlyCell(row)?.text {
        note(section: text, into: &ledger)
        ledger.skip(reason, at: place, value: text)
      } else {
        ledger.skip(reason, at: place)
      }
      return nil
    }
    var record = Record(
      kind: isOfApplications ? .application : kind ?? .machine,
      locator: place
    )
    let extras = reader.read(row, into: &record)
    let rejections = reader.with { $0.takeRejections() }
    ledger.rejections += rejections
    if let reason = map.excess(row) {
      ledger.rejections.append(Finding(at: place, reason: reason, rows: 0))
    }
    takeSection(&record)
    finish(&record, extras)
    let isTold = isOfApplications ? record.name != nil : record.hasIdentity
    guard isTold else {
      ledger.reject(isOfApplications ? .noName : .noIdentity, at: place)
      return nil
    }
    ledger.read += 1
    ledger.records += 1
    return record
  }

  /// Writes down what concerns the table as a whole.
  mutating func close(into ledger: inout Ledger) {
    for decision in reader.values.decisions { ledger.decide(decision) }
    ledger.unmapped += map.others.filter { $0.filled > 0 }
      .map { UnmappedColumn(name: $0.heading, filled: $0.filled) }
  }

  // MARK: Rows that are none

  private func passedOver(_ row: borrowing TableRow) -> FindingReason? {
    if row.isBlank { return .blankRow }
    if row.number < map.headerRow { return .title }
    if row.number == map.headerRow { return .header }
    if map.isRepeatedHeader(row) { return .repeatedHeader }
    if isTotals(row) { return .totalsRow }
    guard let only = onlyCell(row), map.columns.count >= 3 else { return nil }
    if Section(only.text) != nil { return .sectionHeading }
    // A line of remarks below the table, a heading between its parts.
    let column = map.columns.first { $0.index == only.index }
    let isName = column?.meaning == .fact(.name) || column?.meaning == .fact(.hostname)
    if isName, isOfApplications || HostName(only.text) != nil { return nil }
    if let meaning = column?.meaning, !isName, meaning != .rowNumber, only.index > 0 { return nil }
    return .title
  }

  /// Whether the row sums up others.
  ///
  /// Its first cell says so and nothing else, and nothing in it tells one thing from another: a
  /// host `TOT-SRV01` or an application “Total Care” is none.
  private func isTotals(_ row: borrowing TableRow) -> Bool {
    var first: Int?
    for column in 0..<min(row.count, 3) where !row.isEmpty(column) {
      first = column
      break
    }
    guard let first, !row[first].contains("-"), !row[first].contains("_") else { return false }
    let words = Heading.words(row[first])
    guard words.contains(where: { Self.totals.contains($0) }),
      words.allSatisfy({ word in
        Self.totals.contains(word) || Self.totalled.contains(word)
          || word.allSatisfy(\.isNumber)
      })
    else { return false }
    return !map.columns.contains { column in
      column.index != first && Self.telling.contains(column.meaning) && !row.isEmpty(column.index)
    }
  }

  private static let totals: Set<String> = ["totale", "totali", "tot", "total", "totals"]
  private static let totalled: Set<String> = [
    "grand", "generale", "complessivo", "parziale", "server", "servers", "macchine", "apparati",
    "applicativi", "di", "n", "sede", "sala", "rack",
  ]
  /// What only a row about one thing has.
  private static let telling: Set<ColumnMeaning> = [
    .fact(.serial), .fact(.uuid), .fact(.hostname), .fact(.ipAddresses), .fact(.macAddresses),
    .fact(.assetTag), .fact(.servers), .fact(.databaseServers), .fact(.operatingSystem),
  ]

  private func onlyCell(_ row: borrowing TableRow) -> (index: Int, text: String)? {
    var only: Int?
    for column in 0..<row.count where !row.isEmpty(column) {
      guard only == nil else { return nil }
      only = column
    }
    return only.map { ($0, row[$0]) }
  }

  private mutating func note(section text: String, into ledger: inout Ledger) {
    guard let section = Section(text) else { return }
    switch section.level {
    case .site:
      site = section.name
      room = nil
      rack = nil
      ledger.decide(.section(section.name))
    case .room:
      room = section.name
      rack = nil
      placeSite = .open
      ledger.decide(.roomSection(section.name))
    case .rack:
      rack = section.name
      if room == nil { placeSite = .open }
      ledger.decide(.rackSection(section.name))
    }
  }

  /// Where the room and rack of section titles stand.
  private enum PlaceSite: Equatable {
    /// No row below the title has told.
    case open
    /// At the site of these words; `nil` for rows that name none.
    case at([String]?)
  }

  /// Takes site, room and rack from the titles above where the row does not say.
  ///
  /// Titles of rooms and racks hold for rows of their own site: that of the first row below them.
  private mutating func takeSection(_ record: inout Record) {
    record.site = record.site ?? site
    guard room != nil || rack != nil else { return }
    let own = record.site.map { Heading.words($0) }
    if placeSite == .open { placeSite = .at(own) }
    guard placeSite == .at(own) else { return }
    // A rack below the title of a room is not in another one.
    let isElsewhere =
      record.room.map { own in room.map { Heading.words($0) != Heading.words(own) } ?? false }
      ?? false
    record.room = record.room ?? room
    if !isElsewhere { record.rack = record.rack ?? rack }
  }

  /// A row such as `SEDE: San Jacopo Pistoia`.
  private struct Section {
    enum Level { case site, room, rack }

    let level: Level
    let name: String

    init?(_ text: String) {
      let parts = text.split(maxSplits: 1) { $0 == ":" || $0 == "–" }
      guard parts.count == 2 else { return nil }
      switch Heading.words(parts[0]).first {
      case "sede", "presidio", "ospedale", "site", "stabilimento", "struttura", "ced", "datacenter",
        "edificio", "sito":
        level = .site
      case "sala", "locale", "room", "stanza": level = .room
      case "rack", "armadio": level = .rack
      default: return nil
      }
      name = RowReader.trimmed(parts[1])
      if name.isEmpty { return nil }
    }
  }

  // MARK: What several cells say together

  private func finish(_ record: inout Record, _ extras: RowReader.Extras) {
    guard !isOfApplications else { return }
    record.name = record.name ?? record.hostname
    if let version = extras.systemVersion, let system = record.operatingSystem,
      !system.contains(where: \.isNumber)
    {
      record.operatingSystem = system + " " + version
    }
    if let each = extras.coresPerSocket, record.cpuCores == nil {
      record.cpuCores = each * (record.cpuSockets ?? 1)
    }
    record.kind = kind ?? kind(of: record, extras)
    if record.kind == .virtualMachine {
      if MachineKind.isVirtual(manufacturer: nil, model: extras.rawModel),
        MachineKind.key(extras.rawModel).split(separator: " ").count < 3
      {
        record.model = record.manufacturer == nil ? nil : record.model
      }
      if let raw = extras.rawSerial, Self.saysVirtual(raw) { record.serial = nil }
    }
  }

  private func kind(of record: Record, _ extras: RowReader.Extras) -> RecordKind {
    if let kind = KindWords.kind(extras.kindText), kind != .machine { return kind }
    if Self.saysVirtual(extras.rawModel) || Self.saysVirtual(extras.rawSerial)
      || record.serial?.vmwareUUID != nil
    {
      return .virtualMachine
    }
    let model = record.model ?? extras.rawModel
    let told = MachineKind.of(
      chassis: extras.kindText ?? record.chassis,
      virtualisation: extras.hypervisor.flatMap {
        record.serial == nil && MachineKind.isVirtualisation($0) ? $0 : nil
      },
      manufacturer: record.manufacturer,
      model: model,
      operatingSystem: record.operatingSystem
    )
    if told != .machine { return told }
    if let known = KindWords.kind(ofModel: [record.manufacturer, model].compactMap(\.self)) {
      return known
    }
    // What stands in a rack and computes is no virtual machine.
    let computes = record.operatingSystem != nil || record.cpuCores != nil || record.memory != nil
    return record.rack != nil && record.rackUnit != nil && computes ? .server : .machine
  }

  static func saysVirtual(_ text: String?) -> Bool {
    let words = MachineKind.key(text)
    return words == "vm" || words.hasPrefix("virtual") || words.hasPrefix("macchina virtuale")
      || words.hasPrefix("vmware virtual")
  }
}
