import Inventory
import Testing

@testable import Estimation

@Suite("Power of a server")
struct PowerModelTests {
  private let model = MeasuredPowerModel.standard
  private let typical = ServerProfile(
    cpuModel: "Intel(R) Xeon(R) CPU E5-2650 v3 @ 2.30GHz",
    sockets: 2,
    cores: 20,
    memory: Mebibytes(65_536),
    diskCount: 2,
    year: 2015
  )

  @Test(
    "power never falls with load and the interval holds it",
    arguments: [
      ServerProfile(), ServerProfile(cpuModel: "Frobnicator 9000"), ServerProfile(year: 2008),
      ServerProfile(cpuModel: "AMD EPYC 7742", sockets: 2), ServerProfile(sockets: 8, cores: 64),
      ServerProfile(cpuModel: "Xeon 5160", memory: Mebibytes(1_000_000_000)),
      ServerProfile(sockets: -3, cores: 0, clock: Megahertz(.nan), memory: Mebibytes(-1), year: 9),
      ServerProfile(cpuModel: "Xeon Gold 6248", sockets: 1, cores: 100_000, diskCount: 100_000),
    ]
  )
  func shape(profile: ServerProfile) throws {
    let curve = try #require(model.curve(for: profile))
    #expect(curve.points.count == 11)
    for (before, after) in zip(curve.points, curve.points.dropFirst()) {
      #expect(before.value <= after.value)
    }
    for point in curve.points {
      #expect(point.low <= point.value && point.value <= point.high)
      #expect(point.value.value > 5 && point.value.value < 20_000)
    }
    #expect(!curve.steps.isEmpty)
  }

  @Test("a typical two-socket host of 2015 draws what such hosts draw")
  func plausible() throws {
    let curve = try #require(model.curve(for: typical))
    #expect((40...110).contains(curve.points[0].value.value))
    #expect((180...400).contains(curve.points[10].value.value))
    #expect(curve.basis == .model)
  }

  @Test("each missing fact widens the interval")
  func width() throws {
    func width(_ change: (inout ServerProfile) -> Void) throws -> Double {
      var profile = typical
      change(&profile)
      let point = try #require(model.curve(for: profile)).points[3]
      return Logarithm.natural(point.high.value / point.low.value)
    }
    let full = try width { _ in }
    #expect(try width { $0.memory = nil } > full)
    #expect(try width { $0.sockets = nil } > full)
    #expect(try width { $0.cores = nil } > full)
    let unnamed = try width { $0.cpuModel = nil }
    #expect(unnamed > full)
    #expect(try width { $0 = ServerProfile() } > unnamed)
  }

  @Test("an unknown processor is placed by its year, and says so")
  func unknown() throws {
    let dated = try #require(model.curve(for: ServerProfile(cpuModel: "Frobnicator", year: 2012)))
    #expect(dated.basis == .classTypical)
    #expect(dated.steps[0].english.contains("unknown processor"))
    #expect(try #require(model.curve(for: ServerProfile(sockets: 2))).basis == .assumed)
  }

  @Test("the model abstains on what it knows nothing about")
  func abstains() {
    #expect(model.curve(for: ServerProfile(sockets: 100)) == nil)
    #expect(model.curve(for: ServerProfile(cpuModel: "Intel Itanium 9350")) == nil)
    #expect(model.curve(for: ServerProfile(cpuModel: "POWER8E")) == nil)
    #expect(model.curve(for: ServerProfile(cpuModel: "Xeon Gold 6248", model: "DGX-2")) == nil)
  }

  @Test("more sockets than measured machines have give a class with a wider interval")
  func manySockets() throws {
    func width(sockets: Int) throws -> Double {
      let profile = ServerProfile(
        cpuModel: "Intel Xeon Platinum 8180",
        sockets: sockets,
        cores: 28 * sockets,
        memory: Mebibytes(Double(sockets) * 98_304),
        year: 2018
      )
      let curve = try #require(model.curve(for: profile))
      #expect(curve.basis == (sockets > 4 ? .classTypical : .model))
      return curve.points[3].high.value / curve.points[3].low.value
    }
    let (four, eight, sixteen) = try (width(sockets: 4), width(sockets: 8), width(sockets: 16))
    #expect(four < eight && eight < sixteen)
  }

  @Test("memory and disks beyond those of measured machines add their share, by the piece")
  func components() throws {
    func idle(_ change: (inout ServerProfile) -> Void) throws -> Double {
      var profile = typical
      profile.memory = Mebibytes(2 * 192 * 1_024)
      change(&profile)
      return try #require(model.curve(for: profile)).points[0].value.value
    }
    let base = try idle { _ in }
    // Six disks more, at 4.5 W each.
    #expect(try abs(idle { $0.diskCount = 8 } - base - 27) < 1e-9)
    // 128 GiB of DDR4 more than 192 a socket, at 0.09 W each.
    #expect(try abs(idle { $0.memory = Mebibytes(512 * 1_024) } - base - 11.52) < 1e-9)
  }

  @Test("an estimate names five measured systems that are like the server")
  func neighbours() throws {
    let likest = model.neighbours(of: typical)
    #expect(likest.count == 5)
    #expect(likest.contains { $0.cpuModel?.contains("v3") ?? false })
    let steps = try #require(model.curve(for: typical)).steps
    let step = try #require(steps.first { $0.english == "like these measured systems" })
    let first = try #require(likest[0].model)
    #expect(step.figure.text(in: .english).contains(first))
  }

  @Test("the same machine draws the same, alone or in a table")
  func sameInTable() throws {
    let rows = PowerTable.rows(for: [("a", typical), ("b", ServerProfile()), ("c", typical)])
    #expect(rows[0].curve?.points == model.curve(for: typical)?.points)
    #expect(rows[2].curve == rows[0].curve)
  }

  @Test("a curve is linear between its points and mends what falls")
  func curve() throws {
    let points = (0...10).map { index -> Estimate<Watts> in
      let value = index == 1 ? 50 : 100 + Double(index) * 10
      return Estimate(
        Watts(value),
        low: Watts(value * 0.9),
        high: Watts(value * 1.1),
        basis: .model
      )
    }
    let curve = PowerCurve(points: points, basis: .model)
    #expect(curve.points[1].value == Watts(100))
    let quarter = try #require(Share(0.25))
    #expect(abs(curve.watts(at: quarter).value.value - 125) < 1e-9)
    #expect(try curve.watts(at: #require(Share(1))).value == Watts(200))
  }

  @Test("a table keeps its order and leaves gaps where the model abstains")
  func table() {
    let rows = PowerTable.rows(
      for: [("b", typical), ("a", ServerProfile(cpuModel: "Itanium")), ("c", typical)]
    )
    #expect(rows.map(\.id) == ["b", "a", "c"])
    #expect(rows.map { $0.curve == nil } == [false, true, false])
  }
}
