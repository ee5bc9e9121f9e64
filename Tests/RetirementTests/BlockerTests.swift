import Inventory
import Testing

@testable import Retirement

@Suite("What blocks most")
struct BlockerTests {
  /// A host with two virtual machines: on one an application that stays, on the other one more; and
  /// an array below the host.
  private func chain() -> Estate {
    var builder = EstateBuilder()
    builder.asset("h", .host)
    builder.asset("v1", .virtualMachine)
    builder.asset("v2", .virtualMachine)
    builder.asset("array", .storage)
    builder.relate(.hostedOn, "v1", "h")
    builder.relate(.hostedOn, "v2", "h")
    builder.relate(.storedOn, "h", "array")
    builder.staying("cartella", on: ["v1", "v2"])
    builder.staying("mensa", on: ["v2"])
    var estate = builder.estate
    estate.plan = Planner(asOf: nil).plan(estate)
    return estate
  }

  @Test("whole chains are followed to the application at their root; devices are no servers")
  func chains() {
    let found = Blocker.all(in: chain())
    #expect(found.map(\.root.description) == ["cartella", "mensa"])
    #expect(found.map(\.servers) == [3, 2])
    #expect(found.map(\.alone) == [1, 0])
    #expect(found.first?.machines.map(\.description) == ["array", "h", "v1", "v2"])
  }

  @Test("only what is asked for is counted, though chains run through the rest")
  func selected() {
    let found = Blocker.all(in: chain()) { $0 == EntityID("h") }
    #expect(found.map(\.machines) == [[EntityID("h")], [EntityID("h")]])
    #expect(found.map(\.alone) == [0, 0])
  }

  @Test("a circle has no root and comes to an end")
  func circle() {
    var estate = chain()
    for index in estate.plan.indices {
      estate.plan[index].status = .blocked
      estate.plan[index].blockers = [estate.plan[(index + 1) % estate.plan.count].entity]
    }
    #expect(Blocker.all(in: estate).isEmpty)
  }

  @Test("nothing blocks in an estate without a plan")
  func unplanned() {
    var estate = chain()
    estate.plan = []
    #expect(Blocker.all(in: estate).isEmpty)
  }
}
