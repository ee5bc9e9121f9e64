public import Inventory

/// What speaks against a step.
public enum StepRefusal: Sendable, Hashable {
  /// The state has another way on.
  case misplaced(RetirementStepName, in: RetirementState)
  case noActor
  case beforeLastStep(CalendarDate)
  case inFuture(CalendarDate)
  case noReason
  case waiverWithoutName
  case noDocument(Gate)
  case nothingToWithdraw
  case occupied(by: [String])
  case backupNotVerified
  case retentionNotCleared
  case trialLength(days: Int, minimum: Int)
  case trialMissesMonthEnd(days: Int)
  case nobodyTold
  case trialRunning(until: CalendarDate)
  case trialDisputed(String)
  case noTrial
  case noDisks(known: Int)
  case noDiskSerial
  case diskTwice(serial: String)
  case degaussedSolidState(serial: String)
  case erasureWithoutProof(serial: String)
  case disksUnaccounted(serials: [String])
  case fewerDisks(erased: Int, known: Int)
  case noRack
  case noRackUnit
  case noPowerFeeds
  case noRecipient
  case noWriteOffAct
  case noWasteForm
  case nothingToDispose
  case dataGone
}

extension StepRefusal {
  /// Whether the step has no place where the device is, whatever its evidence.
  public var isOutOfPlace: Bool {
    switch self {
    case .misplaced, .nothingToWithdraw, .noTrial, .trialRunning, .trialDisputed, .dataGone: true
    default: false
    }
  }
}

/// A step that was refused, with everything that speaks against it; never empty.
public struct StepRefused: Error, Sendable, Hashable {
  /// What speaks against the step.
  public var refusals: [StepRefusal]

  /// Creates the error.
  public init(_ refusals: [StepRefusal]) {
    self.refusals = refusals
  }
}

extension StepRefused: Message {
  /// The code of the first refusal.
  public var code: String { refusals.first?.code ?? "retire.refused" }

  /// All refusals in one line.
  public func text(in language: Language) -> String {
    refusals.map { $0.text(in: language) }.joined(separator: "; ")
  }
}

extension StepRefusal: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .misplaced: "retire.misplaced"
    case .noActor: "retire.no-actor"
    case .beforeLastStep: "retire.before-last-step"
    case .inFuture: "retire.in-future"
    case .noReason: "retire.no-reason"
    case .waiverWithoutName: "retire.waiver-without-name"
    case .noDocument: "retire.no-document"
    case .nothingToWithdraw: "retire.nothing-to-withdraw"
    case .occupied: "retire.occupied"
    case .backupNotVerified: "retire.backup-not-verified"
    case .retentionNotCleared: "retire.retention-not-cleared"
    case .trialLength: "retire.trial-length"
    case .trialMissesMonthEnd: "retire.trial-misses-month-end"
    case .nobodyTold: "retire.nobody-told"
    case .trialRunning: "retire.trial-running"
    case .trialDisputed: "retire.trial-disputed"
    case .noTrial: "retire.no-trial"
    case .noDisks: "retire.no-disks"
    case .noDiskSerial: "retire.no-disk-serial"
    case .diskTwice: "retire.disk-twice"
    case .degaussedSolidState: "retire.degaussed-solid-state"
    case .erasureWithoutProof: "retire.erasure-without-proof"
    case .disksUnaccounted: "retire.disks-unaccounted"
    case .fewerDisks: "retire.fewer-disks"
    case .noRack: "retire.no-rack"
    case .noRackUnit: "retire.no-rack-unit"
    case .noPowerFeeds: "retire.no-power-feeds"
    case .noRecipient: "retire.no-recipient"
    case .noWriteOffAct: "retire.no-write-off-act"
    case .noWasteForm: "retire.no-waste-form"
    case .nothingToDispose: "retire.nothing-to-dispose"
    case .dataGone: "retire.data-gone"
    }
  }

  /// The words in `language`: what is wrong, and what to do.
  public func text(in language: Language) -> String {
    switch self {
    case .misplaced, .noActor, .beforeLastStep, .inFuture, .noReason, .waiverWithoutName,
      .noDocument, .nothingToWithdraw, .dataGone:
      generalText(in: language)
    case .occupied, .backupNotVerified, .retentionNotCleared, .trialLength, .trialMissesMonthEnd,
      .nobodyTold, .trialRunning, .trialDisputed, .noTrial:
      textBeforeOff(in: language)
    case .noDisks, .noDiskSerial, .diskTwice, .degaussedSolidState, .erasureWithoutProof,
      .disksUnaccounted, .fewerDisks:
      textOnDisks(in: language)
    case .noRack, .noRackUnit, .noPowerFeeds, .noRecipient, .noWriteOffAct, .noWasteForm,
      .nothingToDispose:
      textOnRemoval(in: language)
    }
  }
}
