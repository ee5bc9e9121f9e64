import Inventory
import Retirement
import Testing

@Suite("Order of moves that lets machines go dark")
struct DarkWavesTests {
  private func load(_ machine: String, _ watts: Int, _ blockers: [String]) -> DarkLoad {
    DarkLoad(
      machine: EntityID(machine),
      watts: watts,
      blockers: Set(blockers.map { EntityID($0) })
    )
  }

  /// Machines that each need a few of the applications.
  private func loads(_ seed: UInt64, machines: Int = 9, moves: Int = 8) -> [DarkLoad] {
    var state = seed &+ 77
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return (0..<machines).map { index in
      load("m\(index)", 50 * next(8), (0...next(3)).map { _ in "a\(next(moves))" })
    }
  }

  /// The most watts for each move that any set of moves frees.
  private func best(_ loads: [DarkLoad]) -> Double {
    let moves = loads.reduce(into: Set<EntityID>()) { $0.formUnion($1.blockers) }.sorted()
    var best = 0.0
    for set in 1..<(1 << moves.count) {
      let chosen = Set(moves.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element))
      let watts = loads.filter { $0.blockers.isSubset(of: chosen) }.reduce(0) { $0 + $1.watts }
      best = max(best, Double(watts) / Double(chosen.count))
    }
    return best
  }

  @Test("what frees most for each move comes first, though another set frees more in all")
  func order() {
    let loads = [
      load("big", 900, ["a", "b", "c"]), load("small", 400, ["d"]), load("other", 100, ["a", "d"]),
    ]
    let waves = DarkWaves().waves(loads)
    #expect(waves.map { $0.moves.map(\.description) } == [["d"], ["a", "b", "c"]])
    #expect(
      waves.map { $0.machines.map(\.description) } == [["small"], ["big", "other"]]
    )
    #expect(waves.map(\.watts) == [400, 1_000])
    #expect(waves.allSatisfy { $0.isExact })
  }

  @Test("the first wave is the best of all sets of moves", arguments: 1...40)
  func exact(seed: UInt64) {
    let loads = loads(seed)
    let waves = DarkWaves().waves(loads)
    #expect(waves.first?.wattsPerMove == best(loads))
  }

  @Test("each move and machine stands in one wave, and waves free less and less", arguments: 1...40)
  func partition(seed: UInt64) {
    let loads = loads(seed)
    let all = loads.reduce(into: Set<EntityID>()) { $0.formUnion($1.blockers) }
    let watts = loads.reduce(0) { $0 + $1.watts }
    for limit in [0, 1_000] {
      let waves = DarkWaves(exactLimit: limit).waves(loads)
      let moves = waves.flatMap(\.moves)
      #expect(Set(moves).count == moves.count)
      #expect(Set(moves) == all)
      #expect(waves.flatMap(\.machines).sorted() == loads.map(\.machine).sorted())
      let freed = waves.reduce(0) { $0 + $1.watts }
      #expect(freed == watts)
      for (before, after) in zip(waves, waves.dropFirst()) {
        #expect(before.wattsPerMove >= after.wattsPerMove)
      }
    }
  }

  @Test("a machine goes dark only with or after the wave of its last move", arguments: 1...20)
  func closure(seed: UInt64) {
    let loads = loads(seed)
    var moved: Set<EntityID> = []
    for wave in DarkWaves(exactLimit: seed % 2 == 0 ? 0 : 1_000).waves(loads) {
      moved.formUnion(wave.moves)
      for machine in wave.machines {
        let blockers = loads.first { $0.machine == machine }?.blockers ?? []
        #expect(blockers.isSubset(of: moved))
      }
    }
  }

  @Test(
    "beyond the limit the bound holds, and the order of loads changes nothing",
    arguments: 1...40
  )
  func bound(seed: UInt64) {
    let loads = loads(seed)
    let waves = DarkWaves(exactLimit: 0).waves(loads)
    let most = waves.map(\.bound).max() ?? 0
    #expect(most >= best(loads) - 1e-9)
    #expect(waves.allSatisfy { $0.bound >= $0.wattsPerMove })
    #expect(DarkWaves(exactLimit: 0).waves(loads.reversed()) == waves)
    #expect(DarkWaves().waves(loads.reversed()) == DarkWaves().waves(loads))
  }

  @Test("loads come from the plan: what keeps a host on is at the end of the chain")
  func fromPlan() {
    var builder = EstateBuilder()
    builder.asset("esx", .host)
    builder.asset("vm", .virtualMachine)
    builder.asset("free", .server)
    builder.relate(.hostedOn, "vm", "esx")
    builder.staying("a1", on: ["vm"])
    builder.moving("a2", on: ["free"], in: "2023-07")
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    let loads = DarkLoad.all(in: estate) { $0 == EntityID("esx") ? 300 : 0 }
    #expect(loads == [load("esx", 300, ["a1"]), load("vm", 0, ["a1"])])
  }

  @Test("no loads, no waves; loads that draw nothing still go dark")
  func empty() {
    #expect(DarkWaves().waves([]) == [])
    #expect(DarkWaves().waves([load("m", 0, ["a"])]).map(\.machines) == [[EntityID("m")]])
  }
}
