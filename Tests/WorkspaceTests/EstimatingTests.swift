import Estimation
import Inventory
import Retirement
import TestSupport
import Testing

@testable import Workspace

@Suite("Estimates by the register")
struct EstimatingTests {
  @Test("a server that the register has off counts from its day; used again, it saves nothing net")
  func registered() throws {
    let bench = try RegisterBench()
    #expect(try bench.store.savings(asOf: nil).total.machines == 0)
    try bench.record([
      bench.request(.plan), bench.request(.drain), bench.request(.switchOff, on: "2024-05-10"),
    ])
    let off = try bench.store.savings(asOf: nil)
    #expect(off.total.machines == 1)
    let machine = try #require(off.machines.first { $0.entity == bench.servers[0] })
    #expect(machine.retires == Month(year: 2024, month: 5))
    #expect(off.total.gross.energy.value.value > 0)
    let paper = try bench.folder.write("atto.pdf", "%PDF-1.4")
    var request = try bench.request(.dispose, on: "2024-05-12", documents: [paper])
    request.step = .dispose(.evidence(Disposal(outcome: .reuse, recipient: "ASL")))
    let outcomes = try bench.record([
      bench.request(.wipe, on: "2024-05-11"), bench.request(.remove, on: "2024-05-12"), request,
    ])
    #expect(outcomes.flatMap(\.problems) == [])
    let used = try bench.store.savings(asOf: nil).total
    #expect(used.gross.energy.value == off.total.gross.energy.value)
    #expect(used.net.energy.value.value <= 0)
  }
}
