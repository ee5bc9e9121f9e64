import Inventory
import Testing

@testable import Reporting

@Suite("Kinds of reports, and what data lack")
struct QualityTests {
  @Test("the page has the kind’s sections in their order", arguments: Report.Kind.allCases)
  func sections(kind: Report.Kind) throws {
    for language in Language.allCases {
      let html = Report(try Sample.full(kind), language: language).html()
      let ids = html.matches(of: /<h2 id="([a-z]+)">/).map { String($0.output.1) }
      #expect(ids == kind.topics.map(\.rawValue))
      #expect(WritingTests.fault(in: html) == nil)
      #expect(html.contains("<h1>" + kind.title(in: language) + "</h1>"))
    }
  }

  @Test("a CSV file holds the leading topic or one by name, and none that the kind lacks")
  func tables() throws {
    let report = Report(try Sample.full(.quality), language: .english)
    #expect(report.csv() == report.csv("unread"))
    #expect(report.csv("gaps")?.contains("physical machines without serial number") == true)
    #expect(report.csv("servers") == nil && report.csv("poem") == nil)
  }

  @Test("sources that differ are shown with both values, those that agree are not")
  func conflicts() throws {
    var input = try Sample.full(.quality)
    for index in input.estates[0].assets.indices {
      input.estates[0].assets[index].origins = [.serial: RecordID(1)]
    }
    // The first record says the serial that is used.
    let lines = Report(input, language: .english).conflicts
    let first = try #require(lines.first { $0.entity == EntityID("uno-1") })
    #expect(first.attribute == .serial && first.other == "ALTRO_2")
    #expect(first.usedFile == "a.csv" && first.otherFile == "a.csv")
    #expect(!lines.contains { $0.entity == EntityID("uno-1") && $0.other == first.used })
    input.records[1].record.serial = input.records[0].record.serial
    let same = Report(input, language: .english).conflicts
    #expect(!same.contains { $0.entity == EntityID("uno-1") })
    input.records[1].isSuperseded = true
    #expect(Report(input, language: .english).conflicts.isEmpty)
  }

  @Test(
    "numbers within 5 % and spellings of one text agree",
    arguments: [(64.0, 62.0, false), (64, 60, true), (64, 64, false)]
  )
  func tolerance(used: Double, other: Double, differ: Bool) throws {
    var input = try Sample.full(.quality)
    input.estates[0].assets[0].facts.memory = Mebibytes(used)
    input.estates[0].assets[0].facts.model = "ProLiant DL380"
    for (index, memory) in [used, other].enumerated() {
      input.records[index].record.memory = Mebibytes(memory)
      input.records[index].record.model = ["ProLiant DL380", "PROLIANT-DL380"][index]
    }
    let lines = Report(input, language: .english).conflicts.filter {
      $0.entity == EntityID("uno-1")
    }
    #expect(lines.contains { $0.attribute == .memory } == differ)
    #expect(!lines.contains { $0.attribute == .model })
  }

  @Test("what no source tells is counted over what should have it")
  func gaps() throws {
    let report = Report(try Sample.full(.quality), language: .english)
    let gaps = Dictionary(uniqueKeysWithValues: report.gaps.map { ($0.gap, $0) })
    // Three physical servers, two of them with serial, rack and site; one of these with its unit.
    #expect(gaps[.serial]?.missing == 1 && gaps[.serial]?.total == 3)
    #expect(gaps[.rack]?.missing == 1 && gaps[.place]?.missing == 1)
    #expect(gaps[.rackUnit]?.missing == 1 && gaps[.rackUnit]?.total == 2)
    #expect(gaps[.host]?.missing == 1 && gaps[.host]?.total == 1)
    #expect(gaps[.purpose]?.missing == 1 && gaps[.purpose]?.total == 4)
    #expect(gaps[.project]?.missing == 1)
    #expect(gaps[.power]?.missing == 0 && gaps[.power]?.total == 2)
  }

  @Test("a report on one project has its own devices and entries only")
  func project() throws {
    let filter = ReportFilter(project: ProjectCode("P1"))
    let report = Report(try Sample.full(.evidence, filter: filter), language: .english)
    #expect(report.register.map(\.entity) == [EntityID("uno-1")])
    #expect(report.journal.count == 3 && report.headline.register.devices == 1)
    let other = ReportFilter(agency: AgencyCode("due"))
    let empty = Report(try Sample.full(.evidence, filter: other), language: .english)
    #expect(empty.register.isEmpty && empty.journal.isEmpty && empty.journals.isEmpty)
  }
}
