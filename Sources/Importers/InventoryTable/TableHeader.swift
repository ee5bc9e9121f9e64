import Inventory

/// The header of a table of machines or applications, and how it was told.
struct TableHeader {
  /// The number of the row that holds the headings.
  let row: Int
  /// The headings.
  let cells: [String]
  /// Whether the rows are applications rather than machines.
  let isOfApplications: Bool
  /// The dictionary that the headings are read with.
  let dictionary: HeadingDictionary

  /// Finds the header: the first row with three known headings, or with two of which one names
  /// or identifies a thing.
  ///
  /// - Returns: `nil` where no row is one.
  init?(in rows: [(number: Int, cells: [String])]) {
    for (number, cells) in rows {
      let headings = cells.filter { !$0.isEmpty && $0.count <= 60 }.map { Heading($0) }
      let meanings = headings.compactMap { HeadingDictionary.machines[$0] }
      let isOfApplications = Self.isOfApplications(headings, meanings)
      let dictionary: HeadingDictionary = isOfApplications ? .applications : .machines
      let known = Set(headings.compactMap { dictionary[$0] }).subtracting([.rowNumber])
      guard !known.isDisjoint(with: Self.identifying) else { continue }
      // A table of anything may have a name and a type; an inventory has hardware or a place too.
      let isTelling = isOfApplications || !known.isDisjoint(with: Self.telling)
      guard known.count >= 3 && isTelling || known.count == 2 && !known.isDisjoint(with: Self.sure)
      else { continue }
      // Of a wide table of something else, a few headings always sound known.
      guard known.count * 5 >= headings.count else { continue }
      row = number
      self.cells = cells
      self.isOfApplications = isOfApplications
      self.dictionary = dictionary
      return
    }
    return nil
  }

  private init(
    row: Int,
    cells: [String],
    isOfApplications: Bool
  ) {
    self.row = row
    self.cells = cells
    self.isOfApplications = isOfApplications
    dictionary = isOfApplications ? .applications : .machines
  }

  /// Finds the header as a person's mapping says: at its row, or the first row that has all
  /// headings that it names; without a mapping as ``init(in:)`` does.
  ///
  /// - Returns: `nil` where no row is one and the mapping does not insist.
  /// - Throws: ``ImportFailure`` when the mapping names a heading that the table has not.
  static func find(
    in rows: [(number: Int, cells: [String])],
    _ mapping: TableMapping?,
    path: String
  ) throws -> TableHeader? {
    guard let mapping, !mapping.namesNoHeader else { return TableHeader(in: rows) }
    let wanted = mapping.headerRow
    let header = rows.first { row in
      wanted.map { row.number == $0 } ?? mapping.missing(from: row.cells).isEmpty
    }
    let missing = mapping.missing(from: header?.cells ?? rows.first?.cells ?? [])
    guard let header, missing.isEmpty else {
      throw ImportFailure(
        path: path,
        line: wanted ?? header?.number,
        .mappingDoesNotFit(missing: missing)
      )
    }
    let headings = header.cells.filter { !$0.isEmpty }.map { Heading($0) }
    let meanings = headings.compactMap { HeadingDictionary.machines[$0] }
    return TableHeader(
      row: header.number,
      cells: header.cells,
      isOfApplications: mapping.kind.map { $0 == .application }
        ?? isOfApplications(headings, meanings)
    )
  }

  private static let identifying: Set<ColumnMeaning> = [
    .fact(.name), .fact(.hostname), .fact(.serial), .fact(.uuid), .fact(.macAddresses),
    .fact(.ipAddresses), .fact(.assetTag),
  ]

  private static let telling: Set<ColumnMeaning> = [
    .fact(.hostname), .fact(.serial), .fact(.uuid), .fact(.macAddresses), .fact(.ipAddresses),
    .fact(.assetTag), .fact(.cpuModel), .fact(.cpuCores), .fact(.memory), .cpuAndMemory,
    .fact(.operatingSystem), .fact(.rack), .makerAndModel, .fact(.powerState), .hypervisor,
    .fact(.cluster),
  ]

  private static let sure: Set<ColumnMeaning> = [
    .fact(.hostname), .fact(.serial), .fact(.uuid), .fact(.macAddresses), .fact(.ipAddresses),
  ]

  private static func isOfApplications(
    _ headings: [Heading],
    _ meanings: [ColumnMeaning]
  ) -> Bool {
    let hardware: Set<ColumnMeaning> = [
      .fact(.serial), .fact(.model), .makerAndModel, .fact(.cpuModel), .fact(.cpuCores),
      .fact(.memory), .cpuAndMemory, .fact(.macAddresses), .fact(.uuid), .fact(.rack),
    ]
    guard hardware.isDisjoint(with: meanings) else { return false }
    let asApplications = headings.compactMap { HeadingDictionary.applications[$0] }
    guard
      asApplications.contains(.fact(.servers)) || asApplications.contains(.fact(.databaseServers))
    else { return false }
    let keys = Set(headings.map(\.key))
    if keys.contains("elementi") || keys.contains("items") { return true }
    return meanings.contains(.fact(.applications))
      || !keys.isDisjoint(with: [
        "nome applicativo", "nome applicazione", "application name", "denominazione applicativo",
        "nome software",
      ])
  }
}
