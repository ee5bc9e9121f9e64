import Foundation
import FoundationXML
import Inventory
import Tabular
import Testing

@testable import Reporting

/// What a written report says, read back from its bytes by other means than it was written with.
struct ReadBack {
  /// The cells of a table: its headings, then its rows.
  struct Grid {
    var headings: [String]
    var rows: [[String]]
    /// What the page says beneath its figures; empty for other forms.
    var notes: [[String]] = []
  }

  let language: Language

  /// The tables of the page by the id of their section; figures without their notes.
  func page(_ html: String) throws -> [String: Grid] {
    let start = try #require(html.firstIndex(of: "\n"))
    let document = try XMLDocument(xmlString: String(html[start...]), options: [])
    var grids: [String: Grid] = [:]
    for case let section as XMLElement in try document.nodes(forXPath: "//section") {
      guard let id = section.attribute(forName: "aria-labelledby")?.stringValue,
        let table = try section.nodes(forXPath: ".//table").first
      else { continue }
      let headings = try table.nodes(forXPath: "thead/tr/th").map { $0.stringValue ?? "" }
      let cells = try table.nodes(forXPath: "tbody/tr[not(@class='total')]").map { row in
        try row.nodes(forXPath: "th|td")
      }
      grids[id] = Grid(
        headings: headings,
        rows: cells.map { $0.map(Self.text) },
        notes: try cells.map { row in
          try row.map { try $0.nodes(forXPath: "span[@class='note']").first?.stringValue ?? "" }
        }
      )
    }
    return grids
  }

  /// The cards of the page by name.
  func cards(_ html: String) throws -> [String: String] {
    let start = try #require(html.firstIndex(of: "\n"))
    let document = try XMLDocument(xmlString: String(html[start...]), options: [])
    var cards: [String: String] = [:]
    for card in try document.nodes(forXPath: "//div[starts-with(@class, 'card ') or @class='card']")
    {
      let name = try card.nodes(forXPath: "p[@class='name']").first?.stringValue ?? ""
      let value = try card.nodes(forXPath: "p[@class='value']/text()").first?.stringValue ?? ""
      cards[name] = value.trimmingCharacters(in: .whitespaces)
    }
    return cards
  }

  /// A cell's own text, without the notes beneath it.
  private static func text(_ cell: XMLNode) -> String {
    (cell.children ?? []).filter { node in
      (node as? XMLElement)?.attribute(forName: "class")?.stringValue != "note"
    }.map { $0.stringValue ?? "" }.joined()
  }

  /// The tables of a mail by the heading above them.
  func mail(_ markdown: String) -> [String: Grid] {
    var grids: [String: Grid] = [:]
    var heading = ""
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("## ") {
        heading = Self.plain(line.dropFirst(3))
      } else if line.hasPrefix("| ") {
        let cells = Self.cells(String(line))
        if grids[heading] == nil {
          grids[heading] = Grid(headings: cells, rows: [])
        } else if !line.hasPrefix("| --"), !line.contains("**") {
          grids[heading]?.rows.append(cells)
        }
      }
    }
    return grids
  }

  /// The cells of a line: parted by bars that no backslash precedes.
  private static func cells(_ line: String) -> [String] {
    var (cells, cell, isEscaped) = ([String](), "", false)
    for character in line.dropFirst() {
      if character == "|", !isEscaped {
        cells.append(plain(cell.trimmingCharacters(in: .whitespaces)))
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells
  }

  /// A text without escapes.
  static func plain(_ text: some StringProtocol) -> String {
    var (plain, isEscaped) = ("", false)
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return plain.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
  }

  /// The table of a CSV file.
  func csv(_ text: String) throws -> Grid {
    let document = try TableDocument.open(MemorySource(name: "a.csv", bytes: Array(text.utf8)))
    return try Self.grid(try #require(document.tables.first))
  }

  /// The tables of a workbook by the name of their sheet; numbers as they are stored.
  func workbook(_ path: String) throws -> [String: Grid] {
    var grids: [String: Grid] = [:]
    for table in try TableDocument.open(FileSource(path: path)).tables {
      grids[table.name ?? ""] = try Self.grid(table)
    }
    return grids
  }

  private static func grid(_ table: Table) throws -> Grid {
    var grid = Grid(headings: [], rows: [])
    try table.forEachRow { row in
      if grid.headings.isEmpty {
        grid.headings = row.cells
      } else {
        let cells = (0..<grid.headings.count).map { column in
          row.number(column).map { "\($0)" } ?? row[column]
        }
        grid.rows.append(cells)
      }
      return .next
    }
    return grid
  }

  /// A number as the readers of the language write it: its shortest decimal digits, rounded half
  /// away from zero, as spreadsheets do; with as many of four places as it needs for `nil`.
  func shown(_ value: Double, places: Int?, isGrouped: Bool = true) -> String {
    guard var exact = Decimal(string: "\(value)") else { return "" }
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, places ?? 4, .plain)
    let parts = "\(rounded.magnitude)".split(separator: ".").map(String.init)
    var whole = parts[0]
    if isGrouped {
      var groups: [Substring] = []
      var rest = whole[...]
      while rest.count > 3 {
        groups.insert(rest.suffix(3), at: 0)
        rest = rest.dropLast(3)
      }
      whole = ([rest] + groups).joined(separator: language(".", ","))
    }
    let fraction = parts.count > 1 ? parts[1] : ""
    let sign = rounded < 0 ? (isGrouped ? "−" : "-") : ""
    guard places != 0, places != nil || !fraction.isEmpty else { return sign + whole }
    return sign + whole + language(",", ".")
      + fraction.padding(toLength: places ?? fraction.count, withPad: "0", startingAt: 0)
  }
}
