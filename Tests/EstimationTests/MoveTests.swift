import Inventory
import Testing

@testable import Estimation

@Suite("What a move draws, and hardware that is used again")
struct MoveTests {
  /// PUE 1 on both sides, half of the power at the destination, nothing wiped.
  private static let factors: [(String, Double)] = [
    ("pue", 1), ("destination-pue", 1), ("destination-ratio", 0.5), ("wiping-hours", 0),
    ("double-running-months", 3),
  ]

  private func fixture(moves: Bool = true) throws -> EstateFixture {
    var fixture = try EstateFixture()
    fixture.add("a", watts: 1_000, retires: "2024-06", moves: moves)
    return fixture
  }

  @Test("a workload draws twice for three months, which the monthly net and the first year count")
  func twice() throws {
    let savings = try fixture().savings(Self.factors)
    let (gross, there) = (8_760.0, 4_380.0)
    #expect(savings.monthly.first?.month == Month(year: 2024, month: 4))
    for (month, days) in [("2024-04", 30.0), ("2024-05", 31), ("2024-06", 30)] {
      #expect(savings.gross(in: month) == 0)
      #expect(isNear(savings.net(in: month), -there * days / 365.25))
    }
    #expect(isNear(savings.net(in: "2024-07"), (gross - there) * 31 / 365.25))
    #expect(isNear(savings.total.net.energy.value.value, gross - there))
    let move = try #require(savings.total.move?.energy)
    #expect(isNear(move.value.value, there / 4) && move.basis == .assumed)
    #expect(isNear(savings.total.firstYear?.energy.value.value ?? 0, gross - there - there / 4))
    #expect(savings.machines[0].steps.contains { $0.english.hasPrefix("once: months") })
  }

  @Test("where nothing moves, nothing runs twice")
  func nothingMoves() throws {
    let savings = try fixture(moves: false).savings(Self.factors)
    #expect(savings.monthly.first?.month == Month(year: 2024, month: 6))
    #expect(savings.total.move?.energy.value == .zero)
    #expect(savings.total.firstYear == savings.total.net)
  }

  @Test("wiping takes as long as its largest disk, where its size is known")
  func diskSize() throws {
    var estate = try EstateFixture()
    estate.add("srv", watts: 500, retires: "2024-01") { facts in
      facts.disks = [300, 900].map { Disk(name: "d", capacity: Gigabytes($0)) }
    }
    let found = try estate.savings([("pue", 1), ("wiping-speed", 125), ("wiping-hours", 40)])
    // 900 GB ÷ 125 MB/s = 2 h
    #expect(isNear(found.total.move?.energy.value.value ?? .nan, 1))
    #expect(isNear(found.net(in: "2024-01"), -1))
  }

  @Test("wiping counts once, in the month in which the machine is switched off")
  func wiping() throws {
    var fixture = try fixture(moves: false)
    fixture.add("switch", .networkDevice, watts: 500, retires: "2024-06")
    let savings = try fixture.savings(
      Self.factors.filter { $0.0 != "wiping-hours" } + [("wiping-hours", 12)]
    )
    // 1,000 W for 12 h; a switch has no disks.
    #expect(isNear(savings.total.move?.energy.value.value ?? 0, 12))
    #expect(isNear(savings.net(in: "2024-06"), -12))
    #expect(isNear(savings.net(in: "2024-07"), 1_500 * 8.76 * 31 / 365.25))
  }

  @Test("what the register has off counts from its day, whatever the plan and the exports say now")
  func registered() throws {
    var fixture = try EstateFixture()
    fixture.add("late", watts: 100, retires: "2025-12")
    fixture.add("blocked", watts: 100)
    fixture.add("gone", watts: 100, status: .gone)
    fixture.add("off", watts: 100) { $0.powerState = .off }
    let day = try #require(CalendarDate(iso: "2024-03-10"))
    let first = try #require(CalendarDate(iso: "2024-03-01"))
    let savings = try fixture.savings(
      Self.factors,
      ended: [
        "late": RegisteredEnd(offFrom: day), "blocked": RegisteredEnd(offFrom: day),
        "gone": RegisteredEnd(offFrom: first), "off": RegisteredEnd(offFrom: day),
      ]
    )
    #expect(savings.total.machines == 4)
    let months = savings.machines.map { "\($0.entity) \($0.retires?.description ?? "")" }
    #expect(months == ["blocked 2024-03", "gone 2024-02", "late 2024-03", "off 2024-03"])
    #expect(isNear(savings.total.gross.energy.value.value, 4 * 876))
    #expect(savings.machines[0].steps.contains { $0.source.english == "register" })
  }

  @Test("a machine that was switched off is estimated as it ran, one that is off unasked is not")
  func wasOn() throws {
    func watts(_ isOff: Bool, _ ended: Bool) throws -> Double {
      var fixture = try EstateFixture()
      fixture.add("s") {
        $0.cpuModel = "Xeon E5-2650 v3"
        $0.powerState = isOff ? .off : .on
      }
      let day = try #require(CalendarDate(iso: "2024-03-10"))
      let savings = try fixture.savings(ended: ended ? ["s": RegisteredEnd(offFrom: day)] : [:])
      return savings.machines[0].power.value.value
    }
    #expect(try watts(true, true) == watts(false, false))
    #expect(try watts(true, false) == 8)
  }

  @Test("hardware that is used again saves nothing, net; of a share of it that share is lost")
  func reused() throws {
    let day = try #require(CalendarDate(iso: "2024-03-10"))
    let fixture = try fixture(moves: false)
    let used = try fixture.savings(
      Self.factors,
      ended: ["a": RegisteredEnd(offFrom: day, isUsedAgain: true)]
    )
    #expect(isNear(used.total.gross.energy.value.value, 8_760))
    #expect(isNear(used.total.net.energy.value.value, 0))
    #expect(isNear(used.machines[0].destination.energy.value.value, 8_760))
    #expect(isNear(used.net(in: "2024-04"), 0))
    let share = try fixture.savings(Self.factors + [("reused-share", 0.25)])
    #expect(isNear(share.total.net.energy.value.value, 8_760 * 0.75))
  }
}
