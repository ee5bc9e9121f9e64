import Estimation
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("Writing figures and texts")
struct WritingTests {
  @Test(
    "numbers are written in the reader's way, rounded half away from zero",
    arguments: [
      (0, 0, "0", "0"), (1_234.5, 1, "1.234,5", "1,234.5"), (999.5, 0, "1.000", "1,000"),
      (-1_234_567.891, 2, "−1.234.567,89", "−1,234,567.89"), (0.04, 1, "0,0", "0.0"),
      (-0.04, 1, "0,0", "0.0"), (.nan, 0, "–", "–"), (.infinity, 0, "–", "–"), (1e300, 0, "–", "–"),
    ] as [(Double, Int, String, String)]
  )
  func numbers(value: Double, decimals: Int, italian: String, english: String) {
    #expect(Figures(language: .italian).number(value, decimals: decimals) == italian)
    #expect(Figures(language: .english).number(value, decimals: decimals) == english)
  }

  @Test("halves in decimal digits go up, as in spreadsheets", arguments: Language.allCases)
  func halves(language: Language) throws {
    let readBack = ReadBack(language: language)
    let figures = Figures(language: language)
    for tick in 0..<20_000 {
      let value = Double(tick * 37) / 1_000
      for places in 0...2 {
        let shown = readBack.shown(value, places: places)
        #expect(figures.number(value, decimals: places) == shown, "\(value)")
      }
    }
  }

  @Test(
    "a factor is written with the places it needs",
    arguments: [
      (0.28, "0,28", "0.28"), (1.15, "1,15", "1.15"), (8_760, "8.760", "8,760"), (0, "0", "0"),
      (287.5, "287,5", "287.5"), (0.2652, "0,2652", "0.2652"), (1_600, "1.600", "1,600"),
      (.nan, "–", "–"),
    ] as [(Double, String, String)]
  )
  func shortest(value: Double, italian: String, english: String) {
    #expect(Figures(language: .italian).shortest(value) == italian)
    #expect(Figures(language: .english).shortest(value) == english)
  }

  @Test("names under the chart keep clear of one another", arguments: 13...60)
  func chartNames(count: Int) throws {
    let start = try #require(Month(year: 2023, month: 1))
    let months = (0..<count).compactMap { start.advanced(by: $0) }.map { month in
      Report.MonthLine(
        planned: MonthlySaving(
          month: month,
          machinesOff: 1,
          gross: Sample.estimate(1),
          net: Sample.estimate(1)
        ),
        carbon: Sample.estimate(1),
        done: nil
      )
    }
    let svg = try #require(MonthlyChart(months: months, language: .italian)).svg
    let middles = svg.split(separator: "<text").filter { $0.contains("axis middle") }
      .compactMap { text in
        text.split(separator: "x=\"").last?.split(separator: "\"").first.flatMap { Double($0) }
      }
    #expect(!middles.isEmpty)
    #expect(zip(middles, middles.dropFirst()).allSatisfy { $1 - $0 >= 76 })
  }

  @Test(
    "cells that could act are made inert, others are left as they are",
    arguments: [
      ("=1+1", "\"'=1+1\""), ("+39", "\"'+39\""), ("@SUM(1)", "\"'@SUM(1)\""),
      ("-5", "\"'-5\""), ("\t=1", "\"'\\u{9}=1\""), ("＝1", "\"'＝1\""),
      ("\"=1", "\"'\"\"=1\""), (";=1", "\"';=1\""), ("srv-01", "srv-01"), ("a;b", "\"a;b\""),
      ("a\"b", "\"a\"\"b\""), ("a\nb", "a\\u{a}b"), ("a\u{202E}b", "a\\u{202e}b"), ("", ""),
    ]
  )
  func cells(text: String, field: String) {
    #expect(Report.field(text, ";") == field)
  }

  @Test("every line of the table has as many fields as the header", arguments: Language.allCases)
  func csv(language: Language) throws {
    let report = Report(try Sample.input(), language: language)
    let text = try #require(report.csv())
    #expect(text.hasPrefix("\u{FEFF}"))
    let delimiter = Character(language(";", ","))
    let lines = text.split(separator: "\r\n").map { line in
      // Fields between quotes are dropped: delimiters inside them do not count.
      line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
    }
    #expect(lines.count == report.servers.count + 1)
    #expect(
      Set(lines.map { $0.count { $0 == delimiter } }) == [report.topic(.servers).columns.count - 1]
    )
    #expect(text.contains("\"'=HYPERLINK(\"\"x\"\")\""))
  }

  @Test("the page escapes what inventories say and forbids all but its style")
  func escaping() throws {
    for language in Language.allCases {
      let html = Report(try Sample.input(), language: language).html()
      #expect(!html.contains("<script"))
      #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(!html.contains("<b>"))
      #expect(!html.unicodeScalars.contains("\u{202E}"))
      #expect(html.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
      #expect(!html.contains(" style="))
      #expect(!html.contains("http://") && !html.contains("https://"))
    }
  }

  @Test("the page and its charts are well-formed", arguments: Language.allCases)
  func wellFormed(language: Language) throws {
    for input in [try Sample.input(), try Sample.empty()] {
      let html = Report(input, language: language).html()
      #expect(Self.fault(in: html) == nil)
    }
    let chart = Report(try Sample.input(), language: language).html()
    #expect(chart.contains("<title id=\"months-title\">") && chart.contains("<desc id="))
  }

  @Test("the well-formedness check finds faults", arguments: ["<a><b></a>", "<a", "<a>", "a & b"])
  func check(text: String) {
    #expect(Self.fault(in: text) != nil)
  }

  @Test("JSON keeps texts as the sources spell them")
  func json() throws {
    let text = Report(try Sample.input(), language: .italian).json()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    )
    #expect(object["schema"] as? String == "tramonto-report/2")
    let servers = try #require(object["servers"] as? [[String: Any]])
    let names = Set(servers.compactMap { $0["name"] as? String })
    #expect(names == Set(Sample.hostile + ["srv01"]))
  }

  @Test("the axis has at most six lines of round numbers above the largest value")
  func axis() {
    for exponent in -2...9 {
      for digit in [1.0, 1.01, 2.4, 2.5, 4.9, 5, 5.1, 9.99] {
        let largest = digit * pow(10, Double(exponent))
        let scale = Scale(largest: largest)
        #expect(scale.top >= largest * 0.999999)
        #expect((1...6).contains(Int((scale.top / scale.step).rounded())), "\(largest)")
      }
    }
  }

  /// The first fault of a page that is meant to be XML after its first line; `nil` for none.
  static func fault(in page: String) -> String? {
    var open: [Substring] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      if hasStrayReference(rest[..<start]) { return "stray &" }
      guard let end = rest[start...].firstIndex(of: ">") else { return "unclosed tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "mismatch at \(tag)" }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
      if tag.count(where: { $0 == "\"" }) % 2 != 0 { return "quote in \(tag)" }
    }
    if hasStrayReference(rest) { return "stray &" }
    return open.isEmpty ? nil : "unclosed \(open)"
  }

  private static func hasStrayReference(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().contains { part in
      !["amp;", "lt;", "gt;", "quot;", "#39;"].contains { part.hasPrefix($0) }
    }
  }
}
