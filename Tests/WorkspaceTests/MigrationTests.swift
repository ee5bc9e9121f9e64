import Foundation
import GRDB
import Importers
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Workspaces of earlier versions")
struct MigrationTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let path: String

  /// Makes a workspace of version 1, with the tables of then, and in each an import, its records
  /// and a conclusion that refers to them.
  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    path = folder.file("old.sqlite")
    let queue = try Store.connect(to: path, access: .making, patience: 1)
    try queue.write { db in
      try Schema.apply(from: 0, to: 1, in: db)
      for statement in Self.content { try db.execute(sql: statement) }
      #expect(try db.integer("PRAGMA user_version") == 1)
    }
    try queue.close()
  }

  /// What a workspace of version 1 holds after an import of two servers.
  private static let content = [
    "INSERT INTO agency (code, name) VALUES ('asl', 'Azienda di prova')",
    """
    INSERT INTO import (
      agency, id, format, source, content, imported_at, is_superseded, rows_read, rows_recorded,
      rows_skipped, rows_rejected
    ) VALUES ('asl', 1, 'inventory-table', 's', 'c', 0, 0, 3, 2, 1, 0)
    """,
    """
    INSERT INTO project (agency, code, title, decreed, source)
    VALUES ('asl', 'P1', 'Progetto', '2023-08-22', 's'), ('asl', 'P2', 'Altro', NULL, 's')
    """,
    """
    INSERT INTO import_file (agency, import, position, path, sha256, size)
    VALUES ('asl', 1, 0, 'ced.csv', 'aa', 9)
    """,
    """
    INSERT INTO record (agency, id, import, record_kind, place, name, serial)
    VALUES ('asl', 7, 1, 'server', '\(Locator(number: 2).stored)', 'srv1', 'CZ1'),
      ('asl', 8, 1, 'server', '\(Locator(number: 3).stored)', 'srv2', 'CZ2')
    """,
    """
    INSERT INTO asset (agency, id, kind, title, origins, links, record_kind, place, name, serial)
    VALUES ('asl', 'asl-000001', 'server', 'srv1', '{"name":7}', '[]', 'server',
      '\(Locator(number: 2).stored)', 'srv1', 'CZ1')
    """,
    "INSERT INTO asset_record (agency, asset, position, record) VALUES ('asl', 'asl-000001', 0, 7)",
  ]

  @Test("version 1 is brought up to date on writing, with all that it holds")
  func fromOne() throws {
    let store = try Store.open(at: path)
    #expect(try store.agencies().map(\.name) == ["Azienda di prova"])
    #expect(try store.read { try $0.integer("PRAGMA user_version") } == Schema.version)
    #expect(try store.verifyJournal(of: agency).breaks == [])
    #expect(
      try store.projects().map(\.decreed) == [CalendarDate(year: 2023, month: 8, day: 22), nil]
    )
    let records = try store.records(of: agency)
    #expect(records.map(\.id) == [RecordID(7), RecordID(8)])
    #expect(records.map(\.record.serial?.key) == ["CZ1", "CZ2"])
    #expect(try store.estate(of: agency).assets.map(\.records) == [[RecordID(7)]])
    try store.read { db throws in
      #expect(try db.integer("SELECT first_record FROM import") == 7)
      #expect(try db.integer("SELECT last_record FROM import") == 8)
      #expect(try db.prepared("PRAGMA foreign_key_check").rows { $0.text(0) } == [])
      #expect(try db.prepared("PRAGMA quick_check").rows { $0.text(0) } == ["ok"])
    }
    let again = try Store.open(at: path, readOnly: true)
    let day = try #require(CalendarDate(iso: "2024-01-01"))
    #expect(try again.register(of: agency, on: day) == [])
  }

  @Test(
    "files of version 1 from before its release are brought up to date too",
    arguments: [
      ["ALTER TABLE import DROP COLUMN mapping"],
      [
        "ALTER TABLE import ADD COLUMN first_record INTEGER",
        "ALTER TABLE import ADD COLUMN last_record INTEGER",
      ],
    ]
  )
  func earlierShapes(changes: [String]) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      for change in changes { try db.execute(sql: change) }
    }
    try queue.close()
    let store = try Store.open(at: path)
    let columns = try store.read { db in
      try db.prepared("SELECT name FROM pragma_table_info('import')").rows { $0.text(0) }
    }
    #expect(columns.contains("mapping"))
    let first = try store.read { try $0.integer("SELECT first_record FROM import") }
    #expect(first == 7)
    #expect(try store.records(of: agency).count == 2)
  }

  @Test("a migration that fails leaves it as it was")
  func failure() throws {
    let queue = try DatabaseQueue(path: path)
    // A table in the way of the second step.
    try queue.write { try $0.execute(sql: "CREATE TABLE retirement (x TEXT)") }
    try queue.close()
    #expect(throws: StoreFailure.self) { try Store.open(at: path) }
    let again = try DatabaseQueue(path: path)
    try again.read { db throws in
      #expect(try db.integer("PRAGMA user_version") == 1)
      #expect(try db.integer("SELECT count(*) FROM record") == 2)
      #expect(
        try db.integer("SELECT count(*) FROM sqlite_master WHERE name = 'record_import'") == 1
      )
    }
  }

  @Test("its tables are then those of a new workspace")
  func sameTables() throws {
    func tables(_ store: Store) throws -> [String] {
      try store.read { db in
        try String.fetchAll(
          db,
          sql: "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY type, name"
        )
      }
    }
    let new = try Store.create(at: folder.file("new.sqlite"))
    #expect(try tables(Store.open(at: path)) == tables(new))
  }

  @Test("reading alone leaves it as it is, and says so")
  func readOnly() throws {
    let expected = StoreFailure.Reason.olderSchema(found: 1, known: Schema.version)
    #expect(reason { _ = try Store.open(at: path, readOnly: true) } == expected)
  }
}
