import Inventory
import Retirement
import Testing

@Suite("What becomes of rooms, racks and power units")
struct DarkPlaceTests {
  private func planned(_ builder: EstateBuilder) -> Estate {
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    return estate
  }

  private func place(_ key: String, _ estate: Estate) throws -> DarkPlace {
    try #require(DarkPlace.all(in: estate).first { $0.key == key })
  }

  private func ids(_ names: String...) -> [EntityID] { names.map { EntityID($0) } }

  /// A server on a site, in a room and in a rack, as far as they are told.
  private func server(
    _ id: String,
    _ what: String,
    at place: [String?] = ["Riva", "CED", "A1"],
    in builder: inout EstateBuilder
  ) {
    builder.asset(id, .server, seen: what == "gone" ? "2020-01-01" : "2023-02-20") { facts in
      facts.site = place[0]
      facts.room = place[1]
      facts.rack = place[2]
    }
    switch what {
    case "blocked": builder.staying("a-\(id)", on: [id])
    case "keep":
      builder.application("a-\(id)", on: [id], service: "DNS", infrastructure: true)
    case "review", "gone": break
    default: builder.moving("a-\(id)", on: [id], in: what)
    }
  }

  @Test(
    "a rack, and its room, goes by what is in it",
    arguments: [
      (["2023-05", "2023-09", "2023-07"], .retire, "2023-09"), (["2023-05"], .retire, "2023-05"),
      (["2023-05", "gone"], .retire, "2023-05"), (["gone"], .gone, nil),
      (["gone", "gone"], .gone, nil), (["2023-05", "review"], .review, nil),
      (["review"], .review, nil), (["blocked"], .blocked, nil),
      (["2023-05", "blocked"], .blocked, nil), (["blocked", "review"], .blocked, nil),
      (["blocked", "keep"], .blocked, nil), (["keep"], .keep, nil),
      (["keep", "gone"], .keep, nil), (["keep", "review"], .review, nil),
      (["keep", "2023-05"], .blocked, nil), (["keep", "2023-05", "review"], .blocked, nil),
    ] as [([String], RetirementStatus, String?)]
  )
  func statuses(machines: [String], status: RetirementStatus, month: String?) throws {
    var builder = EstateBuilder()
    for (index, what) in machines.enumerated() { server("s\(index)", what, in: &builder) }
    let estate = planned(builder)
    for key in ["rack:Riva/CED/A1", "room:Riva/CED", "site:Riva"] {
      let place = try place(key, estate)
      #expect(place.outlook.status == status)
      #expect(place.outlook.month == month.map { EstateBuilder.month($0) })
      #expect((place.outlook.last == nil) == (month == nil))
      #expect(!place.reasons(\.description).isEmpty)
    }
  }

