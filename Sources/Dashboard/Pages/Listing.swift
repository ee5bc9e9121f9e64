import Inventory
import Reporting

/// A table of a page, written without a template: a template looks each cell up by name, which takes
/// longer than all else that a page of a hundred rows does.
struct Listing {
  /// The head of a column.
  struct Heading {
    var name: String
    var isNumber = false
    /// Where the same list is in the order of this column.
    var path: String?
    /// `ascending`, `descending` or `none`, as ARIA names it; `nil` for what cannot be sorted by.
    var direction: String?
  }

  /// A value of a row.
  struct Cell {
    var text: String
    /// What it leads to.
    var path: String?
    /// What is said of it below, in small.
    var note: String?
    /// The status that it is marked with.
    var badge: String?
    var isNumber = false

    /// A text, which may lead to somewhere.
    static func text(_ text: String, to path: String? = nil, note: String? = nil) -> Self {
      Self(text: text, path: path, note: note)
    }

    /// A figure, which may lead to what it rests on.
    static func number(_ text: String, to path: String? = nil, note: String? = nil) -> Self {
      Self(text: text, path: path, note: note, isNumber: true)
    }

    /// What is to become of a machine, and why.
    static func status(
      _ status: RetirementStatus?,
      _ language: Language,
      note: String? = nil
    ) -> Self {
      Self(
        text: status?.label(in: language) ?? language("senza piano", "unplanned"),
        note: note,
        badge: status?.rawValue ?? "unplanned"
      )
    }
  }

  /// What the table is of, for who hears the page.
  var name: String
  /// The columns; the first cell of each row is its head.
  var headings: [Heading]
  /// The rows.
  var rows: [[Cell]] = []
  /// What stands there when there is no row.
  var empty: String

  /// The table as an element that can be scrolled sideways; every text is escaped.
  var html: String {
    var html = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\""
    Self.escape(name, to: &html)
    html += "\">\n<table>\n<thead><tr>"
    for heading in headings { Self.write(heading, to: &html) }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for (index, cell) in row.enumerated() {
        html += index == 0 ? "<th scope=\"row\"" : "<td"
        html += cell.isNumber ? " class=\"n\">" : ">"
        Self.write(cell, to: &html)
        html += index == 0 ? "</th>" : "</td>"
      }
      html += "</tr>\n"
    }
    if rows.isEmpty {
      html += "<tr><td colspan=\"\(headings.count)\" class=\"empty\">"
      Self.escape(empty, to: &html)
      html += "</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>"
  }

  private static func write(_ heading: Heading, to html: inout String) {
    html += "<th scope=\"col\""
    if let direction = heading.direction { html += " aria-sort=\"\(direction)\"" }
    html += heading.isNumber ? " class=\"n\">" : ">"
    if let path = heading.path {
      html += "<a href=\""
      escape(path, to: &html)
      html += "\">"
      escape(heading.name, to: &html)
      html += "</a>"
    } else {
      escape(heading.name, to: &html)
    }
    html += "</th>"
  }

  private static func write(_ cell: Cell, to html: inout String) {
    if let badge = cell.badge {
      html += "<span class=\"badge "
      escape(badge, to: &html)
      html += "\">"
    }
    if let path = cell.path {
      html += "<a href=\""
      escape(path, to: &html)
      html += "\">"
    }
    escape(cell.text, to: &html)
    if cell.path != nil { html += "</a>" }
    if cell.badge != nil { html += "</span>" }
    if let note = cell.note, !note.isEmpty {
      html += "<span class=\"note\">"
      escape(note, to: &html)
      html += "</span>"
    }
  }

  /// Writes a text so that it can stand in an element or between quotes, with what steers or turns
  /// text written out.
  private static func escape(_ text: String, to html: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default:
        if scalar.isUnsafeToShow {
          html += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          html.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

extension Figures {
  /// A whole figure with its interval below it.
  func cell<Unit: Quantity>(
    _ estimate: Estimate<Unit>,
    per divisor: Double = 1,
    decimals: Int = 0,
    to path: String? = nil
  ) -> Listing.Cell {
    .number(
      number(estimate.value.value / divisor, decimals: decimals),
      to: path,
      note: interval(
        estimate.low.value / divisor,
        estimate.high.value / divisor,
        decimals: decimals
      )
    )
  }
}
