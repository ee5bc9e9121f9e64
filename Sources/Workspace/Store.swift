import GRDB
import Inventory

/// A workspace: one SQLite file with all that is known, concluded and decided.
///
/// Every call that writes is one transaction: all of it is done, or nothing. Failures of the file
/// are ``StoreFailure``. A store never reads the clock; times are seconds since 1970, UTC, and
/// come in as `at`. Calls block; use one store per thread of work, or as many stores on one file
/// as you like.
public struct Store: Sendable {
  /// The path of the file, as given.
  public let path: String
  /// Whether the store was opened for reading only.
  public let isReadOnly: Bool

  let connection: DatabaseQueue

  /// Makes a new, empty workspace.
  ///
  /// - Throws: ``StoreFailure`` when something of that name exists or the folder cannot be written.
  public static func create(at path: String) throws -> Store {
    try WorkspaceFile.make(at: path)
    do {
      let store = try Store(path: path, access: .making)
      try store.write { db in try Schema.apply(from: 0, in: db) }
      return store
    } catch {
      WorkspaceFile.remove(path)
      throw error
    }
  }

  /// Opens a workspace, bringing one of an earlier version up to date.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - readOnly: Whether nothing is to be written, which also works on read-only files, folders
  ///     and media.
  ///   - patience: How many seconds to wait for another program's write to end.
  /// - Returns: The workspace, of the version that this program knows.
  /// - Throws: ``StoreFailure`` when the file is missing, unreadable, of a newer version, or none
  ///   of ours.
  public static func open(
    at path: String,
    readOnly: Bool = false,
    patience: Double = 5
  ) throws -> Store {
    try WorkspaceFile.check(path)
    let access: Access = readOnly ? .reading : .writing
    let store = try Store(path: path, access: access, patience: patience)
    let found = try store.read { db in try db.integer("PRAGMA user_version") ?? 0 }
    guard found <= Schema.version else {
      throw StoreFailure(.newerSchema(found: found, known: Schema.version), path: path)
    }
    if found < Schema.version {
      guard !readOnly else {
        throw StoreFailure(.olderSchema(found: found, known: Schema.version), path: path)
      }
      try store.write { db in
        // Another program may have done it while this one waited.
        let now = try db.integer("PRAGMA user_version") ?? 0
        try Schema.apply(from: now, in: db)
      }
    }
    return store
  }

  /// What a connection is for.
  enum Access {
    case making
    case writing
    case reading
  }

  private init(path: String, access: Access, patience: Double = 5) throws {
    self.path = path
    isReadOnly = access == .reading
    do {
      connection = try Self.connect(to: path, access: access, patience: patience)
    } catch let error as DatabaseError
      where access == .reading && WorkspaceFile.isAboutSideFiles(error)
    {
      // The folder or the medium cannot be written, so that SQLite cannot make its side files:
      // then nobody can write the file either, and it can be read as it stands, unless a write
      // was left unfinished beside it.
      guard !WorkspaceFile.hasUnfinishedWrite(path) else {
        throw StoreFailure(.needsRecovery, path: path)
      }
      do {
        connection = try Self.connect(
          to: WorkspaceFile.immutableAddress(of: path),
          access: access,
          patience: patience
        )
      } catch {
        throw Self.failure(error, path: path)
      }
    } catch {
      throw Self.failure(error, path: path)
    }
  }

  /// Runs `body` in one transaction that is undone when it throws.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    guard !isReadOnly else { throw StoreFailure(.notWritable, path: path) }
    do {
      return try connection.write(body)
    } catch {
      giveBackSpace()
      throw Self.failure(error, path: path)
    }
  }

  /// Runs `body` as ``write(_:)`` does; where there are no records yet, by way of a rollback journal.
  ///
  /// A write-ahead log has each page written twice. It lets others read meanwhile, but of a
  /// workspace without records there is nothing to read.
  func load<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let isEmpty = try read { db in try db.integer("SELECT count(*) FROM import") } == 0
    // Where another program has the file open, the log stays.
    guard isEmpty, !isReadOnly, journal("TRUNCATE") else { return try write(body) }
    defer { _ = journal("WAL") }
    return try write(body)
  }

  /// Sets how writes are made safe; returns whether that could be done.
  private func journal(_ mode: String) -> Bool {
    let set = try? connection.writeWithoutTransaction { db in
      try String.fetchOne(db, sql: "PRAGMA journal_mode = \(mode)")
    }
    return set == mode.lowercased()
  }

  /// Cuts the write-ahead log to what is kept, so that a write that filled the disk does not leave
  /// it full.
  private func giveBackSpace() {
    // Best effort: what went wrong before is what the caller must hear of.
    try? connection.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// A number that changes with each change that others make to the file.
  ///
  /// Only numbers that one and the same store gave can be compared.
  public func changeCount() throws -> Int {
    try read { db in try db.integer("PRAGMA data_version") ?? 0 }
  }

  /// Runs `body` on one consistent state of the file.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try connection.read(body)
    } catch {
      throw Self.failure(error, path: path)
    }
  }

  /// What to throw when the stored text of `what` makes no sense.
  func damaged(_ what: String) -> StoreFailure {
    StoreFailure(.damaged(what), path: path)
  }
}
