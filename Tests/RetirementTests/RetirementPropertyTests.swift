import Inventory
import Retirement
import Testing

@Suite("Retirement, properties over 10,000 random sequences")
struct RetirementPropertyTests {
  /// A step that is good, bad or out of place, as chance has it.
  private func step(after state: RetirementState, _ random: inout SeededRandom) -> RetirementStep {
    let way = [
      Sample.plan, Sample.drain, Sample.switchOff, Sample.wipe, Sample.remove, Sample.dispose,
    ]
    // Half of the steps lead on, or else no sequence would come to the end.
    if Bool.random(using: &random), let rank = state.rank, rank < way.count { return way[rank] }
    let step = Sample.steps.randomElement(using: &random) ?? Sample.plan
    guard Int.random(in: 0..<4, using: &random) == 0 else { return step }
    return switch step {
    case .drain:
      .drain(.evidence(DrainEvidence(backup: nil, retention: nil)))
    case .switchOff: .switchOff(.waiver(Sample.waiver))
    case .wipe: .wipe(.evidence([Sample.disk("D1")]))
    case .remove: .remove(.waiver(Waiver(by: "", reason: "x")))
    case .dispose: .dispose(.waiver(Sample.waiver))
    case .keep: .keep(reason: " ")
    default: step
    }
  }

  private func check(_ retirement: Retirement, on day: CalendarDate) {
    let state = retirement.state(on: day)
    let gates = retirement.passages.map(\.gate)
    // Whoever is far along has come through every gate before, in order, each once.
    if let rank = retirement.state.rank, rank > 1 {
      #expect(gates == RetirementState.way[2...rank].compactMap { Gate(rawValue: $0.rawValue) })
    } else if retirement.state != .lost {
      #expect(gates.isEmpty)
    }
    for passage in retirement.passages {
      if let waiver = passage.waiver { #expect(!waiver.by.isEmpty && !waiver.reason.isEmpty) }
    }
    if let trial = retirement.trial, retirement.state == .drained, !trial.complaints.isEmpty {
      #expect(state == .drained, "a complaint keeps it from passing")
    }
  }

  @Test("keep the invariants", arguments: 0..<100)
  func invariants(block: Int) throws {
    var refusedSteps = 0
    var reached: Set<RetirementState> = []
    for run in 0..<100 {
      var random = SeededRandom(state: UInt64(block * 100 + run) &* 0x9E37_79B9_7F4A_7C15)
      var retirement = Retirement()
      var taken: [(RetirementStep, CalendarDate)] = []
      var day = Sample.day("2024-01-01")
      for _ in 0..<40 {
        day = day.advanced(byDays: Int.random(in: 0...20, using: &random)) ?? day
        let step = step(after: retirement.state(on: day), &random)
        let before = retirement
        let stateBefore = retirement.state(on: day)
        do {
          try retirement.take(step, by: "R", on: day, given: Sample.server, documents: 1)
          taken.append((step, day))
        } catch {
          refusedSteps += 1
          #expect(retirement == before)
          #expect(!error.refusals.isEmpty)
          continue
        }
        let state = retirement.state(on: day)
        if let from = stateBefore.rank, let to = state.rank, step.name != .withdraw,
          step.name != .find
        {
          #expect(to <= from + 1, "no gate is skipped")
        }
        if stateBefore == .disposed { #expect(step.name == .withdraw) }
        reached.insert(state)
        check(retirement, on: day)
      }
      var again = Retirement()
      for (step, day) in taken {
        try again.take(step, by: "R", on: day, given: Sample.server, documents: 1)
      }
      #expect(again == retirement, "the same steps give the same retirement")
    }
    #expect(refusedSteps > 0)
    #expect(reached.count == RetirementState.allCases.count, "the sequences go far: \(reached)")
  }
}
