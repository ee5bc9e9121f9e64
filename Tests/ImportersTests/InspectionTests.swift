import Importers
import Inventory
import Testing

@Suite("Inspecting raw tables")
struct InspectionTests {
  static let texts: [(String, [UInt8], String)] = [
    ("utf-8", Array("a,b\n1,2\n".utf8), "utf-8"),
    ("utf-8 with mark", [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8), "utf-8-sig BOM"),
    ("utf-16 without mark", "a,b\n1,2\n".utf16.flatMap { [UInt8($0), 0] }, "utf-16-le no BOM"),
    ("utf-16 big", "a,b\n1,2\n".utf16.flatMap { [0, UInt8($0)] }, "utf-16-be no BOM"),
    (
      "utf-16 with mark", [0xFF, 0xFE] + "a,b\n1,2\n".utf16.flatMap { [UInt8($0), 0] },
      "utf-16le BOM"
    ),
    (
      "utf-32", "a,b\n1,2\n".unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] },
      "utf-32-le no BOM"
    ),
    ("windows", Array("a,b\nCitt".utf8) + [0xE0] + Array(",2\n".utf8), "windows-1252"),
  ]

  @Test("the encoding is named as scripting languages name it", arguments: texts)
  func encoding(name: String, bytes: [UInt8], label: String) throws {
    let table = try table(bytes)
    #expect(table["encoding"]?.text == label)
    #expect(table["rows"]?.integer == 2)
    #expect(table["columns"]?.integer == 2)
  }

  @Test("the first row tells how many columns there are")
  func columns() throws {
    #expect(try table(Array("a,b\n1,2,,\n3,4,5\n".utf8))["columns"]?.integer == 2)
  }

  @Test("use is shown as a share, and in percent as the file has it")
  func percent() throws {
    let folder = try Folder()
    let path = try folder.write("VM Name,Memory Capacity,CPU Usage\nx1,4 GiB,12.5%\n", to: "a.csv")
    let found = try #require(ExportFinder.find(at: [path]).first)
    let record = Inspection.inspect(found)["records"]?.items.first
    #expect(record?["cpuUtilization"]?.number == 0.125)
    #expect(record?["more"]?["cpuUtilizationPercent"]?.number == 12.5)
  }

  private func table(_ bytes: [UInt8]) throws -> FactValue {
    let folder = try Folder()
    let path = try folder.write(bytes, to: "a.csv")
    return try #require(Inspection.inspectTables(path: path)["tables"]?.items.first)
  }
}
