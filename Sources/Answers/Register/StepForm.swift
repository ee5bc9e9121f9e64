public import Inventory
public import Retirement

/// The names of steps and of what they are recorded with, as people type them.
public enum StepWords {
  /// The names of the steps.
  public static let steps = RetirementStepName.allCases.map(\.rawValue)

  static let methods: [String: DiskErasure.Method] = [
    "overwrite": .overwrite, "sovrascrittura": .overwrite, "sovrascritto": .overwrite,
    "cryptographic": .cryptographic, "crittografica": .cryptographic,
    "degauss": .degauss, "degaussing": .degauss, "smagnetizzazione": .degauss,
    "destroy": .destroy, "distruzione": .destroy, "distruzione fisica": .destroy,
    "punzonatura": .destroy,
  ]
  static let standards: [String: DiskErasure.Standard] = [
    "nist-800-88": .nist80088, "nist sp 800-88": .nist80088, "nist 800-88": .nist80088,
    "nist": .nist80088, "garante-2008": .garante2008, "garante": .garante2008,
    "garante 13/10/2008": .garante2008,
  ]
  static let outcomes: [String: Disposal.Outcome] = [
    "reuse": .reuse, "riuso": .reuse, "sale": .sale, "vendita": .sale, "alienazione": .sale,
    "cession": .cession, "cessione": .cession, "cessione gratuita": .cession,
    "waste": .waste, "raee": .waste, "weee": .waste, "smaltimento": .waste,
  ]
  static let classes: [String: ServiceClass] = [
    "ordinary": .ordinary, "ordinario": .ordinary, "critical": .critical, "critico": .critical,
    "strategic": .strategic, "strategico": .strategic,
  ]
  static let flags: [String: Bool] = [
    "yes": true, "sì": true, "si": true, "true": true, "x": true, "ssd": true, "1": true,
    "no": false, "false": false, "hdd": false, "0": false,
  ]
}

/// The values that somebody gave for a step, and what they amount to.
///
/// All problems are gathered, not only the first.
public struct StepForm: Sendable {
  /// What is missing or cannot be read, in the order found.
  public private(set) var problems: [StepFormProblem] = []
  private let values: [StepField: String]
  private let today: CalendarDate

  /// Takes the values; empty ones are as good as none.
  public init(_ values: [StepField: String], today: CalendarDate) {
    self.values = values.compactMapValues { text in
      let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return trimmed.isEmpty ? nil : trimmed
    }
    self.today = today
  }

  /// Adds problems, each once.
  public mutating func note(_ more: [StepFormProblem]) {
    problems += more.filter { !problems.contains($0) }
  }

  /// A value as it was given.
  public subscript(field: StepField) -> String? { values[field] }

