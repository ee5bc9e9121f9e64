import Crypto
import Foundation
import GRDB
import Inventory
import Retirement
import TestSupport
import Testing

@testable import Workspace

@Suite("The journal")
struct JournalTests {
  let bench: RegisterBench
  var store: Store { bench.store }

  init() throws {
    bench = try RegisterBench()
  }

  /// Records ten steps, one with a document.
  private func recordTen() throws {
    let document = try bench.folder.write("cert.pdf", "certificato di cancellazione")
    let names: [RetirementStepName] = [.plan, .drain, .switchOff, .wipe, .remove, .dispose]
    try bench.record(
      names.map { try bench.request($0, documents: $0 == .wipe ? [document] : []) }
        + [
          bench.request(.plan, 1), bench.request(.lose, 2), bench.request(.plan, 3),
          bench.request(.keep, 3),
        ]
    )
  }

  /// Changes the file behind the program's back.
  private func tamper(_ sql: String, _ arguments: StatementArguments = []) throws {
    try store.write { db in
      for table in ["journal_entry", "document", "document_piece"] {
        for change in ["update", "delete"] {
          try db.execute(sql: "DROP TRIGGER IF EXISTS \(table)_no_\(change)")
        }
      }
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      try db.execute(sql: sql, arguments: arguments)
    }
  }

  private func breaks(against head: JournalHead? = nil) throws -> [JournalBreak] {
    try store.verifyJournal(of: bench.agency, against: head).breaks
  }

  @Test("the hash of an entry is that of the domain and the line, the first after 64 zeros")
  func hashes() throws {
    try recordTen()
    var previous = String(repeating: "0", count: 64)
    try store.forEachJournalLine(of: bench.agency) { line, hash in
      let digest = SHA256.hash(data: Data("tramonto-journal-1\n\(line)".utf8))
      #expect(hash == digest.map { String(format: "%02x", $0) }.joined())
      #expect(line.contains(#""previous":"\#(previous)""#))
      previous = hash
    }
    #expect(try store.journalHead(of: bench.agency) == JournalHead(size: 10, hash: previous))
    #expect(try breaks() == [])
  }

  @Test("the program itself cannot change what is recorded")
  func kept() throws {
    try recordTen()
    for sql in [
      "UPDATE journal_entry SET line = '{}'", "DELETE FROM journal_entry",
      "UPDATE document SET size = 1", "DELETE FROM document_piece",
    ] {
      #expect(throws: (any Error).self) { try store.write { try $0.execute(sql: sql) } }
    }
    #expect(try breaks() == [])
  }

  @Test("an entry that is changed, taken out, moved or slipped in is named")
  func tampering() throws {
    try recordTen()
    let head = try store.journalHead(of: bench.agency)
    let cases: [(String, [JournalBreak])] = [
      (
        "UPDATE journal_entry SET line = replace(line, 'Rossi', 'Verdi') WHERE sequence = 4",
        [.altered(sequence: 4)]
      ),
      ("DELETE FROM journal_entry WHERE sequence = 3", [.missing(sequence: 3)]),
      ("UPDATE journal_entry SET sequence = 99 WHERE sequence = 5", [.missing(sequence: 5)]),
      (
        "UPDATE journal_entry SET hash = substr(hash, 2) || '0' WHERE sequence = 10",
        [.altered(sequence: 10)]
      ),
      (
        "UPDATE journal_entry SET entity = '\(bench.servers[1])' WHERE sequence = 2",
        [.misfiled(sequence: 2)]
      ),
      ("UPDATE journal_entry SET entity = NULL WHERE sequence = 2", [.misfiled(sequence: 2)]),
      (
        "UPDATE retirement SET state = 'off' WHERE entity = '\(bench.servers[3])'",
        [.register(bench.servers[3])]
      ),
      (
        "UPDATE retirement SET sequence = 1 WHERE entity = '\(bench.servers[3])'",
        [.register(bench.servers[3])]
      ),
      ("DELETE FROM retirement WHERE state = 'lost'", [.register(bench.servers[2])]),
      ("UPDATE document SET size = size + 1", []),
      ("UPDATE document_piece SET bytes = CAST(bytes || x'00' AS BLOB)", []),
    ]
    let whole = bench.folder.file("whole.sqlite")
    try store.connection.vacuum(into: whole)
    for (sql, expected) in cases {
      let path = bench.folder.file("tampered.sqlite")
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: whole, toPath: path)
      let copy = try Store.open(at: path)
      try copy.write { db in
        for trigger in try String.fetchAll(
          db,
          sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ) {
          try db.execute(sql: "DROP TRIGGER \(trigger)")
        }
        try db.execute(sql: sql)
      }
      let check = try copy.verifyJournal(of: bench.agency, against: head)
      #expect(!check.breaks.isEmpty, "\(sql)")
      if !expected.isEmpty { #expect(check.breaks == expected, "\(sql)") }
      try copy.connection.close()
    }
  }

  @Test("a cut tail and a journal written anew show against a checkpoint only")
  func checkpoint() throws {
    try recordTen()
    let head = try store.journalHead(of: bench.agency)
    try bench.record([bench.request(.find, 2)])
    #expect(try breaks(against: head) == [], "a journal that went on agrees")
    #expect(
      try breaks(against: JournalHead(size: 10, hash: JournalEntry.origin))
        == [.rewritten(checkpoint: 10)]
    )
    try tamper("DELETE FROM journal_entry WHERE sequence > 9")
    #expect(try breaks(against: head) == [.cutOff(size: 9, checkpoint: 10)])
  }

  @Test("each of 300 random changes of a byte is found", arguments: 0..<3)
  func randomBytes(seed: Int) throws {
    try recordTen()
    let head = try store.journalHead(of: bench.agency)
    var random = SplitMix(state: UInt64(seed) + 1)
    for _ in 0..<100 {
      let sequence = Int.random(in: 1...10, using: &random)
      let column = Bool.random(using: &random) ? "line" : "hash"
      let (old, path) = try store.read { db -> (String, String) in
        let text = try String.fetchOne(
          db,
          sql: "SELECT \(column) FROM journal_entry WHERE sequence = ?",
          arguments: [sequence]
        )
        return (try #require(text), column)
      }
      var bytes = Array(old.utf8)
      let position = Int.random(in: 0..<bytes.count, using: &random)
      let other = UInt8.random(in: 0x20..<0x7F, using: &random)
      guard bytes[position] < 0x80, bytes[position] != other else { continue }
      bytes[position] = other
      let change = "UPDATE journal_entry SET \(path) = ? WHERE sequence = ?"
      try tamper(change, [String(decoding: bytes, as: UTF8.self), sequence])
      let found = try breaks(against: head)
      #expect(found == [.altered(sequence: sequence)], "\(column) \(position)")
      try tamper(change, [old, sequence])
    }
    #expect(try breaks(against: head) == [])
  }

  @Test("every break has words in both languages")
  func words() {
    let breaks: [JournalBreak] = [
      .missing(sequence: 1), .altered(sequence: 1), .unlinked(sequence: 1), .misfiled(sequence: 1),
      .unreadable(sequence: 1), .register(EntityID("x")),
      .documentMissing(sha256: "a", sequence: 1), .documentAltered(sha256: "a"),
      .cutOff(size: 1, checkpoint: 2), .rewritten(checkpoint: 1),
    ]
    for found in breaks { #expect(found.text(in: .italian) != found.text(in: .english)) }
    #expect(Set(breaks.map(\.code)).count == breaks.count)
  }
}

/// A small generator, so that changes are the same each run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
