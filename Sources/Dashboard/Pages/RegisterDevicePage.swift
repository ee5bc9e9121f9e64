import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Reporting
import Retirement
import Workspace

/// One device on its way out: where it is, what may come next with its form, and all that was recorded.
enum RegisterDevicePage {
  static let routes: [Route] = [
    .get("/register/{entity}", page),
    .post("/register/{entity}", taking: .stream, record),
  ]

  private struct Content: Sendable {
    struct Step: Sendable {
      var name: String
      var path: String
      var isHere: Bool
    }

    var token: String
    var canDo: Bool
    var device: String
    var server: String
    var state: String
    var facts: String
    var occupants: [String]
    var problems: [String]
    var notice: String?
    var steps: [Step]
    var form: StepFields?
    var entries: [EntryText]
  }

  /// What is known of a device.
  struct Known: Sendable {
    var agency: Agency
    var device: DeviceFacts
    var entries: [JournalEntry]
    var retirement: Retirement
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    try await page(visit, values: [:], problems: [], step: visit.query("step"), status: .ok)
  }

  private static func page(
    _ visit: Visit,
    values: [StepField: String],
    problems: [any Message],
    step: String?,
    status: HTTPResponse.Status
  ) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let (entity, known) = try await known(visit)
    let today = visit.desk.clock().today
    let possible = RetirementStepName.allCases.filter { name in
      !known.retirement.refusals(
        of: name.blank(on: today),
        by: visit.name,
        on: today,
        given: known.device,
        documents: 0
      ).contains(where: \.isOutOfPlace)
    }
    let base = "/register/" + entity.description.addressPart
    let state = known.retirement.state(on: today)
    let asked = step.flatMap { RetirementStepName(rawValue: $0) }
    let chosen = [asked, state.next].compactMap(\.self).first { possible.contains($0) }
    let content = Content(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      device: entity.description,
      server: "/servers/" + entity.description.addressPart,
      state: words(state, offFrom: known.retirement.offFrom, figures),
      facts: facts(known.device, language).joined(separator: " · "),
      occupants: known.device.occupants.map { Excerpt($0).description },
      problems: problems.map { $0.text(in: language) },
      notice: visit.query("asked").map { _ in
        language(
          "Chiesto: vale quando un altro approvatore lo conferma.",
          "Asked for: it counts when another approver confirms it."
        )
      },
      steps: possible.map { name in
        Content.Step(
          name: name.label(in: language),
          path: base + "?step=" + name.rawValue,
          isHere: name == chosen
        )
      },
      form: try chosen.map { name in
        StepFields(
          name,
          of: known.device,
          seen: known.entries.last?.sequence ?? 0,
          action: base,
          token: visit.context.formToken,
          values: values,
          needsApproval: try needsApproval(name, visit),
          on: today,
          language
        )
      },
      entries: known.entries.reversed().map { EntryText($0, figures) }
    )
    return visit.press.page(
      .device,
      content,
      title: Excerpt(known.device.name).description,
      status: status,
      for: visit
    )
  }

  /// Where a device is on its way, with the day of its being off or of the end of its trial.
  private static func words(
    _ state: RetirementState,
    offFrom: CalendarDate?,
    _ figures: Figures
  ) -> String {
    let language = figures.language
    let label = state.label(in: language)
    guard let day = offFrom.map({ figures.shortDay($0) }) else { return label }
    switch state {
    case .off: return label + language(" dal ", " since ") + day
    case .drained: return label + language(", in prova fino al ", ", on trial until ") + day
    default: return label + language(", spento dal ", ", off since ") + day
    }
  }

  private static func facts(_ device: DeviceFacts, _ language: Language) -> [String] {
    let place = [device.site, device.room, device.rack].compactMap(\.self).joined(separator: " · ")
    let disks = device.disks.compactMap(\.serial).joined(separator: ", ")
    return [
      device.kind.label(in: language),
      [device.manufacturer, device.model].compactMap(\.self).joined(separator: " "),
      device.serial.map { "S/N \($0)" } ?? "", place,
      disks.isEmpty ? "" : language("dischi ", "disks ") + disks,
    ].filter { !$0.isEmpty }.map { Excerpt(whole: $0).description }
  }

  /// The device of the address.
  ///
  /// - Throws: ``Trouble`` when neither inventory nor register knows it.
  private static func known(_ visit: Visit) async throws -> (EntityID, Known) {
    guard let part = visit.part("entity") else {
      throw Trouble.notFound(visit.context.language)
    }
    let entity = EntityID(part)
    guard let known = try await known(entity, visit) else {
      throw Trouble.notFound(visit.context.language)
    }
    return (entity, known)
  }

  /// What is known of a device; `nil` when nothing is.
  static func known(_ entity: EntityID, _ visit: Visit) async throws -> Known? {
    try await visit.desk.reading { store in
      for agency in try store.agencies() {
        guard let device = try store.device(entity, of: agency.code) else { continue }
        return Known(
          agency: agency,
          device: device,
          entries: try store.journal(of: agency.code, entity: entity),
          retirement: try store.retirement(of: entity, in: agency.code)
        )
      }
      return nil
    }
  }

  // MARK: Recording

  /// Records a step, or asks for it where another must approve.
  @Sendable private static func record(_ visit: Visit) async throws -> Response {
    let id = visit.workshop.makeID()
    do {
      let folder = try visit.requests.folder(id)
      let upload = try await visit.upload(to: folder, limit: Store.documentLimit + 1 << 20)
      let (entity, known) = try await known(visit)
      let values = values(upload.fields)
      let language = visit.context.language
      if values[.waivedBy] != nil, !visit.may(.approver) {
        throw Trouble.forbidden(.approver, language)
      }
      let names = upload.paths.map { ReadExport.name(of: $0) }
      let request = StepRequests.Request(
        id: id,
        by: visit.name,
        agency: known.agency.code.description,
        entity: entity.description,
        device: known.device.name,
        fields: Dictionary(
          values.map { ($0.key.rawValue, $0.value) },
          uniquingKeysWith: { one, _ in one }
        ),
        documents: names
      )
      let step = values[.step]
      // As the form understands the word, so that no other spelling of it needs less.
      let isAsked =
        try step.flatMap { RetirementStepName(word: $0) }
        .map { try needsApproval($0, visit) } ?? false
      let problems = try await take(
        request,
        by: visit.name,
        approvedBy: nil,
        mode: isAsked ? .none : .allOrNone,
        visit
      )
      guard problems.isEmpty else {
        visit.requests.remove(id)
        return try await page(
          visit,
          values: values,
          problems: problems,
          step: step,
          status: .unprocessableContent
        )
      }
      if isAsked { try visit.requests.keep(request) } else { visit.requests.remove(id) }
      return .seeOther(
        "/register/" + entity.description.addressPart + (isAsked ? "?asked=yes" : "")
      )
    } catch {
      visit.requests.remove(id)
      throw error
    }
  }

  /// Records what a request asks for, or only looks what speaks against it.
  ///
  /// - Returns: What speaks against it; nothing was recorded then.
  static func take(
    _ request: StepRequests.Request,
    by person: String,
    approvedBy approver: String?,
    mode: RecordingMode,
    _ visit: Visit
  ) async throws -> [any Message] {
    let moment = visit.desk.clock()
    let fields = Dictionary(
      request.fields.compactMap { name, value in StepField(rawValue: name).map { ($0, value) } },
      uniquingKeysWith: { one, _ in one }
    )
    var form = StepForm(fields, today: moment.today)
    let disks = form.disks()
    let name = form.name()
    let day = form.day()
    let seen = form.seen()
    let step = name.flatMap { form.step($0, disks: disks) }
    guard form.problems.isEmpty, let step, let agency = AgencyCode(request.agency) else {
      return form.problems
    }
    let wanted = StepRequest(
      entity: EntityID(request.entity),
      step: step,
      day: day,
      approvedBy: approver,
      seen: seen,
      documents: visit.requests.documents(of: request)
    )
    let outcomes = try await visit.desk.writing { store in
      try store.record([wanted], in: agency, by: person, at: moment.seconds, mode: mode)
    }
    return outcomes.flatMap(\.problems)
  }

  /// Whether another person must approve the step before it counts.
  ///
  /// That is so for what switches off and what wipes, where there is an approver besides who asks.
  static func needsApproval(
    _ step: RetirementStepName,
    _ visit: Visit
  ) throws -> Bool {
    guard step == .switchOff || step == .wipe else { return false }
    return try visit.entrance.accounts.all().contains { account in
      account.role == .approver && account.name != visit.name
    }
  }

  /// The values of a form; of those that list several, each line is a part.
  private static func values(_ fields: FormFields) -> [StepField: String] {
    var values: [StepField: String] = [:]
    for field in StepField.allCases where field != .by && field != .documents {
      guard let text = fields[field.rawValue] else { continue }
      values[field] = text.split(whereSeparator: \.isNewline).joined(separator: "|")
    }
    return values
  }
}

extension RetirementStepName {
  /// A step of this kind without evidence, to see whether it has a place where a device is.
  func blank(on day: CalendarDate) -> RetirementStep {
    switch self {
    case .plan: .plan(month: nil)
    case .drain: .drain(.evidence(DrainEvidence(backup: nil, retention: nil)))
    case .switchOff:
      .switchOff(.evidence(SwitchOffTrial(start: day, days: 0, told: [], serviceClass: nil)))
    case .wipe: .wipe(.evidence([]))
    case .remove: .remove(.evidence(Removal(rack: "", unit: nil, feeds: [])))
    case .dispose: .dispose(.evidence(Disposal(outcome: .reuse, recipient: "")))
    case .complain: .complain(reason: "")
    case .rollBack: .rollBack(reason: "")
    case .keep: .keep(reason: "")
    case .reverse: .reverse(reason: "")
    case .lose: .lose(reason: "")
    case .find: .find(reason: "")
    case .withdraw: .withdraw(reason: "")
    }
  }
}
