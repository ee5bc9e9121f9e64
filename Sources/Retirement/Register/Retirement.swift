public import Inventory

/// The retirement of one device: its state, and how it came there.
///
/// A value that only ``take(_:by:on:given:documents:)`` changes, so that what it says is what its
/// steps amount to. The same steps always give the same retirement.
public struct Retirement: Sendable, Hashable {
  /// All that a step changes.
  private struct Situation: Sendable, Hashable {
    var state = RetirementState.inService
    var passages: [Passage] = []
    var trial: SwitchOffTrial?
    var day: CalendarDate?
  }

  private var now = Situation()
  /// What was before each step that can be withdrawn, the earliest first.
  private var before: [Situation] = []

  /// Creates the retirement of a device in service.
  public init() {}

  /// The state on the last day that a step tells of; see ``state(on:)``.
  public var state: RetirementState { now.state }

  /// The gates that were passed, in order.
  public var passages: [Passage] { now.passages }

  /// The switch-off that is on trial, or was passed; `nil` when there was none, or it was ended.
  public var trial: SwitchOffTrial? { now.trial }

  /// The day of the last step; `nil` before the first.
  public var day: CalendarDate? { now.day }

  /// The state on `day`: a trial that nobody complained of passes by itself.
  public func state(on day: CalendarDate) -> RetirementState { settled(on: day).state }

  /// The day from which the device is off: the one on which it went through that gate, or on which it
  /// will if nobody complains; `nil` when neither is so.
  public var offFrom: CalendarDate? {
    now.passages.first { $0.gate == .off }?.day ?? trialEnd
  }

  /// The day on which a running trial passes; `nil` when none runs or somebody complained.
  private var trialEnd: CalendarDate? {
    guard now.state == .drained, let trial = now.trial, trial.complaints.isEmpty else { return nil }
    return trial.end
  }

  private func settled(on day: CalendarDate) -> Situation {
    var situation = now
    if let end = trialEnd, end <= day {
      situation.state = .off
      situation.passages.append(Passage(gate: .off, day: end))
      situation.day = end
    }
    return situation
  }

  /// Looks for all that speaks against the step.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - actor: Who records it.
  ///   - day: The day on which it happened.
  ///   - device: What the inventory knows of the device on recording.
  ///   - documents: How many documents are filed with it.
  /// - Returns: The reasons for a refusal; empty when the step can be taken.
  public func refusals(
    of step: RetirementStep,
    by actor: String,
    on day: CalendarDate,
    given device: DeviceFacts,
    documents: Int
  ) -> [StepRefusal] {
    let settled = settled(on: day)
    if let refusal = misplaced(step, in: settled) { return [refusal] }
    var refusals: [StepRefusal] = []
    if actor.isBlank { refusals.append(.noActor) }
    // A step that was dated wrongly must be open to withdrawal.
    if step.name != .withdraw, let last = settled.day, day < last {
      refusals.append(.beforeLastStep(last))
    }
    if let waiver = step.waiver {
      if waiver.by.isBlank { refusals.append(.waiverWithoutName) }
      if waiver.reason.isBlank { refusals.append(.noReason) }
      return refusals
    }
    if let reason = step.reason, reason.isBlank { refusals.append(.noReason) }
    refusals += shortcomings(of: step, on: day, given: device)
    if let gate = step.name.gate, gate.needsDocument, documents == 0,
      device.kind != .virtualMachine
    {
      refusals.append(.noDocument(gate))
    }
    return refusals
  }

  /// Takes the step, or refuses it and stays as it is.
  ///
  /// - Throws: ``StepRefused`` with everything that speaks against it.
  public mutating func take(
    _ step: RetirementStep,
    by actor: String,
    on day: CalendarDate,
    given device: DeviceFacts,
    documents: Int
  ) throws(StepRefused) {
    let refusals = refusals(of: step, by: actor, on: day, given: device, documents: documents)
    guard refusals.isEmpty else { throw StepRefused(refusals) }
    replay(step, on: day, given: device)
  }

