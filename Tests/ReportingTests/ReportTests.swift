import Estimation
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("Report")
struct ReportTests {
  @Test("counts servers, not devices; what is unplanned or in another agency is kept apart")
  func counts() throws {
    let report = Report(try Sample.input(), language: .english)
    #expect(report.headline.counts.servers == 4)
    #expect(report.headline.counts.retire == 1)
    #expect(report.headline.counts.blocked == 2)
    #expect(report.headline.counts.review == 1)
    #expect(report.agencies.map(\.agency.code.description) == ["due", "uno"])
    #expect(report.agencies.map(\.counts.servers) == [1, 3])
    #expect(report.projects.map(\.counts.retire) == [1])
    #expect(report.ledger == (10, 7, 2, 1))
  }

  @Test("names the application at the root of a chain, with all that hangs on it")
  func blockers() throws {
    let report = Report(try Sample.input(), language: .english)
    #expect(report.blockers.map(\.entity) == [EntityID("uno-9")])
    #expect(report.blockers.map(\.servers) == [2])
    #expect(report.blockers.map(\.alone) == [2])
    #expect(report.blockers.map(\.energy.value) == [2_000])
  }

  @Test("a circle of blockers has no root and does not hang")
  func circle() throws {
    var input = try Sample.input()
    input.estates[0].plan[1].blockers = [EntityID("uno-3")]
    #expect(Report(input, language: .english).blockers.isEmpty)
  }

  @Test("a filter narrows servers, projects and savings", arguments: [true, false])
  func filter(byProject: Bool) throws {
    let agency = try #require(AgencyCode("uno"))
    let filter =
      byProject ? ReportFilter(project: ProjectCode("P1")) : ReportFilter(agency: agency)
    let report = Report(try Sample.input(filter: filter), language: .english)
    #expect(report.agencies.map(\.agency.code) == [agency])
    #expect(report.headline.counts.servers == (byProject ? 1 : 3))
    #expect(report.headline.savings == Sample.total(1, 12_345.67))
    // May to May a year on: the twelve months after the first make up the saving of a year.
    let year = report.months.prefix(12).map(\.gross.value.value)
    #expect(report.months.count == 13)
    #expect(year.reduce(0, +) > 12_200 || !byProject)
    #expect(report.months.allSatisfy { $0.net.low <= $0.net.value && $0.net.value <= $0.net.high })
  }

  @Test("the same figure stands in every form", arguments: Language.allCases)
  func sameFigures(language: Language) throws {
    let report = Report(try Sample.input(), language: language)
    let net = report.headline.savings.net.energy.value.value
    let figures = Figures(language: language)
    let html = try report.html()
    #expect(html.contains(figures.number(net) + " <span class=\"unit\">kWh"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any]
    )
    let headline = try #require(json["headline"] as? [String: Any])
    let savings = try #require(headline["savings"] as? [String: Any])
    let part = try #require(savings["net"] as? [String: Any])
    let energy = try #require(part["kWhPerYear"] as? [String: Any])
    #expect(energy["value"] as? Double == net)
    #expect((headline["servers"] as? [String: Any])?["total"] as? Int == 4)
    // One machine in all three: as the page, the table and the data write it.
    #expect(html.contains("<td class=\"n\">" + language("12.346", "12,346") + "</td>"))
    #expect(try report.csv().contains(language("12345,7", "12345.7")))
    #expect(try report.json().contains("12345.67"))
    let summary = report.summary.compactMap { line -> Double? in
      if case .number(let value, _) = line.value { value } else { nil }
    }
    #expect(summary.contains(net))
  }

  @Test("the same input makes the same bytes", arguments: Language.allCases)
  func determinism(language: Language) throws {
    let folder = try Folder()
    var forms: [[String]] = []
    for name in ["a.xlsx", "b.xlsx"] {
      let report = Report(try Sample.input(), language: language)
      forms.append([try report.html(), try report.csv(), try report.json()])
      try report.writeWorkbook(to: folder.path(name))
    }
    #expect(forms[0] == forms[1])
    let first = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.xlsx")))
    #expect(first == (try Data(contentsOf: URL(fileURLWithPath: folder.path("b.xlsx")))))
    #expect(first.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(try folder.names() == ["a.xlsx", "b.xlsx"])
  }

  @Test("an empty estate has a page, tables and data", arguments: Language.allCases)
  func empty(language: Language) throws {
    let report = Report(try Sample.empty(), language: language)
    let folder = try Folder()
    try report.writeWorkbook(to: folder.path("a.xlsx"))
    #expect(try report.html().contains(language("Nessun server", "There is no server")))
    #expect(!(try report.html()).contains("nan"))
    #expect(try report.csv().split(separator: "\r\n").count == 1)
    #expect(try report.json().contains("\"servers\": []"))
  }

  @Test("a workbook that cannot be written says so and leaves nothing")
  func unwritable() throws {
    let folder = try Folder()
    let path = folder.path("none/a.xlsx")
    let failure = #expect(throws: ReportFailure.self) {
      try Report(Sample.empty(), language: .english).writeWorkbook(to: path)
    }
    #expect(failure == ReportFailure(.cannotCreate, path: path))
    #expect(try folder.names().isEmpty)
  }

  @Test("an address that is a folder keeps it, and no temporary file stays")
  func overFolder() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("a.xlsx"),
      withIntermediateDirectories: false
    )
    #expect(throws: ReportFailure(.cannotRename, path: folder.path("a.xlsx"))) {
      try Report(Sample.empty(), language: .english).writeWorkbook(to: folder.path("a.xlsx"))
    }
    #expect(try folder.names() == ["a.xlsx"])
  }
}

/// A folder of a test's own, removed with it.
private final class Folder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
