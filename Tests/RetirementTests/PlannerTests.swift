import Inventory
import Retirement
import Testing

@Suite("Retirement plan")
struct PlannerTests {
  private let planner = Planner(asOf: EstateBuilder.day("2023-02-28"))

  private func entry(_ id: String, _ builder: EstateBuilder) throws -> PlanEntry {
    let plan = planner.plan(builder.estate)
    return try #require(plan.first { $0.entity == EntityID(id) })
  }

  @Test("a server retires in the month its last application moves")
  func lastApplication() throws {
    var builder = EstateBuilder()
    builder.asset("srv", .server)
    builder.moving("a1", on: ["srv"], in: "2023-07")
    builder.moving("a2", on: ["srv"], in: "2023-11")
    let month = EstateBuilder.month("2023-11")
    #expect(
      try entry("srv", builder)
        == PlanEntry(
          entity: EntityID("srv"),
          status: .retire,
          month: month,
          reasons: [.lastApplicationMoves(name: "a2", month: month)]
        )
    )
  }

  @Test("every application in no project blocks its server, and is named")
  func blocked() throws {
    var builder = EstateBuilder()
    builder.asset("srv", .server)
    builder.moving("a1", on: ["srv"], in: "2023-07")
    builder.staying("a3", on: ["srv"])
    builder.staying("a2", on: ["srv"])
    let entry = try entry("srv", builder)
    #expect(entry.status == .blocked)
    #expect(entry.blockers == [EntityID("a2"), EntityID("a3")])
    #expect(entry.month == nil)
  }

  @Test("infrastructure alone is kept; beside something that moves it blocks")
  func infrastructure() throws {
    var builder = EstateBuilder()
    builder.asset("dc", .virtualMachine)
    builder.asset("mixed", .virtualMachine)
    builder.application("dns", on: ["dc", "mixed"], service: "dns", infrastructure: true)
    builder.moving("a1", on: ["mixed"], in: "2023-07")
    let kept = try entry("dc", builder)
    #expect(kept.status == .keep)
    #expect(kept.reasons == [.infrastructureOnly(service: "dns")])
    let mixed = try entry("mixed", builder)
    #expect(mixed.status == .blocked)
    #expect(mixed.blockers == [EntityID("dns")])
  }

  @Test("what nobody can tell is for a person to look at, never to retire")
  func review() throws {
    var builder = EstateBuilder()
    for id in ["orphan", "unclear", "dateless", "unassigned"] { builder.asset(id, .server) }
    builder.asset("template", .virtualMachine) { $0.isTemplate = true }
    builder.moving("a1", on: ["unclear", "template", "dateless", "unassigned"], in: "2023-07")
    builder.application("a2", on: ["unclear"])
    builder.application("a3", on: ["dateless"], projects: ["P2"], service: "s")
    builder.relate(.runsOn, "a4", "unassigned")
    for (id, reason) in [
      ("orphan", PlanReason.nothingKnown), ("unclear", .applicationUnclear(name: "a2")),
      ("dateless", .noMonth(project: ProjectCode("P2"))), ("template", .template),
      ("unassigned", .applicationUnclear(name: "a4")),
    ] {
      let entry = try entry(id, builder)
      #expect(entry.status == .review, "\(id)")
      #expect(entry.reasons == [reason], "\(id)")
    }
  }

  @Test("a host follows its last virtual machine; templates and gone ones do not count")
  func host() throws {
    var builder = EstateBuilder()
    builder.asset("esx", .host)
    builder.asset("vm1", .virtualMachine)
    builder.asset("vm2", .virtualMachine)
    builder.asset("tpl", .virtualMachine) { $0.isTemplate = true }
    builder.asset("old", .virtualMachine, seen: "2020-01-01")
    for vm in ["vm1", "vm2", "tpl", "old"] { builder.relate(.hostedOn, vm, "esx") }
    builder.moving("a1", on: ["vm1"], in: "2023-07")
    builder.moving("a2", on: ["vm2"], in: "2024-01")
    let retired = try entry("esx", builder)
    #expect(retired.status == .retire)
    #expect(retired.month == EstateBuilder.month("2024-01"))
    builder.asset("vm3", .virtualMachine)
    builder.relate(.hostedOn, "vm3", "esx")
    let blocked = try entry("esx", builder)
    #expect(blocked.status == .blocked)
    #expect(blocked.blockers == [EntityID("vm3")])
  }

  @Test("a host without known machines is to be checked")
  func emptyHost() throws {
    var builder = EstateBuilder()
    builder.asset("esx", .host)
    #expect(try entry("esx", builder).reasons == [.noMachines])
  }

  @Test("an array goes with its last host, a rack's switch with its last device")
  func storageAndSwitch() throws {
    var builder = EstateBuilder()
    builder.asset("esx1", .host)
    builder.asset("esx2", .host)
    builder.asset("san", .storage)
    builder.asset("sw", .networkDevice)
    builder.asset("sw2", .networkDevice)
    for (index, host) in ["esx1", "esx2"].enumerated() {
      builder.asset("vm\(index)", .virtualMachine)
      builder.relate(.hostedOn, "vm\(index)", host)
      builder.moving("a\(index)", on: ["vm\(index)"], in: "2023-0\(index + 5)")
      builder.relate(.storedOn, host, "san")
    }
    for device in ["esx1", "san", "sw", "sw2"] { builder.relate(.mountedIn, device, "R01") }
    let last = EstateBuilder.month("2023-06")
    #expect(try entry("san", builder).reasons == [.lastHostLeaves(name: "esx2", month: last)])
    #expect(try entry("sw", builder).reasons == [.lastDeviceLeaves(name: "san", month: last)])
    #expect(try entry("sw2", builder).month == last)
    builder.staying("a9", on: ["vm1"])
    #expect(try entry("san", builder).blockers == [EntityID("esx2")])
    #expect(try entry("sw", builder).blockers == [EntityID("san")])
  }

  @Test("a rack is known by its devices' own facts; what may stand in it leaves its switch open")
  func rackByFacts() throws {
    var builder = EstateBuilder()
    func place(_ rack: String?) -> (inout Record) -> Void {
      {
        $0.site = "Sede"
        $0.room = "Sala A"
        $0.rack = rack
      }
    }
    builder.asset("srv", .server, place("R01"))
    builder.asset("other", .server, place("R02"))
    builder.asset("sw", .networkDevice, place("r01"))
    builder.moving("a1", on: ["srv"], in: "2023-07")
    builder.staying("a2", on: ["other"])
    let month = EstateBuilder.month("2023-07")
    #expect(try entry("sw", builder).reasons == [.lastDeviceLeaves(name: "srv", month: month)])
    builder.asset("somewhere", .server, place(nil))
    builder.staying("a3", on: ["somewhere"])
    let open = try entry("sw", builder)
    #expect(open.status == .review)
    #expect(open.reasons == [.mayStandInRack(name: "somewhere")])
  }

  @Test("a virtual machine that a hypervisor lists is there, however old the last look inside")
  func listed() throws {
    var builder = EstateBuilder()
    builder.asset("vm", .virtualMachine, seen: "2019-05-01") { $0.host = "esx" }
    #expect(try entry("vm", builder).status == .review)
  }

  @Test("what no source has seen for a year is gone", arguments: [(364, false), (366, true)])
  func stale(days: Int, isGone: Bool) throws {
    var builder = EstateBuilder()
    builder.asset("srv", .server, seen: days == 364 ? "2022-03-01" : "2022-02-27")
    #expect(try entry("srv", builder).status == (isGone ? .gone : .review))
  }

  @Test(
    "a source's word for withdrawn counts, a wish or a doubt does not",
    arguments: [
      ("Dismesso", true), ("dismesso nel 2021", true), ("Rottamato", true),
      ("non trovato in sala", true), ("da dismettere", false), ("In dismissione", false),
      ("dismesso?", false), ("In produzione", false), ("", false),
    ]
  )
  func withdrawn(status: String, isGone: Bool) throws {
    var builder = EstateBuilder()
    builder.asset("srv", .server) { $0.status = status }
    #expect(try (entry("srv", builder).status == .gone) == isGone)
    builder.asset("running", .server) {
      $0.status = status
      $0.powerState = .on
    }
    #expect(try entry("running", builder).status == .review)
  }

  @Test("iron whose workload runs on a virtual machine goes at once, even when long unseen")
  func replaced() throws {
    var builder = EstateBuilder()
    builder.asset("iron", .server, seen: "2019-05-01") {
      $0.hostname = "web01.asl.example"
      $0.annotation = "P2V fatta, da smaltire"
    }
    builder.asset("vm", .virtualMachine) { $0.hostname = "WEB01" }
    builder.moving("a1", on: ["vm"], in: "2023-09")
    let entry = try entry("iron", builder)
    #expect(entry.status == .retire)
    #expect(entry.month == EstateBuilder.month("2023-02"))
    #expect(entry.reasons == [.replacedByVirtualMachine(name: "vm")])
  }

  @Test("a P2V that is only planned, or that its applications deny, retires nothing")
  func notReplaced() throws {
    var builder = EstateBuilder()
    builder.asset("planned", .server) { $0.annotation = "P2V prevista nel 2024" }
    builder.asset("busy", .server) { $0.annotation = "virtualizzato" }
    builder.staying("a1", on: ["busy"])
    #expect(try entry("planned", builder).status == .review)
    #expect(try entry("busy", builder).status == .blocked)
  }

  @Test(
    "iron long unseen that stands switched off beside a virtual machine of its name was replaced",
    arguments: [("Spento", true, true), ("Spento", false, false), ("In produzione", true, false)]
  )
  func leftOver(status: String, hasTwin: Bool, isReplaced: Bool) throws {
    var builder = EstateBuilder()
    builder.asset("iron", .server, seen: "2019-05-01") {
      $0.hostname = "web01"
      $0.status = status
    }
    builder.asset("vm", .virtualMachine) { $0.hostname = hasTwin ? "web01" : "web02" }
    #expect(try entry("iron", builder).status == (isReplaced ? .retire : .gone))
  }

  @Test("what rests on itself is told, and the rest is planned")
  func cycle() throws {
    var builder = EstateBuilder()
    builder.asset("esx1", .host)
    builder.asset("esx2", .host)
    builder.asset("srv", .server)
    builder.relate(.hostedOn, "esx1", "esx2")
    builder.relate(.hostedOn, "esx2", "esx1")
    builder.moving("a1", on: ["srv"], in: "2023-07")
    #expect(try entry("esx1", builder).reasons == [.cycle])
    #expect(try entry("srv", builder).status == .retire)
  }

  @Test("what rests on one another in a circle goes or stays as one, and the circle is told")
  func circle() throws {
    var builder = EstateBuilder()
    for host in ["esx1", "esx2"] { builder.asset(host, .host) }
    builder.asset("san", .storage)
    builder.asset("vm", .virtualMachine)
    // The array is a machine on the hosts whose data it keeps.
    builder.relate(.hostedOn, "san", "esx1")
    for host in ["esx1", "esx2"] { builder.relate(.storedOn, host, "san") }
    builder.relate(.hostedOn, "vm", "esx2")
    builder.relate(.hostedOn, "esx2", "esx2")
    builder.moving("a1", on: ["vm"], in: "2023-07")
    builder.moving("a2", on: ["esx1"], in: "2023-09")
    for id in ["esx1", "san"] {
      #expect(try entry(id, builder).status == .retire)
      #expect(try entry(id, builder).month == EstateBuilder.month("2023-09"))
      #expect(try entry(id, builder).reasons.last == .cycle)
    }
    #expect(try entry("esx2", builder).month == EstateBuilder.month("2023-07"))
    #expect(try !entry("esx2", builder).reasons.contains(.cycle))
    builder.staying("a3", on: ["esx1"])
    for id in ["esx1", "san"] {
      #expect(try entry(id, builder).blockers == [EntityID("a3")])
      var estate = builder.estate
      estate.plan = Planner(asOf: nil).plan(estate)
      let darkening = Darkening(of: [EntityID(id)], in: estate)
      #expect(darkening.moves == [EntityID("a3")])
      #expect(darkening.isExact)
    }
  }

  @Test("an array goes with the last host of the cluster of which one host is known to use it")
  func clusterStorage() throws {
    var builder = EstateBuilder()
    for (host, month) in [("esx1", "2023-05"), ("esx2", "2023-08")] {
      builder.asset(host, .host) { $0.cluster = host == "esx1" ? "CL" : "cl" }
      builder.asset("vm" + host, .virtualMachine)
      builder.relate(.hostedOn, "vm" + host, host)
      builder.moving("a" + host, on: ["vm" + host], in: month)
    }
    builder.asset("san", .storage)
    builder.relate(.storedOn, "esx1", "san")
    #expect(try entry("san", builder).month == EstateBuilder.month("2023-08"))
    builder.staying("x", on: ["vmesx2"])
    #expect(try entry("san", builder).blockers == [EntityID("esx2")])
  }

  @Test("installed products alone switch nothing off; beside what is known they count")
  func installed() throws {
    var builder = EstateBuilder()
    builder.asset("srv", .server)
    builder.moving("a1", on: ["srv"], in: "2023-07")
    builder.estate.relations[0].basis = .software
    #expect(try entry("srv", builder).status == .review)
    #expect(try entry("srv", builder).reasons == [.onlyInstalled(name: "a1")])
    builder.moving("a2", on: ["srv"], in: "2023-05")
    #expect(try entry("srv", builder).month == EstateBuilder.month("2023-07"))
  }

  @Test("an array of which no source tells the hosts is to be checked, with that reason")
  func arrayAlone() throws {
    var builder = EstateBuilder()
    builder.asset("san", .storage)
    #expect(try entry("san", builder).status == .review)
    #expect(try entry("san", builder).reasons == [.noHosts])
  }

  @Test("racks, printers and power units are not planned; entries come in the order of ids")
  func entries() {
    var builder = EstateBuilder()
    for (id, kind) in [
      ("z", AssetKind.server), ("r", .rack), ("a", .storage), ("p", .printer), ("u", .powerUnit),
      ("m", .networkDevice),
    ] { builder.asset(id, kind) }
    #expect(planner.plan(builder.estate).map(\.entity.description) == ["a", "m", "z"])
  }

  @Test("without a day given, the newest that anything was seen counts")
  func defaultDay() throws {
    var builder = EstateBuilder()
    builder.asset("old", .server, seen: "2021-01-01")
    builder.asset("new", .server, seen: "2023-02-01")
    let plan = Planner(asOf: nil).plan(builder.estate)
    #expect(plan.map(\.status) == [.review, .gone])
  }
}