  /// Takes a step that was recorded, without asking again what spoke against it: the rules of today
  /// do not judge what was done under those of then.
  public mutating func replay(
    _ step: RetirementStep,
    on day: CalendarDate,
    given device: DeviceFacts
  ) {
    if step.name == .withdraw {
      now = before.popLast() ?? Situation()
      return
    }
    var next = settled(on: day)
    // Nothing but being found, or a withdrawal, follows on being lost.
    if step.name == .find, let last = before.last { next = last }
    next.day = day
    apply(step, on: day, given: device, to: &next)
    before.append(now)
    now = next
  }

  private func apply(
    _ step: RetirementStep,
    on day: CalendarDate,
    given device: DeviceFacts,
    to next: inout Situation
  ) {
    if let gate = step.name.gate, step.opensGateAtOnce {
      next.state = gate.state
      next.passages.append(Passage(gate: gate, day: day, waiver: step.waiver))
    }
    switch step {
    case .plan: next = Situation(state: .planned, day: day)
    case .keep: next = Situation(state: .keep, day: day)
    case .reverse: next = Situation(state: .reversed, day: day)
    case .lose: next.state = .lost
    case .complain(let reason): next.trial?.complaints.append(reason)
    case .rollBack:
      next.state = .drained
      next.trial = nil
      next.passages.removeAll { $0.gate == .off }
    case .switchOff(.evidence(let trial)): next.trial = trial.started(on: day, given: device)
    case .switchOff(.waiver), .drain, .wipe, .remove, .dispose, .find, .withdraw: break
    }
  }

  /// What speaks against the evidence of a step.
  private func shortcomings(
    of step: RetirementStep,
    on day: CalendarDate,
    given device: DeviceFacts
  ) -> [StepRefusal] {
    switch step {
    case .drain(.evidence(let evidence)): evidence.refusals(given: device)
    case .switchOff(.evidence(let trial)): trial.started(on: day, given: device).refusals()
    case .wipe(.evidence(let erasures)): DiskErasure.refusals(of: erasures, given: device)
    case .remove(.evidence(let removal)): removal.refusals(given: device)
    case .dispose(.evidence(let disposal)):
      device.kind == .virtualMachine ? [.nothingToDispose] : disposal.refusals()
    default: []
    }
  }

  /// Why the step has no place where the device is; `nil` when it has one.
  private func misplaced(_ step: RetirementStep, in situation: Situation) -> StepRefusal? {
    let state = situation.state
    let trial = state == .drained ? situation.trial : nil
    let isInPlace: Bool =
      switch step {
      case .plan: [.inService, .keep, .reversed].contains(state)
      case .drain: state == .planned
      case .switchOff(.evidence): state == .drained && trial == nil
      case .switchOff(.waiver): state == .drained
      case .complain: trial != nil
      case .rollBack: trial != nil || state == .off
      case .wipe: state == .off
      case .remove: state == .wiped
      case .dispose: state == .removed
      case .keep: [.inService, .planned, .drained, .reversed].contains(state)
      case .reverse: [.planned, .drained, .off].contains(state)
      case .lose: state != .lost && state != .disposed
      case .find: state == .lost
      case .withdraw: !before.isEmpty
      }
    guard !isInPlace else { return nil }
    switch step.name {
    case .withdraw: return .nothingToWithdraw
    case .complain, .rollBack: return .noTrial
    case .switchOff, .wipe:
      if let trial, let complaint = trial.complaints.last { return .trialDisputed(complaint) }
      if let trial, let end = trial.end { return .trialRunning(until: end) }
    default: break
    }
    if step.name == .reverse, state == .wiped || state == .removed { return .dataGone }
    return .misplaced(step.name, in: state)
  }
}

extension SwitchOffTrial {
  /// The trial as it begins on `day`, without complaints, for the higher of the classes that the
  /// person and the inventory tell.
  fileprivate func started(on day: CalendarDate, given device: DeviceFacts) -> SwitchOffTrial {
    let classes = [serviceClass, device.serviceClass].compactMap(\.self)
    return SwitchOffTrial(
      start: day,
      days: days,
      told: told,
      serviceClass: ServiceClass.allCases.last { classes.contains($0) }
    )
  }
}

extension RetirementStep {
  /// Whether the step goes through its gate at once; a trial takes its time.
  fileprivate var opensGateAtOnce: Bool {
    if case .switchOff(.evidence) = self { return false }
    return true
  }
}
