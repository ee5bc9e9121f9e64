import Inventory

extension Report {
  /// The rows of a list that one page holds: some hundreds of kilobytes.
  static let rowsPerList = 1_000

  /// The file name of a list's page, from 0.
  static func listName(_ topic: Topic.Name, _ page: Int) -> String {
    "\(topic.rawValue)-\(page + 1).html"
  }

  /// Whether a file is called like a page of a list.
  public func isListName(_ name: String) -> Bool {
    guard name.hasSuffix(".html"), let dash = name.lastIndex(of: "-") else { return false }
    let number = name[name.index(after: dash)...].dropLast(".html".count)
    return Topic.Name(rawValue: String(name[..<dash])) != nil && Int(number) != nil
  }

  /// Makes the pages of the lists that are too long for the first page, one after the other.
  ///
  /// Each is a document of its own like the first one, with links to those before and after it.
  ///
  /// - Parameters:
  ///   - home: The address of the first page as these see it, such as `../report.html`: ASCII
  ///     letters, digits, `.`, `_`, `-` and `/` only.
  ///   - body: Takes the file name and the text of each page.
  /// - Throws: What `body` throws.
  /// - Complexity: O(n) for n rows; one page is in memory at a time.
  public func forEachListPage(
    home: String,
    _ body: (_ name: String, _ page: String) throws -> Void
  ) rethrows {
    for name in kind.topics {
      guard let limit = name.pageLimit else { continue }
      let topic = topic(name)
      guard topic.count > limit else { continue }
      let pages = (topic.count + Self.rowsPerList - 1) / Self.rowsPerList
      for number in 0..<pages {
        let first = number * Self.rowsPerList
        let rows = topic.rows(Array(first..<min(first + Self.rowsPerList, topic.count)))
        let page = listPage(rows, of: topic, first: first, number, of: pages, home: home)
        try body(Self.listName(name, number), page)
      }
    }
  }

  private func listPage(
    _ rows: Topic,
    of topic: Topic,
    first: Int,
    _ number: Int,
    of pages: Int,
    home: String
  ) -> String {
    let span = "\(figures.count(first + 1))–\(figures.count(first + rows.count))"
    let title = topic.heading + ": " + span + language(" di ", " of ") + figures.count(topic.count)
    return frame(title: title) { page in
      page.element("header", ["class": "cover"]) { page in
        page.element("p", ["class": "product"]) { line in
          line.element("a", ["href": home], "Tramonto · " + self.title)
        }
        page.element("h1", title)
        page.element("p", ["class": "scope"], Excerpt(scopeText).description)
      }
      page.element("main") { page in
        writeLinks(topic.name, number, of: pages, to: &page)
        page.element("section", ["class": "wide", "aria-label": title]) { page in
          table(rows, to: &page)
        }
        writeLinks(topic.name, number, of: pages, to: &page)
      }
      writeFoot(to: &page)
    }
  }

  /// Links to the first, the last and the neighbouring pages.
  private func writeLinks(
    _ name: Topic.Name,
    _ number: Int,
    of pages: Int,
    to page: inout HTML
  ) {
    guard pages > 1 else { return }
    let near = Set([0, pages - 1] + Array(max(0, number - 3)...min(pages - 1, number + 3)))
    page.element("nav", ["class": "pages", "aria-label": language("Pagine", "Pages")]) { page in
      var last = -1
      for index in near.sorted() {
        if index > last + 1 { page.element("span", "…") }
        if index == number {
          page.element("strong", ["aria-current": "page"], figures.count(index + 1))
        } else {
          page.element("a", ["href": Self.listName(name, index)], figures.count(index + 1))
        }
        last = index
      }
    }
  }
}
