import Inventory
import Testing

@testable import Estimation

@Suite("Power of a server")
struct PowerModelTests {
  private let model = ClassPowerModel()
  private let typical = ServerProfile(
    cpuModel: "Intel(R) Xeon(R) CPU E5-2650 v3 @ 2.30GHz",
    sockets: 2,
    cores: 20,
    memory: Mebibytes(65_536),
    diskCount: 2,
    year: 2015
  )

  @Test(
    "a processor's name tells its generation",
    arguments: [
      ("Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz", ProcessorGeneration.haswell),
      ("Intel Xeon E5-2650L v4", .broadwell), ("Xeon E5-2640 0 @ 2.50GHz", .sandyBridge),
      ("E5-2690V2", .ivyBridge), ("Intel(R) Xeon(R) CPU X5650 @ 2.67GHz", .westmere),
      ("Intel(R) Xeon(R) CPU E5520 @ 2.27GHz", .nehalem), ("Xeon L5420", .core),
      ("Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz", .cascadeLake),
      ("Intel Xeon Platinum 8180", .skylake), ("Xeon Silver 4314", .iceLake),
      ("Intel(R) Xeon(R) CPU E3-1230 V2 @ 3.30GHz", .smallSandyBridge),
      ("Intel Xeon E-2288G", .smallCoffeeLake), ("AMD EPYC 7742 64-Core Processor", .rome),
      ("AMD EPYC 9654", .genoa), ("AMD EPYC 9755", .turin),
      ("AMD Opteron(tm) Processor 6276", .bulldozer),
      ("AMD Opteron 2356", .k10), ("Intel Xeon 6780E", .xeon6),
    ] as [(String, ProcessorGeneration)]
  )
  func generations(name: String, generation: ProcessorGeneration) {
    #expect(ProcessorName(name).generation == generation)
  }

  @Test(
    "the clock is read from the name",
    arguments: [("E5520 @ 2.27GHz", 2_270.0), ("X, 2,5 GHz", 2_500)]
  )
  func clock(name: String, megahertz: Double) throws {
    let clock = try #require(ProcessorName(name).clock)
    #expect(abs(clock - megahertz) < 0.01)
  }

  @Test(
    "power never falls with load and the interval holds it",
    arguments: [
      ServerProfile(), ServerProfile(cpuModel: "Frobnicator 9000"), ServerProfile(year: 2008),
      ServerProfile(cpuModel: "AMD EPYC 7742", sockets: 2), ServerProfile(sockets: 8, cores: 64),
      ServerProfile(cpuModel: "Xeon 5160", memory: Mebibytes(1_000_000_000)),
      ServerProfile(sockets: -3, cores: 0, clock: Megahertz(.nan), memory: Mebibytes(-1), year: 9),
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
      #expect(point.value.value > 5 && point.value.value < 10_000)
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
    #expect(model.curve(for: ServerProfile(sockets: 24)) == nil)
    #expect(model.curve(for: ServerProfile(cpuModel: "Intel Itanium 9350")) == nil)
    #expect(model.curve(for: ServerProfile(cpuModel: "POWER8E")) == nil)
  }

  @Test("more memory and more disks draw more")
  func components() throws {
    var bigger = typical
    bigger.memory = Mebibytes(262_144)
    bigger.diskCount = 8
    let less = try #require(model.curve(for: typical))
    let more = try #require(model.curve(for: bigger))
    #expect(less.points[3].value < more.points[3].value)
    // Six disks more, at 4.5 W each, and nothing else.
    bigger.memory = typical.memory
    let disks = try #require(model.curve(for: bigger)).points[0].value.value
    #expect(abs(disks - less.points[0].value.value - 27) < 1e-9)
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

@Suite("Numbers without a C library")
struct NumericsTests {
  @Test(
    "logarithm and exponential are right to fourteen digits",
    arguments: [
      (1, 0), (2, 0.693147180559945), (10, 2.302585092994046), (0.001, -6.907755278982137),
      (1e300, 690.775527898213705),
    ] as [(Double, Double)]
  )
  func logarithm(x: Double, expected: Double) {
    #expect(abs(Logarithm.natural(x) - expected) <= 1e-14 * max(1, abs(expected)))
    #expect(abs(Logarithm.exponential(expected) / x - 1) < 1e-12)
  }

  @Test(
    "normal quantiles are those of the tables",
    arguments: [
      (0.5, 0), (0.95, 1.6448536269514722), (0.05, -1.6448536269514722),
      (0.001, -3.090232306167813),
    ]
      as [(Double, Double)]
  )
  func quantile(p: Double, expected: Double) {
    #expect(abs(NormalDeviates.quantile(p) - expected) < 1e-7)
  }

  @Test("the stream of deviates repeats, and has mean 0 and variance 1")
  func deviates() {
    var (one, two) = (NormalDeviates(seed: 7), NormalDeviates(seed: 7))
    let numbers = (0..<20_000).map { _ in one.next() }
    #expect(numbers.prefix(50).elementsEqual((0..<50).map { _ in two.next() }))
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 20_000 - mean * mean
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
  }
}
