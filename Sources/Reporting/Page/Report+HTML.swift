import Crypto
import Foundation
import Inventory

extension Report {
  /// The most machines that the page lists; tables hold them all.
  static let listedServers = 500
  /// The most rejected rows and values that the page lists.
  static let listedRejections = 200
  /// The most blockers that the page lists.
  static let listedBlockers = 20

  /// Returns the report as one page that needs nothing from outside and runs no script.
  ///
  /// A content security policy forbids everything but the page's own style sheet. It prints on A4.
  ///
  /// - Complexity: O(n log n) for n machines; the page's own length is bounded by what it lists.
  public func html() throws -> String {
    let sheet = String(decoding: PackageResources.report_css, as: UTF8.self)
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
      page.element("body") { page in
        writeHead(to: &page)
        page.element("main") { page in
          writeSummary(to: &page)
          writeMonths(to: &page)
          writeAgencies(to: &page)
          writeProjects(to: &page)
          writeBlockers(to: &page)
          writeServers(to: &page)
          writeUnread(to: &page)
          writeQuality(to: &page)
          writeMethod(to: &page)
          writeSources(to: &page)
        }
        writeFoot(to: &page)
      }
    }
    return page.text + "\n"
  }

  /// The formatter of the page.
  var figures: Figures { Figures(language: language) }

  private func writeHead(to page: inout HTML) {
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

  private func writeFoot(to page: inout HTML) {
    page.element("footer") { page in
      page.element(
        "p",
        language(
          "Prodotto da Tramonto \(cover.version) il \(figures.day(cover.made)). Gli stessi numeri "
            + "sono nei formati XLSX, CSV e JSON. Contiene nomi di server: trattare come riservato.",
          "Made by Tramonto \(cover.version) on \(figures.day(cover.made)). The same figures are in "
            + "the XLSX, CSV and JSON forms. Holds names of servers: treat as confidential."
        )
      )
    }
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

  /// Writes a table that scrolls by itself on a narrow screen.
  func table(
    _ page: inout HTML,
    label: String,
    class name: String = "",
    _ columns: [PageColumn],
    _ rows: (inout HTML) -> Void
  ) {
    page.element(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label]
    ) { page in
      page.element("table", ["class": name]) { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for column in columns {
              page.element(
                "th",
                ["scope": "col", "class": column.isNumber ? "n" : ""],
                column.heading
              )
            }
          }
        }
        page.element("tbody", rows)
      }
    }
  }
}

/// A column of a table of the page.
struct PageColumn {
  var heading: String
  var isNumber: Bool

  static func text(_ heading: String) -> Self { Self(heading: heading, isNumber: false) }
  static func number(_ heading: String) -> Self { Self(heading: heading, isNumber: true) }
}

extension HTML {
  /// Writes a cell with a text from a file: cut to what a line holds, its steering written out.
  mutating func cell(_ text: String?) {
    element("td", Excerpt(text ?? Figures.none).description)
  }

  /// Writes a cell with a text of the program itself.
  mutating func words(_ text: String) { element("td", text) }

  /// Writes a cell with a figure.
  mutating func figure(_ text: String, note: String? = nil) {
    element("td", ["class": "n"]) { cell in
      cell.write(text)
      if let note { cell.element("span", ["class": "note"], note) }
    }
  }
}
