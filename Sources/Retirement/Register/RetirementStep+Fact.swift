public import Inventory

extension RetirementStep {
  /// What the step rests on, as named values; `nil` for a step that rests on nothing.
  var evidenceFact: FactValue? {
    if let waiver {
      return .object([
        .init(
          "waiver",
          .object([.init("by", .text(waiver.by)), .init("reason", .text(waiver.reason))])
        )
      ])
    }
    if let reason { return .object([.init("reason", .text(reason))]) }
    return switch self {
    case .plan(let month): month.map { .object([.init("month", .text($0.description))]) }
    case .drain(.evidence(let evidence)): evidence.fact
    case .switchOff(.evidence(let trial)): trial.fact
    case .wipe(.evidence(let disks)): .object([.init("disks", .list(disks.map(\.fact)))])
    case .remove(.evidence(let removal)): removal.fact
    case .dispose(.evidence(let disposal)): disposal.fact
    default: nil
    }
  }

  /// Reads back what ``evidenceFact`` gave; `nil` when it does not fit the kind of step.
  init?(_ name: RetirementStepName, evidence: FactValue, on day: CalendarDate) {
    let waiver = evidence["waiver"].flatMap { Waiver($0) }
    let reason = evidence["reason"]?.text
    func proof<Evidence>(_ read: (FactValue) -> Evidence?) -> Proof<Evidence>? {
      if let waiver { return .waiver(waiver) }
      return read(evidence).map { .evidence($0) }
    }
    let step: RetirementStep? =
      switch name {
      case .plan: .plan(month: evidence["month"]?.text.flatMap { Month($0) })
      case .drain: proof { DrainEvidence($0) }.map { .drain($0) }
      case .switchOff: proof { SwitchOffTrial($0, on: day) }.map { .switchOff($0) }
      case .wipe: proof(DiskErasure.list).map { .wipe($0) }
      case .remove: proof { Removal($0) }.map { .remove($0) }
      case .dispose: proof { Disposal($0) }.map { .dispose($0) }
      case .complain: reason.map { .complain(reason: $0) }
      case .rollBack: reason.map { .rollBack(reason: $0) }
      case .keep: reason.map { .keep(reason: $0) }
      case .reverse: reason.map { .reverse(reason: $0) }
      case .lose: reason.map { .lose(reason: $0) }
      case .find: reason.map { .find(reason: $0) }
      case .withdraw: reason.map { .withdraw(reason: $0) }
      }
    guard let step else { return nil }
    self = step
  }
}

extension Waiver {
  fileprivate init?(_ fact: FactValue) {
    guard let by = fact["by"]?.text, let reason = fact["reason"]?.text else { return nil }
    self.init(by: by, reason: reason)
  }
}

extension Attestation {
  fileprivate var fact: FactValue {
    .present([
      ("by", .text(by)), ("day", .text(day.description)),
      ("reference", reference.map { .text($0) }),
    ])
  }

  fileprivate init?(_ fact: FactValue) {
    guard let by = fact["by"]?.text, let day = fact.day("day") else { return nil }
    self.init(by: by, day: day, reference: fact["reference"]?.text)
  }
}

extension DrainEvidence {
  fileprivate var fact: FactValue {
    .present([
      ("moved", FactValue.texts(moved)), ("backup", backup?.fact), ("retention", retention?.fact),
    ])
  }

  fileprivate init?(_ fact: FactValue) {
    self.init(
      moved: fact.texts("moved"),
      backup: fact["backup"].flatMap { Attestation($0) },
      retention: fact["retention"].flatMap { Attestation($0) }
    )
  }
}

extension SwitchOffTrial {
  fileprivate var fact: FactValue {
    .present([
      ("days", .integer(days)), ("told", FactValue.texts(told)),
      ("class", serviceClass.map { .text($0.rawValue) }),
    ])
  }

  fileprivate init?(_ fact: FactValue, on day: CalendarDate) {
    guard let days = fact["days"]?.integer else { return nil }
    self.init(
      start: day,
      days: days,
      told: fact.texts("told"),
      serviceClass: fact["class"]?.text.flatMap { ServiceClass(rawValue: $0) }
    )
  }
}

extension DiskErasure {
  /// The erasure as named values.
  public var fact: FactValue {
    .present([
      ("serial", .text(serial)), ("solidState", isSolidState.map { .flag($0) }),
      ("method", .text(method.rawValue)), ("standard", .text(standard.rawValue)),
      ("certificate", certificate.map { .text($0) }),
      ("performedBy", performedBy.map { .text($0) }),
      ("attestedBy", attestedBy.map { .text($0) }),
    ])
  }

  fileprivate static func list(_ fact: FactValue) -> [DiskErasure]? {
    guard let disks = fact["disks"] else { return nil }
    var erasures: [DiskErasure] = []
    for disk in disks.items {
      guard let erasure = DiskErasure(disk) else { return nil }
      erasures.append(erasure)
    }
    return erasures
  }

  private init?(_ fact: FactValue) {
    guard let serial = fact["serial"]?.text,
      let method = fact["method"]?.text.flatMap({ Method(rawValue: $0) }),
      let standard = fact["standard"]?.text.flatMap({ Standard(rawValue: $0) })
    else { return nil }
    self.init(
      serial: serial,
      isSolidState: fact["solidState"]?.flag,
      method: method,
      standard: standard,
      certificate: fact["certificate"]?.text,
      performedBy: fact["performedBy"]?.text,
      attestedBy: fact["attestedBy"]?.text
    )
  }
}

extension Removal {
  fileprivate var fact: FactValue {
    .present([
      ("rack", .text(rack)), ("unit", unit.map { .integer($0) }), ("feeds", FactValue.texts(feeds)),
    ])
  }

  fileprivate init?(_ fact: FactValue) {
    guard let rack = fact["rack"]?.text else { return nil }
    self.init(rack: rack, unit: fact["unit"]?.integer, feeds: fact.texts("feeds"))
  }
}

extension Disposal {
  fileprivate var fact: FactValue {
    .present([
      ("outcome", .text(outcome.rawValue)), ("recipient", .text(recipient)),
      ("writeOffAct", writeOffAct.map { .text($0) }), ("wasteForm", wasteForm.map { .text($0) }),
    ])
  }

  fileprivate init?(_ fact: FactValue) {
    guard let outcome = fact["outcome"]?.text.flatMap({ Outcome(rawValue: $0) }),
      let recipient = fact["recipient"]?.text
    else { return nil }
    self.init(
      outcome: outcome,
      recipient: recipient,
      writeOffAct: fact["writeOffAct"]?.text,
      wasteForm: fact["wasteForm"]?.text
    )
  }
}
