import GRDB
public import Importers
public import Inventory

extension Store {
  /// Reads exports and files their records, in one transaction for the whole call.
  ///
  /// An export that cannot be read leaves nothing of itself and is reported; the others stay. The
  /// same bytes again change nothing. A later export of the same source (agency, format and file
  /// names, and either the same path or mostly the same machines) supersedes the earlier one,
  /// whose records are kept. Exports of one call never supersede each other.
  ///
  /// - Parameters:
  ///   - found: The exports, as found on disk.
  ///   - agency: The agency that they describe.
  ///   - options: How they are to be read.
  ///   - at: When the import is made, in seconds since 1970, UTC.
  ///   - progress: Told before each export and at the end.
  /// - Returns: One outcome for each of `found`, in order.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written; then it is as it was.
  /// - Complexity: O(bytes read).
  @discardableResult
  public func importExports(
    _ found: [FoundExport],
    into agency: AgencyCode,
    options: ImportOptions = ImportOptions(),
    at: Int,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> [ImportOutcome] {
    try load { db in
      try file(found, into: agency, options: options, at: at, progress: progress, in: db)
    }
  }

  /// Files exports within the transaction of `db`.
  func file(
    _ found: [FoundExport],
    into agency: AgencyCode,
    options: ImportOptions,
    at: Int,
    progress: (ImportProgress) -> Void,
    in db: Database
  ) throws -> [ImportOutcome] {
    _ = try knownAgency(agency, in: db)
    var outcomes: [ImportOutcome] = []
    var filing = try Filing(self, of: agency, options: options, at: at, in: db)
    for item in found {
      let path: String
      switch item {
      case .export(let export): path = export.paths.first ?? ""
      case .refused(let failure): path = failure.path
      }
      progress(filing.progress(done: outcomes.count, of: found.count, path: path))
      outcomes.append(try filing.take(item))
    }
    progress(filing.progress(done: found.count, of: found.count, path: nil))
    return outcomes
  }

  /// The files that were given for import and refused, by path in order.
  ///
  /// A file that is imported later is no longer among them.
  public func refusals(of agency: AgencyCode) throws -> [Refusal] {
    try read { db in
      try db.prepared(
        """
        SELECT path, line, refused_at, code, italian, english FROM refusal
        WHERE agency = ? ORDER BY path
        """,
        agency.description
      ).rows { row in
        Refusal(
          path: row.text(0) ?? "",
          line: row.integer(1),
          at: row.integer(2) ?? 0,
          code: row.text(3) ?? "",
          italian: row.text(4) ?? "",
          english: row.text(5) ?? ""
        )
      }
    }
  }

  /// Whether a file still has the bytes that were imported.
  ///
  /// - Complexity: O(bytes).
  public func isUnchanged(_ file: FiledImport.File) -> Bool {
    (try? Fingerprint(of: file.path))?.file.sha256 == file.sha256
  }

  /// The imports of an agency with their accounts, in the order in which they were made.
  public func imports(of agency: AgencyCode) throws -> [FiledImport] {
    try read { db in try imports(of: agency, only: nil, in: db) }
  }

  /// One import with its account; `nil` when the agency has none of that id.
  public func filedImport(_ id: ImportID, of agency: AgencyCode) throws -> FiledImport? {
    try read { db in try imports(of: agency, only: Int(id.number), in: db).first }
  }

  /// The imports of an agency as ``imports(of:)`` gives them, but of their accounts only the counts of
  /// rows: quick even where a hundred thousand rows were rejected.
  public func importList(of agency: AgencyCode) throws -> [FiledImport] {
    try read { db in try imports(of: agency, only: nil, withFindings: false, in: db) }
  }
}

/// One call of importing: the statements, and the numbers given out so far.
struct Filing {
  private let store: Store
  private let db: Database
  private let agency: AgencyCode
  private let options: ImportOptions
  private let at: Int
  private let writer: ImportWriter
  private let firstImport: Int
  private var nextImport: Int
  private var nextRecord: Int
  private var recordCount = 0

  init(
    _ store: Store,
    of agency: AgencyCode,
    options: ImportOptions,
    at: Int,
    in db: Database
  ) throws {
    self.store = store
    self.db = db
    self.agency = agency
    self.options = options
    self.at = at
    writer = try ImportWriter(of: agency, in: db)
    firstImport = try Self.last(of: "import", in: db) + 1
    nextImport = firstImport
    nextRecord = try Self.last(of: "record", in: db) + 1
  }

