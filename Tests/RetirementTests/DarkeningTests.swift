import Inventory
import Retirement
import Testing

@Suite("What it takes for a place to go dark")
struct DarkeningTests {
  /// A rack with a host, a server that is free in July and one of which nothing is known; another
  /// rack of the same name in another room.
  private func estate() -> Estate {
    var builder = EstateBuilder()
    builder.asset("esx", .host) { place(&$0, "CED", "A1") }
    builder.asset("vm", .virtualMachine) { $0.cluster = "Produzione" }
    builder.asset("free", .server) { place(&$0, "ced", "a1") }
    builder.asset("unknown", .server) { place(&$0, "Archivio", "A1") }
    builder.asset("shared", .server) { place(&$0, "Archivio", "B/2") }
    builder.relate(.hostedOn, "vm", "esx")
    builder.staying("a1", on: ["vm", "shared"])
    builder.staying("a2", on: ["vm"])
    builder.moving("a3", on: ["free"], in: "2023-07")
    builder.application("a4", on: ["shared"])
    return planned(builder)
  }

  private func place(_ facts: inout Record, _ room: String, _ rack: String) {
    facts.site = "Riva"
    facts.room = room
    facts.rack = rack
  }

  private func planned(_ builder: EstateBuilder) -> Estate {
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    return estate
  }

  private func ids(_ names: String...) -> [EntityID] { names.map { EntityID($0) } }

  @Test(
    "a place is named by its name, the end of its path or its key, whatever the case",
    arguments: [
      ("A1", ["rack:Riva/Archivio/A1", "rack:Riva/CED/A1"]),
      ("archivio/a1", ["rack:Riva/Archivio/A1"]), ("b/2", ["rack:Riva/Archivio/B/2"]),
      ("produzione", ["cluster:Produzione"]), ("CED", ["room:Riva/CED"]),
      ("site:riva", ["site:Riva"]), ("ROOM:ced", ["room:Riva/CED"]), ("rack:riva", []),
      ("rack:a1", ["rack:Riva/Archivio/A1", "rack:Riva/CED/A1"]), ("hivio/A1", []), ("", []),
    ]
  )
  func names(text: String, keys: [String]) {
    #expect(DarkPlace.named(text, in: estate()).map(\.key) == keys)
  }

  @Test("the devices of a rack are one rack's, however sources spell it; a guest is in no rack")
  func members() {
    let rack = DarkPlace.named("ced/a1", in: estate()).first
    #expect(rack?.machines == ids("esx", "free"))
    #expect(DarkPlace.named("riva", in: estate()).first?.machines.contains(EntityID("vm")) == false)
  }

  @Test("the moves that darken a rack are those that keep any of its machines, and no more")
  func rack() {
    let answer = Darkening(of: ids("free", "esx"), in: estate())
    #expect(answer.moves == ids("a1", "a2"))
    #expect(answer.isExact)
    #expect(answer.month == EstateBuilder.month("2023-07"))
    #expect(answer.machines == ids("esx", "free"))
  }

  @Test("a machine of which nothing is known has to be cleared itself")
  func unknown() {
    let answer = Darkening(of: ids("unknown"), in: estate())
    #expect(answer.moves == ids("unknown"))
    #expect(answer.month == nil)
  }

  @Test("what is unclear besides what stays makes the moves a lower bound")
  func doubt() {
    let answer = Darkening(of: ids("shared"), in: estate())
    #expect(answer.moves == ids("a1"))
    #expect(answer.doubts == ids("shared"))
    #expect(!answer.isExact)
  }

  @Test("what goes by itself, is gone or is unknown takes no moves")
  func nothing() {
    #expect(Darkening(of: ids("free"), in: estate()).moves.isEmpty)
    let answer = Darkening(of: ids("nowhere"), in: estate())
    #expect(answer.machines.isEmpty)
    #expect(answer.moves.isEmpty)
  }

  @Test("once the moves are made the place goes dark, and without any one of them it does not")
  func smallest() {
    let estate = estate()
    let targets = ids("esx", "free")
    let moves = Darkening(of: targets, in: estate).moves
    func isDark(after moved: [EntityID]) -> Bool {
      var after = estate
      for index in after.assignments.indices where moved.contains(after.assignments[index].entity) {
        after.assignments[index].projects = [ProjectCode("P9")]
        after.assignments[index].month = EstateBuilder.month("2023-09")
      }
      let plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(after)
      return plan.filter { targets.contains($0.entity) }.allSatisfy { $0.status == .retire }
    }
    #expect(isDark(after: moves))
    for move in moves { #expect(!isDark(after: moves.filter { $0 != move })) }
  }

  @Test("what a power unit feeds is a place where a relation says so")
  func powerUnit() throws {
    var builder = EstateBuilder()
    builder.asset("ups1", .powerUnit)
    for id in ["a", "b", "c"] { builder.asset(id, .server) }
    for id in ["b", "a"] { builder.relate(.poweredBy, id, "ups1") }
    builder.staying("x", on: ["a"])
    builder.moving("y", on: ["b"], in: "2023-07")
    var estate = builder.estate
    estate.plan = Planner(asOf: nil).plan(estate)
    let place = try #require(DarkPlace.named("UPS1", in: estate).first)
    #expect(place.key == "powerUnit:ups1")
    #expect(place.machines == [EntityID("a"), EntityID("b")])
    #expect(Darkening(of: place.machines, in: estate).moves == [EntityID("x")])
    estate.relations = []
    #expect(DarkPlace.named("ups1", in: estate).map(\.machines) == [[]])
  }
}
