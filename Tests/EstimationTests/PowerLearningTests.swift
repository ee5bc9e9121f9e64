import Inventory
import Testing

@testable import Estimation

@Suite("Learning what servers draw")
struct PowerLearningTests {
  /// Invented servers that follow a law: 40 W + 0.8 × rated watts × (0.4 + load), some percent off.
  private static let measured: [MeasuredServer] = {
    let processors = [
      ("Intel Xeon X5650", 95.0, 6), ("Intel Xeon L5640", 60, 6), ("Intel Xeon E5-2660", 95, 8),
      ("Intel Xeon E5-2699 v3", 145, 18), ("Intel Xeon Platinum 8180", 205, 28),
      ("AMD EPYC 7742", 225, 64),
    ]
    var random = UniformNumbers(seed: 4)
    var servers: [MeasuredServer] = []
    for (place, (name, rated, cores)) in processors.enumerated() {
      for box in 0..<6 {
        let sockets = 1 + box % 2
        let profile = ServerProfile(
          cpuModel: name,
          sockets: sockets,
          cores: cores * sockets,
          memory: Mebibytes(Double(8_192 * sockets * (1 + box / 2))),
          diskCount: 1,
          hasSpinningDisks: false,
          manufacturer: box < 3 ? "Acme" : "Umbra",
          model: "Box \(place)\(box)",
          form: "2U",
          year: 2010 + 2 * place
        )
        let off = 0.97 + Double(random.next(below: 7)) / 100
        let watts = (0...10).map { load in
          off * (40 + 0.8 * rated * Double(sockets) * (0.4 + Double(load) / 10))
        }
        servers.append(
          contentsOf: MeasuredServer(profile: profile, watts: watts).map { [$0] } ?? []
        )
      }
    }
    return servers
  }()

  @Test("a model learnt from machines with a law predicts a machine of that law")
  func learns() throws {
    let learning = try #require(PowerLearning(Self.measured))
    let model = MeasuredPowerModel(learning.figures)
    let profile = ServerProfile(
      cpuModel: "Intel(R) Xeon(R) CPU E5-2660 0 @ 2.20GHz",
      sockets: 2,
      cores: 16,
      memory: Mebibytes(32_768),
      diskCount: 1,
      hasSpinningDisks: false,
      manufacturer: "Acme",
      model: "Box new",
      form: "2U",
      year: 2014
    )
    let curve = try #require(model.curve(for: profile))
    for load in [0, 5, 10] {
      let truth = 40 + 0.8 * 190 * (0.4 + Double(load) / 10)
      #expect(abs(curve.points[load].value.value / truth - 1) < 0.08)
    }
  }

  @Test("what was learnt survives being written and read")
  func roundTrip() throws {
    let figures = try #require(PowerLearning(Self.measured)).figures
    let read = try #require(PowerFigures(text: figures.text))
    #expect(read == figures)
    #expect(read.text == figures.text)
  }

  @Test(
    "figures that are not ours are refused",
    arguments: [
      "", "level\t1\n", "level\tx\n", "a\tb\n", "width\t9\t0" + String(repeating: "\t1", count: 11),
    ]
  )
  func refused(text: String) {
    #expect(PowerFigures(text: text) == nil)
  }

  @Test("the same servers give the same figures; too few give none")
  func deterministic() throws {
    let figures = try #require(PowerLearning(Self.measured)).figures
    #expect(try #require(PowerLearning(Self.measured)).figures.text == figures.text)
    #expect(PowerLearning(Array(Self.measured.prefix(19))) == nil)
  }

  @Test("leaving a server out by formula is leaving it out of the learning")
  func leftOut() throws {
    // The formula keeps the noise of each system as learnt with all; with machines that follow one
    // law nobody's noise is raised much, so that the two ways agree closely.
    let learning = try #require(PowerLearning(Self.measured))
    let without = try #require(PowerLearning(Array(Self.measured.dropFirst())))
    let model = MeasuredPowerModel(without.figures)
    let server = Self.measured[0]
    let curve = try #require(model.curve(for: server.profile))
    let error = Logarithm.natural(curve.points[3].value.value / server.watts[3])
    #expect(abs(error - learning.errorsBySystem[0][3]) < 0.02)
  }

