import Foundation
import Importers
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Importing exports")
struct ImportingTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
  }

  /// Imports what is found at the paths.
  @discardableResult
  func take(
    _ paths: String...,
    options: ImportOptions = ImportOptions()
  ) throws
    -> [ImportOutcome]
  {
    let found = ExportFinder.find(at: paths)
    return try store.importExports(found, into: agency, options: options, at: 1_700_000_000)
  }

  /// One word for each outcome.
  func words(_ outcomes: [ImportOutcome]) -> [String] {
    outcomes.map { outcome in
      switch outcome {
      case .imported(let filed, let records, let superseded):
        "imported \(records)" + (filed.isSuperseded ? " as superseded" : "")
          + (superseded.isEmpty ? "" : " for \(superseded.map(\.number))")
      case .unchanged(let filed): "unchanged \(filed.id.number)"
      case .refused(let failure): "refused \(failure.code)"
      case .notFiled(let failure): "not filed \(failure.code)"
      }
    }
  }

  @Test("a file in which no asset is recognised is refused, unless a person maps it")
  func noAssets() throws {
    let table = try folder.write("in/table.csv", "colore;peso\nrosso;12\n")
    let markup = try folder.write("in/other.xml", "<network><name>x</name></network>")
    let broken = try folder.write("in/third.xml", "<network><name>x</name>")
    #expect(
      words(try take(table, markup, broken)) == [
        "refused import.no-assets", "refused import.no-assets", "refused file.truncated",
      ]
    )
    #expect(try store.imports(of: agency).isEmpty)
    #expect(try store.refusals(of: agency).count == 3)
    guard case .export(var export)? = ExportFinder.find(at: [table]).first else {
      Issue.record("refused")
      return
    }
    export.mapping = TableMapping()
    #expect(!export.holdsNoAssets)
  }

  @Test("the same bytes again change nothing, under whatever name")
  func twice() throws {
    let path = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    #expect(words(try take(path)) == ["imported 1"])
    let before = try store.records(of: agency)
    #expect(words(try take(path)) == ["unchanged 1"])
    let copy = try folder.write("in/b.xml", inventory("srv01", serial: "CZ1"))
    #expect(words(try take(copy)) == ["unchanged 1"])
    #expect(try store.records(of: agency) == before)
    #expect(try store.imports(of: agency).count == 1)
  }

  @Test("a file and its copy in one call are filed once")
  func copies() throws {
    try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    try folder.write("in/b.xml", inventory("srv01", serial: "CZ1"))
    #expect(words(try take(folder.path + "/in")) == ["imported 1", "unchanged 1"])
  }

  @Test("a later export of the same file supersedes the earlier one, whose records are kept")
  func superseding() throws {
    let path = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1", memory: 1_024))
    try take(path)
    try folder.write("in/a.xml", inventory("other", serial: "CZ2", memory: 2_048))
    #expect(words(try take(path)) == ["imported 1 for [1]"])
    #expect(try store.records(of: agency).map(\.isSuperseded) == [true, false])
    #expect(try store.imports(of: agency).map(\.isSuperseded) == [true, false])
  }

  @Test("an export of the same name elsewhere supersedes only what lists the same machines")
  func otherFolder() throws {
    try folder.write("s1/inv.xml", inventory("srv01", serial: "CZ1"))
    try folder.write("s2/inv.xml", inventory("srv02", serial: "CZ2"))
    #expect(
      words(try take(folder.path + "/s1", folder.path + "/s2")) == ["imported 1", "imported 1"]
    )
    try folder.write("s3/inv.xml", inventory("srv03", serial: "CZ3"))
    #expect(words(try take(folder.path + "/s3")) == ["imported 1"])
    try folder.write("new/inv.xml", inventory("srv02", serial: "CZ2", memory: 9_999))
    #expect(words(try take(folder.path + "/new")) == ["imported 1 for [2]"])
  }

  @Test("an older export that comes in late is filed as superseded")
  func late() throws {
    let path = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    let newer = CalendarDate(year: 2023, month: 2, day: 28)
    let older = CalendarDate(year: 2022, month: 2, day: 28)
    try take(path, options: ImportOptions(asOf: newer))
    try folder.write("in/a.xml", inventory("srv01", serial: "CZ1", memory: 512))
    #expect(
      words(try take(path, options: ImportOptions(asOf: older))) == ["imported 1 as superseded"]
    )
    #expect(try store.imports(of: agency).map(\.asOf) == [newer, older])
    #expect(try store.records(of: agency).map(\.isSuperseded) == [false, true])
  }

  @Test("an export that fails half-way leaves nothing of itself, the others stay")
  func failing() throws {
    let whole = inventory("srv01", serial: "CZ1")
    try folder.write("in/a.xml", whole)
    let broken = inventory("srv02", serial: "CZ2") + inventory("srv03", serial: "CZ3").prefix(400)
    let path = try folder.write("in/b.xml", broken)
    try folder.write("in/c.xml", inventory("srv04", serial: "CZ4"))
    let outcomes = try take(folder.path + "/in")
    #expect(words(outcomes).map { String($0.prefix(8)) } == ["imported", "refused ", "imported"])
    #expect(try store.records(of: agency).map(\.record.name) == ["srv01", "srv04"])
    #expect(try store.records(of: agency).map(\.id.number) == [1, 2])
    #expect(try store.imports(of: agency).map(\.id.number) == [1, 2])

    let refusals = try store.refusals(of: agency)
    #expect(refusals.map(\.path) == [path])
    guard case .refused(let failure) = outcomes[1] else { return }
    for language in Language.allCases {
      #expect(refusals.first?.text(in: language) == failure.text(in: language))
    }

    try folder.write("in/b.xml", inventory("srv02", serial: "CZ2"))
    #expect(words(try take(path)) == ["imported 1"])
    #expect(try store.refusals(of: agency) == [], "it is read now")
  }

  @Test("a dry run tells what would happen and leaves nothing")
  func dryRun() throws {
    let path = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    let bad = try folder.write("in/b.pdf", "%PDF-1.7 picture")
    let (outcomes, changes) = try store.rehearse(
      ExportFinder.find(at: [path, bad]),
      into: agency,
      at: 0
    )
    #expect(words(outcomes).first == "imported 1")
    #expect(changes.added.map(\.name) == ["srv01"])
    #expect(try store.records(of: agency) == [])
    #expect(try store.imports(of: agency) == [])
    #expect(try store.refusals(of: agency) == [])
    #expect(words(try take(path)) == ["imported 1"])
  }

  @Test("a rehearsal tells new, changed, unchanged and vanished machines, and keeps nothing")
  func rehearsal() throws {
    func list(_ rows: [String]) -> String {
      "hostname;seriale;modello;RAM (GB)\n" + rows.joined(separator: "\n") + "\n"
    }
    let path = try folder.write(
      "in/list.csv",
      list(["srv01;CZ1111;DL380;16", "srv02;CZ2222;DL380;16", "srv03;CZ3333;DL380;16"])
    )
    try take(path)
    try store.match(agency, at: 1_700_000_000)
    let before = try store.estate(of: agency).assets
    try folder.write(
      "in/list.csv",
      list(["srv01;CZ1111;DL380;16", "srv02;CZ2222;DL380;32", "srv04;CZ4444;DL380;16"])
    )
    let (outcomes, changes) = try store.rehearse(
      ExportFinder.find(at: [path]),
      into: agency,
      at: 1
    )
    #expect(words(outcomes) == ["imported 3 for [1]"])
    #expect(changes.added.map(\.name) == ["srv04"])
    #expect(changes.changed.map(\.asset.name) == ["srv02"])
    #expect(changes.changed.map(\.attributes) == [[.memory]])
    #expect(changes.unchanged == 1)
    #expect(changes.vanished.map(\.name) == ["srv03"])
    #expect(changes.merged.isEmpty)
    #expect(try store.estate(of: agency).assets == before)
    #expect(try store.records(of: agency).count == 3)
  }

  @Test("a file that is gone when its turn comes is told, and the others stay")
  func vanished() throws {
    let first = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    try folder.write("in/b.xml", inventory("srv02", serial: "CZ2"))
    let found = ExportFinder.find(at: [folder.path + "/in"])
    try FileManager.default.removeItem(atPath: first)
    let outcomes = try store.importExports(found, into: agency, at: 0)
    #expect(words(outcomes) == ["not filed import.vanished", "imported 1"])
  }

  @Test("a change of the file after it was hashed is noticed")
  func changed() throws {
    let path = try folder.write("a.xml", "one")
    let print = try Fingerprint(of: path)
    #expect(print.isCurrent)
    #expect(
      print.file.sha256 == "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    )
    #expect(print.file.size == 3)
    try folder.write("a.xml", "three")
    #expect(!print.isCurrent)
    try FileManager.default.removeItem(atPath: path)
    #expect(!print.isCurrent)
  }

  @Test("an agency that the workspace does not have is refused")
  func unknownAgency() throws {
    let other = try #require(AgencyCode("altra"))
    let thrown = reason { _ = try store.importExports([], into: other, at: 0) }
    #expect(thrown == .unknownAgency(other))
  }

  @Test("agencies keep to themselves, and ids are unique in the workspace")
  func agencies() throws {
    let other = try #require(AgencyCode("b"))
    try store.add([Agency(code: other, name: "Altra")])
    let path = try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    try take(path)
    let outcomes = try store.importExports(ExportFinder.find(at: [path]), into: other, at: 0)
    #expect(words(outcomes) == ["imported 1"])
    #expect(try store.records(of: agency).map(\.id.number) == [1])
    #expect(try store.records(of: other).map(\.id.number) == [2])
    #expect(try store.record(RecordID(2))?.importID == ImportID(2))
    #expect(try store.record(RecordID(3)) == nil)
  }

  @Test("the account of a reading and its places come back as they were")
  func ledger() throws {
    let path = try folder.write(
      "in/a.xml",
      inventory("srv01", serial: "CZ1", mac: "zz:50:56:00:00:01")
    )
    let outcomes = try take(path)
    guard case .imported(let filed, _, _)? = outcomes.first else {
      Issue.record("not imported")
      return
    }
    #expect(!filed.ledger.rejections.isEmpty, "the test needs a rejected value")
    #expect(try store.imports(of: agency) == [filed])
    let place = try #require(try store.places(of: RecordID(1)).first)
    #expect(place.file == filed.files.first)
    #expect(place.text(in: .english).hasPrefix(path))
    let export = try #require(
      ExportFinder.find(at: [path]).compactMap { found in
        if case .export(let export) = found { export } else { nil }
      }.first
    )
    var read: [Record] = []
    _ = try export.read { read.append($0) }
    #expect(try store.records(of: agency).map(\.record) == read)
  }

  @Test("progress counts exports and records")
  func progress() throws {
    try folder.write("in/a.xml", inventory("srv01", serial: "CZ1"))
    try folder.write("in/b.xml", inventory("srv02", serial: "CZ2"))
    var seen: [[Int]] = []
    let found = ExportFinder.find(at: [folder.path + "/in"])
    try store.importExports(found, into: agency, at: 0) { progress in
      seen.append([progress.done, progress.total, progress.records])
    }
    #expect(seen == [[0, 2, 0], [1, 2, 1], [2, 2, 2]])
  }

  @Test("a full disk leaves the workspace as it was")
  func diskFull() throws {
    try take(try folder.write("in/a.xml", inventory("srv01", serial: "CZ1")))
    for number in 0..<200 {
      try folder.write("many/\(number).xml", inventory("vm\(number)", serial: "S\(number)"))
    }
    try store.write { db in
      let pages = try db.integer("PRAGMA page_count") ?? 0
      _ = try db.integer("PRAGMA max_page_count = \(pages)")
    }
    #expect(reason { try take(folder.path + "/many") } == .diskFull)
    #expect(try store.records(of: agency).map(\.record.name) == ["srv01"])
    _ = try store.write { db in try db.integer("PRAGMA max_page_count = 1000000") }
    #expect(try take(folder.path + "/many").count == 200)
    #expect(try store.records(of: agency).count == 201)
  }
}
