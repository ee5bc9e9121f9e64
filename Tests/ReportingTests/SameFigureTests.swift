import Foundation
import Inventory
import TestSupport
import Testing

@testable import Reporting

/// Compares what the five forms of a report say, read back from what was written.
///
/// The JSON form has the figures unrounded; all others must show these, rounded half away from zero
/// to the places that people see, or store them whole.
@Suite("The same figure in every form")
struct SameFigureTests {
  @Test(
    "the page, the workbook, the tables and the mail say what the data say",
    arguments: Report.Kind.allCases,
    Language.allCases
  )
  func everywhere(kind: Report.Kind, language: Language) throws {
    let report = Report(try Sample.full(kind), language: language)
    let folder = try TemporaryFolder()
    try report.writeWorkbook(to: folder.file("a.xlsx"))
    let readBack = ReadBack(language: language)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    )
    let page = try readBack.page(report.html())
    let mail = readBack.mail(report.markdown())
    let book = try readBack.workbook(folder.file("a.xlsx"))
    var compared = 0
    for topic in report.topics {
      guard let specs = FigureSpec.all[topic.name] else { continue }
      let entries = try #require(json[topic.name.rawValue] as? [[String: Any]], "\(topic.name)")
      let csv = try readBack.csv(try #require(report.csv(topic.name.rawValue)))
      #expect(book[topic.sheet]?.rows.count ?? 0 >= entries.count)
      for spec in specs {
        let heading = language(spec.heading.0, spec.heading.1)
        let column = try #require(csv.headings.firstIndex(of: heading), "\(heading)")
        let short = topic.columns[column].short
        for (index, entry) in entries.enumerated() {
          let place: Comment = "\(topic.name), \(heading), row \(index)"
          let value = Self.value(entry, spec)
          let sheet = book[topic.sheet]
          #expect(sheet?.headings.firstIndex(of: heading) == column, place)
          let stored = sheet.flatMap { Double($0.rows[index][column]) }
          #expect(Self.isSame(stored, value), place)
          let plain = value.map {
            readBack.shown($0, places: spec.places, isGrouped: false)
          }
          #expect(csv.rows[index][column] == plain ?? "", place)
          let shown = value.map { readBack.shown($0, places: spec.places) } ?? "–"
          let note = Self.interval(entry, spec).map { low, high in
            "\(readBack.shown(low, places: spec.places))–\(readBack.shown(high, places: spec.places))"
          }
          for grid in [page[topic.name.rawValue], mail[topic.heading]] {
            let grid = try #require(grid, place)
            guard topic.pageColumns.contains(where: { $0.text == heading }) else { continue }
            let column = try #require(grid.headings.firstIndex(of: short), place)
            let cell = grid.rows[index][column]
            guard let note else {
              #expect(cell == shown || cell.hasPrefix(shown + " ("), place)
              continue
            }
            #expect(grid.notes.isEmpty ? cell == "\(shown) (\(note))" : cell == shown, place)
            #expect(grid.notes.isEmpty || grid.notes[index][column] == note, place)
          }
          compared += 1
        }
      }
    }
    #expect(compared > 3)
  }

  @Test(
    "the summary and the cards say what the data say",
    arguments: Report.Kind.allCases,
    Language.allCases
  )
  func summary(kind: Report.Kind, language: Language) throws {
    let report = Report(try Sample.full(kind), language: language)
    let folder = try TemporaryFolder()
    try report.writeWorkbook(to: folder.file("a.xlsx"))
    let readBack = ReadBack(language: language)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    )
    let headline = try #require(json["headline"] as? [String: Any])
    let topic = report.topic(.summary)
    let book = try #require(readBack.workbook(folder.file("a.xlsx"))[topic.sheet])
    let csv = try readBack.csv(try #require(report.csv("summary")))
    let mail = try #require(readBack.mail(report.markdown())[topic.heading])
    var compared = 0
    for spec in FigureSpec.headline {
      let name = language(spec.heading.0, spec.heading.1)
      guard let row = csv.rows.first(where: { $0[0] == name }) else { continue }
      let value = try #require(Self.value(headline, spec))
      #expect(row[1] == readBack.shown(value, places: spec.places, isGrouped: false), "\(name)")
      let stored = book.rows.first { $0[0] == name }.flatMap { Double($0[1]) }
      #expect(Self.isSame(stored, value), "\(name)")
      let shown = readBack.shown(value, places: spec.places)
      #expect(mail.rows.first { $0[0] == name }?[1] == shown, "\(name)")
      compared += 1
    }
    let cards = try readBack.cards(report.html())
    for spec in FigureSpec.cards {
      let name = language(spec.heading.0, spec.heading.1)
      guard let card = cards[name] else { continue }
      let value = try #require(Self.value(headline, spec))
      #expect(card == readBack.shown(value, places: spec.places), "\(name)")
      compared += 1
    }
    #expect(compared >= 3)
  }

