import Crypto
import Foundation
import Inventory

extension Report {
  /// Returns the report as one page that needs nothing from outside and runs no script.
  ///
  /// The page is whole by itself: it can be mailed, filed and printed on A4. Lists that are too long
  /// to read on it show their most telling rows; all of them stand in pages of their own, which
  /// ``forEachListPage(_:)`` makes, so that the first page opens at once however many servers there
  /// are. A content security policy forbids everything but the page's own style sheet.
  ///
  /// - Parameter folder: The folder beside the page that holds the pages of lists, to link to: ASCII
  ///   letters, digits, `.`, `_` and `-` only; `nil` for a page that stands alone.
  /// - Returns: The page, which is well-formed XML but for its first line.
  /// - Complexity: O(n log n) for n machines; the page's own length is bounded by what it lists.
  public func html(lists folder: String? = nil) -> String {
    frame(title: title) { page in
      writeHead(to: &page)
      page.element("main") { page in
        for name in kind.topics { writeSection(name, lists: folder, to: &page) }
      }
      writeFoot(to: &page)
    }
  }

  /// Writes a whole document with its style and its policy.
  func frame(title: String, _ body: (inout HTML) -> Void) -> String {
    let sheet = String(decoding: PackageResources.report_css, as: UTF8.self) + ChartStyle.sheet
    let hash = Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString()
    var page = HTML()
    page.literal("<!DOCTYPE html>\n")
    page.element("html", ["lang": language.rawValue]) { page in
      page.element("head") { page in
        page.empty("meta", ["charset": "utf-8"])
        page.empty(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; "
              + "base-uri 'none'; form-action 'none'",
          ]
        )
        page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.empty("meta", ["name": "referrer", "content": "no-referrer"])
        page.element("title", "\(title) – \(Excerpt(scopeText))")
        page.style(sheet)
      }
      page.element("body", body)
    }
    return page.text + "\n"
  }

  /// The formatter of the page.
  var figures: Figures { Figures(language: language) }

  func writeHead(to page: inout HTML) {
    page.element("header", ["class": "cover"]) { page in
      page.element("p", ["class": "product"], "Tramonto")
      page.element("h1", title)
      page.element("p", ["class": "scope"], Excerpt(scopeText).description)
      var line = [language("Rapporto del ", "Report of ") + figures.day(cover.made)]
      if cover.programme != nil || cover.agency != nil || cover.project != nil {
        line.append(
          language("archivio di lavoro ", "workspace ") + "“\(Excerpt(cover.workspace))”"
        )
      }
      page.element("p", ["class": "made"], line.joined(separator: " · "))
    }
  }

  func writeFoot(to page: inout HTML) {
    page.element("footer") { page in
      page.element("p", footText)
    }
  }

  /// What stands at the foot of page and mail.
  var footText: String {
    language(
      "Prodotto da Tramonto \(cover.version) il \(figures.day(cover.made)). Gli stessi numeri "
        + "sono nei formati XLSX, CSV, JSON e Markdown. Contiene nomi di server: trattare come "
        + "riservato.",
      "Made by Tramonto \(cover.version) on \(figures.day(cover.made)). The same figures are in "
        + "the XLSX, CSV, JSON and Markdown forms. Holds names of servers: treat as confidential."
    )
  }

  /// Writes a section with its heading and, where there is nothing to show, what to do about it.
  func section(
    _ page: inout HTML,
    id: String,
    class name: String = "",
    _ heading: String,
    empty: String? = nil,
    _ content: (inout HTML) -> Void
  ) {
    page.element("section", ["class": name, "aria-labelledby": id]) { page in
      page.element("h2", ["id": id], heading)
      if let empty {
        page.element("p", ["class": "empty"], empty)
      } else {
        content(&page)
      }
    }
  }

  /// Writes a topic as a table that scrolls by itself on a narrow screen.
  func table(_ topic: Topic, to page: inout HTML) {
    page.element(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": topic.heading]
    ) { page in
      page.element("table", ["class": topic.name.rawValue]) { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for column in topic.pageColumns {
              page.element(
                "th",
                ["scope": "col", "class": column.isFigure ? "n" : ""],
                column.short
              )
            }
          }
        }
        page.element("tbody") { page in
          for index in 0..<topic.count { row(topic.pageRow(index), topic, class: "", to: &page) }
          if let total = topic.pageTotal { row(total, topic, class: "total", to: &page) }
        }
      }
    }
  }

  private func row(
    _ cells: [Topic.Shown],
    _ topic: Topic,
    class name: String,
    to page: inout HTML
  ) {
    page.element("tr", ["class": name]) { page in
      for (index, shown) in cells.enumerated() {
        // The first column that is no figure names the row.
        if index == 0, !topic.pageColumns[0].isFigure {
          page.element("th", ["scope": "row"]) { write(shown, in: name, to: &$0) }
        } else {
          page.element("td", ["class": topic.pageColumns[index].isFigure ? "n" : ""]) {
            write(shown, in: name, to: &$0)
          }
        }
      }
    }
  }

  private func write(_ shown: Topic.Shown, in row: String, to cell: inout HTML) {
    let text = shown.cell.shown(figures) ?? (row == "total" ? "" : Figures.none)
    if let mark = shown.mark {
      cell.element("span", ["class": "badge " + mark], text)
    } else {
      cell.write(text)
    }
    if let note = shown.note, !note.isEmpty {
      cell.element("span", ["class": "note"], Excerpt(note).description)
    }
  }
}
