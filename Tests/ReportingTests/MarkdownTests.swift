import Inventory
import Testing

@testable import Reporting

@Suite("The report as Markdown")
struct MarkdownTests {
  @Test(
    "names stay text, whatever they are",
    arguments: [
      "<script>alert(1)</script>", "a|b", "`code`", "=HYPERLINK(\"x\")", "*bold*", "_it_", "# h",
      "[a](b)", "![a](b)", "a\\|b", "&lt;", "~~x~~", "https://x.example", "www.x.example",
      "a@b.example", "$x$", "- a", "+ a", "1. a", "^a",
    ]
  )
  func escaping(name: String) {
    let escaped = Report.escaped(name)
    #expect(ReadBack.plain(escaped) == name)
    #expect(!escaped.contains("<") && !escaped.contains(">"))
    #expect(!escaped.contains("https://") && !escaped.contains("www."))
    // Every mark that could act has its backslash.
    var isEscaped = false
    for character in escaped {
      if !isEscaped { #expect(!"`*_[]|#~!$@=^{}".contains(character), "\(escaped)") }
      isEscaped = character == "\\" && !isEscaped
    }
  }

  @Test("every row has as many cells as its heading", arguments: Report.Kind.allCases)
  func cells(kind: Report.Kind) throws {
    let text = Report(try Sample.full(kind), language: .italian).markdown()
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      #expect(line.hasSuffix(" |"))
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == width ?? bars, "\(line)")
      width = bars
    }
    #expect(!text.contains("<") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "a mail is short: of long tables the first rows, and how many more",
    arguments: [3, 49, 51]
  )
  func length(count: Int) throws {
    var input = try Sample.input()
    let row = input.refused[0]
    input.refused = (0..<count).map { number in
      var file = row
      file.path = "\(1_000 + number).pdf"
      return file
    }
    let text = Report(input, language: .english).markdown()
    // One rejected row stands after the files.
    let shown = text.split(separator: "\n").count { $0.hasPrefix("| 1") && $0.contains(".pdf") }
    #expect(shown == min(count, Report.mailedRows))
    let rest = count + 1 - Report.mailedRows
    #expect(text.contains("\(rest) more in the attached files.") == (rest > 0))
  }

  @Test("an empty estate has a mail that says what to do", arguments: Language.allCases)
  func empty(language: Language) throws {
    let text = Report(try Sample.empty(), language: language).markdown()
    #expect(text.contains(language("importare un’esportazione", "import an export")))
  }
}
