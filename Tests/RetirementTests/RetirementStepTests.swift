import Inventory
import Retirement
import Testing

@Suite("Retirement, every step from every state")
struct RetirementStepTests {
  /// Which steps each state allows, and where they lead.
  static let allowed: [RetirementState: [RetirementStepName: RetirementState]] = [
    .inService: [.plan: .planned, .keep: .keep, .lose: .lost],
    .planned: [
      .drain: .drained, .keep: .keep, .reverse: .reversed, .lose: .lost, .withdraw: .inService,
    ],
    .drained: [
      .switchOff: .drained, .keep: .keep, .reverse: .reversed, .lose: .lost, .withdraw: .planned,
    ],
    .off: [
      .wipe: .wiped, .rollBack: .drained, .reverse: .reversed, .lose: .lost, .withdraw: .drained,
    ],
    .wiped: [.remove: .removed, .lose: .lost, .withdraw: .off],
    .removed: [.dispose: .disposed, .lose: .lost, .withdraw: .wiped],
    .disposed: [.withdraw: .removed],
    .keep: [.plan: .planned, .lose: .lost, .withdraw: .inService],
    .reversed: [.plan: .planned, .keep: .keep, .lose: .lost, .withdraw: .planned],
    .lost: [.find: .inService, .withdraw: .inService],
  ]

  static let cases = RetirementState.allCases.flatMap { state in
    Sample.steps.map { (state, $0) }
  }

  @Test("is allowed or refused with the reason, and a refusal changes nothing", arguments: cases)
  func transition(state: RetirementState, step: RetirementStep) throws {
    var retirement = try Sample.retirement(in: state)
    let today = Sample.day("2024-03-10")
    try #require(retirement.state(on: today) == state)
    let before = retirement
    var refused: StepRefused?
    do throws(StepRefused) {
      try retirement.take(step, by: "Rossi", on: today, given: Sample.server, documents: 1)
    } catch {
      refused = error
    }
    if let next = Self.allowed[state]?[step.name] {
      #expect(refused == nil)
      #expect(retirement.state(on: today) == next)
    } else {
      #expect(retirement == before)
      let refusals = try #require(refused?.refusals)
      #expect(!refusals.isEmpty)
      #expect(refusals.allSatisfy { $0.text(in: .italian) != $0.text(in: .english) })
    }
  }

  @Test("a waiver opens each gate, and is kept with it", arguments: Gate.allCases)
  func waiver(gate: Gate) throws {
    let steps: [Gate: (RetirementState, RetirementStep)] = [
      .drained: (.planned, .drain(.waiver(Sample.waiver))),
      .off: (.drained, .switchOff(.waiver(Sample.waiver))),
      .wiped: (.off, .wipe(.waiver(Sample.waiver))),
      .removed: (.wiped, .remove(.waiver(Sample.waiver))),
      .disposed: (.removed, .dispose(.waiver(Sample.waiver))),
    ]
    let (state, step) = try #require(steps[gate])
    var retirement = try Sample.retirement(in: state)
    let today = Sample.day("2024-03-10")
    try retirement.take(step, by: "Rossi", on: today, given: Sample.server, documents: 0)
    #expect(retirement.state == gate.state)
    #expect(retirement.passages.last == Passage(gate: gate, day: today, waiver: Sample.waiver))
  }

  @Test("a waiver without name or reason opens nothing")
  func namelessWaiver() throws {
    let retirement = try Sample.retirement(in: .planned)
    let refusals = retirement.refusals(
      of: .drain(.waiver(Waiver(by: " ", reason: ""))),
      by: "Rossi",
      on: Sample.day("2024-03-10"),
      given: Sample.server,
      documents: 0
    )
    #expect(refusals == [.waiverWithoutName, .noReason])
  }

  @Test("all problems are told at once")
  func allProblems() throws {
    let retirement = try Sample.retirement(in: .planned)
    var device = Sample.server
    device.occupants = ["LIS", "vm7", "PACS"]
    let refusals = retirement.refusals(
      of: .drain(.evidence(DrainEvidence(moved: ["lis"], backup: nil, retention: nil))),
      by: "",
      on: Sample.day("2024-01-01"),
      given: device,
      documents: 0
    )
    #expect(
      refusals == [
        .noActor, .beforeLastStep(Sample.day("2024-01-02")), .occupied(by: ["vm7", "PACS"]),
        .backupNotVerified, .retentionNotCleared,
      ]
    )
  }

  @Test("a wrong date can be withdrawn on an earlier day")
  func wrongDate() throws {
    var retirement = Retirement()
    let device = Sample.server
    try retirement.take(
      Sample.plan,
      by: "Rossi",
      on: Sample.day("2032-01-01"),
      given: device,
      documents: 0
    )
    let today = Sample.day("2024-01-01")
    try retirement.take(
      .withdraw(reason: "anno sbagliato"),
      by: "Rossi",
      on: today,
      given: device,
      documents: 0
    )
    #expect(retirement == Retirement())
  }
}
