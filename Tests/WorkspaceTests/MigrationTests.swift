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

  /// Makes a workspace of version 1, with the tables of then and an agency.
  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    path = folder.file("old.sqlite")
    let queue = try Store.connect(to: path, access: .making, patience: 1)
    try queue.write { db in
      try Schema.apply(from: 0, to: 1, in: db)
      try db.execute(sql: "INSERT INTO agency (code, name) VALUES ('asl', 'Azienda di prova')")
      #expect(try db.integer("PRAGMA user_version") == 1)
    }
    try queue.close()
  }

  @Test("version 1 is brought up to date on writing, with all that it holds")
  func fromOne() throws {
    let store = try Store.open(at: path)
    #expect(try store.agencies().map(\.name) == ["Azienda di prova"])
    #expect(try store.read { try $0.integer("PRAGMA user_version") } == Schema.version)
    #expect(try store.verifyJournal(of: agency).breaks == [])
    let again = try Store.open(at: path, readOnly: true)
    let day = try #require(CalendarDate(iso: "2024-01-01"))
    #expect(try again.register(of: agency, on: day) == [])
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