  @Test("what stands in the way is named, each for what it is, and the last to leave as well")
  func obstacles() throws {
    var builder = EstateBuilder()
    for (id, what) in [("d", "blocked"), ("b", "keep"), ("c", "review"), ("a", "2023-05")] {
      server(id, what, in: &builder)
    }
    server("e", "2023-09", at: ["Riva", "Archivio", "A1"], in: &builder)
    server("f", "2023-09", at: ["Riva", "Archivio", "A2"], in: &builder)
    let estate = planned(builder)
    let outlook = try place("rack:Riva/CED/A1", estate).outlook
    #expect(outlook.blockers == ids("b", "d"))
    #expect(outlook.doubts == ids("c"))
    let archive = try place("room:Riva/Archivio", estate)
    #expect(archive.outlook.last == EntityID("e"))
    #expect(
      archive.reasons(\.description)
        == [.lastLeaves(name: "e", month: EstateBuilder.month("2023-09"))]
    )
  }

  @Test("a switch follows its rack and stands in nobody's way, nor does an array below its hosts")
  func followers() throws {
    var builder = EstateBuilder()
    server("s", "blocked", in: &builder)
    for (id, kind) in [("sw", AssetKind.networkDevice), ("san", .storage)] {
      builder.asset(id, kind) { facts in
        (facts.site, facts.room, facts.rack) = ("Riva", "CED", "A1")
      }
    }
    builder.relate(.storedOn, "s", "san")
    let estate = planned(builder)
    #expect(try place("rack:Riva/CED/A1", estate).outlook.blockers == ids("s"))
    // An array whose host is elsewhere stays for a reason that the rack does not hold.
    builder = EstateBuilder()
    server("s", "blocked", at: ["Riva", "Archivio", "B1"], in: &builder)
    server("t", "2023-05", in: &builder)
    builder.asset("san", .storage) { facts in
      (facts.site, facts.room, facts.rack) = ("Riva", "CED", "A1")
    }
    builder.relate(.storedOn, "s", "san")
    #expect(try place("rack:Riva/CED/A1", planned(builder)).outlook.blockers == ids("san"))
  }

  @Test("a switch agrees with its rack on when it goes")
  func switches() throws {
    var builder = EstateBuilder()
    server("s", "2023-05", in: &builder)
    server("t", "2023-08", in: &builder)
    builder.asset("sw", .networkDevice) { facts in
      (facts.site, facts.room, facts.rack) = ("Riva", "CED", "A1")
    }
    let outlook = try place("rack:Riva/CED/A1", planned(builder)).outlook
    #expect(outlook.month == EstateBuilder.month("2023-08"))
    // What may stand in the rack is a doubt of both, and told once.
    server("u", "blocked", at: ["Riva", "CED", nil], in: &builder)
    let unclear = try place("rack:Riva/CED/A1", planned(builder)).outlook
    #expect(unclear.status == .review)
    #expect(unclear.doubts.isEmpty)
    #expect(unclear.strays == ids("u"))
  }

  @Test(
    "what stays and may be in a place leaves it unclear; what leaves, or is elsewhere, does not",
    arguments: [
      ("rack:Riva/CED/A1", "blocked", ["Riva", "CED", nil], true),
      ("rack:Riva/CED/A1", "review", ["riva", "ced", nil], true),
      ("rack:Riva/CED/A1", "2023-09", ["Riva", "CED", nil], false),
      ("rack:Riva/CED/A1", "gone", ["Riva", "CED", nil], false),
      ("rack:Riva/CED/A1", "blocked", ["Riva", "CED", "A2"], false),
      ("rack:Riva/CED/A1", "blocked", ["Riva", "Archivio", nil], false),
      ("rack:Riva/CED/A1", "blocked", ["Lago", "CED", nil], false),
      ("room:Riva/CED", "blocked", ["Riva", nil, nil], true),
      ("room:Riva/CED", "blocked", ["Riva", nil, "A7"], true),
      ("room:Riva/CED", "blocked", ["Riva", "Archivio", nil], false),
      ("room:Riva/CED", "blocked", [nil, nil, nil], false),
    ] as [(String, String, [String?], Bool)]
  )
  func strays(key: String, what: String, whereabouts: [String?], isUnclear: Bool) throws {
    var builder = EstateBuilder()
    server("s", "2023-05", in: &builder)
    server("lost", what, at: whereabouts, in: &builder)
    let outlook = try place(key, planned(builder)).outlook
    #expect((outlook.status == .review) == isUnclear)
    #expect(outlook.strays == (isUnclear ? ids("lost") : []))
  }

  @Test("a person's word that a device is mounted in a rack puts it there, and out of all others")
  func mounted() throws {
    var builder = EstateBuilder()
    server("s", "2023-05", in: &builder)
    server("lost", "blocked", at: ["Riva", "CED", nil], in: &builder)
    builder.asset("r2", .rack) { facts in
      (facts.site, facts.room, facts.hostname) = ("Riva", "CED", nil)
    }
    #expect(try place("rack:Riva/CED/r2", planned(builder)).outlook.status == .review)
    builder.relate(.mountedIn, "lost", "r2")
    let estate = planned(builder)
    #expect(try place("rack:Riva/CED/A1", estate).outlook.status == .retire)
    let rack = try place("rack:Riva/CED/r2", estate)
    #expect(rack.outlook.blockers == ids("lost"))
    #expect(rack.thing == EntityID("r2"))
  }

  @Test(
    "a power unit goes with the last that it feeds, also through another unit, also in a circle"
  )
  func power() throws {
    var builder = EstateBuilder()
    for unit in ["ups", "pdu", "idle"] {
      builder.asset(unit, .powerUnit) { facts in (facts.site, facts.room) = ("Riva", "CED") }
    }
    server("s", "2023-05", in: &builder)
    server("t", "2023-09", in: &builder)
    builder.relate(.poweredBy, "s", "ups")
    builder.relate(.poweredBy, "pdu", "ups")
    builder.relate(.poweredBy, "ups", "pdu")
    builder.relate(.poweredBy, "t", "pdu")
    var estate = planned(builder)
    for unit in ["ups", "pdu"] {
      let place = try place("powerUnit:Riva/CED/\(unit)", estate)
      #expect(place.machines == ids("s", "t"))
      #expect(place.outlook.month == EstateBuilder.month("2023-09"))
    }
    let idle = try place("powerUnit:Riva/CED/idle", estate)
    #expect(idle.outlook.status == .review)
    #expect(idle.reasons(\.description) == [.nothingKnown(.powerUnit)])
    // What stays beside it may hang on it, as long as no source says on what.
    server("u", "blocked", at: ["Riva", "CED", nil], in: &builder)
    estate = planned(builder)
    #expect(try place("powerUnit:Riva/CED/ups", estate).outlook.strays == ids("u"))
    builder.asset("other", .powerUnit)
    builder.relate(.poweredBy, "u", "other")
    estate = planned(builder)
    #expect(try place("powerUnit:Riva/CED/ups", estate).outlook.status == .retire)
    #expect(try place("powerUnit:other", estate).outlook.status == .blocked)
  }

  @Test("a place whose hardware is gone and whose virtual machines are not is in review")
  func virtualOnly() throws {
    var builder = EstateBuilder()
    server("s", "gone", in: &builder)
    #expect(try place("site:Riva", planned(builder)).outlook.status == .gone)
    builder.asset("vm", .virtualMachine) { $0.site = "RIVA" }
    builder.moving("a", on: ["vm"], in: "2023-05")
    let outlook = try place("site:Riva", planned(builder)).outlook
    #expect(outlook.status == .review && outlook.doubts == ids("vm"))
  }

  @Test("what only follows a place is no move, and what may be in it leaves the moves in doubt")
  func darkening() throws {
    var builder = EstateBuilder()
    server("s", "2023-05", in: &builder)
    builder.asset("sw", .networkDevice) { facts in
      (facts.site, facts.room, facts.rack) = ("Riva", "CED", "A1")
    }
    server("lost", "blocked", at: ["Riva", "CED", nil], in: &builder)
    let estate = planned(builder)
    let rack = try place("rack:Riva/CED/A1", estate)
    let unclear = Darkening(of: rack.machines, place: rack, in: estate)
    #expect(unclear.moves.isEmpty && unclear.doubts == ids("lost") && !unclear.isExact)
    // Without the place the switch is a machine of which nobody knows.
    #expect(Darkening(of: rack.machines, in: estate).moves == ids("sw"))
    server("stays", "blocked", in: &builder)
    let blocked = planned(builder)
    let again = try place("rack:Riva/CED/A1", blocked)
    let moves = Darkening(of: again.machines, place: again, in: blocked).moves
    #expect(moves.contains(EntityID("a-stays")) && !moves.contains(EntityID("sw")))
  }

  @Test("a template in a cluster does not count")
  func template() throws {
    var builder = EstateBuilder()
    builder.asset("vm", .virtualMachine) { $0.cluster = "P" }
    builder.asset("tpl", .virtualMachine) { facts in
      (facts.cluster, facts.isTemplate) = ("P", true)
    }
    builder.moving("a", on: ["vm"], in: "2023-05")
    #expect(try place("cluster:P", planned(builder)).outlook.status == .retire)
  }

  @Test("the words name five of many, in both languages")
  func words() {
    var place = DarkPlace(kind: .rack, names: ["A1"], machines: ids("a"))
    place.outlook.status = .blocked
    place.outlook.blockers = (1...7).map { EntityID("m\($0)") }
    let reasons = place.reasons(\.description)
    #expect(
      reasons.map { $0.text(in: .english) } == ["stays on: m1, m2, m3, m4, m5, … +2"]
    )
    #expect(reasons.map { $0.text(in: .italian) } == ["resta acceso: m1, m2, m3, m4, m5, … +2"])
    #expect(reasons.map(\.code) == ["place.stays"])
  }
}
