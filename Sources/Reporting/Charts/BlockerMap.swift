public import Inventory

/// What frees what: on the left what stays, on the right the servers that it keeps.
///
/// Servers that the same things keep are one group; a line leads to each group from all that must
/// go before it is free. Labels tell everything; colour tells nothing.
public struct BlockerMap: Drawing {
  /// What stays, what keeps most first.
  let blockers: [Report.BlockerLine]
  /// The groups that these keep, placed so that few lines cross.
  let groups: [Report.FreedGroup]
  /// How many blockers and groups there are besides.
  let others: (blockers: Int, groups: Int)
  /// The language of its words.
  public let language: Language

  /// The most blockers that are drawn, and the most groups.
  public static let limit = 20

  /// Creates the map of the first blockers; `nil` for none.
  ///
  /// - Parameters:
  ///   - blockers: All that stays, what keeps most first.
  ///   - freed: The groups of servers, with the positions of what keeps them.
  ///   - language: The language of its words.
  public init?(
    blockers: [Report.BlockerLine],
    freed: [Report.FreedGroup],
    language: Language
  ) {
    let shown = min(blockers.count, Self.limit)
    let within = freed.filter { group in group.blockers.contains { $0 < shown } }
    guard shown > 0, !within.isEmpty else { return nil }
    func middle(_ group: Report.FreedGroup) -> Double {
      let places = group.blockers.filter { $0 < shown }
      return Double(places.reduce(0, +)) / Double(max(1, places.count))
    }
    self.blockers = Array(blockers.prefix(shown))
    groups = within.prefix(Self.limit).enumerated().sorted { left, right in
      (middle(left.element), left.offset) < (middle(right.element), right.offset)
    }.map(\.element)
    others = (blockers.count - shown, freed.count - groups.count)
    self.language = language
  }

  private static let row = 34.0
  private static let head = 34.0
  private static let box = 350.0

  /// A name that no other drawing on the page has.
  public var name: String { "map" }
  /// Its width.
  public var width: Double { 960 }
  /// Its height.
  public var height: Double {
    let isCut = others.blockers > 0 || others.groups > 0
    return Self.head + Double(max(blockers.count, groups.count)) * Self.row + (isCut ? 28 : 8)
  }
  /// What it shows, in a few words.
  public var title: String { language("Che cosa libera che cosa", "What frees what") }

  /// All that it shows, in words.
  public var summary: String {
    groups.map { group in
      let roots = group.blockers.filter { $0 < blockers.count }
        .map { Excerpt(blockers[$0].name).description }
      return words(for: group) + " ← " + roots.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  /// A group in words: how many, and the first of them.
  private func words(for group: Report.FreedGroup, names limit: Int = 2) -> String {
    let names = group.names.prefix(limit).map { Self.short($0, 18) }
    if group.servers == 1 { return group.names.first.map { Self.short($0, 44) } ?? "" }
    let count = language(
      "\(figures.count(group.servers)) server: ",
      "\(figures.count(group.servers)) servers: "
    )
    return count + names.joined(separator: ", ") + (group.servers > names.count ? " …" : "")
  }

  /// The middle of a row; the shorter side stands in the middle of the longer.
  private func y(_ index: Int, of count: Int) -> Double {
    let most = Double(max(blockers.count, groups.count))
    let offset = (most - Double(count)) / 2
    return Self.head + (offset + Double(index) + 0.5) * Self.row
  }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    let right = width - Self.box
    svg.label(language("che cosa resta", "what stays"), x: 4, y: 18, class: "axis")
    svg.label(
      language("che cosa si libera", "what it frees"),
      x: right,
      y: 18,
      class: "axis"
    )
    for (index, group) in groups.enumerated() {
      let end = y(index, of: groups.count)
      for root in group.blockers where root < blockers.count {
        let start = y(root, of: blockers.count)
        let half = (Self.box + right) / 2
        svg.path(
          "M\(Self.point(Self.box)) \(Self.point(start))C\(Self.point(half)) \(Self.point(start)) "
            + "\(Self.point(half)) \(Self.point(end)) \(Self.point(right)) \(Self.point(end))",
          class: group.blockers.count == 1 ? "edge alone" : "edge"
        )
      }
    }
    for (index, line) in blockers.enumerated() {
      let middle = y(index, of: blockers.count)
      svg.rectangle(
        x: 1,
        y: middle - 13,
        width: Self.box - 1,
        height: 26,
        class: line.isApplication ? "node application" : "node"
      )
      svg.label(Self.short(line.name, 36), x: 10, y: middle + 4.5, class: "name")
      svg.label(
        figures.count(line.servers),
        x: Self.box - 8,
        y: middle + 4.5,
        class: "count end"
      )
    }
    for (index, group) in groups.enumerated() {
      let middle = y(index, of: groups.count)
      svg.rectangle(x: right, y: middle - 13, width: Self.box - 1, height: 26, class: "node freed")
      let more = group.blockers.count { $0 >= blockers.count }
      let rest = more > 0 ? language(" (+\(more) altri)", " (+\(more) more)") : ""
      svg.label(
        words(for: group, names: more > 0 ? 1 : 2) + rest,
        x: right + 10,
        y: middle + 4.5,
        class: "device"
      )
    }
    if others.blockers > 0 || others.groups > 0 {
      let (blockers, groups) = (figures.count(others.blockers), figures.count(others.groups))
      svg.label(
        language(
          "e altri \(blockers) impedimenti e \(groups) gruppi: vedere l’elenco",
          "and \(blockers) more blockers and \(groups) groups: see the list"
        ),
        x: 4,
        y: height - 8,
        class: "axis"
      )
    }
    return svg.text
  }

  /// Writes the map with its key.
  func writeFigure(to page: inout HTML) {
    page.element("figure", ["class": "map"]) { page in
      write(to: &page)
      page.element("figcaption") { page in
        page.key(language("applicativo", "application"), class: "node application")
        page.key(language("macchina", "machine"), class: "node")
        page.element(
          "span",
          ["class": "note"],
          language(
            "linea piena: basta questo; linea tratteggiata: occorre più d’uno. A destra del nome, "
              + "quanti server tiene",
            "full line: this alone is enough; broken line: more than one must go. Behind the name, "
              + "how many servers it keeps"
          )
        )
      }
    }
  }
}
