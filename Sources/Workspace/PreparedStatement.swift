import GRDB
import GRDBSQLite

/// A prepared statement with its C handle: the way in and out for every value of the store.
///
/// Binding through the handle costs a quarter of GRDB's argument arrays. Positions count from 0,
/// for parameters and for columns. Confined to the connection that made it.
struct PreparedStatement {
  private let statement: Statement
  private let handle: OpaquePointer
  private let scratch = ScratchBytes()

  fileprivate init(_ statement: Statement) {
    self.statement = statement
    handle = statement.sqliteStatement
  }

  /// Makes SQLite copy the bytes before the call returns.
  private static var copying: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  func bind(_ text: String?, at position: Int) {
    guard var text else { return bindNull(at: position) }
    text.withUTF8 { bytes in
      // An empty buffer may have no address, which SQLite would take for NULL.
      _ = bytes.withMemoryRebound(to: CChar.self) { characters in
        if let address = characters.baseAddress {
          sqlite3_bind_text(
            handle,
            Int32(position + 1),
            address,
            Int32(clamping: characters.count),
            Self.copying
          )
        } else {
          sqlite3_bind_text(handle, Int32(position + 1), "", 0, Self.copying)
        }
      }
    }
  }

  func bind(_ integer: Int?, at position: Int) {
    guard let integer else { return bindNull(at: position) }
    sqlite3_bind_int64(handle, Int32(position + 1), Int64(integer))
  }

  func bind(_ number: Double?, at position: Int) {
    guard let number else { return bindNull(at: position) }
    sqlite3_bind_double(handle, Int32(position + 1), number)
  }

  func bind(_ flag: Bool?, at position: Int) {
    bind(flag.map { $0 ? 1 : 0 }, at: position)
  }

  func bind(bytes: ArraySlice<UInt8>, at position: Int) {
    _ = bytes.withUnsafeBytes { buffer in
      sqlite3_bind_blob(
        handle,
        Int32(position + 1),
        buffer.baseAddress,
        Int32(clamping: buffer.count),
        Self.copying
      )
    }
  }

  func bindNull(at position: Int) {
    sqlite3_bind_null(handle, Int32(position + 1))
  }

  /// Binds a text that has to be bound anew before each ``run()``.
  ///
  /// SQLite then reads our own bytes, where ``bind(_:at:)-(String?,_)`` has it copy them and keep
  /// the copy: that is a third of what a row costs.
  func bindOnce(_ text: String?, at position: Int) {
    guard var text else { return bindNull(at: position) }
    let isBound = text.withUTF8 { bytes in
      guard let place = scratch.keep(bytes) else { return false }
      sqlite3_bind_text(handle, Int32(position + 1), place, Int32(bytes.count), nil)
      return true
    }
    if !isBound { bind(text, at: position) }
  }

  /// Runs a statement that returns no rows, with what is bound.
  func run() throws {
    defer {
      sqlite3_reset(handle)
      scratch.forget()
    }
    let result = sqlite3_step(handle)
    guard result == SQLITE_DONE || result == SQLITE_ROW else { throw failure(result) }
  }

  /// Hands out each row of the result; the row is this statement, to be read before the next.
  func forEachRow(_ body: (borrowing PreparedStatement) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try body(self)
      case SQLITE_DONE: return
      case let result: throw failure(result)
      }
    }
  }

  /// Returns what `body` makes of each row.
  func rows<Row>(_ body: (borrowing PreparedStatement) throws -> Row) throws -> [Row] {
    var rows: [Row] = []
    try forEachRow { rows.append(try body($0)) }
    return rows
  }

  func text(_ column: Int) -> String? {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  func integer(_ column: Int) -> Int? {
    isNull(column) ? nil : Int(sqlite3_column_int64(handle, Int32(column)))
  }

  func number(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
  }

  func flag(_ column: Int) -> Bool? {
    integer(column).map { $0 != 0 }
  }

  private func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  private func failure(_ result: Int32) -> DatabaseError {
    let connection = sqlite3_db_handle(handle)
    return DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }
    )
  }
}

/// Room for the texts of one row, which SQLite reads in place.
private final class ScratchBytes {
  private static let capacity = 1 << 16

  private var bytes: UnsafeMutablePointer<CChar>?
  private var used = 0

  deinit {
    bytes?.deallocate()
  }

  /// Copies a text; `nil` when there is no room left for it.
  func keep(_ text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
    guard text.count <= Self.capacity &- used else { return nil }
    let all = bytes ?? .allocate(capacity: Self.capacity)
    bytes = all
    let place = all + used
    text.withMemoryRebound(to: CChar.self) { text in
      if let start = text.baseAddress { place.update(from: start, count: text.count) }
    }
    used &+= text.count
    return UnsafePointer(place)
  }

  /// Gives the room to the next row.
  func forget() {
    used = 0
  }
}

extension Database {
  /// Prepares `sql` anew, with nothing bound.
  func prepared(_ sql: String) throws -> PreparedStatement {
    PreparedStatement(try makeStatement(sql: sql))
  }

  /// Prepares `sql` and binds `texts` to its first parameters.
  func prepared(_ sql: String, _ texts: String?...) throws -> PreparedStatement {
    let statement = try prepared(sql)
    for (position, text) in texts.enumerated() { statement.bind(text, at: position) }
    return statement
  }

  /// Returns the integer in the first column of the first row; `nil` when there is none.
  func integer(_ sql: String, _ texts: String?...) throws -> Int? {
    let statement = try prepared(sql)
    for (position, text) in texts.enumerated() { statement.bind(text, at: position) }
    return try statement.rows { $0.integer(0) }.first ?? nil
  }
}