  @Test("errors grow with what is left out, and nine of ten powers are inside the intervals")
  func validation() throws {
    let validation = try #require(PowerLearning(Self.measured)).validation
    #expect(validation.servers == 36)
    #expect(
      validation.lines.map(\.group) == [
        .system, .processor, .generation, .fifth, .since(2017), .since(2018), .since(2019),
        .since(2020),
      ]
    )
    // The six servers of 2018 follow the twenty-four before; those of 2020 all others.
    #expect(validation.lines.map(\.servers) == [36, 36, 36, 70, 6, 6, 6, 6])
    #expect(validation.lines[0].mean < 0.05)
    #expect(validation.lines[0].mean < validation.lines[2].mean)
    #expect(validation.lines[..<4].allSatisfy { (0.85...1).contains($0.coverage) })
    #expect(validation.lines.allSatisfy { $0.median <= $0.mean * 2 && $0.mean < 0.2 })
    #expect(validation.fleet < validation.lines[0].mean)
  }

  @Test("the interval of a generation that came with or after the newest measured one is wider")
  func newerGeneration() throws {
    let model = MeasuredPowerModel(try #require(PowerLearning(Self.measured)).figures)
    func width(_ processor: String) throws -> Double {
      let profile = ServerProfile(cpuModel: processor, sockets: 2, year: 2022)
      let point = try #require(model.curve(for: profile)).points[3]
      return point.high.value / point.low.value
    }
    // None was measured: Broadwell came before the Rome that was, Cascade Lake with it, Milan after.
    let older = try width("Intel Xeon E5-2650 v4")
    #expect(try width("Intel Xeon Gold 6248") > older * 1.01)
    #expect(try width("AMD EPYC 7543") > older * 1.01)
  }

  @Test("one machine that was measured wrongly hardly moves the others")
  func robust() throws {
    var wrong = Self.measured
    wrong[7].watts = wrong[7].watts.map { $0 * 2 }
    let profile = wrong[8].profile
    let before = try #require(PowerLearning(Self.measured)).figures
    let after = try #require(PowerLearning(wrong)).figures
    let one = try #require(MeasuredPowerModel(before).curve(for: profile)).points[3].value
    let two = try #require(MeasuredPowerModel(after).curve(for: profile)).points[3].value
    #expect(abs(two.value / one.value - 1) < 0.06)
  }

  @Test("a kernel is largest for the system itself and the same both ways")
  func kernel() throws {
    let (systems, kept) = MeasuredSystems.placed(Self.measured.map(\.profile))
    #expect(kept == Array(0..<36))
    let lines = systems.features.indices.map { index -> [Double] in
      let profile = Self.measured[index].profile
      let name = MachineName(
        manufacturer: profile.manufacturer,
        model: profile.model,
        form: profile.form
      )
      let line = systems.kernel.covariance(
        of: systems.features[index],
        name: systems.kernel.likeness(of: name.words)
      )
      return (0..<36).map { Double(line[$0 / 8][$0 % 8]) }
    }
    for (row, line) in lines.enumerated() {
      for column in line.indices {
        #expect(abs(line[column] - lines[column][row]) < 1e-5)
        // |k(a, b)|² ≤ k(a, a) · k(b, b)
        #expect(line[column] * line[column] <= line[row] * lines[column][column] + 1e-5)
      }
    }
  }

  @Test("likeness of names is the cosine of their words, rare ones weighing more")
  func names() {
    let index = NameIndex([["box", "one"], ["box", "two"]])
    // ln(3 ÷ 2) for the word of both, ln 3 for the words of one.
    let (common, rare) = (Logarithm.natural(1.5), Logarithm.natural(3))
    let likeness = index.likeness(of: ["box", "one"], blocks: 1)[0]
    #expect(abs(Double(likeness[0]) - 1) < 1e-6)
    let expected = common * common / (common * common + rare * rare)
    #expect(abs(Double(likeness[1]) - expected) < 1e-6)
    #expect(index.likeness(of: [], blocks: 1)[0] == .zero)
  }
}
