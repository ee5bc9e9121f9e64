public import Inventory
import Tabular

/// Reads tables of projects, planned moves and services, as CSV or XLSX, in Italian or English.
///
/// A file may hold several such tables, one a sheet. What a table lists is told by its headings.
public struct ProgrammeReader: Sendable {
  /// The agencies known before, to which a table's agencies are tied by code or name.
  public var agencies: [Agency]

  /// Creates a reader that knows `agencies`.
  public init(agencies: [Agency]) {
    self.agencies = agencies
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: ``ImportFailure`` when it cannot be read or holds no table of a programme.
  public func read(path: String) throws -> ProgrammeReading {
    do {
      let reading = try read(
        TableDocument.open(PackedFile(path: path)),
        source: Self.lastComponent(of: path)
      )
      if reading.isEmpty {
        throw ImportFailure(
          path: path,
          .unusable("no column “Progetto”, “CUP” or “Servizio” in the first rows")
        )
      }
      return reading
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }

  /// Reads a table that the product carries.
  func read(bytes: [UInt8], name: String, source: String) throws -> ProgrammeReading {
    try read(TableDocument.open(MemorySource(name: name, bytes: bytes)), source: source)
  }

  private func read(_ document: TableDocument, source: String) throws -> ProgrammeReading {
    var reading = ProgrammeReading()
    for table in document.tables where !table.isHidden {
      try read(table, source: source, into: &reading)
    }
    return reading
  }

  private func read(
    _ table: Table,
    source: String,
    into reading: inout ProgrammeReading
  ) throws {
    var header: [ProgrammeColumn?] = []
    var kind: ProgrammeTableKind?
    var rows: [ProgrammeRow] = []
    var ledger = Ledger()
    var headings: [String] = []
    var filled: [Int] = []
    try table.forEachRow { row in
      let at = Locator(sheet: table.name, number: row.number, line: row.line)
      if row.isBlank {
        ledger.skip(.blankRow, at: at)
      } else if kind == nil {
        let columns = row.cells.map { ProgrammeColumn($0) }
        kind = ProgrammeTableKind(Set(columns.compactMap(\.self)))
        if kind == nil {
          ledger.skip(.title, at: at)
        } else {
          header = columns
          headings = row.cells
          filled = headings.map { _ in 0 }
          ledger.skip(.header, at: at)
          ledger.decide(.headerRow(number: row.number, sheet: table.name))
        }
      } else {
        let cells = row.cells
        for index in filled.indices where index < cells.count && !cells[index].isEmpty {
          filled[index] += 1
        }
        rows.append(ProgrammeRow(header: header, headings: headings, cells: cells, at: at))
      }
      return .next
    }
    guard let kind else { return }
    for (index, heading) in headings.enumerated() where header[index] == nil && filled[index] > 0 {
      ledger.unmapped.append(UnmappedColumn(name: heading, filled: filled[index]))
    }
    switch kind {
    case .projects:
      let given = Set(header.compactMap(\.self))
      readProjects(rows, source: source, given: given, into: &reading, ledger: &ledger)
    case .moves:
      readMoves(rows, into: &reading, ledger: &ledger)
    case .services:
      readServices(rows, into: &reading, ledger: &ledger)
    case .projectServices:
      readProjectServices(rows, into: &reading, ledger: &ledger)
    }
    reading.ledger.add(ledger)
  }

  private static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

/// One row of a programme's table, by column.
struct ProgrammeRow {
  let at: Locator
  private let header: [ProgrammeColumn?]
  private let headings: [String]
  private let cells: [ProgrammeColumn: String]

  /// Takes the cells that stand under known headings; of two with one heading, the first filled.
  init(header: [ProgrammeColumn?], headings: [String], cells: [String], at: Locator) {
    self.at = at
    self.header = header
    self.headings = headings
    var known: [ProgrammeColumn: String] = [:]
    for (column, cell) in zip(header, cells) {
      guard let column, !cell.isEmpty, known[column] == nil else { continue }
      known[column] = cell
    }
    self.cells = known
  }

  /// The cell under `column`; `nil` when there is none or it is empty.
  subscript(column: ProgrammeColumn) -> String? { cells[column] }

  /// The place of the cell under `column`, with the heading as the table spells it.
  func place(of column: ProgrammeColumn) -> Locator {
    guard let index = header.firstIndex(of: column) else { return at }
    return at.column(headings[index])
  }

  /// The parts of a cell that lists several values.
  func list(_ column: ProgrammeColumn) -> [String] {
    Self.parts(cells[column] ?? "", by: ["|", "\n", ";"])
  }

  /// The parts of `text`, blanks trimmed, empty ones left out.
  static func parts(_ text: String, by marks: Set<Character>) -> [String] {
    text.split { marks.contains($0) || $0.isNewline }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }
}

extension Ledger {
  /// Counts a row whose facts were taken.
  mutating func keep() {
    read += 1
    records += 1
  }

  /// Notes a value that could not be used, of a row that was kept.
  mutating func reject(_ value: String, _ at: Locator, _ reason: FindingReason) {
    rejections.append(Finding(at: at, value: value, reason: reason, rows: 0))
  }

  /// Adds the account of another table of the same reading.
  mutating func add(_ other: Ledger) {
    read += other.read
    records += other.records
    skipped += other.skipped
    rejected += other.rejected
    rejections += other.rejections
    skips += other.skips
    unmapped += other.unmapped
    decisions += other.decisions
  }
}
