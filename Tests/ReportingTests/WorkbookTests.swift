import Inventory
import Tabular
import TestSupport
import Testing

@testable import Reporting

@Suite("The report as a workbook")
struct WorkbookTests {
  /// The parts of the workbook by name, as text.
  private func parts(_ report: Report) throws -> [String: String] {
    let folder = try TemporaryFolder()
    let path = folder.file("a.xlsx")
    try report.writeWorkbook(to: path)
    let container = try ZipContainer.open(FileSource(path: path), limits: .standard)
    var parts: [String: String] = [:]
    for member in container.members where !member.isFolder {
      var stream = try container.source(member).open()
      var bytes: [UInt8] = []
      while let chunk = try stream.nextChunk() { bytes += chunk }
      parts[member.name] = String(decoding: bytes, as: UTF8.self)
    }
    return parts
  }

  @Test("every topic has a sheet with a frozen header and filters", arguments: Report.Kind.allCases)
  func sheets(kind: Report.Kind) throws {
    let report = Report(try Sample.full(kind), language: .italian)
    let parts = try parts(report)
    let names = try #require(parts["xl/workbook.xml"])
    #expect(report.topics.count == Set(report.topics.map(\.sheet)).count)
    for (index, topic) in report.topics.enumerated() {
      #expect(names.contains("<sheet name=\"\(topic.sheet)\" sheetId=\"\(index + 1)\""))
      #expect(topic.sheet.utf16.count <= 31)
      let sheet = try #require(parts["xl/worksheets/sheet\(index + 1).xml"])
      #expect(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""))
      #expect(sheet.contains("<autoFilter ref=\"A1:"))
      #expect(!sheet.contains("<f>") && !sheet.contains("<hyperlink"))
    }
    #expect(report.topics.last?.name == .sources)
    #expect(parts.keys.count { $0.hasPrefix("xl/worksheets/sheet") } == report.topics.count)
  }

  @Test(
    "cells have the type of what they hold",
    arguments: [(.evidence, .register), (.programme, .months)] as [(Report.Kind, Topic.Name)],
    Language.allCases
  )
  func types(shown: (kind: Report.Kind, topic: Topic.Name), language: Language) throws {
    let report = Report(try Sample.full(shown.kind), language: language)
    let folder = try TemporaryFolder()
    try report.writeWorkbook(to: folder.file("a.xlsx"))
    let document = try TableDocument.open(FileSource(path: folder.file("a.xlsx")))
    var kinds: [CellKind] = []
    let topic = report.topic(shown.topic)
    let table = try #require(document.tables.first { $0.name == topic.sheet })
    try table.forEachRow { row in
      guard row.number > 1 else { return .next }
      kinds = (0..<topic.columns.count).map { row.kind($0) }
      return .stop
    }
    let expected = topic.row(0).map { cell -> CellKind in
      switch cell {
      case .text, .words: .text
      case .count, .number, .factor: .number
      case .month, .date: .date
      case .empty: .empty
      }
    }
    #expect(kinds == expected)
    #expect(kinds.contains(.date) && kinds.contains(.number))
  }

  @Test("dates are shown in the reader’s way", arguments: Language.allCases)
  func dates(language: Language) throws {
    let styles = try #require(
      try parts(Report(try Sample.full(.programme), language: language))["xl/styles.xml"]
    )
    #expect(styles.contains("formatCode=\"" + language("dd/mm/yyyy", "yyyy-mm-dd") + "\""))
    #expect(styles.contains(language("[$-410]mmm yyyy", "[$-809]mmm yyyy")))
  }

  @Test("a text that begins as a formula does stays text when it is edited")
  func risky() throws {
    let parts = try parts(Report(try Sample.full(.programme), language: .english))
    let styles = try #require(parts["xl/styles.xml"])
    // 49 is the number of the format for text.
    let formats = styles.split(separator: "<cellXfs").last?.split(separator: "<xf ") ?? []
    let index = try #require(formats.firstIndex { $0.contains("numFmtId=\"49\"") }) - 1
    let sheet = try #require(
      parts.values.first { $0.contains("=HYPERLINK(&quot;x&quot;)") || $0.contains("=HYPERLINK(") }
    )
    let cell = try #require(sheet.split(separator: "<c ").first { $0.contains("=HYPERLINK(") })
    #expect(cell.contains("s=\"\(index)\"") && cell.contains("t=\"inlineStr\""))
  }
}
