import Estimation
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Series of meters that last")
struct MeteringTests {
  let bench: RegisterBench

  init() throws {
    bench = try RegisterBench()
  }

  private func series(
    _ subject: FiledSeries.Subject,
    watts: Double = 250,
    line: Int = 2
  ) -> FiledSeries {
    FiledSeries(
      agency: bench.agency,
      subject: subject,
      meter: "m",
      path: "pdu.csv",
      sha256: "aa",
      line: line,
      readings: 400,
      content: .power(
        (19_000..<19_400).map {
          MeterSpan(start: $0 * 1_440, end: ($0 + 1) * 1_440, energy: watts * 24 / 1_000)
        }
      )
    )
  }

  private func power() throws -> Estimate<Watts>? {
    try bench.store.savings(asOf: nil).machines
      .first { $0.entity == bench.servers[0] }?.power
  }

  @Test("a server's own series is its power in every estimate until it is withdrawn; all is kept")
  func lasting() throws {
    let before = try power()
    let one = series(.machine(bench.servers[0]))
    let added = try bench.store.add([one], by: "Anna", reason: "PDU", at: 10)
    #expect(added.map(\.number) == [1])
    let measured = try #require(try power())
    #expect(abs(measured.value.value - 250) < 1e-9 && measured.basis == .metered)
    let run = try bench.store.estimate(asOf: nil, at: 20)
    #expect(run.meterUses.map(\.outcome) == [.measured])
    // The same file and line again changes nothing.
    #expect(try bench.store.add([one], by: "Anna", at: 30).isEmpty)
    let again = try Store.open(at: bench.store.path, readOnly: true)
    #expect(try again.meterSeries().map(\.content) == [one.content])
    try bench.store.withdraw(series: [1], of: bench.agency, by: "Bruno", at: 40)
    #expect(try power() == before)
    let filed = try #require(try bench.store.meterSeries().first)
    #expect(filed.by == "Anna" && filed.reason == "PDU" && filed.at == 10)
    #expect(filed.withdrawn == FiledDecision.Withdrawal(by: "Bruno", at: 40))
    #expect(throws: DecisionRefusal.seriesWithdrawnAlready(1)) {
      try bench.store.withdraw(series: [1], of: bench.agency, by: "Bruno", at: 50)
    }
    #expect(throws: DecisionRefusal.unknownSeries(9)) {
      try bench.store.withdraw(series: [9], of: bench.agency, by: "Bruno", at: 50)
    }
    #expect(throws: DecisionRefusal.noName) { try bench.store.add([one], by: " ", at: 60) }
  }

  @Test("loads come back as they were added, and move the estimate")
  func loads() throws {
    var histogram = LoadHistogram()
    for _ in 0..<10 { histogram.add(try #require(Share(0.9))) }
    let load = FiledSeries(
      agency: bench.agency,
      subject: .machine(bench.servers[0]),
      meter: "srv",
      path: "z.csv",
      sha256: "bb",
      line: 3,
      readings: 10,
      content: .load(histogram, days: 30)
    )
    try bench.store.add([load], by: "Anna", at: 10)
    #expect(try bench.store.meterSeries().map(\.content) == [load.content])
    let metering = try bench.store.metering(of: [bench.agency])
    #expect(metering.loads[bench.servers[0]]?.days == 30)
    #expect(metering.loads[bench.servers[0]]?.source?.english == "loads: series 1, z.csv:3")
  }

  @Test("units side by side add up, one behind another does not")
  func fed() throws {
    var estate = try bench.store.estate(of: bench.agency)
    let server = bench.servers[0]
    let record = try #require(estate.assets.first).records[0]
    func feed(_ from: EntityID, _ to: EntityID) {
      estate.relations.append(Relation(kind: .poweredBy, from: from, to: to, record: record))
    }
    let (left, right, ups) = (EntityID("pdu-a"), EntityID("pdu-b"), EntityID("ups"))
    feed(server, left)
    feed(server, right)
    feed(left, ups)
    feed(right, ups)
    // A circle, which no wiring has, ends.
    feed(ups, left)
    let fed = FedMachines(estate)
    #expect(fed.share(of: server, through: left) >= 0.5)
    #expect(fed.share(of: bench.servers[1], through: left) == 0)
    let one = try #require(series(.powerUnit(left)).series)
    let groups = fed.groups([left: [one]])
    #expect(groups.map(\.members.count) == [1])
    estate.relations.removeLast()
    let wired = FedMachines(estate)
    #expect(wired.share(of: server, through: left) == 0.5)
    #expect(wired.share(of: server, through: ups) == 1)
    let all = wired.groups([left: [one], right: [one], ups: [one]])
    #expect(all.map { $0.members[server] } == [1, 1])
    #expect(all.map { Set($0.series.map(\.feed)).count } == [2, 1])
  }

  @Test(
    "damaged content is no series",
    arguments: ["", "{}", "{\"spans\":[[1,2]]}", "{\"loads\":[1]}"]
  )
  func damaged(text: String) {
    #expect(FiledSeries.Content(stored: text) == nil)
  }
}
