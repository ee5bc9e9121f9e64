import Inventory

/// The servers by status, as one bar with its key; parts are told apart by pattern, not by colour.
struct StatusChart {
  let counts: Report.StatusCounts
  let language: Language

  private static let width = 1_000.0
  private static let height = 28.0

  func write(to page: inout HTML) {
    let statuses = RetirementStatus.allCases.filter { $0 != .gone && counts.count(of: $0) > 0 }
    guard counts.servers > 0 else { return }
    let figures = Figures(language: language)
    page.element("figure", ["class": "status"]) { page in
      page.element(
        "svg",
        [
          "viewBox": "0 0 1000 28", "preserveAspectRatio": "none", "role": "img",
          "aria-labelledby": "status-title",
        ]
      ) { svg in
        svg.element(
          "title",
          ["id": "status-title"],
          language("Server per stato: ", "Servers by status: ")
            + statuses.map {
              "\($0.label(in: language)) \(figures.count(counts.count(of: $0)))"
            }.joined(separator: ", ")
        )
        writePatterns(to: &svg)
        var x = 0.0
        for status in statuses {
          let width = Self.width * Double(counts.count(of: status)) / Double(counts.servers)
          svg.empty(
            "rect",
            [
              "class": "part \(status.rawValue)", "x": MonthlyChart.point(x), "y": "0",
              "width": MonthlyChart.point(width), "height": "28",
            ]
          )
          x += width
        }
      }
      page.element("figcaption") { page in
        for status in statuses {
          page.element("span", ["class": "key"]) { key in
            key.element(
              "svg",
              ["viewBox": "0 0 14 14", "aria-hidden": "true", "class": "swatch"]
            ) { svg in
              svg.empty(
                "rect",
                [
                  "class": "part \(status.rawValue)", "x": "0", "y": "0", "width": "14",
                  "height": "14",
                ]
              )
            }
            key.write(
              "\(status.label(in: language)): \(figures.count(counts.count(of: status)))"
            )
          }
        }
      }
    }
  }

  private func writePatterns(to svg: inout HTML) {
    svg.literal(
      """
      <defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect width="7" height="7" class="hatch-ground"/>\
      <rect width="3" height="7" class="hatch-line"/></pattern>\
      <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
      <rect width="6" height="6" class="dots-ground"/>\
      <circle cx="3" cy="3" r="1.2" class="dots-dot"/></pattern></defs>
      """
    )
  }
}
