import HTTPTypes
import Hummingbird
import Inventory
import Reporting
import Retirement
import Workspace

/// How far each device is on its way out, and what comes next for it.
enum RegisterPage {
  static let routes: [Route] = [
    .get("/register", page),
    .get("/register/journal/{agency}", journal),
    .post("/register/verify", verify),
    .get("/register/documents/{agency}/{sha256}", document),
  ]

  private struct Content: Sendable {
    struct Row: Sendable {
      var path: String
      var id: String
      var name: String
      var kind: String
      var serial: String
      var state: String
      var day: String
      var offFrom: String
      var next: String
    }

    struct Facet: Sendable {
      var name: String
      var count: String
      var path: String
      var isHere: Bool
    }

    struct Link: Sendable {
      var name: String
      var path: String
    }

    var token: String
    var canDo: Bool
    var text: String
    var state: String?
    var requests: [Link]
    var facets: [Facet]
    var rows: [Row]
    var count: String
    var position: String
    var previous: String?
    var next: String?
    var journals: [Link]
  }

  private static let pageLength = 100

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let today = visit.desk.clock().today
    let state = visit.query("state").flatMap { RetirementState(rawValue: $0) }
    let text = visit.query("text")
    let asked = max(1, min(visit.query("page").flatMap { Int($0) } ?? 1, 1_000_000))
    let (agencies, counts, found) = try await visit.desk.reading { store in
      (
        try store.agencies(), try store.registerCounts(on: today),
        try store.register(
          on: today,
          state: state,
          containing: text,
          offset: (asked - 1) * pageLength,
          limit: pageLength
        )
      )
    }
    let shown = found.rows
    let page = shown.isEmpty ? 1 : asked
    let last = max(1, (found.count + pageLength - 1) / pageLength)
    let start = (page - 1) * pageLength
    func path(_ state: RetirementState?, page: Int = 1) -> String {
      let fields = [
        state.map { "state=" + $0.rawValue }, text.map { "text=" + $0.addressPart },
        page > 1 ? "page=\(page)" : nil,
      ].compactMap(\.self)
      return "/register" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }
    if shown.isEmpty, found.count > 0 { return .seeOther(path(state, page: last)) }
    let content = Content(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      text: text ?? "",
      state: state?.rawValue,
      requests: visit.requests.all().map { request in
        Content.Link(
          name:
            "\(request.name(in: language)) · \(Excerpt(request.device)) · \(Excerpt(request.by))",
          path: request.path
        )
      },
      facets: [
        Content.Facet(
          name: language("tutti", "all"),
          count: figures.count(counts.values.reduce(0, +)),
          path: path(nil),
          isHere: state == nil
        )
      ]
        + RetirementState.allCases.compactMap { one in
          counts[one].map { count in
            Content.Facet(
              name: one.label(in: language),
              count: figures.count(count),
              path: path(one),
              isHere: one == state
            )
          }
        },
      rows: shown.map { row($0, on: today, figures) },
      count: figures.count(found.count),
      position: shown.isEmpty
        ? "0" : figures.count(start + 1) + "–" + figures.count(start + shown.count),
      previous: page > 1 ? path(state, page: page - 1) : nil,
      next: page < last ? path(state, page: page + 1) : nil,
      journals: agencies.map {
        Content.Link(name: $0.name, path: "/register/journal/" + $0.code.description.addressPart)
      }
    )
    return visit.press.page(
      .register,
      content,
      title: Room.register.name(in: language),
      for: visit
    )
  }

  private static func row(
    _ row: RegisterRow,
    on today: CalendarDate,
    _ figures: Figures
  ) -> Content.Row {
    let language = figures.language
    return Content.Row(
      path: "/register/" + row.entity.description.addressPart,
      id: row.entity.description,
      name: Excerpt(row.name).description,
      kind: row.kind.label(in: language),
      serial: Excerpt(row.serial ?? "").description,
      state: row.state.label(in: language),
      day: figures.shortDay(row.day),
      offFrom: row.offFrom.map { figures.shortDay($0) } ?? "",
      next: row.state == .drained && row.offFrom != nil
        ? language("prova in corso", "on trial")
        : row.state.next?.label(in: language) ?? Figures.none
    )
  }

  // MARK: Journal

  private struct Journal: Sendable {
    var entries: [EntryText]
    var older: String?
    var newer: String?
  }

  @Sendable private static func journal(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    guard let code = visit.part("agency").flatMap({ AgencyCode($0) }) else {
      throw Trouble.notFound(language)
    }
    let before = visit.query("before").flatMap { Int($0) }
    let (agency, entries, head) = try await visit.desk.reading { store in
      (
        try store.agencies().first { $0.code == code },
        try store.journal(of: code, before: before, limit: pageLength),
        try store.journalHead(of: code)
      )
    }
    guard let agency else { throw Trouble.notFound(language) }
    let base = "/register/journal/" + code.description.addressPart
    let content = Journal(
      entries: entries.map { EntryText($0, figures) },
      older: entries.last.flatMap { $0.sequence > 1 ? base + "?before=\($0.sequence)" : nil },
      newer: entries.first.flatMap { $0.sequence < head.size ? base : nil }
    )
    let title = language("Giornale: \(agency.name)", "Journal: \(agency.name)")
    return visit.press.page(.journal, content, title: title, for: visit)
  }

  @Sendable private static func verify(_ visit: Visit) async throws -> Response {
    .seeOther("/jobs/" + visit.workshop.begin(.verify, by: visit.name).id)
  }

  /// Hands out a document as it was filed, never to be shown in place.
  @Sendable private static func document(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    guard let agency = visit.part("agency").flatMap({ AgencyCode($0) }),
      let sha256 = visit.part("sha256"), sha256.utf8.count == 64
    else { throw Trouble.notFound(language) }
    let bytes = try await visit.desk.reading { store -> [UInt8]? in
      var bytes: [UInt8] = []
      let isKnown = try store.readDocument(sha256, of: agency) { bytes += $0 }
      return isKnown ? bytes : nil
    }
    guard let bytes else { throw Trouble.notFound(language) }
    let name = Spool.safeName(visit.query("name") ?? String(sha256.prefix(16)))
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/octet-stream",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}

/// An entry of the journal, in words.
struct EntryText: Sendable {
  struct Document: Sendable {
    var name: String
    var path: String
    var sha256: String
  }

  var number: String
  var day: String
  var what: String
  var device: String?
  var path: String?
  var by: String
  var why: String
  var documents: [Document]

  init(_ entry: JournalEntry, _ figures: Figures) {
    let language = figures.language
    number = figures.count(entry.sequence)
    by =
      Excerpt(entry.by).description
      + (entry.approvedBy.map { language(", approva ", ", approved by ") + "\(Excerpt($0))" } ?? "")
    day = CalendarDate(dayNumber: entry.at / 86_400).map { figures.shortDay($0) } ?? ""
    why = ""
    switch entry.deed {
    case .step(let step):
      day = figures.shortDay(step.day)
      what =
        "\(step.step.name.label(in: language)) → \(step.state.label(in: language))"
      device = Excerpt(step.device.name).description
      path = "/register/" + step.entity.description.addressPart
      let waiver = step.step.waiver.map {
        language("deroga di ", "waived by ") + Excerpt($0.by).description
      }
      why = [waiver, step.step.reason.map { Excerpt($0).description }].compactMap(\.self)
        .joined(separator: ": ")
    case .baseline(let asOf, let assets):
      what = language(
        "baseline al \(figures.shortDay(asOf)): \(figures.count(assets)) beni",
        "baseline as of \(figures.shortDay(asOf)): \(figures.count(assets)) assets"
      )
    case .adjustment(let entity, let reason):
      what = language("rettifica della baseline", "adjustment of the baseline")
      device = entity?.description
      path = entity.map { "/register/" + $0.description.addressPart }
      why = Excerpt(reason).description
    case .key(let fingerprint):
      what = language("chiave di firma \(fingerprint)", "signing key \(fingerprint)")
    }
    documents = entry.documents.map { document in
      Document(
        name: Excerpt(document.name).description,
        path: "/register/documents/\(entry.agency.description.addressPart)/\(document.sha256)?name="
          + document.name.addressPart,
        sha256: document.sha256
      )
    }
  }
}

extension RetirementState {
  /// The step that leads to the next state on the way; `nil` at its end and beside it.
  var next: RetirementStepName? {
    switch self {
    case .inService, .keep, .reversed: .plan
    case .planned: .drain
    case .drained: .switchOff
    case .off: .wipe
    case .wiped: .remove
    case .removed: .dispose
    case .lost: .find
    case .disposed: nil
    }
  }
}
