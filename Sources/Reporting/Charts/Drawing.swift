public import Inventory

/// A picture of a report: the same figures make the same drawing, to the byte.
///
/// It has a title, all that it shows in words, and shapes, patterns or labels wherever colour tells
/// something, so that it reads in greyscale and without sight.
public protocol Drawing: Sendable {
  /// A name in lower-case ASCII letters that no other drawing on the page has.
  var name: String { get }
  /// The language of its words and numbers.
  var language: Language { get }
  /// What it shows, in a few words.
  var title: String { get }
  /// All that it shows, in words; or where the figures stand.
  var summary: String { get }
  /// Its width, in units of its own.
  var width: Double { get }
  /// Its height, in the same units.
  var height: Double { get }
  /// Its elements, as SVG without the document around them.
  var content: String { get }
}

extension Drawing {
  /// The drawing as an SVG file of its own, with its style.
  public var svg: String {
    var page = HTML()
    write(to: &page, isAlone: true)
    return page.text + "\n"
  }

  /// The drawing as an element of a page, which ``ChartStyle/sheet`` styles.
  public var inline: String {
    var page = HTML()
    write(to: &page, isAlone: false)
    return page.text
  }

  func write(to page: inout HTML, isAlone: Bool = false) {
    let (width, height) = (Self.point(width), Self.point(height))
    let ids = "\(name)-title \(name)-text"
    let view = "0 0 \(width) \(height)"
    func inside(_ svg: inout HTML) {
      svg.element("title", ["id": "\(name)-title"], title)
      svg.element("desc", ["id": "\(name)-text"], summary)
      if isAlone {
        svg.style(ChartStyle.sheet)
        svg.empty("rect", ["class": "page", "width": width, "height": height])
      }
      svg.append(content)
    }
    if isAlone {
      page.element(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "viewBox": view,
          "width": width, "height": height, "role": "img", "aria-labelledby": ids,
          "lang": language.rawValue,
        ],
        inside
      )
    } else {
      page.element(
        "svg",
        [
          "class": "chart", "viewBox": view, "width": width, "height": height, "role": "img",
          "aria-labelledby": ids,
        ],
        inside
      )
    }
  }

  /// The formatter of its numbers and dates.
  var figures: Figures { Figures(language: language) }

  /// A coordinate with one place.
  static func point(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    guard tenths % 10 != 0 else { return "\(tenths / 10)" }
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// A text from a file, safe to show and at most `limit` characters long.
  ///
  /// What is too long loses its middle: names of one kind differ at their ends.
  static func short(_ text: String, _ limit: Int) -> String {
    let shown = Excerpt(text).description
    guard shown.count > limit else { return shown }
    let tail = (limit - 1) * 2 / 5
    return shown.prefix(limit - 1 - tail) + "…" + shown.suffix(tail)
  }
}

/// How drawings look.
public enum ChartStyle {
  /// The style sheet of all drawings, for the page that holds them.
  public static var sheet: String {
    String(decoding: PackageResources.chart_css, as: UTF8.self)
  }

  /// The patterns that shapes are filled with, named after the drawing that uses them.
  static func patterns(_ name: String) -> String {
    """
    <defs><pattern id="\(name)-hatch" width="7" height="7" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><rect width="7" height="7" class="hatch-ground"/>\
    <rect width="3" height="7" class="hatch-line"/></pattern>\
    <pattern id="\(name)-dots" width="6" height="6" patternUnits="userSpaceOnUse">\
    <rect width="6" height="6" class="dots-ground"/>\
    <circle cx="3" cy="3" r="1.2" class="dots-dot"/></pattern></defs>
    """
  }

  /// The fill of what has a status: a colour that the style sheet sets, or a pattern.
  static func fill(_ status: RetirementStatus?, _ name: String) -> String {
    switch status {
    case .blocked: "url(#\(name)-hatch)"
    case .review: "url(#\(name)-dots)"
    default: ""
    }
  }
}

extension HTML {
  /// Writes a text of a drawing.
  mutating func label(
    _ text: String,
    x: Double,
    y: Double,
    class name: String
  ) {
    element(
      "text",
      ["class": name, "x": StatusChart.point(x), "y": StatusChart.point(y)],
      text
    )
  }

  /// Writes a straight line of a drawing.
  mutating func line(
    _ from: (x: Double, y: Double),
    _ to: (x: Double, y: Double),
    class name: String
  ) {
    empty(
      "line",
      [
        "class": name, "x1": StatusChart.point(from.x), "y1": StatusChart.point(from.y),
        "x2": StatusChart.point(to.x), "y2": StatusChart.point(to.y),
      ]
    )
  }

  /// Writes a rectangle of a drawing; a pattern overrides the fill of its class.
  mutating func rectangle(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    class name: String,
    fill: String = ""
  ) {
    let place: (String, String, String, String) = (
      StatusChart.point(x), StatusChart.point(y), StatusChart.point(max(0, width)),
      StatusChart.point(max(0, height))
    )
    if fill.isEmpty {
      empty(
        "rect",
        ["class": name, "x": place.0, "y": place.1, "width": place.2, "height": place.3]
      )
    } else {
      empty(
        "rect",
        [
          "class": name, "x": place.0, "y": place.1, "width": place.2, "height": place.3,
          "fill": fill,
        ]
      )
    }
  }

  /// Writes a path of a drawing.
  mutating func path(_ points: String, class name: String) {
    empty("path", ["class": name, "d": points])
  }
}
