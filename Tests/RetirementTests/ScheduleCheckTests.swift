import Inventory
import Retirement
import Testing

@Suite("The dates of a project")
struct ScheduleCheckTests {
  private func project(
    _ days: [Milestone: (planned: String?, actual: String?)],
    bracket: FundingBracket? = nil,
    state: FundingState? = nil
  ) -> Project {
    var project = Project(
      code: ProjectCode("P1"),
      agency: EstateBuilder.agency,
      title: "P",
      bracket: bracket,
      state: state,
      source: "test"
    )
    for (milestone, dates) in days {
      project.schedule[milestone] = MilestoneDates(
        planned: dates.planned.map(EstateBuilder.day),
        actual: dates.actual.map(EstateBuilder.day)
      )
    }
    return project
  }

  private func codes(_ project: Project, on day: String) -> [String] {
    project.scheduleFindings(on: EstateBuilder.day(day)).map(\.code)
  }

  @Test("dates in their order and in time are in order")
  func inOrder() {
    let project = project(
      [
        .decree: (nil, "2023-08-22"), .contract: ("2023-12-22", "2023-12-22"),
        .completion: ("2024-10-22", "2024-10-22"), .asseveration: (nil, "2024-11-30"),
        .payment: ("2025-03-01", "2025-02-01"),
      ],
      bracket: .smallLocal
    )
    #expect(codes(project, on: "2026-01-01") == [])
    #expect(project.schedule.keptUntil == CalendarDate(year: 2030, month: 12, day: 31))
  }

  @Test("a milestone before the one that must come first is told, planned and actual apart")
  func order() {
    let planned = project([
      .contract: ("2024-05-01", nil), .asseveration: ("2024-04-30", nil),
      .payment: ("2024-04-30", nil),
    ])
    #expect(codes(planned, on: "2024-01-01") == ["schedule.out-of-order"])
    let actual = project([.decree: (nil, "2023-08-22"), .contract: (nil, "2023-08-21")])
    #expect(codes(actual, on: "2024-01-01") == ["schedule.out-of-order"])
    #expect(actual.scheduleFindings(on: EstateBuilder.day("2024-01-01"))[0].isContradiction)
  }

  @Test("a milestone that must have been reached is missed; a future one was not reached")
  func contradictions() {
    let project = project([.decree: (nil, "2023-08-22"), .completion: (nil, "2024-05-01")])
    #expect(codes(project, on: "2024-05-01") == ["schedule.missing"])
    #expect(codes(project, on: "2024-04-30") == ["schedule.missing", "schedule.in-future"])
  }

  @Test(
    "what is planned is overdue from the day after",
    arguments: [("2024-05-01", []), ("2024-05-02", ["schedule.overdue"])] as [(String, [String])]
  )
  func overdue(today: String, expected: [String]) {
    #expect(codes(project([.contract: ("2024-05-01", nil)]), on: today) == expected)
    let reached = project([.contract: ("2024-05-01", today)])
    #expect(
      codes(reached, on: "2025-01-01")
        == ["schedule.missing"] + (expected.isEmpty ? [] : ["schedule.late"])
    )
  }

  @Test(
    "the notice's terms run from the decree, for large agencies on from the contract",
    arguments: [
      (FundingBracket.smallHospital, "2023-12-22", "2024-10-22"),
      (.middleLocal, "2023-12-22", "2024-10-22"), (.largeLocal, "2024-05-22", "2025-06-30"),
      (.largeHospital, "2024-05-22", "2025-06-30"),
    ]
  )
  func terms(bracket: FundingBracket, contract: String, completion: String) {
    let project = project(
      [.decree: (nil, "2023-08-22"), .contract: (nil, "2023-12-30")],
      bracket: bracket
    )
    #expect(project.term(of: .contract)?.description == contract)
    #expect(project.term(of: .completion)?.description == completion)
    let isLate = contract < "2023-12-30"
    #expect(codes(project, on: completion) == (isLate ? ["schedule.beyond-term"] : []))
    #expect(
      codes(project, on: "2026-06-30").filter { $0 == "schedule.beyond-term" }.count
        == (isLate ? 2 : 1)
    )
  }

  @Test("of a paid or renounced project nothing is overdue by the notice's terms")
  func settled() {
    let days: [Milestone: (planned: String?, actual: String?)] = [.decree: (nil, "2023-08-22")]
    for state in [FundingState.paid, .renounced] {
      #expect(codes(project(days, bracket: .smallLocal, state: state), on: "2026-01-01") == [])
    }
    #expect(codes(project(days, bracket: .smallLocal), on: "2026-01-01").count == 2)
  }

  @Test("months are counted to the same day, or to the last of a short month")
  func months() {
    #expect(EstateBuilder.day("2023-10-31").advanced(byMonths: 4)?.description == "2024-02-29")
    #expect(EstateBuilder.day("2023-03-31").advanced(byMonths: -1)?.description == "2023-02-28")
    #expect(EstateBuilder.day("2199-12-31").advanced(byMonths: 1) == nil)
  }
}
