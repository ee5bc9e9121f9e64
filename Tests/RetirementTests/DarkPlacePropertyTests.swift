import Inventory
import Retirement
import Testing

@Suite("Rooms, racks and power units, properties")
struct DarkPlacePropertyTests {
  private let planner = Planner(asOf: EstateBuilder.day("2023-02-28"))

  /// An invented estate of two sites with rooms and racks, of which some devices do not tell theirs.
  private func estate(_ seed: UInt64) -> Estate {
    var random = Shuffling(state: seed)
    var builder = EstateBuilder()
    for unit in 0..<3 {
      builder.asset("ups\(unit)", .powerUnit) { $0.site = "S\(unit % 2)" }
    }
    for server in 0..<30 {
      let id = "s\(server)"
      let place = (0..<3).map { _ in Int.random(in: 0..<5, using: &random) }
      builder.asset(id, server % 11 == 0 ? .networkDevice : .server) { facts in
        facts.site = place[0] == 4 ? nil : "S\(place[0] % 2)"
        facts.room = place[1] == 4 ? nil : "R\(place[1] % 2)"
        facts.rack = place[2] == 4 ? nil : "A\(place[2] % 2)"
      }
      if place[0] > 1 { builder.relate(.poweredBy, id, "ups\(place[2] % 3)") }
      switch Int.random(in: 0..<14, using: &random) {
      case 0: builder.staying("a\(server)", on: [id])
      case 1: break
      default:
        builder.moving("a\(server)", on: [id], in: "2023-0\(Int.random(in: 3...9, using: &random))")
      }
    }
    return builder.estate
  }

  private func places(_ estate: Estate) -> [DarkPlace] {
    var estate = estate
    estate.plan = planner.plan(estate)
    return DarkPlace.all(in: estate)
  }

  @Test("the order of assets, relations and assignments changes nothing", arguments: 1...20)
  func order(seed: UInt64) {
    let estate = estate(seed)
    var random = Shuffling(state: seed &+ 99)
    var shuffled = estate
    shuffled.assets.shuffle(using: &random)
    shuffled.relations.shuffle(using: &random)
    shuffled.assignments.shuffle(using: &random)
    #expect(places(shuffled) == places(estate))
  }

  @Test("a place that goes has a month and what leaves last; one that does not, what stays or may")
  func completeness() {
    var seen: Set<RetirementStatus> = []
    for seed in 1...40 as ClosedRange<UInt64> {
      for place in places(estate(seed)) {
        let outlook = place.outlook
        seen.insert(outlook.status)
        #expect((outlook.status == .retire) == (outlook.month != nil))
        #expect((outlook.month == nil) == (outlook.last == nil))
        if outlook.status == .blocked || outlook.status == .keep {
          #expect(!outlook.blockers.isEmpty)
        }
        if outlook.status == .review, !place.machines.isEmpty {
          #expect(!(outlook.doubts + outlook.strays).isEmpty)
        }
        #expect(Set(outlook.strays).isDisjoint(with: place.machines))
        #expect(Set(outlook.blockers + outlook.doubts).isSubset(of: place.machines))
      }
    }
    #expect(seen.isSuperset(of: [.retire, .blocked, .review]))
  }

  @Test("a room goes no earlier than each of its racks, and not before all of them go")
  func containment() {
    var compared = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let places = places(estate(seed))
      for outer in places where outer.kind == .room || outer.kind == .site {
        guard let month = outer.outlook.month else { continue }
        for inner in places where inner.names.starts(with: outer.names) && inner != outer {
          guard inner.kind == .rack || inner.kind == .room else { continue }
          compared += 1
          #expect(inner.outlook.month.map { $0 <= month } ?? (inner.outlook.status == .gone))
        }
      }
    }
    #expect(compared > 0)
  }

  @Test(
    "a later move makes no place go earlier, and one that stays makes none go",
    arguments: 1...8
  )
  func monotone(seed: UInt64) throws {
    let estate = estate(seed)
    let before = places(estate)
    for index in estate.assignments.indices {
      guard let month = estate.assignments[index].month else { continue }
      var later = estate
      later.assignments[index].month = month.advanced(by: 5)
      var staying = estate
      staying.assignments[index].projects = []
      staying.assignments[index].month = nil
      for (old, (new, stuck)) in zip(before, zip(places(later), places(staying))) {
        #expect(new.outlook.status == old.outlook.status)
        if let old = old.outlook.month { #expect(try #require(new.outlook.month) >= old) }
        if old.outlook.status != .retire { #expect(stuck.outlook.status != .retire) }
      }
    }
  }
}

/// A small generator, so that the estates are the same each run.
private struct Shuffling: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
