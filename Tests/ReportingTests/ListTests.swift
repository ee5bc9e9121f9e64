import Foundation
import FoundationXML
import Inventory
import Testing

@testable import Reporting

@Suite("Lists that are too long for the page")
struct ListTests {
  /// The sample with so many servers more.
  private func report(_ count: Int, _ language: Language = .italian) throws -> Report {
    var input = try Sample.input()
    let model = input.estates[1].assets[0]
    input.estates[1].assets += (0..<count).map { number in
      var asset = model
      asset.id = EntityID("due-x\(number)")
      asset.name = "srv-\(number)"
      return asset
    }
    return Report(input, language: language)
  }

  @Test("a short list has no pages of its own, a long one holds every row once")
  func pages() throws {
    var names: [String] = []
    try report(400).forEachListPage(home: "../r.html") { name, _ in names.append(name) }
    #expect(names.isEmpty)
    let long = try report(2_300)
    #expect(long.servers.count == 2_304)
    var found: [String] = []
    for language in Language.allCases {
      (names, found) = ([], [])
      try report(2_300, language).forEachListPage(home: "../r.html") { name, page in
        names.append(name)
        let start = try #require(page.firstIndex(of: "\n"))
        let document = try XMLDocument(xmlString: String(page[start...]), options: [])
        found += try document.nodes(forXPath: "//tbody/tr/th/text()").compactMap(\.stringValue)
        let links = try document.nodes(forXPath: "//a/@href").compactMap(\.stringValue)
        #expect(links.allSatisfy { $0 == "../r.html" || names.first.map($0.hasPrefix) != nil })
        #expect(links.contains("../r.html"))
        #expect(!page.contains("<script") && page.contains("default-src &#39;none&#39;"))
      }
      #expect(names == ["servers-1.html", "servers-2.html", "servers-3.html"])
      #expect(found.count == 2_304 && Set(found).count >= 2_303)
    }
    #expect(names.allSatisfy { long.isListName($0) } && !long.isListName("../servers-1.html"))
  }

  @Test("the page stays small, says what it leaves out, and links to it only where it may")
  func front() throws {
    let long = try report(20_000)
    let (alone, linked) = (long.html(), long.html(lists: "r-liste"))
    #expect(alone.utf8.count < 700_000)
    #expect(!alone.contains("<a ") && linked.contains("href=\"r-liste/servers-1.html\""))
    let grid = try #require(ReadBack(language: .italian).page(linked)["servers"])
    #expect(grid.rows.count == 500)
    #expect(linked.contains("Qui sono le 500 che consumano di più; le altre 19.504"))
  }
}
