import Foundation
import Inventory
import TestSupport
import Testing

@testable import Reporting

@Suite("Hostile names in every form")
struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "javascript:alert(1)", "' onmouseover='alert(1)", "</style><script>1</script>", "<!-- x -->",
    "]]>", "<![CDATA[x]]>", "&lt;b&gt;", "&amp;amp;", "&#x3c;", "{{7*7}}", "${7*7}", "%3Cb%3E",
    "=1+1", "=HYPERLINK(\"http://x.example\";\"x\")", "=cmd|' /C calc'!A0", "+39 055 1", "-2+3",
    "@SUM(1)", "＝1+1", "'=1+1", "\"=1+1\"", ";=1+1", "a;b", "a,b", "a\"b", "a\"\"b", "a|b", "a\\|b",
    "`x`", "**x**", "_x_", "[x](http://x.example)", "![x](y)", "# x", "~~x~~", "https://x.example/",
    "srv\u{202E}txt", "a\u{200B}b", "a\u{1B}[31mb", "a\nb", "a\rb", "a\tb", "a\u{0}b", "a\u{7F}b",
    "a\u{2028}b", "a\u{FEFF}b", "a\u{FFFE}b", "ciò", "日本語", "👩‍⚕️", "e\u{301}", "ß", "İ", "NULL",
    "None",
    "1E5", "007", "2024-02-30", "TRUE", "../../etc/passwd", "con", "a'b", "O’Brien",
  ]

  @Test(
    "stay what they are: whole in data, inert and visible elsewhere",
    arguments: Language.allCases
  )
  func everywhere(language: Language) throws {
    var input = try Sample.input()
    let model = input.estates[1].assets[0]
    input.estates[1].assets = Self.names.enumerated().map { number, name in
      var asset = model
      asset.id = EntityID("due-\(1_000 + number)")
      asset.name = name
      return asset
    }
    input.estates[1].plan = []
    input.estates[0].assets = []
    input.estates[0].plan = []
    let report = Report(input, language: language)
    let names = report.servers.map(\.name)
    #expect(names.sorted() == Self.names.sorted())
    let readBack = ReadBack(language: language)

    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    )
    let servers = try #require(json["servers"] as? [[String: Any]])
    #expect(servers.map { $0["name"] as? String } == names)

    let html = report.html()
    #expect(WritingTests.fault(in: html) == nil)
    let page = try #require(try readBack.page(html)["servers"])
    #expect(
      page.rows.map { $0[0] }
        == names.map {
          Excerpt($0).description.replacing("\u{FFFE}", with: "\u{FFFD}")
        }
    )

    let folder = try TemporaryFolder()
    try report.writeWorkbook(to: folder.file("a.xlsx"))
    let sheet = try #require(
      try readBack.workbook(folder.file("a.xlsx"))[report.sheet(of: .servers)]
    )
    let column = try #require(sheet.headings.firstIndex(of: language("Nome", "Name")))
    #expect(sheet.rows.map { $0[column] } == names.map { VisibleText($0).description })

    let csv = try readBack.csv(try #require(report.csv()))
    #expect(csv.rows.map { $0[column] } == names.map { VisibleText(Report.inert($0)).description })
    for row in csv.rows { #expect(!"=+-@＝\t\r".contains(row[column].first ?? " ")) }

    let mail = try #require(readBack.mail(report.markdown())[report.heading(of: .servers)])
    for (row, name) in zip(mail.rows, names) {
      #expect(row[0].hasPrefix(Excerpt(name).description + " ("), "\(row[0])")
    }
  }
}
