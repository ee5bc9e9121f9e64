public import Inventory
public import Retirement

/// A step that somebody wants to record of a device.
public struct StepRequest: Sendable, Hashable {
  /// The device.
  public var entity: EntityID
  /// The step.
  public var step: RetirementStep
  /// The day on which it happened.
  public var day: CalendarDate
  /// Who records it, where it is not who records all; `nil` where it is.
  public var by: String?
  /// Who approved it, where two persons are needed; `nil` where one is enough.
  public var approvedBy: String?
  /// The number of the device's last entry that the person knows of, 0 for none; `nil` when the
  /// person takes the device as it is now.
  public var seen: Int?
  /// The paths of the documents to file with it.
  public var documents: [String]

  /// Creates a request.
  public init(
    entity: EntityID,
    step: RetirementStep,
    day: CalendarDate,
    by: String? = nil,
    approvedBy: String? = nil,
    seen: Int? = nil,
    documents: [String] = []
  ) {
    self.entity = entity
    self.step = step
    self.day = day
    self.by = by
    self.approvedBy = approvedBy
    self.seen = seen
    self.documents = documents
  }
}

/// How many requests are to be recorded.
public enum RecordingMode: Sendable, Hashable {
  /// All, or none if one is refused.
  case allOrNone
  /// Those that are not refused.
  case possible
  /// None: to see what would be refused.
  case none
}

/// What became of a request.
public struct StepOutcome: Sendable, Hashable {
  /// The device.
  public var entity: EntityID
  /// Its name.
  public var name: String
  /// The step.
  public var step: RetirementStepName
  /// The state before it, on its day.
  public var from: RetirementState
  /// The state after it, on its day; as before when it was refused.
  public var to: RetirementState
  /// The day from which the device is off, or will be if nobody complains; `nil` when neither.
  public var offFrom: CalendarDate?
  /// The number of its entry; `nil` when it was refused, or nothing was to be recorded.
  public var sequence: Int?
  /// Why it was refused; empty when it was not.
  public var problems: [StepProblem]
}

/// Why a request was refused.
public enum StepProblem: Sendable, Hashable {
  /// The step cannot be taken.
  case refused(StepRefusal)
  /// Somebody recorded something else since the person looked.
  case changedSince([JournalEntry])
  /// Neither the inventory nor the register has the device.
  case unknownDevice(EntityID)
  /// It is no device that is retired: an application, a rack, a workstation.
  case notRetired(AssetKind)
  /// A document cannot be filed.
  case document(StoreFailure)
}

extension StepProblem: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .refused(let refusal): refusal.code
    case .changedSince: "retire.changed-since"
    case .unknownDevice: "retire.unknown-device"
    case .notRetired: "retire.not-retired"
    case .document(let failure): failure.code
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .refused(let refusal): return refusal.text(in: language)
    case .changedSince(let entries):
      let news = entries.map { entry in
        let step = entry.deviceStep
        return "\(entry.sequence): \(Excerpt(entry.by)), \(step?.day.description ?? ""), "
          + (step.map { $0.step.name.label(in: language) } ?? "")
          + (step.map { " → \($0.state.label(in: language))" } ?? "")
      }.joined(separator: "; ")
      return language(
        "nel frattempo è stato registrato altro (\(news)): rileggere e ripetere",
        "something else was recorded meanwhile (\(news)): look again, then repeat"
      )
    case .unknownDevice(let entity):
      return language(
        "nessun apparato “\(Excerpt(entity.description))”: vedere tramonto servers",
        "no device “\(Excerpt(entity.description))”: see tramonto servers"
      )
    case .notRetired(let kind):
      return language(
        "un bene di tipo “\(kind.label(in: language))” non si dismette da qui",
        "an asset of kind “\(kind.label(in: language))” is not retired here"
      )
    case .document(let failure): return failure.text(in: language)
    }
  }
}
