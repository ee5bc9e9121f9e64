import Inventory
import Testing

@testable import Dashboard

@Suite("Templates")
struct PressTests {
  @Test(
    "every template compiles, and says each word in both languages",
    arguments: Template.allCases
  )
  func words(_ template: Template) throws {
    _ = try Press()
    let pairs = template.text.split(separator: "[[").dropFirst()
    for pair in pairs {
      let words = try #require(pair.firstRange(of: "]]").map { pair[..<$0.lowerBound] })
      let halves = words.split(separator: "|", omittingEmptySubsequences: false)
      #expect(halves.count == 2 && halves.allSatisfy { !$0.isEmpty }, "\(words)")
    }
  }

  @Test("a pair gives its half of each language and leaves the rest as it is")
  func pairs() {
    let template = "<p>[[uno|one]] {{x}} [[due|two]]</p>"
    #expect(Press.words(of: template, in: .italian) == "<p>uno {{x}} due</p>")
    #expect(Press.words(of: template, in: .english) == "<p>one {{x}} two</p>")
  }
}
