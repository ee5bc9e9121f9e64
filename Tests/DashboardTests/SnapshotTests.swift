import Inventory
@testable import Reporting
import Testing

@testable import Dashboard

@Suite("Lists and questions")
struct SnapshotTests {
  private static func line(
    _ number: Int,
    _ name: String,
    status: RetirementStatus?,
    room: String? = nil,
    energy: Double? = nil
  ) throws -> Report.ServerLine {
    Report.ServerLine(
      entity: EntityID("a-\(number)"),
      agencyCode: try #require(AgencyCode(number.isMultiple(of: 2) ? "even" : "odd")),
      agency: "",
      name: name,
      kind: .server,
      model: nil,
      serial: nil,
      site: nil,
      room: room,
      rack: nil,
      status: status,
      month: nil,
      projects: number.isMultiple(of: 3) ? [ProjectCode("P3")] : [],
      reason: "",
      energy: energy.map { .exactly(KilowattHours($0)) }
    )
  }

  private static func lines() throws -> [Report.ServerLine] {
    try (0..<60).map { number in
      try line(
        number,
        "srv\(number * 7 % 60)",
        status: number % 5 == 0 ? nil : RetirementStatus.allCases[number % 5],
        room: number % 4 == 0 ? nil : "CED \(number % 4)",
        energy: number % 6 == 0 ? nil : Double(number * 13 % 60)
      )
    }
  }

  @Test("a filter finds what looking at each machine finds, and counts the same")
  func filters() throws {
    let lines = try Self.lines()
    let list = ServerList(lines)
    for text in [nil, "srv1", "SRV", "ced 2", "a-7", "none", "rv2"] as [String?] {
      for status in [nil, .retire, .gone] as [RetirementStatus?] {
        for project in [nil, "P3", "P4"] as [String?] {
          for agency in [nil, "odd"] as [String?] {
            var filter = ServerFilter()
            filter.text = text
            filter.status = status
            filter.project = project.map { ProjectCode($0) }
            filter.agency = agency.flatMap { AgencyCode($0) }
            let found = list.find(filter)
            let wanted = lines.indices.filter { index in
              let line = lines[index]
              let words = [line.name, line.entity.description, line.room ?? ""]
              return (project == nil || line.projects.contains(ProjectCode(project ?? "")))
                && (agency == nil || line.agencyCode.description == agency)
                && (text.map { text in
                  words.contains { $0.lowercased().contains(text.lowercased()) }
                } ?? true)
            }
            let shown = wanted.filter { status == nil || lines[$0].status == status }
            #expect(found.positions.map { Int($0) } == shown)
            #expect(found.counts.values.reduce(0, +) == wanted.count)
            #expect(
              (found.counts[RetirementStatus.retire] ?? 0)
                == wanted.count { lines[$0].status == .retire }
            )
          }
        }
      }
    }
  }

  @Test(
    "an order sorts, what has no key last, and backwards the other way",
    arguments: ServerOrder.allCases
  )
  func orders(_ order: ServerOrder) throws {
    let list = ServerList(try Self.lines())
    var filter = ServerFilter()
    filter.order = order
    let found = list.find(filter).positions
    #expect(Set(found).count == list.lines.count)
    filter.isDescending = true
    #expect(list.find(filter).positions == found.reversed())
    if order == .energy {
      let energies = found.map { list.lines[Int($0)].energy?.value.value }
      let known = energies.compactMap(\.self)
      #expect(known == known.sorted())
      #expect(energies.prefix(known.count).allSatisfy { $0 != nil })
    }
  }

  @Test("a question is worked out once, and a failure is not kept")
  func inquiries() async throws {
    struct Failed: Error {}
    let inquiries = Inquiries()
    let count = Box(0)
    for _ in 0..<3 {
      let answer = try await inquiries.answer(to: "a", patience: .seconds(60)) {
        count.change { $0 += 1 }
        return 42
      }
      #expect(answer == 42)
    }
    #expect(count.value == 1)
    await #expect(throws: Failed.self) {
      _ = try await inquiries.answer(to: "b", patience: .seconds(60)) { () throws -> Int in
        throw Failed()
      }
    }
    #expect(try await inquiries.answer(to: "b", patience: .seconds(60)) { 1 } == 1)
  }

  @Test("who is not patient is not kept waiting, and finds the answer later")
  func impatience() async throws {
    let inquiries = Inquiries()
    let (stream, gate) = AsyncStream<Void>.makeStream()
    let compute: @Sendable () async throws -> String = {
      for await _ in stream { break }
      return "done"
    }
    #expect(try await inquiries.answer(to: "a", patience: .zero, compute) == nil)
    gate.yield()
    #expect(try await inquiries.answer(to: "a", patience: .seconds(60), compute) == "done")
  }

  @Test("texts of a table are escaped, and what steers text is written out")
  func listing() {
    let table = Listing(
      name: "\"><x>",
      headings: [.init(name: "<i>", path: "/a?b&c=\"")],
      rows: [[.text("<script>&\u{202E}", to: "/x\"y", note: "'n'")]],
      empty: ""
    )
    let html = table.html
    for bad in ["<x>", "<i>", "<script>", "\u{202E}", "/x\"y", "'n'"] {
      #expect(!html.contains(bad))
    }
    #expect(html.contains("&lt;script&gt;&amp;\\u{202e}"))
  }
}