  /// The parts of a value that lists several.
  public func list(_ field: StepField) -> [String] {
    (values[field] ?? "").split(separator: "|").map { part in
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The day of the step; today where none was given.
  public mutating func day() -> CalendarDate { day(.day) ?? today }

  /// The kind of step; `nil` with a problem when it is missing or unknown.
  public mutating func name() -> RetirementStepName? {
    guard let word = values[.step] else {
      note([.missing(.step)])
      return nil
    }
    let name = RetirementStepName(word: word)
    if name == nil { note([.unknownStep(word)]) }
    return name
  }

  /// The number of the entry that the person knows of; `nil` when none was given.
  public mutating func seen() -> Int? { number(.seen, in: 0...Int.max) }

  /// The step of this kind; `nil` with problems when a value is missing or makes no sense.
  public mutating func step(_ name: RetirementStepName, disks: [DiskErasure]) -> RetirementStep? {
    let before = problems.count
    let step = read(name, disks: disks)
    return problems.count == before ? step : nil
  }

  private mutating func read(
    _ name: RetirementStepName,
    disks: [DiskErasure]
  ) -> RetirementStep? {
    if name.gate != nil, let by = values[.waivedBy] {
      let waiver = Waiver(by: by, reason: values[.reason] ?? "")
      switch name {
      case .drain: return .drain(.waiver(waiver))
      case .switchOff: return .switchOff(.waiver(waiver))
      case .wipe: return .wipe(.waiver(waiver))
      case .remove: return .remove(.waiver(waiver))
      default: return .dispose(.waiver(waiver))
      }
    }
    let reason = values[.reason] ?? ""
    switch name {
    case .plan: return .plan(month: month())
    case .drain:
      return .drain(
        .evidence(
          DrainEvidence(
            moved: list(.moved),
            backup: attestation(.backupBy, .backupDay, .backupReference),
            retention: attestation(.retentionBy, .retentionDay, .retentionReference)
          )
        )
      )
    case .switchOff:
      let start = day()
      let serviceClass = word(.serviceClass, StepWords.classes)
      return .switchOff(
        .evidence(
          SwitchOffTrial(
            start: start,
            days: number(.days, in: 1...3_660)
              ?? SwitchOffTrial.days(from: start, for: serviceClass),
            told: list(.told),
            serviceClass: serviceClass
          )
        )
      )
    case .wipe: return .wipe(.evidence(disks))
    case .remove:
      return .remove(
        .evidence(
          Removal(
            rack: values[.rack] ?? "",
            unit: number(.unit, in: 1...100),
            feeds: list(.feeds)
          )
        )
      )
    case .dispose:
      guard let outcome = word(.outcome, StepWords.outcomes, isNeeded: true) else { return nil }
      return .dispose(
        .evidence(
          Disposal(
            outcome: outcome,
            recipient: values[.recipient] ?? "",
            writeOffAct: values[.writeOffAct],
            wasteForm: values[.wasteForm]
          )
        )
      )
    case .complain: return .complain(reason: reason)
    case .rollBack: return .rollBack(reason: reason)
    case .keep: return .keep(reason: reason)
    case .reverse: return .reverse(reason: reason)
    case .lose: return .lose(reason: reason)
    case .find: return .find(reason: reason)
    case .withdraw: return .withdraw(reason: reason)
    }
  }

  /// The disks that the values tell of: several when their serials are listed; none when no serial
  /// is given.
  public mutating func disks() -> [DiskErasure] {
    let serials = list(.disk)
    guard !serials.isEmpty else { return [] }
    let isSolidState = word(.solidState, StepWords.flags)
    guard let method = word(.method, StepWords.methods, isNeeded: true),
      let standard = word(.standard, StepWords.standards, isNeeded: true)
    else { return [] }
    return serials.map { serial in
      DiskErasure(
        serial: serial,
        isSolidState: isSolidState,
        method: method,
        standard: standard,
        certificate: values[.certificate],
        performedBy: values[.performedBy],
        attestedBy: values[.attestedBy]
      )
    }
  }

  private mutating func attestation(
    _ by: StepField,
    _ on: StepField,
    _ reference: StepField
  ) -> Attestation? {
    guard let name = values[by] else {
      if values[on] != nil || values[reference] != nil { note([.missing(by)]) }
      return nil
    }
    return Attestation(by: name, day: day(on) ?? day(), reference: values[reference])
  }

  /// `2024-03-01` or `1/3/2024`.
  private mutating func day(_ field: StepField) -> CalendarDate? {
    guard let text = values[field] else { return nil }
    let parts = text.split { $0 == "/" || $0 == "-" || $0 == "." }
    let day =
      CalendarDate(iso: text)
      ?? (parts.count == 3 && parts[2].count == 4
        ? CalendarDate(
          year: Int(parts[2]) ?? 0,
          month: Int(parts[1]) ?? 0,
          day: Int(parts[0]) ?? 0
        ) : nil)
    if day == nil {
      let allowed = "2024-03-01, 01/03/2024"
      note([.unreadable(field, value: text, allowed: allowed)])
    }
    return day
  }

  private mutating func month() -> Month? {
    guard let text = values[.month] else { return nil }
    let month = Month(text)
    if month == nil { note([.unreadable(.month, value: text, allowed: "2024-03, 03/2024")]) }
    return month
  }

  private mutating func number(_ field: StepField, in range: ClosedRange<Int>) -> Int? {
    guard let text = values[field] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let limit = range.upperBound == .max ? "…" : String(range.upperBound)
      let allowed = "\(range.lowerBound) – \(limit)"
      note([.unreadable(field, value: text, allowed: allowed)])
      return nil
    }
    return number
  }

  private mutating func word<Value>(
    _ field: StepField,
    _ words: [String: Value],
    isNeeded: Bool = false
  ) -> Value? {
    guard let text = values[field] else {
      if isNeeded { note([.missing(field)]) }
      return nil
    }
    if let value = words[text.lowercased()] { return value }
    let allowed = words.keys.sorted().joined(separator: ", ")
    note([.unreadable(field, value: text, allowed: allowed)])
    return nil
  }
}
