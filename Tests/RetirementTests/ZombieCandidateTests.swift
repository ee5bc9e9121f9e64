import Inventory
import Retirement
import Testing

@Suite("Servers that nobody may need any more")
struct ZombieCandidateTests {
  /// A busy server that a host's guest calls, and one that `change` alters.
  private func estate(
    seen: String? = "2023-02-20",
    _ facts: (inout Record) -> Void = { _ in },
    with change: (inout EstateBuilder) -> Void = { _ in }
  ) -> Estate {
    var builder = EstateBuilder()
    builder.asset("busy", .server)
    builder.asset("quiet", .server, seen: seen, facts)
    builder.staying("a1", on: ["busy"])
    change(&builder)
    var estate = builder.estate
    estate.plan = Planner(asOf: EstateBuilder.day("2023-02-28")).plan(estate)
    return estate
  }

  private func codes(_ estate: Estate) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: ZombieCandidate.all(in: estate).map {
        ($0.machine.description, $0.signs.map { $0.code.replacing("zombie.", with: "") })
      }
    )
  }

  @Test("that no application is known is by itself no sign")
  func alone() {
    #expect(codes(estate()).isEmpty)
  }

  @Test(
    "use below 5 % is a sign, and no use told is none",
    arguments: [(0.0, true), (0.049, true), (0.05, false), (0.5, false), (nil, false)]
      as [(Double?, Bool)]
  )
  func use(value: Double?, isSign: Bool) {
    let found = codes(estate { $0.cpuUtilization = value.flatMap { Share($0) } })
    #expect(found == (isSign ? ["quiet": ["low-use", "no-application"]] : [:]))
  }

  @Test(
    "more than ninety days unseen are a sign",
    arguments: [("2022-11-22", false), ("2022-11-21", true), (nil, false)] as [(String?, Bool)]
  )
  func unseen(day: String?, isSign: Bool) {
    let found = codes(estate(seen: day))
    #expect(found == (isSign ? ["quiet": ["not-seen", "no-application"]] : [:]))
  }

  @Test("no flows are a sign only where flows were recorded")
  func flows() {
    let others = estate(with: { builder in
      builder.asset("other", .server)
      builder.relate(.dependsOn, "busy", "other")
    })
    #expect(codes(others) == ["quiet": ["no-flows", "no-application"]])
    let own = estate(with: { $0.relate(.dependsOn, "busy", "quiet") })
    #expect(codes(own).isEmpty)
  }

  @Test("what has an application, a guest, infrastructure or a template is none, however idle")
  func occupied() {
    func idle(_ facts: inout Record) { facts.powerState = .off }
    #expect(codes(estate(idle)) == ["quiet": ["powered-off", "no-application"]])
    #expect(codes(estate(idle, with: { $0.staying("a2", on: ["quiet"]) })).isEmpty)
    #expect(codes(estate(idle, with: { $0.relate(.hostedOn, "busy", "quiet") })).isEmpty)
    #expect(
      codes(
        estate({
          idle(&$0)
          $0.isTemplate = true
        })
      ).isEmpty
    )
    #expect(
      codes(
        estate({
          idle(&$0)
          $0.applications = ["Protocollo"]
        })
      ).isEmpty
    )
  }

  @Test("a candidate is never retired by the plan, and those with most signs come first")
  func order() {
    let estate = estate({ $0.powerState = .off }) { builder in
      builder.asset("off", .server, seen: "2022-10-01") { $0.powerState = .off }
    }
    let found = ZombieCandidate.all(in: estate)
    #expect(found.map(\.machine.description) == ["off", "quiet"])
    for candidate in found {
      #expect(estate.plan.first { $0.entity == candidate.machine }?.status == .review)
      #expect(candidate.signs.count >= 2)
    }
  }

  @Test("signs speak both languages", arguments: Language.allCases)
  func words(language: Language) {
    let day = EstateBuilder.day("2022-11-01")
    let signs: [ZombieCandidate.Sign] = [
      .noApplication, .noFlows, .poweredOff, .notSeenSince(day),
    ]
    let texts = signs.map { $0.text(in: language) }
    #expect(Set(texts).count == signs.count)
    #expect(texts.last?.contains("2022-11-01") == true)
  }
}
