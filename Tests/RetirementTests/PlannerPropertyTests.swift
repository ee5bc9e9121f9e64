import Inventory
import Retirement
import Testing

/// A small generator, so that the estates are the same each run.
private struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("Retirement plan, properties")
struct PlannerPropertyTests {
  private let planner = Planner(asOf: EstateBuilder.day("2023-02-28"))

  /// An invented estate of hosts, machines and applications.
  private func estate(_ seed: UInt64) -> Estate {
    var random = Sequence64(state: seed)
    var builder = EstateBuilder()
    for host in 0..<6 { builder.asset("esx\(host)", .host) }
    builder.asset("san", .storage)
    builder.asset("sw", .networkDevice)
    for host in 0..<6 {
      builder.relate(.storedOn, "esx\(host)", "san")
      builder.relate(.mountedIn, "esx\(host)", "R1")
    }
    builder.relate(.mountedIn, "sw", "R1")
    for vm in 0..<20 {
      builder.asset("vm\(vm)", .virtualMachine)
      builder.relate(.hostedOn, "vm\(vm)", "esx\(Int.random(in: 0..<6, using: &random))")
    }
    for application in 0..<25 {
      let machine = "vm\(Int.random(in: 0..<20, using: &random))"
      let month = Int.random(in: 1...9, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0: builder.staying("a\(application)", on: [machine])
      case 1: builder.application("a\(application)", on: [machine])
      default: builder.moving("a\(application)", on: [machine], in: "2023-0\(month)")
      }
    }
    return builder.estate
  }

  @Test("the order of assets, relations and assignments changes nothing", arguments: 1...20)
  func order(seed: UInt64) {
    let estate = estate(seed)
    var random = Sequence64(state: seed &+ 99)
    var shuffled = estate
    shuffled.assets.shuffle(using: &random)
    shuffled.relations.shuffle(using: &random)
    shuffled.assignments.shuffle(using: &random)
    #expect(planner.plan(shuffled) == planner.plan(estate))
  }

  @Test(
    "every entry has reasons, every block blockers, every retirement a month",
    arguments: 1...20
  )
  func completeness(seed: UInt64) {
    for entry in planner.plan(estate(seed)) {
      #expect(!entry.reasons.isEmpty)
      #expect((entry.status == .blocked) == !entry.blockers.isEmpty)
      #expect((entry.status == .retire) == (entry.month != nil))
    }
  }

  @Test("a later move never makes anything retire earlier", arguments: 1...20)
  func monotone(seed: UInt64) throws {
    let estate = estate(seed)
    let before = planner.plan(estate)
    for index in estate.assignments.indices {
      guard let month = estate.assignments[index].month else { continue }
      var later = estate
      later.assignments[index].month = month.advanced(by: 5)
      for (old, new) in zip(before, planner.plan(later)) {
        #expect(new.status == old.status)
        if let old = old.month, let new = new.month { #expect(new >= old) }
      }
    }
  }

  @Test("one more application in no project never frees anything", arguments: 1...20)
  func blocking(seed: UInt64) {
    let estate = estate(seed)
    let before = planner.plan(estate)
    for vm in 0..<20 {
      var builder = EstateBuilder(estate: estate)
      builder.staying("zz", on: ["vm\(vm)"])
      for (old, new) in zip(before, planner.plan(builder.estate)) where old.status != .retire {
        #expect(new.status != .retire)
      }
    }
  }

  @Test("a chain of a hundred thousand is folded without recursion")
  func depth() {
    var builder = EstateBuilder()
    let count = 100_000
    for index in 0..<count {
      builder.asset("h\(index)", .host)
      if index > 0 { builder.relate(.hostedOn, "h\(index - 1)", "h\(index)") }
    }
    builder.moving("a", on: ["h0"], in: "2023-07")
    let plan = planner.plan(builder.estate)
    #expect(plan.count == count)
    #expect(plan.allSatisfy { $0.status == .retire })
  }
}
