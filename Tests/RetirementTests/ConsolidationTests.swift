import Inventory
import Retirement
import Testing

@Suite("Hosts that a cluster can do without")
struct ConsolidationTests {
  /// A host of a cluster: its memory in GiB, cores and watts.
  private struct Host {
    var memory: Double
    var cores: Int
    var watts: Int
  }

  private func estate(
    _ hosts: [Host],
    guests: [(memory: Double, processors: Int)],
    _ change: (inout EstateBuilder) -> Void = { _ in }
  ) -> Estate {
    var builder = EstateBuilder()
    for (index, host) in hosts.enumerated() {
      builder.asset("esx\(index)", .host) {
        $0.cluster = "PROD"
        $0.memory = Mebibytes(host.memory * 1_024)
        $0.cpuCores = host.cores
      }
    }
    for (index, guest) in guests.enumerated() {
      builder.asset("vm\(index)", .virtualMachine) {
        $0.memory = Mebibytes(guest.memory * 1_024)
        $0.cpuCores = guest.processors
      }
      builder.relate(.hostedOn, "vm\(index)", "esx\(index % hosts.count)")
      builder.staying("a\(index)", on: ["vm\(index)"])
    }
    change(&builder)
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    return estate
  }

  private func answer(_ hosts: [Host], _ estate: Estate, limit: Int = 14) -> Consolidation? {
    Consolidation.all(in: estate, exactLimit: limit) { id in
      Int(id.description.dropFirst(3)).map { hosts[$0].watts } ?? 0
    }.first
  }

  private func same(_ count: Int, memory: Double = 64, cores: Int = 16) -> [Host] {
    Array(repeating: Host(memory: memory, cores: cores, watts: 200), count: count)
  }

  @Test(
    "one host more than the memory needs stays on",
    arguments: [(64.0, 2), (65.0, 1), (128.0, 1), (129.0, 0), (190.0, 0)]
  )
  func memory(gibibytes: Double, dark: Int) {
    let hosts = same(4)
    let guests = (0..<8).map { _ in (memory: gibibytes / 8, processors: 1) }
    let found = answer(hosts, estate(hosts, guests: guests))
    #expect(found?.dark.count == dark)
    #expect(found?.isExact == true)
    #expect(found?.watts == dark * 200)
    #expect(found?.guests == 8)
  }

  @Test("processors count as memory does, four to a core", arguments: [(64, 2), (72, 1), (136, 0)])
  func processors(count: Int, dark: Int) {
    let hosts = same(4)
    let guests = (0..<8).map { _ in (memory: 1.0, processors: count / 8) }
    #expect(answer(hosts, estate(hosts, guests: guests))?.dark.count == dark)
  }

  @Test("the host that draws most goes, where the others carry what stays")
  func hungriest() {
    let hosts = [
      Host(memory: 64, cores: 16, watts: 150), Host(memory: 64, cores: 16, watts: 400),
      Host(memory: 64, cores: 16, watts: 200),
    ]
    let found = answer(hosts, estate(hosts, guests: [(32, 4), (16, 4)]))
    #expect(found?.dark == [EntityID("esx1")])
    #expect(found?.watts == 400)
  }

  @Test("a host with something of its own is not vacated")
  func pinned() {
    let hosts = same(3)
    let estate = estate(hosts, guests: [(16, 2), (16, 2), (16, 2)]) { builder in
      for host in ["esx0", "esx1"] { builder.staying("own-\(host)", on: [host]) }
    }
    #expect(answer(hosts, estate)?.dark == [EntityID("esx2")])
  }

  @Test("what a single machine needs must fit on a host, and on another when that fails")
  func large() {
    var hosts = same(4, memory: 32)
    hosts[0].memory = 256
    let found = answer(hosts, estate(hosts, guests: [(100, 8)]))
    #expect(found?.dark == [])
  }

  @Test("what moves by the plan needs no room")
  func leaving() {
    let hosts = same(3)
    let estate = estate(hosts, guests: [(16, 2), (16, 2), (16, 2)]) { builder in
      builder.asset("big", .virtualMachine) {
        $0.memory = Mebibytes(100 * 1_024)
        $0.cpuCores = 8
      }
      builder.relate(.hostedOn, "big", "esx0")
      builder.moving("m", on: ["big"], in: "2023-07")
    }
    #expect(answer(hosts, estate)?.dark.count == 1)
  }

  @Test("where a size or the guests are not known, or one host is left, nothing goes dark")
  func obstacles() {
    let hosts = same(2)
    #expect(answer(hosts, estate(hosts, guests: []))?.obstacle == .noGuests)
    let one = same(1)
    #expect(answer(one, estate(one, guests: [(1, 1)]))?.obstacle == .oneHost)
    let odd = estate(hosts, guests: [(1, 1)]) { builder in
      builder.asset("odd", .virtualMachine)
      builder.relate(.hostedOn, "odd", "esx1")
    }
    let found = answer(hosts, odd)
    #expect(found?.obstacle == .unknownSize(EntityID("odd")))
    #expect(found?.dark == [])
  }

  @Test("beyond the limit the choice fits, and the bound holds", arguments: 1...40)
  func bound(seed: UInt64) {
    var state = seed &+ 99
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let hosts = (0..<7).map { _ in
      Host(memory: Double(32 * (1 + next(6))), cores: 8 * (1 + next(4)), watts: 100 + next(400))
    }
    let guests = (0..<12).map { _ in (memory: Double(1 + next(24)), processors: 1 + next(6)) }
    let estate = estate(hosts, guests: guests)
    guard let best = answer(hosts, estate), let good = answer(hosts, estate, limit: 0) else {
      Issue.record("no answer")
      return
    }
    #expect(best.isExact)
    #expect(good.watts <= best.watts)
    #expect(best.watts <= good.bound)
    var reversed = estate
    reversed.assets.reverse()
    reversed.relations.reverse()
    #expect(answer(hosts, reversed) == best)
    #expect(answer(hosts, reversed, limit: 0) == good)
  }
}
