public import Inventory
import Tabular

/// Reads RVTools: the workbook, or its tabs as delimited text, alone or as a set.
///
/// vInfo gives the virtual machines and vHost the physical ones; vNetwork, vCPU, vMemory, vDisk,
/// vPartition and vTools add to the machine that they name. vDatastore and vMultiPath tie the
/// hosts to the storage that answers at an address or presents a disk. The tabs that add are read first, so
/// that vInfo, the largest, can stream.
public struct RVToolsImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["rvtools-xlsx", oneTab, tabSet]

  /// A single tab as text.
  static let oneTab: FormatIdentifier = "rvtools-csv"
  /// Several tabs as texts.
  static let tabSet: FormatIdentifier = "rvtools-csv-set"

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    let tabs = preview.tables.filter { Self.tab(of: $0) != nil }
    guard !tabs.isEmpty else { return nil }
    if preview.container == "xlsx" {
      let named = preview.tables.count { table in
        table.name.map { RVToolsTab.allNames.contains($0.lowercased()) } ?? false
      }
      let byHeadings = tabs.contains { RVToolsTab(headings: $0.rows.first?.cells ?? []) != nil }
      return named > 1 || byHeadings ? formats[0] : nil
    }
    return preview.tables.count > 1 ? Self.tabSet : Self.oneTab
  }

  /// Why a tab of machines or hosts cannot be read: the column with their names is missing.
  public func refusal(of preview: Preview) -> ImportFailure.Reason? {
    for table in preview.tables {
      if let column = RVToolsTab.missingName(in: table.rows.first?.cells ?? []) {
        return .missingColumn(column, format: "RVTools")
      }
    }
    return nil
  }

  /// The tab that a table is: by the sheet's name, else by its headings.
  static func tab(of table: Preview.Table) -> RVToolsTab? {
    let headings = table.rows.first?.cells ?? []
    if let name = table.name, let tab = RVToolsTab(sheet: name) {
      let keys = headings.map { Heading($0).key }
      return keys.contains("vm") || keys.contains("host")
        || tab == .datastores && keys.contains("hosts") ? tab : nil
    }
    return RVToolsTab(headings: headings)
  }

  /// Reads `export` as a stream into records and the account of its rows.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    var tables: [RVToolsTable] = []
    for (file, path) in export.paths.enumerated() {
      let document = try TableDocument.open(PackedFile(path: path))
      for (table, preview) in zip(document.tables, try Preview(document).tables) {
        reading.ledger.note(table.guesses)
        guard let tab = Self.tab(of: preview), let header = preview.rows.first else {
          if table.name?.lowercased() == "vmetadata" {
            reading.note(asOf: RVToolsTable.date(inMetadata: preview.rows))
          }
          try reading.ledger.skip(table, file: file)
          continue
        }
        tables.append(
          try RVToolsTable(table, tab, header: header, file: file, into: &reading.ledger)
        )
      }
    }
    var supplements = RVToolsSupplements(hasMachines: tables.contains { $0.tab == .machines })
    for table in tables where table.tab == .datastores {
      try table.forEachDatastore(into: &reading.ledger, emit)
    }
    for table in tables where table.tab == .paths {
      try table.forEachDisk(into: &reading.ledger, emit)
    }
    for table in tables
    where ![.machines, .hosts, .datastores, .paths].contains(table.tab) {
      try supplements.read(table, into: &reading.ledger)
    }
    for table in tables where table.tab == .machines || table.tab == .hosts {
      try table.forEachRecord(withKeys: !supplements.isEmpty, into: &reading.ledger) {
        record,
        keys,
        ledger in
        if let keys { supplements.complete(&record, keys, &ledger) }
        try emit(record)
      }
    }
    try supplements.finish(into: &reading.ledger, emit: emit)
  }
}
