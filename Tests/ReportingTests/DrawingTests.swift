import Estimation
import Foundation
import FoundationXML
import Inventory
import Retirement
import Testing

@testable import Reporting

@Suite("Drawings")
struct DrawingTests {
  private func drawings(_ language: Language) throws -> [any Drawing] {
    let report = Report(try Sample.full(.agency), language: language)
    return try [
      StatusChart(counts: report.headline.counts, language: language),
      #require(MonthlyChart(months: report.months, language: language)),
      #require(WaterfallChart(report)), #require(report.timeline),
      #require(RackChart(racks: report.racks, language: language)),
      #require(
        BlockerMap(blockers: report.blockers, freed: report.freed, language: language)
      ),
    ]
  }

  @Test("each is well-formed, has a title and words, and holds no markup of a file’s")
  func accessible() throws {
    for language in Language.allCases {
      let drawings = try drawings(language)
      #expect(Set(drawings.map(\.name)).count == drawings.count)
      for drawing in drawings {
        for written in [drawing.svg, drawing.inline] {
          // Attributes of an element with a namespace are not found by name.
          let text = written.replacing(" xmlns=\"http://www.w3.org/2000/svg\"", with: "")
          let document = try XMLDocument(xmlString: text, options: [])
          let root = try #require(document.rootElement())
          #expect(root.attribute(forName: "role")?.stringValue == "img")
          let ids = root.attribute(forName: "aria-labelledby")?.stringValue?.split(separator: " ")
          let named = (root.children ?? []).prefix(2).compactMap { node in
            (node as? XMLElement)?.attribute(forName: "id")?.stringValue
          }
          #expect(ids?.map(String.init) == named, "\(drawing.name)")
          #expect(root.children?.prefix(2).map(\.name) == ["title", "desc"])
          #expect(root.children?.prefix(2).allSatisfy { $0.stringValue?.isEmpty == false } == true)
          #expect(!text.contains("<script") && !text.unicodeScalars.contains("\u{202E}"))
          #expect(!text.contains(" style="))
        }
        #expect(drawing.svg == drawing.svg)
      }
    }
  }

  @Test("nothing is drawn outside", arguments: Language.allCases)
  func inside(language: Language) throws {
    for drawing in try drawings(language) {
      let document = try XMLDocument(xmlString: drawing.inline, options: [])
      let path = "/svg//rect[not(parent::pattern)]|/svg/text"
      for case let element as XMLElement in try document.nodes(forXPath: path) {
        func number(_ name: String) -> Double {
          element.attribute(forName: name)?.stringValue.flatMap { Double($0) } ?? 0
        }
        let place: Comment = "\(drawing.name) \(element.stringValue ?? "")"
        #expect(number("x") >= 0 && number("x") + number("width") <= drawing.width + 0.1, place)
        #expect(number("y") >= 0 && number("y") + number("height") <= drawing.height + 0.1, place)
      }
    }
  }

  @Test("what is done ends with the report’s month, and counts by the day")
  func done() throws {
    var input = try Sample.full(.programme)
    input.made = try #require(CalendarDate(iso: "2024-09-30"))
    let report = Report(input, language: .english)
    // From 11 July on: 21 days of July, then whole months; the plan begins in May.
    let yearly = 12_345.67 / 365.25
    let done = report.months.map { $0.done?.gross.value }
    let expected = [0, 0, 21, 31, 30].map { Double($0) * yearly }
    #expect(done.prefix(5).count { $0 != nil } == 5 && done.dropFirst(5).allSatisfy { $0 == nil })
    for (one, other) in zip(done, expected) { #expect(abs((one ?? -1) - other) < 1e-6) }
    #expect(report.months.prefix(5).map { $0.done?.machines } == [0, 0, 1, 1, 1])
    #expect(abs(report.headline.done.value - 12_345.67) < 1e-9)
  }

  @Test("the steps from gross to net add up")
  func waterfall() throws {
    let report = Report(try Sample.full(.energy), language: .english)
    let way = try #require(report.waterfall)
    let (plug, overhead) = (try #require(way.plug), try #require(way.overhead))
    // One machine of 100 W retires.
    #expect(abs(plug.value - 876) < 1e-9)
    #expect(abs(plug.value + overhead.value - way.gross.value.value) < 1e-6)
    #expect(abs(way.gross.value.value - way.destination.value - way.net.value.value) < 1e-6)
    #expect(Report(try Sample.empty(), language: .english).waterfall == nil)
  }

  @Test("a month’s emissions are its share of the year’s")
  func carbon() throws {
    let report = Report(try Sample.full(.energy), language: .english)
    let total = report.headline.savings.net
    for month in report.months {
      let share = month.planned.net.value.value / total.energy.value.value
      #expect(abs(month.carbon.value.value - total.carbon.value.value * share) < 1e-9)
      #expect(month.carbon.low <= month.carbon.value && month.carbon.value <= month.carbon.high)
    }
  }

  @Test("a month that draws more than it saves is drawn below zero")
  func negative() throws {
    var input = try Sample.full(.energy)
    input.savings.monthly[0].net = Estimate(
      KilowattHours(-500),
      low: KilowattHours(-900),
      high: KilowattHours(-300),
      basis: .model
    )
    let report = Report(input, language: .english)
    let carbon = report.months[0].carbon
    #expect(carbon.value.value < 0 && carbon.low < carbon.value && carbon.value < carbon.high)
    let chart = try #require(MonthlyChart(months: report.months, language: .english))
    #expect(chart.content.contains(">−1,000</text>") || chart.content.contains(">−500</text>"))
    for (largest, smallest) in [(1_000, -300), (300, -1_000), (0, -50), (0, 0)]
      as [(Double, Double)]
    {
      let scale = Scale(largest: largest, smallest: smallest)
      #expect(scale.bottom <= smallest && scale.top >= largest && scale.values.contains(0))
      #expect(scale.values.count <= 12 && scale.bottom < scale.top)
      #expect(scale.part(smallest) < scale.part(largest) || smallest == largest)
    }
  }

  @Test("a rack goes dark with the last of what stands in it, or not at all")
  func racks() throws {
    var input = try Sample.full(.agency)
    var racks = Report(input, language: .english).racks
    #expect(racks.map(\.name) == ["A`1"] && racks[0].dark == nil)
    #expect(racks[0].devices.map(\.unit) == [7, nil])
    #expect(racks[0].devices.map(\.isDark) == [true, false])
    input.estates[0].plan[2] = PlanEntry(
      entity: EntityID("uno-3"),
      status: .retire,
      month: Month(year: 2025, month: 1),
      reasons: [.nothingKnown]
    )
    racks = Report(input, language: .english).racks
    #expect(racks[0].dark == Month(year: 2025, month: 1))
    #expect(abs(racks[0].energy.value - 14_345.67) < 1e-6)
  }

  @Test("a room and what a power unit feeds go as their racks do, and tell why they do not")
  func rooms() throws {
    var input = try Sample.full(.agency)
    input.estates[0].assets.append(
      Asset(
        id: EntityID("uno-9"),
        kind: .powerUnit,
        name: "UPS <9>",
        facts: Record(kind: .powerUnit, locator: Locator(number: 9)),
        origins: [:],
        records: [],
        links: [],
        lastSeen: nil
      )
    )
    input.estates[0].relations.append(
      Relation(
        kind: .poweredBy,
        from: EntityID("uno-3"),
        to: EntityID("uno-9"),
        record: RecordID(1)
      )
    )
    var rooms = Report(input, language: .english).rooms
    #expect(rooms.map(\.kind) == [.powerUnit, .room])
    #expect(rooms.allSatisfy { $0.dark == nil && $0.status != .retire && !$0.reasons.isEmpty })
    input.estates[0].plan[2] = PlanEntry(
      entity: EntityID("uno-3"),
      status: .retire,
      month: Month(year: 2025, month: 1),
      reasons: [.nothingKnown]
    )
    let report = Report(input, language: .english)
    rooms = report.rooms.filter { $0.kind == .room }
    #expect(rooms.map(\.name) == ["S`1"])
    #expect(rooms[0].dark == report.racks[0].dark && rooms[0].status == .retire)
    #expect(rooms[0].energy == report.racks[0].energy && rooms[0].off == 1)
    #expect(report.racks[0].machines == 2 && report.racks[0].retire == 2)
  }

  @Test("servers that the same things keep are one group; the map draws the first of each")
  func map() throws {
    var blockers: [Report.BlockerLine] = []
    for number in 0..<30 {
      blockers.append(
        Report.BlockerLine(
          entity: EntityID("a\(number)"),
          name: "app \(number)",
          isApplication: true,
          agency: "Uno",
          reason: "",
          servers: 30 - number,
          alone: 1,
          energy: .zero
        )
      )
    }
    let freed = (0..<30).map { number in
      Report.FreedGroup(blockers: [number], names: ["srv \(number)"], servers: 1)
    }
    let map = try #require(BlockerMap(blockers: blockers, freed: freed, language: .english))
    #expect(map.blockers.count == 20 && map.groups.count == 20)
    #expect(map.others.blockers == 10 && map.others.groups == 10)
    #expect(map.content.contains("and 10 more blockers and 10 groups"))
    #expect(BlockerMap(blockers: [], freed: [], language: .english) == nil)
    let report = Report(try Sample.input(), language: .english)
    #expect(report.freed.map(\.servers) == [2] && report.freed.map(\.blockers) == [[0]])
  }

  @Test("long names lose their middle", arguments: [3, 8, 22])
  func short(limit: Int) {
    let name = "srv-dipartimentale-radiologia-007"
    let shown = StatusChart.short(name, limit)
    #expect(shown.count == limit && shown.hasPrefix("s") && shown.contains("…"))
    #expect(limit < 8 || shown.hasSuffix("07"))
    #expect(StatusChart.short("abc", limit) == "abc")
  }
}
