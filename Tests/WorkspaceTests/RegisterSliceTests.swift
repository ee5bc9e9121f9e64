import Inventory
import Retirement
import Testing

@testable import Workspace

@Suite("Slices of the register")
struct RegisterSliceTests {
  private let bench: RegisterBench

  /// Three servers on their way: one planned, one drained, and one on a trial until 9 June 2024.
  init() throws {
    bench = try RegisterBench()
    var trial = try bench.request(.switchOff, 1)
    trial.step = .switchOff(
      .evidence(
        SwitchOffTrial(
          start: try RegisterBench.day("2024-05-01"),
          days: 39,
          told: ["CUP"],
          serviceClass: .ordinary
        )
      )
    )
    let outcomes = try bench.record([
      bench.request(.plan, 0), bench.request(.plan, 1), bench.request(.drain, 1), trial,
      bench.request(.plan, 2), bench.request(.drain, 2),
    ])
    try #require(outcomes.flatMap(\.problems).isEmpty)
  }

  @Test(
    "slices put together are the register, and the counts are its states",
    arguments: ["2024-05-02", "2024-06-08", "2024-06-09", "2025-01-01"],
    [1, 2, 100]
  )
  func whole(_ day: String, _ limit: Int) throws {
    let day = try RegisterBench.day(day)
    let store = bench.store
    for state in [nil] + RetirementState.allCases.map(Optional.some) {
      let all = try store.register(of: bench.agency, on: day, state: state)
      var rows: [RegisterRow] = []
      for offset in stride(from: 0, through: all.count, by: limit) {
        let slice = try store.register(
          on: day,
          state: state,
          containing: nil,
          offset: offset,
          limit: limit
        )
        #expect(slice.count == all.count)
        rows += slice.rows
      }
      #expect(rows == all)
      if let state { #expect(try store.registerCounts(on: day)[state, default: 0] == all.count) }
    }
    #expect(try store.registerCounts(on: day)[.off] == (day.description < "2024-06-09" ? nil : 1))
  }

  @Test(
    "a text is looked for in name, id and serial number, as it is",
    arguments: [
      ("srv0", 3), ("SRV02", 1), ("cz3", 1), ("asl-", 3), ("%", 0), ("_", 0), ("'", 0),
      ("srv04", 0), ("", 3),
    ]
  )
  func text(_ text: String, _ count: Int) throws {
    let slice = try bench.store.register(
      on: try RegisterBench.day("2024-06-01"),
      state: nil,
      containing: text,
      offset: 0,
      limit: 10
    )
    #expect(slice.rows.count == count && slice.count == count)
  }
}
