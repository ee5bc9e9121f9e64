import Foundation
import GRDB
import Inventory

extension Store {
  /// Opens a connection with our settings, and refuses files that are not ours before anything is
  /// written to them.
  static func connect(to path: String, access: Access, patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .reading
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      if access == .making {
        try db.execute(sql: "PRAGMA page_size = 16384")
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      } else {
        let found = try db.integer("PRAGMA application_id")
        guard found == Schema.applicationID else { throw NotOurs() }
        // A first look at the data, which finds what cannot be read before anything relies on it.
        _ = try db.integer("SELECT count(*) FROM sqlite_master")
        // A first load that was killed leaves another mode behind.
        if access == .writing { try db.execute(sql: "PRAGMA journal_mode = WAL") }
      }
      // FULL: what was acknowledged survives a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      try db.execute(sql: "PRAGMA mmap_size = 0")
      // 64 MiB, in KiB: an import of tens of thousands of records stays in memory until its end.
      try db.execute(sql: "PRAGMA cache_size = -65536")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// The file is a database of another program.
  struct NotOurs: Error {}

  /// Turns what the database throws into a failure that says what to do; passes on all else.
  static func failure(_ error: any Error, path: String) -> any Error {
    if error is NotOurs { return StoreFailure(.notAWorkspace, path: path) }
    guard let error = error as? DatabaseError else { return error }
    let reason: StoreFailure.Reason =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_FULL: .diskFull
      case .SQLITE_READONLY: .notWritable
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .unreadable
      case .SQLITE_NOTADB: .notAWorkspace
      case .SQLITE_CORRUPT: .damaged(error.message ?? "")
      case .SQLITE_TOOBIG: .tooLarge
      default:
        .database(code: Int(error.extendedResultCode.rawValue), error.message ?? "")
      }
    return StoreFailure(reason, path: path)
  }
}

extension Schema {
  /// Runs the steps after version `found` up to `version`, within the transaction of `db`.
  static func apply(from found: Int, to version: Int = version, in db: Database) throws {
    if found == 1 { try settleFirstVersion(in: db) }
    for (index, statements) in steps.enumerated() where index >= found && index < version {
      for statement in statements { try db.execute(sql: statement) }
    }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Gives a file of version 1 the columns that the first step states: before its release that step
  /// changed twice, and files of either shape are about.
  private static func settleFirstVersion(in db: Database) throws {
    let columns = try db.prepared("SELECT name FROM pragma_table_info('import')")
      .rows { $0.text(0) ?? "" }
    if !columns.contains("mapping") {
      try db.execute(sql: "ALTER TABLE import ADD COLUMN mapping TEXT")
    }
    // The second step adds and fills them.
    for column in ["first_record", "last_record"] where columns.contains(column) {
      try db.execute(sql: "ALTER TABLE import DROP COLUMN \(column)")
    }
  }
}
