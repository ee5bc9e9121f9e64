import Inventory
import Tabular

/// Turns the cells of one table's rows into facts.
struct RowReader {
  let map: ColumnMap
  let usesDate1904: Bool
  private let columns: [ReadColumn]
  private(set) var values = Values()
  /// The texts that declared merges carry down, by column.
  private var carried: [Int: String] = [:]

  init(map: ColumnMap, usesDate1904: Bool) {
    self.map = map
    self.usesDate1904 = usesDate1904
    columns = map.columns.map { ReadColumn($0) }
  }

  /// A column, shared: to copy all that a column has for each cell would cost more than the cell.
  private final class ReadColumn {
    let mapped: MappedColumn
    let index: Int

    init(_ mapped: MappedColumn) {
      self.mapped = mapped
      index = mapped.index
    }
  }

  /// What a row says beyond the record's attributes.
  struct Extras {
    var kindText: String?
    var hypervisor: String?
    var coresPerSocket: Int?
    var systemVersion: String?
    var secondSystem: String?
    var secondSerial: Serial?
    var machineID: String?
    var instanceUUID: String?
    var hyperThreading: Bool?
    var sourceAddress: String?
    var targetAddress: String?
    var rawSerial: String?
    var rawModel: String?
    var details = ColumnDetails()
  }

  /// Reads all mapped cells of a row into `record`.
  mutating func read(_ row: borrowing TableRow, into record: inout Record) -> Extras {
    var extras = Extras()
    // The place of the row serves all its cells; few have a finding, which then gets its column.
    let place = record.locator
    for column in columns {
      guard let text = text(row, column.index) else {
        if row.kind(column.index) == .formula {
          values.reject("", .formulaWithoutValue, at: place.column(column.mapped.heading))
        }
        continue
      }
      let kind = row.kind(column.index)
      // A spreadsheet's error is no value: #N/A, #REF!
      if kind == .error {
        values.reject(text, .placeholder, at: place.column(column.mapped.heading))
        continue
      }
      let findings = values.rejections.count
      take(text, row.number(column.index), kind, column.mapped, place, &record, &extras)
      if values.rejections.count > findings {
        values.name(column.mapped.heading, ofFindingsFrom: findings)
      }
    }
    return extras
  }

  mutating func with<Result>(_ body: (inout Values) -> Result) -> Result { body(&values) }

  private mutating func text(_ row: borrowing TableRow, _ column: Int) -> String? {
    guard !row.isEmpty(column) else {
      guard map.isMergedWithAbove(row: row.number, column: column) else { return nil }
      return carried[column]
    }
    let text = row[column]
    if !map.hasMerges { return text }
    if !map.isMergedWithAbove(row: row.number + 1, column: column) { return text }
    carried[column] = text
    return text
  }

  private mutating func take(
    _ text: String,
    _ number: Double?,
    _ cellKind: CellKind,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record,
    _ extras: inout Extras
  ) {
    switch column.meaning {
    case .fact(let attribute):
      if attribute == .serial { extras.rawSerial = text }
      if attribute == .model { extras.rawModel = text }
      if column.meaning.isNumeric {
        setNumber(attribute, text, number, column, place, &record)
      } else if column.meaning.isDate {
        setDate(attribute, text, cellKind == .date ? nil : number, column, place, &record)
      } else {
        set(attribute, text, place, &record)
      }
    case .kind: extras.kindText = text
    case .hypervisor: extras.hypervisor = values.text(text, .host)
    case .cpuAndMemory: setProcessorAndMemory(text, column, place, &record)
    case .makerAndModel:
      extras.rawModel = text
      setMakerAndModel(text, &record)
    case .entity:
      if record.site == nil { record.site = values.text(Self.path(text).last, .site) }
    case .place:
      // Where a machine stands says more of its site than whose it is.
      let steps = Self.path(text)
      record.location = values.text(text, .location)
      let isRoom = steps.count == 1 && Self.namesRoom(text)
      if !isRoom { record.site = values.text(steps.first, .site) ?? record.site }
      if isRoom || steps.count > 1 { record.room = steps.last }
    case .coresPerSocket:
      extras.coresPerSocket = coresPerSocket(text, number, column, place)
    case .operatingSystemVersion: extras.systemVersion = values.text(text, .operatingSystem)
    case .secondOperatingSystem: extras.secondSystem = values.text(text, .operatingSystem)
    case .secondSerial: extras.secondSerial = values.serial(text, at: place)
    case .machineID: extras.machineID = text
    case .instanceUUID: extras.instanceUUID = text
    case .hyperThreading: extras.hyperThreading = Self.flag(text)
    case .sourceAddress: extras.sourceAddress = values.text(text, .source)
    case .targetAddress: extras.targetAddress = values.text(text, .target)
    case .detail(let detail): take(detail, text, number, column, place, &record, &extras)
    case .rowNumber: return
    }
  }

  /// The steps of a path that a tool writes with `>`.
  static func path(_ text: String) -> [String] {
    text.split(separator: ">").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }.filter { !$0.isEmpty }
  }

  /// Whether a place of one step is a room rather than a site.
  static func namesRoom(_ text: String) -> Bool {
    let rooms: Set<String> = [
      "sala", "ced", "locale", "stanza", "piano", "room", "floor", "rack", "armadio", "data",
      "datacenter",
    ]
    return Heading.words(text).first.map { rooms.contains($0) } ?? false
  }

  /// Reads `True`, `sì`, `1` and their opposites.
  static func flag(_ text: String) -> Bool? {
    // As programs write it; spared the way through lower case.
    if text == "True" { return true }
    if text == "False" { return false }
    return switch text.lowercased() {
    case "true", "1", "yes", "si", "sì", "vero", "x", "on": true
    case "false", "0", "no", "falso", "off": false
    default: nil
    }
  }
}