  @Test(
    "the steps from gross to net and the factors are the same too",
    arguments: Language.allCases
  )
  func steps(language: Language) throws {
    let report = Report(try Sample.full(.energy), language: language)
    let folder = try TemporaryFolder()
    try report.writeWorkbook(to: folder.file("a.xlsx"))
    let readBack = ReadBack(language: language)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    )
    let way = try #require(json["waterfall"] as? [String: Any])
    func value(_ name: String) throws -> Double {
      try #require(way[name] as? Double ?? (way[name] as? [String: Any])?["value"] as? Double)
    }
    let steps = try [
      value("plugKWh"), value("overheadKWh"), value("grossKWh"), -value("destinationKWh"),
      value("netKWh"),
    ]
    let factors = try #require(json["factors"] as? [[String: Any]])
      .map { try #require($0["value"] as? Double) }
    #expect(!factors.isEmpty)
    let page = try readBack.page(report.html())
    let mail = readBack.mail(report.markdown())
    let book = try readBack.workbook(folder.file("a.xlsx"))
    for (name, figures, places) in [(Topic.Name.waterfall, steps, 0), (.factors, factors, nil)] {
      let topic = report.topic(name)
      let csv = try readBack.csv(try #require(report.csv(name.rawValue)))
      let column = try #require(topic.columns.firstIndex { $0.isFigure })
      let pageColumn = try #require(topic.pageColumns.firstIndex { $0.isFigure })
      let sheet = try #require(book[topic.sheet])
      for (index, figure) in figures.enumerated() {
        #expect(Self.isSame(Double(sheet.rows[index][column]), figure), "\(name) \(index)")
        let plain = readBack.shown(figure, places: places, isGrouped: false)
        #expect(csv.rows[index][column] == plain, "\(name) \(index)")
        let shown = readBack.shown(figure, places: places)
        #expect(page[name.rawValue]?.rows[index][pageColumn] == shown, "\(name) \(index)")
        let mailed = mail[topic.heading]?.rows[index][pageColumn] ?? ""
        #expect(mailed == shown || mailed.hasPrefix(shown + " ("), "\(name) \(index)")
      }
    }
  }

  @Test("numbers of a workbook show as many places as the page", arguments: Report.Kind.allCases)
  func numberFormats(kind: Report.Kind) throws {
    let report = Report(try Sample.full(kind), language: .italian)
    for topic in report.topics {
      for index in 0..<topic.count {
        for cell in topic.row(index) {
          guard case .number(_, let decimals) = cell else { continue }
          #expect(Workbook.patterns[decimals] == (decimals == 0 ? "#,##0" : "#,##0.00"))
        }
      }
    }
  }

  /// The interval that stands beneath a figure; `nil` for an exact one, which has none.
  private static func interval(
    _ entry: [String: Any],
    _ spec: FigureSpec
  ) -> (low: Double, high: Double)? {
    guard let path = spec.interval else { return nil }
    var value: Any? = entry
    for name in path { value = (value as? [String: Any])?[name] }
    guard let estimate = value as? [String: Any], let low = estimate["low"] as? Double,
      let high = estimate["high"] as? Double, low != high
    else { return nil }
    return (low / spec.divisor, high / spec.divisor)
  }

  /// Whether a workbook's number is the one meant: the library stores 16 digits.
  private static func isSame(_ stored: Double?, _ value: Double?) -> Bool {
    guard let stored, let value else { return stored == nil && value == nil }
    return abs(stored - value) <= 1e-15 * abs(value)
  }

  private static func value(_ entry: [String: Any], _ spec: FigureSpec) -> Double? {
    var value: Any? = entry
    for name in spec.path { value = (value as? [String: Any])?[name] }
    return (value as? NSNumber).map { $0.doubleValue / spec.divisor }
  }
}