  /// The highest id in the workspace: one look at the end of each agency's part of the key.
  private static func last(of table: String, in db: Database) throws -> Int {
    try db.integer(
      "SELECT max((SELECT max(id) FROM \(table) AS t WHERE t.agency = a.code)) FROM agency AS a"
    ) ?? 0
  }

  func progress(done: Int, of total: Int, path: String?) -> ImportProgress {
    ImportProgress(done: done, total: total, records: recordCount, path: path)
  }

  /// Files one export or remembers its refusal.
  mutating func take(_ found: FoundExport) throws -> ImportOutcome {
    switch found {
    case .refused(let failure):
      try remember(failure, path: failure.path, line: failure.line)
      return .refused(failure)
    case .export(let export):
      let (importBefore, recordBefore, countBefore) = (nextImport, nextRecord, recordCount)
      do {
        if export.holdsNoAssets {
          // What breaks off in the middle is told as that: the rest may have been the inventory.
          _ = try export.read { _ in }
          throw ImportFailure(path: export.paths.first ?? "", .noAssets)
        }
        let outcome = try file(export)
        for path in export.paths { try writer.forgetRefusal(of: path) }
        return outcome
      } catch let failure as ImportFailure {
        (nextImport, nextRecord, recordCount) = (importBefore, recordBefore, countBefore)
        try remember(failure, path: failure.path, line: failure.line)
        return .refused(failure)
      } catch let failure as StoreFailure {
        (nextImport, nextRecord, recordCount) = (importBefore, recordBefore, countBefore)
        try remember(failure, path: failure.path, line: nil)
        return .notFiled(failure)
      }
    }
  }

  private func remember(_ message: some Message, path: String, line: Int?) throws {
    try writer.write(
      Refusal(
        path: path,
        line: line,
        at: at,
        code: message.code,
        italian: message.text(in: .italian),
        english: message.text(in: .english)
      )
    )
  }

  private mutating func file(_ export: Export) throws -> ImportOutcome {
    let prints = try export.paths.map { try Fingerprint(of: $0) }
    let content = Fingerprint.hash(
      of: ([export.format.description] + prints.map(\.key)
        // The same bytes read in another way are another reading.
        + (export.mapping.map { [$0.settings.json] } ?? [])).joined(separator: "\n")
    )
    if let id = try db.integer(
      "SELECT id FROM import WHERE agency = ? AND content = ?",
      agency.description,
      content
    ) {
      let known = try store.imports(of: agency, only: id, in: db).first
      guard let known else { throw store.damaged("import") }
      return .unchanged(known)
    }
    var outcome: ImportOutcome?
    try db.inSavepoint {
      outcome = try read(export, prints: prints, content: content)
      return .commit
    }
    guard let outcome else { throw store.damaged("import") }
    return outcome
  }

  /// Reads the export into the tables, within a savepoint.
  private mutating func read(
    _ export: Export,
    prints: [Fingerprint],
    content: String
  ) throws -> ImportOutcome {
    var filed = FiledImport(
      id: ImportID(Int64(nextImport)),
      agency: agency,
      files: prints.map(\.file),
      format: export.format,
      asOf: options.asOf,
      isSuperseded: false,
      ledger: Ledger()
    )
    let source = SourceName(of: export)
    try writer.begin(filed, export: export, source: source.text, content: content, at: at)
    nextImport += 1
    var succession = try Succession(
      of: filed,
      source: source,
      before: firstImport,
      in: db
    )
    let firstRecord = nextRecord
    var next = nextRecord
    var routing = AgencyRouting(export, to: agency, among: try store.agencies(in: db))
    var reading = try RecordRelay.read(export, strict: options.strict) { record in
      guard routing?.takes(record) != false else { return }
      try writer.write(record, id: next, of: filed.id)
      succession.note(record)
      next += 1
    }
    if let changed = prints.first(where: { !$0.isCurrent }) {
      throw StoreFailure(.changedWhileReading, path: changed.file.path)
    }
    routing?.settle(&reading.ledger)
    if options.strict { try reading.requireClean(of: export) }
    nextRecord = next
    recordCount += next - firstRecord
    filed.ledger = reading.ledger
    filed.asOf = options.asOf ?? reading.asOf
    let (superseded, isSuperseded) = try succession.settle(asOf: filed.asOf)
    filed.isSuperseded = isSuperseded
    try writer.finish(filed, records: firstRecord..<next)
    for id in superseded { try writer.supersede(id) }
    return .imported(filed, records: next - firstRecord, supersedes: superseded)
  }
}
