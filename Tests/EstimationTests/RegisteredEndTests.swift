import Inventory
import Testing

@testable import Estimation

@Suite("What the register has off")
struct RegisteredEndTests {
  private func end(_ day: String) throws -> RegisteredEnd {
    RegisteredEnd(offFrom: try #require(CalendarDate(iso: day)))
  }

  @Test(
    "counts from its day, whatever month the plan has, past or to come",
    arguments: ["2023-09", "2024-05", "2031-12", nil]
  )
  func fromItsDay(planned: String?) throws {
    var estate = try EstateFixture()
    estate.add("srv", watts: 100, retires: planned)
    let found = try estate.savings(ended: ["srv": try end("2024-05-10")])
    let year = found.energy(of: "srv")
    #expect(isNear(found.gross(in: "2024-05"), year * 22 / 365.25))
    #expect(isNear(found.gross(in: "2024-06"), year * 30 / 365.25))
    #expect(found.monthly.first?.month.description == "2024-05")
    #expect(found.monthly.first?.machinesOff == 1 && found.monthly.last?.machinesOff == 1)
  }

  @Test("of the first of a month, the whole month counts")
  func first() throws {
    var estate = try EstateFixture()
    estate.add("srv", watts: 100)
    let found = try estate.savings(ended: ["srv": try end("2024-05-01")])
    #expect(isNear(found.gross(in: "2024-05"), found.energy(of: "srv") * 31 / 365.25))
    #expect(isNear(found.gross(in: "2024-04"), 0))
  }

  @Test("beside a planned machine, each follows its own day")
  func beside() throws {
    var estate = try EstateFixture()
    estate.add("done", watts: 100, retires: "2024-01")
    estate.add("planned", watts: 300, retires: "2024-05")
    let found = try estate.savings(ended: ["done": try end("2024-05-31")])
    #expect(isNear(found.gross(in: "2024-05"), found.energy(of: "done") / 365.25))
    let both = found.energy(of: "done") + found.energy(of: "planned")
    #expect(isNear(found.gross(in: "2024-06"), both * 30 / 365.25))
  }
}
