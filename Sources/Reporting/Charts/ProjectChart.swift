public import Inventory

/// The projects over the months, as a picture of its own: when the servers of each go dark.
///
/// A row is a project, a bar its time from the first to the last server, a number how many go dark
/// in that month, a diamond its deadline. Shapes tell these apart, so that it reads in greyscale.
public struct ProjectChart: Drawing {
  /// A project with the servers that it empties.
  public struct Row: Sendable, Hashable {
    /// The project's short name.
    public var name: String
    /// What is told of it besides: its title, its agency.
    public var title: String
    /// How many servers go dark in each month.
    public var servers: [Month: Int]
    /// The month by which everything has moved; `nil` when it has none.
    public var deadline: Month?

    /// Creates a row.
    public init(name: String, title: String, servers: [Month: Int], deadline: Month?) {
      self.name = name
      self.title = title
      self.servers = servers
      self.deadline = deadline
    }
  }

  private let rows: [Row]
  /// The language of its words.
  public let language: Language
  private let first: Month
  private let count: Int
  private let widest: Double

  /// Creates the chart; `nil` when no row has a month.
  ///
  /// - Parameters:
  ///   - rows: The projects, in order.
  ///   - language: The language of its words.
  ///   - width: How wide the months may be in all; what does not fit is drawn narrower.
  public init?(_ rows: [Row], language: Language, width: Double = 3_000) {
    let months = rows.flatMap { $0.servers.keys + [$0.deadline].compactMap(\.self) }
    guard let first = months.min(), let last = months.max() else { return nil }
    self.rows = rows
    self.language = language
    widest = width
    self.first = first
    count = first.months(to: last) + 1
  }

  private static let rowHeight = 30.0
  private static let head = 84.0
  private static let names = 190.0
  private static let sums = 84.0
  /// A month is so wide, or narrower where there are very many.
  private var monthWidth: Double { min(40, widest / Double(count)) }
  /// Its width.
  public var width: Double { max(640, Self.names + Double(count) * monthWidth + Self.sums) }
  private var bottom: Double { Self.head + Double(rows.count) * Self.rowHeight }
  /// Its height.
  public var height: Double { bottom + 44 }

  /// A name that no other drawing on the page has.
  public var name: String { "projects" }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    svg.label(title, x: 16, y: 30, class: "title")
    writeMonths(to: &svg)
    for (index, row) in rows.enumerated() { write(row, at: index, to: &svg) }
    writeKey(to: &svg)
    return svg.text
  }

  /// What it shows, in a few words.
  public var title: String {
    language(
      "Server che si spengono, per progetto e mese",
      "Servers going dark, by project and month"
    )
  }

  /// All that the picture shows.
  public var summary: String {
    rows.map { row in
      let months = row.servers.keys.sorted().map { "\($0) \(row.servers[$0] ?? 0)" }
      let deadline = row.deadline.map { language("scadenza \($0)", "deadline \($0)") }
      let parts = months.isEmpty ? [language("nessun server", "no server")] : months
      return "\(Excerpt(row.name)): "
        + (parts + [deadline].compactMap(\.self)).joined(separator: ", ")
    }.joined(separator: "; ")
  }

  private func x(_ month: Month) -> Double {
    Self.names + Double(first.months(to: month)) * monthWidth
  }

  private func point(_ value: Double) -> String { Self.point(value) }

  private func writeMonths(to svg: inout HTML) {
    for offset in 0..<count {
      guard let month = first.advanced(by: offset) else { continue }
      let x = x(month)
      let isYear = month.month == 1 || offset == 0
      svg.empty(
        "line",
        [
          "class": isYear ? "year" : "grid", "x1": point(x), "x2": point(x),
          "y1": point(Self.head - (isYear ? 34 : 16)), "y2": point(bottom),
        ]
      )
      if isYear {
        svg.element(
          "text",
          ["class": "axis", "x": point(x + 4), "y": point(Self.head - 22)],
          String(month.year)
        )
      }
      guard monthWidth >= 16 else { continue }
      svg.element(
        "text",
        ["class": "axis middle", "x": point(x + monthWidth / 2), "y": point(Self.head - 5)],
        String(month.month)
      )
    }
    svg.element(
      "text",
      ["class": "axis end", "x": point(width - 16), "y": point(Self.head - 5)],
      language("server", "servers")
    )
  }

  private func write(_ row: Row, at index: Int, to svg: inout HTML) {
    let top = Self.head + Double(index) * Self.rowHeight
    let line = top + 20
    svg.element("g", [:]) { svg in
      svg.element("title", Excerpt(whole: row.name + " · " + row.title).description)
      svg.empty(
        "line",
        ["class": "grid", "x1": "16", "x2": point(width - 16), "y1": point(top), "y2": point(top)]
      )
      svg.element("text", ["class": "name", "x": "16", "y": point(line)], Self.short(row.name, 22))
      if let start = row.servers.keys.min(), let end = row.servers.keys.max() {
        svg.empty(
          "rect",
          [
            "class": "bar", "x": point(x(start) + 1), "y": point(top + 4), "rx": "4",
            "width": point(Double(start.months(to: end) + 1) * monthWidth - 2),
            "height": point(Self.rowHeight - 8),
          ]
        )
        writeCounts(of: row, at: line, to: &svg)
      }
      if let deadline = row.deadline { writeDeadline(deadline, top: top, to: &svg) }
      svg.element(
        "text",
        ["class": "name end", "x": point(width - 16), "y": point(line)],
        figures.count(row.servers.values.reduce(0, +))
      )
    }
  }

  private func writeCounts(of row: Row, at line: Double, to svg: inout HTML) {
    for month in row.servers.keys.sorted() {
      let middle = x(month) + monthWidth / 2
      guard monthWidth >= 16 else {
        svg.empty("circle", ["class": "dot", "cx": point(middle), "cy": point(line - 5), "r": "2"])
        continue
      }
      svg.element(
        "text",
        ["class": "count middle", "x": point(middle), "y": point(line)],
        String(row.servers[month] ?? 0)
      )
    }
  }

  /// A diamond on the month's end, above the numbers.
  private func writeDeadline(_ month: Month, top: Double, to svg: inout HTML) {
    let (x, y) = (x(month) + monthWidth, top + 4)
    svg.empty("path", ["class": "deadline", "d": diamond(x, y)])
  }

  private func diamond(_ x: Double, _ y: Double) -> String {
    "M\(point(x)) \(point(y - 5))L\(point(x + 5)) \(point(y))L\(point(x)) \(point(y + 5))"
      + "L\(point(x - 5)) \(point(y))Z"
  }

  private func writeKey(to svg: inout HTML) {
    let y = bottom + 26
    svg.empty(
      "rect",
      ["class": "bar", "x": "16", "y": point(y - 11), "rx": "4", "width": "24", "height": "14"]
    )
    svg.element(
      "text",
      ["class": "axis", "x": "48", "y": point(y)],
      language(
        "dal primo all’ultimo server del progetto",
        "from the project’s first server to its last"
      )
    )
    svg.empty("path", ["class": "deadline", "d": diamond(350, y - 4)])
    svg.element(
      "text",
      ["class": "axis", "x": "364", "y": point(y)],
      language("scadenza (fine mese)", "deadline (end of month)")
    )
  }

  /// Writes the chart.
  func writeFigure(to page: inout HTML) {
    page.element("figure", ["class": "projects"]) { write(to: &$0) }
  }
}
