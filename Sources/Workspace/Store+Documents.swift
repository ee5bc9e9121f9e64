import Crypto
import Foundation
import GRDB
public import Inventory
import Retirement

extension Store {
  /// The largest document that is filed, in bytes: 64 MiB.
  public static let documentLimit = 64 << 20

  private static let pieceSize = 1 << 20

  /// Calls `body` with a filed document, piece by piece.
  ///
  /// - Returns: Whether the workspace has it.
  public func readDocument(
    _ sha256: String,
    of agency: AgencyCode,
    _ body: ([UInt8]) throws -> Void
  ) throws -> Bool {
    try read { db in try readDocument(sha256, of: agency, in: db, body) }
  }

  func readDocument(
    _ sha256: String,
    of agency: AgencyCode,
    in db: Database,
    _ body: ([UInt8]) throws -> Void
  ) throws -> Bool {
    let known = try db.integer(
      "SELECT count(*) FROM document WHERE agency = ? AND sha256 = ?",
      agency.description,
      sha256
    )
    guard known == 1 else { return false }
    try db.prepared(
      """
      SELECT bytes FROM document_piece WHERE agency = ? AND sha256 = ? ORDER BY position
      """,
      agency.description,
      sha256
    ).forEachRow { row in try body(row.bytes(0)) }
    return true
  }

  /// Files the document at `path`, once for all who name it.
  ///
  /// - Throws: ``StoreFailure`` when it cannot be read or is too large.
  func file(
    documentAt path: String,
    of agency: AgencyCode,
    in db: Database
  ) throws -> JournalEntry.Document {
    let fingerprint = try Fingerprint(of: path)
    guard fingerprint.file.size <= Self.documentLimit else {
      throw StoreFailure(.tooLarge, path: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StoreFailure(.unreadable, path: path)
    }
    return try file(
      document: [UInt8](data),
      name: (path as NSString).lastPathComponent,
      of: agency,
      in: db
    )
  }

  /// Files a document that was made here.
  func file(
    document bytes: [UInt8],
    name: String,
    of agency: AgencyCode,
    in db: Database
  ) throws -> JournalEntry.Document {
    let sha256 = Fingerprint.hexadecimal(SHA256.hash(data: bytes))
    let document = JournalEntry.Document(sha256: sha256, name: name, size: bytes.count)
    let known = try db.integer(
      "SELECT count(*) FROM document WHERE agency = ? AND sha256 = ?",
      agency.description,
      sha256
    )
    guard known == 0 else { return document }
    let insert = try db.prepared(
      "INSERT INTO document (agency, sha256, size) VALUES (?, ?, ?)",
      agency.description,
      sha256
    )
    insert.bind(bytes.count, at: 2)
    try insert.run()
    let piece = try db.prepared(
      "INSERT INTO document_piece (agency, sha256, position, bytes) VALUES (?, ?, ?, ?)",
      agency.description,
      sha256
    )
    for (position, start) in stride(from: 0, to: bytes.count, by: Self.pieceSize).enumerated() {
      piece.bind(position, at: 2)
      piece.bind(bytes: bytes[start..<min(start + Self.pieceSize, bytes.count)], at: 3)
      try piece.run()
    }
    return document
  }
}
