import Inventory
import Reporting
import Testing

@Suite("The picture of the projects over the months")
struct ProjectChartTests {
  private func month(_ text: String) throws -> Month { try #require(Month(text)) }

  private func row(
    _ name: String,
    _ servers: [String: Int],
    deadline: String? = nil
  ) throws -> ProjectChart.Row {
    ProjectChart.Row(
      name: name,
      title: "Titolo di \(name)",
      servers: Dictionary(uniqueKeysWithValues: try servers.map { (try month($0), $1) }),
      deadline: try deadline.map { try month($0) }
    )
  }

  private func svg(_ rows: [ProjectChart.Row], _ language: Language = .english) throws -> String {
    try #require(ProjectChart(rows, language: language)).svg
  }

  @Test("what the picture shows, its description says", arguments: Language.allCases)
  func description(language: Language) throws {
    let rows = try [
      row("P1", ["2023-11": 3, "2024-02": 12], deadline: "2024-03"), row("P2", [:]),
    ]
    let text = try svg(rows, language)
    #expect(text.contains("<title id=\"projects-title\">") && text.contains("role=\"img\""))
    let words = [
      "2023-11 3, 2024-02 12, ", language("scadenza 2024-03", "deadline 2024-03"),
      language("P2: nessun server", "P2: no server"),
    ]
    for word in words { #expect(text.contains(word), "\(word)") }
    #expect(text.contains(">12</text>") && text.contains(">15</text>"))
  }

  @Test(
    "it is well-formed whatever projects are called",
    arguments: ["<script>alert(1)</script>", "a & b", "\"'", "]]>", "\u{202E}oips\u{1}", ""]
  )
  func hostile(name: String) throws {
    let text = try svg([row(name, ["2023-11": 1])])
    #expect(WritingTests.fault(in: text) == nil)
    #expect(!text.contains("<script") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("without a month there is no picture; a deadline alone is one")
  func empty() throws {
    #expect(ProjectChart([], language: .english) == nil)
    #expect(ProjectChart([try row("P1", [:])], language: .english) == nil)
    #expect(try svg([row("P1", [:], deadline: "2024-03")]).contains("class=\"deadline\""))
  }

  @Test("a span of centuries stays within a page", arguments: ["2023-11", "2030-01", "2199-12"])
  func span(last: String) throws {
    let text = try svg([row("P1", ["2023-10": 1, last: 2])])
    let width = try #require(
      text.firstMatch(of: /viewBox="0 0 (\d+)/).flatMap { Int($0.output.1) }
    )
    #expect((640...3_300).contains(width))
    #expect(WritingTests.fault(in: text) == nil)
  }

  @Test("the order in which months are told changes nothing")
  func order() throws {
    let servers = ["2023-11": 3, "2024-02": 12, "2024-01": 1, "2024-05": 2, "2023-12": 9]
    let first = try svg([row("P1", servers)])
    for _ in 0..<5 { #expect(try svg([row("P1", servers)]) == first) }
  }
}
