public import Inventory

/// The servers by status, as one bar; parts are told apart by pattern, not by colour alone.
public struct StatusChart: Drawing {
  /// The servers by status.
  public let counts: Report.StatusCounts
  /// The language of its words.
  public let language: Language

  /// Creates the chart.
  public init(counts: Report.StatusCounts, language: Language) {
    self.counts = counts
    self.language = language
  }

  /// A name that no other drawing on the page has.
  public var name: String { "status" }
  /// Its width.
  public var width: Double { 1_000 }
  /// Its height.
  public var height: Double { 28 }
  /// What it shows, in a few words.
  public var title: String { language("Server per stato", "Servers by status") }

  /// The statuses that servers have, in order.
  var statuses: [RetirementStatus] {
    RetirementStatus.allCases.filter { $0 != .gone && counts.count(of: $0) > 0 }
  }

  /// All that it shows, in words.
  public var summary: String {
    statuses.map { "\($0.label(in: language)) \(figures.count(counts.count(of: $0)))" }
      .joined(separator: ", ")
  }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    svg.append(ChartStyle.patterns(name))
    var x = 0.0
    for status in statuses where counts.servers > 0 {
      let width = width * Double(counts.count(of: status)) / Double(counts.servers)
      svg.rectangle(
        x: x,
        y: 0,
        width: width,
        height: height,
        class: "part \(status.rawValue)",
        fill: ChartStyle.fill(status, name)
      )
      x += width
    }
    return svg.text
  }

  /// Writes the chart with its key; nothing where there is no server.
  func writeFigure(to page: inout HTML) {
    guard counts.servers > 0 else { return }
    page.element("figure", ["class": "status"]) { page in
      write(to: &page)
      page.element("figcaption") { page in
        for status in statuses {
          page.key(
            "\(status.label(in: language)): \(figures.count(counts.count(of: status)))",
            class: "part \(status.rawValue)",
            fill: ChartStyle.fill(status, name)
          )
        }
      }
    }
  }
}

extension HTML {
  /// Writes an entry of a key: a square that looks like what it stands for, and its words.
  mutating func key(_ words: String, class name: String, fill: String = "") {
    element("span", ["class": "key"]) { key in
      key.element(
        "svg",
        ["viewBox": "0 0 14 14", "aria-hidden": "true", "class": "chart swatch"]
      ) { svg in
        switch name {
        case "span", "net-line", "gross-line":
          svg.path(name == "span" ? "M4 2H10M7 2V12M4 12H10" : "M0 7H14", class: name)
        default: svg.rectangle(x: 0.5, y: 0.5, width: 13, height: 13, class: name, fill: fill)
        }
      }
      key.write(words)
    }
  }
}
