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
    // The month of the plan saves nothing yet; the twelve months after it make up a year.
    #expect(report.months.count == 13)
    #expect(report.months.first?.planned.month == Month(year: 2024, month: byProject ? 8 : 5))
    #expect(report.months.map(\.planned.machinesOff) == [0] + Array(repeating: 1, count: 12))
    let year = report.months.map(\.planned.gross.value.value).reduce(0, +)
    #expect(abs(year - 12_345.67 * 365 / 365.25) < 0.01)
    #expect(
      report.months.map(\.planned.net).allSatisfy { $0.low <= $0.value && $0.value <= $0.high }
    )
  }

  @Test("a part of the estates has the months of the estimate, each agency its own")
  func monthsOfPart() throws {
    let input = try Sample.input()
    let whole = Report(input, language: .english)
    #expect(whole.months.map(\.planned) == input.savings.monthly)
    for agency in ["uno", "due"] {
      let code = try #require(AgencyCode(agency))
      let part = Report(
        try Sample.input(filter: ReportFilter(agency: code)),
        language: .english
      )
      let given = input.savings.monthlyByAgency.first { $0.agency == code }?.months ?? []
      #expect(part.months.allSatisfy { given.contains($0.planned) })
      #expect(part.months.isEmpty == (agency == "due"))
    }
  }

  @Test("all is off from the month after the last physical machine's, whenever virtual ones leave")
  func complete() throws {
    var input = try Sample.input()
    input.estates[0].plan[1] = PlanEntry(
      entity: EntityID("uno-2"),
      status: .retire,
      month: Month(year: 2026, month: 9),
      reasons: [.nothingKnown]
    )
    let report = Report(input, language: .english)
    #expect(report.headline.complete == Month(year: 2024, month: 6))
    let settled = report.months.map(\.planned)
      .first { $0.machinesOff == report.headline.savings.machines }
    #expect(report.headline.complete == settled?.month)
    #expect(report.html().contains("all from June 2024"))
    #expect(Report(try Sample.empty(), language: .english).headline.complete == nil)
  }

  @Test("a report on one agency shows the refused files of no other", arguments: ["uno", "due"])
  func refused(agency: String) throws {
    #expect(Report(try Sample.input(), language: .english).refused.count == 2)
    let filter = ReportFilter(agency: AgencyCode(agency))
    let report = Report(try Sample.input(filter: filter), language: .english)
    let mine = agency == "uno" ? ("b.pdf", "c.pdf") : ("c.pdf", "b.pdf")
    #expect(report.refused.map(\.path) == [mine.0])
    for form in [report.html(), report.json()] {
      #expect(form.contains(mine.0) && !form.contains(mine.1))
    }
  }

  @Test("what is in no project has a row, and rows sum to the whole", arguments: Language.allCases)
  func withoutProject(language: Language) throws {
    var input = try Sample.input()
    input.savings.withoutProject = Sample.total(2, 4_321)
    input.savings.total = Sample.total(3, 12_345.67 + 4_321)
    let report = Report(input, language: language)
    let label = language("senza progetto", "in no project")
    // Three servers: two blocked and one to look at.
    #expect(report.withoutProject?.counts.servers == 3)
    #expect(report.projectRows.count == report.projects.count + 1)
    let energy = report.projectRows.reduce(0) { $0 + $1.savings.gross.energy.value.value }
    #expect(abs(energy - report.headline.savings.gross.energy.value.value) < 1e-6)
    #expect(report.projectRows.reduce(0) { $0 + $1.savings.machines } == 3)
    #expect(report.html().contains("<th scope=\"row\">" + label + "</th>"))
    #expect(
      report.projectColumns.first?.cell(try #require(report.projectRows.last)) == .words(label)
    )
    #expect(report.json().contains("\"withoutProject\": {\"servers\":{\"total\":3,"))
    let one = try Sample.input(filter: ReportFilter(project: ProjectCode("P1")))
    #expect(Report(one, language: language).withoutProject == nil)
  }

  @Test(
    "the method says the overhead that was used, with its numbers",
    arguments: Language.allCases
  )
  func method(language: Language) throws {
    let html = Report(try Sample.input(), language: language).html()
    // 1 + 0.72 × 0.8 = 1.576
    let sum = language("1 + (1 − 0,28) × (1,8 − 1) = 1,576", "1 + (1 − 0.28) × (1.8 − 1) = 1.576")
    #expect(html.contains(sum))
    #expect(!html.contains(language("0,280", "0.280")))
  }

  @Test("units and assumptions are in the reader's language", arguments: Language.allCases)
  func words(language: Language) throws {
    let report = Report(try Sample.input(), language: language)
    let (mine, other) = language == .italian ? ("ipotesi", "assumption") : ("assumption", "ipotesi")
    let cells = report.factors.map { factor in report.factorColumns.map { $0.cell(factor) } }
    #expect(
      cells[2].contains(.words(mine)) && cells[2].contains(.words(language("quota", "share")))
    )
    for form in [report.html(), report.json()] {
      #expect(form.contains(mine) && !form.contains(other))
    }
  }

  @Test("the list says what it holds beside the servers of the headline")
  func makeUp() throws {
    let html = Report(try Sample.input(), language: .english).html()
    #expect(
      html.contains("Machines in the list: 4, that is 4 servers, 0 servers no longer present")
    )
  }

  @Test("a workbook may be read by whom any new file may be read")
  func mode() throws {
    let folder = try Folder()
    let other = open(folder.path("other"), O_CREAT | O_WRONLY, 0o644)
    close(other)
    try Report(Sample.empty(), language: .english).writeWorkbook(to: folder.path("a.xlsx"))
    let modes = try ["other", "a.xlsx"].map { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
      return attributes[.posixPermissions] as? Int
    }
    #expect(modes[0] != nil && modes[0] == modes[1])
  }

  @Test("the same figure stands in every form", arguments: Language.allCases)
  func sameFigures(language: Language) throws {
    let report = Report(try Sample.input(), language: language)
    let net = report.headline.savings.net.energy.value.value
    let figures = Figures(language: language)
    let html = report.html()
    #expect(html.contains(figures.number(net) + " <span class=\"unit\">kWh"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    )
    let headline = try #require(json["headline"] as? [String: Any])
    let savings = try #require(headline["savings"] as? [String: Any])
    let part = try #require(savings["net"] as? [String: Any])
    let energy = try #require(part["kWhPerYear"] as? [String: Any])
    #expect(energy["value"] as? Double == net)
    #expect((headline["servers"] as? [String: Any])?["total"] as? Int == 4)
    // One machine in all three: as the page, the table and the data write it.
    #expect(html.contains("<td class=\"n\">" + language("12.346", "12,346") + "</td>"))
    #expect(try #require(report.csv()).contains(language(";12346;", ",12346,")))
    #expect(report.json().contains("12345.67"))
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
      forms.append([report.html(), try #require(report.csv()), report.json()])
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
    #expect(report.html().contains(language("Nessun server", "There is no server")))
    #expect(!report.html().contains("nan"))
    #expect(try #require(report.csv()).split(separator: "\r\n").count == 1)
    #expect(report.json().contains("\"servers\": []"))
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
