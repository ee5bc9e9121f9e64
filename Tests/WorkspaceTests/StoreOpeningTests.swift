import Foundation
import GRDB
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Opening a workspace")
struct StoreOpeningTests {
  let folder: TemporaryFolder
  let agency: AgencyCode

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
  }

  @Test("a new workspace is empty, and can be opened again")
  func createAndOpen() throws {
    let path = folder.path + "/new.tramonto"
    #expect(try Store.create(at: path).agencies() == [])
    let store = try Store.open(at: path)
    #expect(try store.agencies() == [])
    #expect(try store.imports(of: agency) == [])
  }

  @Test("what is there is never overwritten")
  func exists() throws {
    let path = try folder.write("there", "text")
    #expect(reason { _ = try Store.create(at: path) } == .alreadyExists)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
    #expect(reason { _ = try Store.create(at: folder.path) } == .isFolder)
    #expect(reason { _ = try Store.create(at: folder.path + "/none/new") } == .notFound)
  }

  @Test(
    "files that are no workspace are refused and left as they are",
    arguments: ["", "text", "SQLite format 3\0 but nothing else", "SQLite format 3"]
  )
  func foreign(content: String) throws {
    let path = try folder.write("foreign", content)
    for readOnly in [true, false] {
      #expect(reason { _ = try Store.open(at: path, readOnly: readOnly) } == .notAWorkspace)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["foreign"])
  }

  @Test("a database of another program is refused and left as it is")
  func foreignDatabase() throws {
    let path = folder.path + "/other.sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in try db.execute(sql: "CREATE TABLE agency (code TEXT)") }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(reason { _ = try Store.open(at: path) } == .notAWorkspace)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("what is missing or a folder is refused")
  func missing() {
    #expect(reason { _ = try Store.open(at: folder.path + "/none") } == .notFound)
    #expect(reason { _ = try Store.open(at: folder.path) } == .isFolder)
  }

  @Test("a workspace of a newer version is refused")
  func newer() throws {
    let store = try folder.store(agency: agency)
    try store.write { db in try db.execute(sql: "PRAGMA user_version = 999") }
    let expected = StoreFailure.Reason.newerSchema(found: 999, known: Schema.version)
    #expect(reason { _ = try Store.open(at: store.path) } == expected)
    #expect(reason { _ = try Store.open(at: store.path, readOnly: true) } == expected)
  }

  @Test("a truncated workspace is refused as damaged or foreign, and does not trap")
  func truncated() throws {
    let path = folder.path + "/cut.tramonto"
    do {
      let store = try Store.create(at: path)
      try store.connection.close()
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for count in [16, 100, 512, 16_384, whole.count / 2] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      #expect(throws: StoreFailure.self, "cut at \(count)") {
        let store = try Store.open(at: path, readOnly: true)
        _ = try store.estate(of: agency)
      }
    }
  }

  @Test("a store opened for reading reads, and refuses to write")
  func readOnly() throws {
    let store = try folder.store(agency: agency)
    let reader = try Store.open(at: store.path, readOnly: true)
    #expect(try reader.agencies().map(\.code) == [agency])
    #expect(reason { try reader.add([Agency(code: agency, name: "x")]) } == .notWritable)
    #expect(reason { _ = try reader.match(agency, at: 1_700_000_000) } == .notWritable)
  }

  @Test("a file that nobody can change is read without side files, whatever its name")
  func immutable() throws {
    let path = folder.path + "/a b?c#d%20è.tramonto"
    do {
      let store = try Store.create(at: path)
      try store.add([Agency(code: agency, name: "Azienda")])
      try store.connection.close()
    }
    let queue = try Store.connect(
      to: WorkspaceFile.immutableAddress(of: path),
      access: .reading,
      patience: 1
    )
    let count = try queue.read { db in try db.integer("SELECT count(*) FROM agency") }
    #expect(count == 1)
    #expect(!WorkspaceFile.hasUnfinishedWrite(path))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1,
      "no side files"
    )
  }

  @Test("a second writer is told to wait, and nothing of it is written")
  func secondWriter() throws {
    let store = try folder.store(agency: agency)
    let second = try Store.open(at: store.path, patience: 0.02)
    let reader = try Store.open(at: store.path, readOnly: true)
    try store.write { db in
      _ = try store.merge([Agency(code: agency, name: "nuovo nome")], in: db)
      #expect(reason { try second.add([Agency(code: agency, name: "altro")]) } == .busy)
      #expect(try reader.agencies().map(\.name) == ["Azienda di prova"])
    }
    #expect(try second.agencies().map(\.name) == ["nuovo nome"])
    try second.add([Agency(code: agency, name: "altro")])
    #expect(try reader.agencies().map(\.name) == ["altro"])
  }

  @Test("settings that keep data safe are on")
  func settings() throws {
    let store = try folder.store(agency: agency)
    try store.read { db throws in
      #expect(try db.integer("PRAGMA foreign_keys") == 1)
      #expect(try db.integer("PRAGMA synchronous") == 2)
      #expect(try db.integer("PRAGMA trusted_schema") == 0)
      #expect(try db.integer("PRAGMA cell_size_check") == 1)
      #expect(try db.prepared("PRAGMA journal_mode").rows { $0.text(0) } == ["wal"])
      #expect(try db.prepared("PRAGMA quick_check").rows { $0.text(0) } == ["ok"])
    }
  }

  @Test("every failure says what happened and names the file, in both languages")
  func words() throws {
    let reasons: [StoreFailure.Reason] = [
      .notFound, .alreadyExists, .isFolder, .notAWorkspace, .newerSchema(found: 2, known: 1),
      .olderSchema(found: 1, known: 2), .unreadable, .notWritable, .needsRecovery, .busy,
      .diskFull, .damaged("x"), .tooLarge, .unknownAgency(agency), .changedWhileReading,
      .vanished, .database(code: 1, "x"),
    ]
    let failures = reasons.map { StoreFailure($0, path: "dir/file") }
    for failure in failures {
      for language in Language.allCases {
        #expect(failure.text(in: language).contains("dir/file"))
        #expect(failure.text(in: language).contains(":"), "says what to do")
      }
      #expect(failure.text(in: .italian) != failure.text(in: .english))
    }
    #expect(Set(failures.map(\.code)).count == failures.count)
  }
}
