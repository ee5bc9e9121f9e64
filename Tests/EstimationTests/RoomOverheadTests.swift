import Inventory
import Testing

@testable import Estimation

@Suite("The fixed overhead of a room that empties")
struct RoomOverheadTests {
  /// PUE 2, half of the overhead fixed: a watt saves 1.5 at once, and 2 when the room closes.
  private static let factors: [(String, Double)] = [("pue", 2), ("overhead-fixed-share", 0.5)]

  @Test("all of it goes with the last machine, from the month after, and is PUE × what it drew")
  func closing() throws {
    var fixture = try EstateFixture()
    fixture.add("a", watts: 300, room: "CED", retires: "2024-01")
    fixture.add("b", watts: 100, room: "ced", retires: "2024-05")
    let savings = try fixture.savings(Self.factors + [("wiping-hours", 0)])
    #expect(isNear(savings.energy(of: "a"), 300 * 8.76 * 2))
    #expect(isNear(savings.energy(of: "b"), 100 * 8.76 * 2))
    #expect(isNear(savings.total.gross.energy.value.value, 400 * 8.76 * 2))
    // Until May only the proportional part of the first; from June all of both.
    #expect(isNear(savings.gross(in: "2024-05"), 300 * 8.76 * 1.5 * 31 / 365.25))
    #expect(isNear(savings.gross(in: "2024-06"), 400 * 8.76 * 2 * 30 / 365.25))
    let steps = savings.machines[0].steps
    #expect(steps.contains { $0.english.contains("part that goes off") })
  }

  @Test("nothing fixed goes while anything stays, or may stay, in the room")
  func staying() throws {
    for (room, isFree) in [("CED", false), ("Altra", true), (nil, false)] as [(String?, Bool)] {
      var fixture = try EstateFixture()
      fixture.add("a", watts: 300, room: "CED", retires: "2024-01")
      fixture.add("b", .networkDevice, watts: 50, room: room, status: .keep)
      let savings = try fixture.savings(Self.factors)
      #expect(isNear(savings.energy(of: "a"), 300 * 8.76 * (isFree ? 2 : 1.5)), "\(room ?? "?")")
    }
  }

  @Test("a machine whose room nobody knows holds the rooms until it leaves, then no more")
  func stray() throws {
    var fixture = try EstateFixture()
    fixture.add("a", watts: 300, room: "CED", retires: "2024-01")
    fixture.add("b", watts: 50, retires: "2024-03")
    let savings = try fixture.savings(Self.factors + [("wiping-hours", 0)])
    #expect(isNear(savings.energy(of: "a"), 300 * 8.76 * 2))
    #expect(isNear(savings.energy(of: "b"), 50 * 8.76 * 1.5))
    #expect(isNear(savings.gross(in: "2024-03"), 300 * 8.76 * 1.5 * 31 / 365.25))
    let april = (300 * 2 + 50 * 1.5) * 8.76 * 30 / 365.25
    #expect(isNear(savings.gross(in: "2024-04"), april))
  }

  @Test("with modules it goes in steps, to those first that left first, none above PUE × its own")
  func modules() throws {
    var fixture = try EstateFixture()
    fixture.add("a", watts: 100, room: "CED", retires: "2024-01")
    fixture.add("b", watts: 100, room: "CED", retires: "2024-02")
    fixture.add("c", watts: 200, room: "CED", status: .blocked)
    let savings = try fixture.savings(Self.factors + [("overhead-modules", 4)])
    // Two of four modules go, one with each machine: 100 W × 0.5 of fixed overhead.
    #expect(isNear(savings.energy(of: "a"), 100 * 8.76 * 2))
    #expect(isNear(savings.energy(of: "b"), 100 * 8.76 * 2))
    let two = try fixture.savings(Self.factors + [("overhead-modules", 2)])
    // The one that goes with the second machine is of 200 W: 100 of each.
    #expect(isNear(two.gross(in: "2024-02"), 100 * 8.76 * 1.5 * 29 / 365.25))
    #expect(isNear(two.gross(in: "2024-03"), 200 * 8.76 * 2 * 31 / 365.25))
    let three = try fixture.savings(Self.factors + [("overhead-modules", 3)])
    // A third of 400 W: all of the first machine's part, a third of the second's.
    #expect(isNear(three.energy(of: "a"), 100 * 8.76 * 2))
    #expect(isNear(three.energy(of: "b"), 100 * 8.76 * (1.5 + 0.5 / 3)))
  }

  @Test(
    "more retirements never save less, and never more than the room",
    arguments: 1...20 as ClosedRange<UInt64>
  )
  func monotonic(seed: UInt64) throws {
    var numbers = UniformNumbers(seed: seed)
    let watts = (0..<8).map { _ in Double(50 + numbers.next(below: 400)) }
    let rooms = (0..<8).map { _ in ["A", "B", nil][numbers.next(below: 3)] }
    let months = (0..<8).map { _ in "2024-0\(1 + numbers.next(below: 9))" }
    let modules = Double(1 + numbers.next(below: 5))
    var before = 0.0
    for count in 0...8 {
      var fixture = try EstateFixture()
      for index in 0..<8 {
        fixture.add(
          "s\(index)",
          watts: watts[index],
          room: rooms[index],
          retires: index < count ? months[index] : nil,
          projects: ["P\(index % 3)"]
        )
      }
      let savings = try fixture.savings(Self.factors + [("overhead-modules", modules)])
      let gross = savings.total.gross.energy.value.value
      #expect(gross >= before - 1e-6)
      before = gross
      #expect(gross <= watts.reduce(0, +) * 8.76 * 2 + 1e-6)
      let projects = savings.byProject.reduce(0) { $0 + $1.total.gross.energy.value.value }
      #expect(isNear(projects, gross))
      let machines = savings.machines.filter { $0.retires != nil }
        .reduce(0) { $0 + $1.yearly.energy.value.value }
      #expect(isNear(machines, gross))
      // The last month has all of it.
      if let last = savings.monthly.last {
        #expect(isNear(last.gross.value.value, gross * Double(last.month.days) / 365.25))
      }
    }
  }
}
