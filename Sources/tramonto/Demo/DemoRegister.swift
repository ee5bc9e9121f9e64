import Inventory
import Retirement
import Workspace

/// Steps that the demonstration records, so that its register and report have something to show.
enum DemoRegister {
  /// How far a device of the invented estate has come.
  private struct Way {
    var name: String
    /// The day on which it was found empty; `nil` for not yet.
    var drained: (year: Int, month: Int, day: Int)?
    /// Whether a trial began on that day.
    var isTried = false
  }

  private static let agency = "PINETA"
  private static let ways = [
    Way(name: "pin-farm01", drained: (2023, 10, 2), isTried: true),
    Way(name: "pin-rischio01", drained: (2024, 1, 8), isTried: true),
    Way(name: "pin-dh01", drained: (2024, 1, 8)), Way(name: "pin-ds01"),
  ]

  /// Records the steps; one that is refused is left out.
  ///
  /// - Returns: How many were recorded.
  static func record(in store: Store, by actor: String, at time: Int) throws -> Int {
    guard let code = AgencyCode(agency) else { return 0 }
    let estate = try store.estate(of: code)
    let applications = Dictionary(
      estate.applications.map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
    let requests = ways.flatMap { way -> [StepRequest] in
      guard let asset = estate.assets.first(where: { $0.name == way.name }) else { return [] }
      let moved = estate.relations.filter { $0.kind == .runsOn && $0.to == asset.id }
        .compactMap { applications[$0.from] }.sorted()
      return steps(of: way, moved: moved, by: actor).map { step, day in
        StepRequest(entity: asset.id, step: step, day: day)
      }
    }
    return try store.record(requests, in: code, by: actor, at: time, mode: .possible)
      .count { $0.sequence != nil }
  }

  private static func steps(
    of way: Way,
    moved: [String],
    by actor: String
  ) -> [(RetirementStep, CalendarDate)] {
    guard let start = CalendarDate(year: 2023, month: 9, day: 4) else { return [] }
    var steps: [(RetirementStep, CalendarDate)] = [(.plan(month: nil), start)]
    guard let drained = way.drained,
      let day = CalendarDate(year: drained.year, month: drained.month, day: drained.day)
    else { return steps }
    let attestation = Attestation(by: actor, day: day, reference: nil)
    let evidence = DrainEvidence(moved: moved, backup: attestation, retention: attestation)
    steps.append((.drain(.evidence(evidence)), day))
    if way.isTried {
      // Long enough for any class of service.
      let trial = SwitchOffTrial(start: day, days: 60, told: [actor], serviceClass: nil)
      steps.append((.switchOff(.evidence(trial)), day))
    }
    return steps
  }
}
