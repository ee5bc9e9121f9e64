import Foundation
import Importers
import Inventory
import Testing

@Suite("Refused files and strict reading")
struct FailureTests {
  @Test("what is not there is refused with the path and what to do")
  func missing() throws {
    let found = ExportFinder.find(at: ["/nowhere/at/all.csv"])
    let failure = try #require(found.first?.failure)
    #expect(failure.code == "file.cannot-open")
    #expect(failure.path == "/nowhere/at/all.csv")
  }

  @Test("an empty folder is refused, hidden files are passed over")
  func emptyFolder() throws {
    let folder = try Folder()
    try folder.write("Nome server;IP\n", to: ".hidden.csv")
    #expect(ExportFinder.find(at: [folder.path]).first?.failure?.code == "file.empty-directory")
  }

  @Test("a link inside a folder is told, what file managers leave behind is not")
  func links() throws {
    let folder = try Folder()
    let other = try Folder()
    let path = try other.write("Hostname,Serial Number,RAM\na2,ABC124,16\n", to: "b.csv")
    try folder.write("Hostname,Serial Number,RAM\na1,ABC123,16\n", to: "a.csv")
    try folder.write("x", to: "Thumbs.db")
    try folder.write("x", to: "~$a.xlsx")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/b.csv",
      withDestinationPath: path
    )
    let found = ExportFinder.find(at: [folder.path])
    #expect(found.count == 2)
    #expect(found.last?.failure?.code == "file.not-a-file")
  }

  @Test("a link to a file of the same folder is told, and the file is read", arguments: ["0", "z"])
  func linkBeside(name: String) throws {
    let folder = try Folder()
    let path = try folder.write("Hostname,Serial Number,RAM\na1,ABC123,16\n", to: "a.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/" + name,
      withDestinationPath: path
    )
    let found = ExportFinder.find(at: [folder.path])
    #expect(found.compactMap(\.failure?.code) == ["file.not-a-file"])
    #expect(found.count == 2)
  }

  @Test("a pipe inside a folder is told, and not waited for")
  func pipe() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let found = ExportFinder.find(at: [folder.path])
    #expect(found.map(\.failure?.code) == ["file.not-a-file"])
  }

  @Test("what lies deeper than 64 folders is told to be left out")
  func deep() throws {
    let folder = try Folder()
    let deepest = folder.path + String(repeating: "/d", count: 64)
    try FileManager.default.createDirectory(atPath: deepest, withIntermediateDirectories: true)
    let found = ExportFinder.find(at: [folder.path])
    #expect(found.map(\.failure?.code) == ["file.beyond-limits"])
    #expect(found.first?.failure?.path == deepest)
  }

  @Test(
    "a known format without the column that names its rows is refused by that column",
    arguments: [
      ("Powerstate,Template,CPUs,Memory,Host,VM UUID,VI SDK Server", "VM"),
      ("CPU Model,# CPU,# Cores,# VMs,ESX Version,Vendor,Serial number", "Host"),
      ("IP addresses,*Cores,*Memory (In MB),*OS name,OS architecture,Boot type", "*Server name"),
    ]
  )
  func missingColumn(header: String, column: String) throws {
    let folder = try Folder()
    let cells = header.split(separator: ",").map { _ in "1" }.joined(separator: ",")
    let path = try folder.write(header + "\n" + cells + "\n", to: "a.csv")
    let failure = try #require(ExportFinder.find(at: [path]).first?.failure)
    #expect(failure.code == "import.missing-column")
    #expect(failure.text(in: .english).contains("“\(column)”"))
    let whole = try folder.write(column + "," + header + "\nx," + cells + "\n", to: "b.csv")
    #expect(ExportFinder.find(at: [whole]).first?.failure == nil)
  }

  @Test("a file that is named twice is read once")
  func twice() throws {
    let folder = try Folder()
    let path = try folder.write("Hostname,Serial Number,RAM\na1,ABC123,16\n", to: "a.csv")
    #expect(ExportFinder.find(at: [folder.path, path, path]).count == 1)
  }

  @Test("the name of a file says nothing about its format")
  func nameDoesNotMatter() throws {
    let folder = try Folder()
    let path = try folder.write("Hostname,Serial Number,RAM\na1,ABC123,16\n", to: "foto.png")
    guard case .export(let export) = ExportFinder.find(at: [path]).first else {
      Issue.record("refused")
      return
    }
    #expect(export.format == "inventory-table")
  }

  @Test("a strict reading fails on the first value that was rejected")
  func strict() throws {
    let folder = try Folder()
    let path = try folder.write("Hostname,Serial Number,Cores\na1,ABC123,many\n", to: "a.csv")
    guard case .export(let export) = ExportFinder.find(at: [path]).first else {
      Issue.record("refused")
      return
    }
    #expect(try export.read { _ in }.ledger.rejections.count == 1)
    let failure = #expect(throws: ImportFailure.self) { try export.read(strict: true) { _ in } }
    #expect(failure?.code == "import.not-clean")
    #expect(failure?.line == 2)
  }

  @Test("an error of the caller ends the reading and comes back unchanged")
  func callersError() throws {
    struct Stop: Error {}
    let folder = try Folder()
    let path = try folder.write("Hostname,Serial Number,RAM\na1,ABC123,16\n", to: "a.csv")
    guard case .export(let export) = ExportFinder.find(at: [path]).first else {
      Issue.record("refused")
      return
    }
    #expect(throws: Stop.self) { try export.read { _ in throw Stop() } }
  }
}

extension FoundExport {
  /// Why the file was refused; `nil` for an export.
  var failure: ImportFailure? {
    if case .refused(let failure) = self { failure } else { nil }
  }
}

/// A folder of a test's own, gone with it.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "importers-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}
