public import Inventory
import Tabular

/// Reads the template that Azure Migrate takes servers from; a `*` marks what it insists on.
public struct AzureMigrateImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["azure-migrate-csv"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.tables.contains { Self.isHeader($0.rows.first?.cells ?? []) } ? formats[0] : nil
  }

  /// Why the template cannot be read: the column with the servers' names is missing.
  public func refusal(of preview: Preview) -> ImportFailure.Reason? {
    for table in preview.tables {
      let keys = Set((table.rows.first?.cells ?? []).map { Heading($0).key })
      let isTemplate =
        keys.isSuperset(of: ["cores", "memory", "os name"])
        && (keys.contains("boot type") || keys.contains("os architecture"))
      let hasName = keys.contains { HeadingDictionary.machines.namesMachines($0) }
      if isTemplate, !hasName { return .missingColumn("*Server name", format: "Azure Migrate") }
    }
    return nil
  }

  private static func isHeader(_ cells: [String]) -> Bool {
    let keys = Set(cells.map { Heading($0).key })
    guard keys.isSuperset(of: ["server name", "cores"]) else { return false }
    return keys.contains("memory") && (keys.contains("os name") || keys.contains("server type"))
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(PackedFile(path: path))
      for (table, preview) in zip(document.tables, try Preview(document).tables) {
        guard let header = preview.rows.first, Self.isHeader(header.cells) else {
          try reading.ledger.skip(table, file: file)
          continue
        }
        reading.ledger.note(table.guesses)
        var map = ColumnMap(header: header.cells, row: header.number) { Self.headings[$0] }
        try map.survey(table, into: &reading.ledger)
        var reader = RowReader(map: map, usesDate1904: table.usesDate1904)
        try table.forEachRow { row in
          let place = Locator(file: file, sheet: table.name, number: row.number, line: row.line)
          if row.isBlank {
            reading.ledger.skip(.blankRow, at: place)
          } else if row.number <= map.headerRow {
            reading.ledger.skip(row.number < map.headerRow ? .title : .header, at: place)
          } else if let record = Self.record(of: row, at: place, &reader, &reading.ledger) {
            try emit(record)
          }
          return .next
        }
        for decision in reader.values.decisions { reading.ledger.decide(decision) }
        reading.ledger.unmapped += map.others.filter { $0.filled > 0 }
          .map { UnmappedColumn(name: $0.heading, filled: $0.filled) }
      }
    }
  }

  private static func record(
    of row: borrowing TableRow,
    at place: Locator,
    _ reader: inout RowReader,
    _ ledger: inout Ledger
  ) -> Record? {
    var record = Record(kind: .machine, locator: place)
    let extras = reader.read(row, into: &record)
    ledger.rejections += reader.with { $0.takeRejections() }
    guard record.name != nil else {
      ledger.reject(.noName, at: place)
      return nil
    }
    switch MachineKind.key(extras.kindText) {
    case "physical": record.kind = .server
    case "virtual": record.kind = .virtualMachine
    default: if extras.hypervisor != nil { record.kind = .virtualMachine }
    }
    // The template names a release where the system's name has none; else it is a build number.
    if let version = extras.systemVersion, let system = record.operatingSystem,
      !system.contains(where: \.isNumber)
    {
      record.operatingSystem = system + " " + version
    }
    ledger.read += 1
    ledger.records += 1
    return record
  }

  private static let headings = HeadingDictionary(
    [
      (.fact(.name), ["server name"]),
      (.fact(.ipAddresses), ["ip addresses", "ip address"]),
      (.fact(.cpuCores), ["cores"]),
      (.fact(.memory), ["memory"]),
      (.fact(.operatingSystem), ["os name"]),
      (.operatingSystemVersion, ["os version"]),
      (.kind, ["server type"]),
      (.hypervisor, ["hypervisor"]),
      (.fact(.cpuUtilization), ["cpu utilization percentage", "cpu utilization"]),
      (.fact(.memoryUtilization), ["memory utilization percentage", "memory utilization"]),
      (.fact(.storage), ["storage in use", "storage", "storage allocated"]),
      // The columns of disks go on to as many as the fullest server has.
    ] + (1...64).map { (.fact(.disks), ["disk \($0) size"]) }
  )
}
