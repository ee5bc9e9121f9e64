import HTTPTypes
import Hummingbird
import Inventory
import Matching
import Reporting
import Workspace

/// The queue of questions about which records are one machine or application, one at a time.
enum ReviewPage {
  static let routes: [Route] = [
    .get("/review", first),
    .get("/review/{agency}/{first}/{second}", page),
    .post("/review/{agency}/{first}/{second}", decide),
  ]

  private struct Content: Sendable {
    struct Side: Sendable {
      var name: String
      var entity: String
      var path: String
      var record: String
      var source: String
      var place: String
    }

    struct Fact: Sendable {
      var name: String
      var first: String
      var second: String
      /// `same`, `differs` or `alone`.
      var state: String
      var sign: String
    }

    struct Weight: Sendable {
      var name: String
      var bits: String
      var speaksFor: Bool
    }

    var token: String
    var canDo: Bool
    var isStale: Bool
    var isApplication: Bool
    var position: String
    var energy: String?
    var servers: String
    var outcome: String
    var sum: String
    var probability: String
    var first: Side
    var second: Side
    var facts: [Fact]
    var weights: [Weight]
    var here: String
    var reason: String
    var next: String?
    var previous: String?
  }

  private struct Waiting: Sendable {
    var token: String
    var canDo: Bool
    var isGathering: Bool
    var decisions: Int
  }

  /// Leads to the first question that is open.
  @Sendable private static func first(_ visit: Visit) async throws -> Response {
    let (gathered, decisions) = try await state(visit)
    if let entry = gathered?.open(decisions).first { return .seeOther(entry.path) }
    return empty(visit, isGathering: gathered?.isStale ?? true, decisions)
  }

  private static func empty(
    _ visit: Visit,
    isGathering: Bool,
    _ decisions: [(AgencyCode, FiledDecision)]
  ) -> Response {
    let content = Waiting(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      isGathering: isGathering,
      decisions: decisions.count
    )
    return visit.press.page(
      .reviewEmpty,
      content,
      title: Room.review.name(in: visit.context.language),
      refresh: isGathering ? 2 : nil,
      for: visit
    )
  }

  /// The questions, `nil` while they are gathered for the first time, and all decisions.
  static func state(
    _ visit: Visit
  ) async throws -> (ReviewBook.Gathered?, [(AgencyCode, FiledDecision)]) {
    let gathered = try await visit.review.questions()
    let decisions = try await visit.desk.reading { store in
      try store.agencies().flatMap { agency in
        try store.decisions(of: agency.code).map { (agency.code, $0) }
      }
    }
    return (gathered, decisions)
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let (gathered, decisions) = try await state(visit)
    guard let gathered else { return empty(visit, isGathering: true, decisions) }
    let open = gathered.open(decisions)
    guard let pair = pair(visit),
      let entry = gathered.entries.first(where: { $0.pair == pair })
    else { throw Trouble.notFound(language) }
    // One that has been answered leads on.
    guard let position = open.firstIndex(where: { $0.pair == pair }) else {
      return .seeOther("/review")
    }
    let question = entry.question
    let comparison = question.comparison
    let (sides, facts) = try await visit.desk.reading { store in
      let records = (try store.record(comparison.first), try store.record(comparison.second))
      return (
        (
          try side(records.0, question.firstName, comparison.firstEntity, store, figures),
          try side(records.1, question.secondName, comparison.secondEntity, store, figures)
        ), Self.facts(records.0, records.1, of: comparison.subject, language)
      )
    }
    let score = comparison.evidence.score
    let weights = comparison.evidence.weights.map { weight in
      Content.Weight(
        name: weight.ground.label(in: language),
        bits: signed(weight.bits, figures),
        speaksFor: weight.bits > 0
      )
    }
    let content = Content(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      isStale: gathered.isStale,
      isApplication: comparison.subject == .application,
      position: language(
        "\(figures.count(position + 1)) di \(figures.count(open.count))",
        "\(figures.count(position + 1)) of \(figures.count(open.count))"
      ),
      energy: question.kilowattHours > 0 ? figures.number(question.kilowattHours) : nil,
      servers: figures.count(question.servers)
        + (question.servers == 1 ? " server" : language(" server", " servers")),
      outcome: comparison.outcome.label(in: language),
      sum: signed(score, figures),
      probability: figures.number(comparison.evidence.probability * 100),
      first: sides.0,
      second: sides.1,
      facts: facts,
      weights: weights,
      here: entry.path,
      reason: language("visti gli indizi: ", "seen the evidence: ")
        + weights.prefix(3).map { "\($0.name) \($0.bits)" }.joined(separator: ", "),
      next: open.indices.contains(position + 1) ? open[position + 1].path : nil,
      previous: position > 0 ? open[position - 1].path : nil
    )
    return visit.press.page(
      .review,
      content,
      title: comparison.subject == .application
        ? language("Sono lo stesso applicativo?", "Are they one application?")
        : language("Sono la stessa macchina?", "Are they one machine?"),
      for: visit
    )
  }

  private static func pair(_ visit: Visit) -> ReviewBook.Pair? {
    guard let agency = visit.part("agency").flatMap({ AgencyCode($0) }),
      let first = visit.part("first").flatMap({ Int64($0) }),
      let second = visit.part("second").flatMap({ Int64($0) })
    else { return nil }
    return ReviewBook.Pair(
      agency: agency,
      [(RecordID(first), visit.query("first")), (RecordID(second), visit.query("second"))]
    )
  }

  private static func signed(_ bits: Double, _ figures: Figures) -> String {
    (bits < 0 ? "" : "+") + figures.number(bits, decimals: 1)
  }

  private static func side(
    _ filed: FiledRecord?,
    _ name: String,
    _ entity: EntityID,
    _ store: Store,
    _ figures: Figures
  ) throws -> Content.Side {
    let place = try filed.map { try store.places(of: $0.id) }?.first
    let asOf = filed?.asOf.map { figures.shortDay($0) }
    return Content.Side(
      name: Excerpt(name).description,
      entity: entity.description,
      path: entity.path,
      record: filed.map { String($0.id.number) } ?? Figures.none,
      source: [filed?.format.description, asOf].compactMap(\.self).joined(separator: ", "),
      place: place.map {
        Excerpt(ReadExport.name(of: $0.file.path)).description + ", "
          + Excerpt(whole: $0.locator.text(in: figures.language)).description
      } ?? ""
    )
  }

  /// What tells of an application where a machine's row names it; the rest is the machine's own.
  private static let ofApplications: [Attribute] = [
    .name, .hostname, .cluster, .folder, .dataCentre, .site, .location, .applications, .annotation,
    .service, .servers, .databaseServers, .vendor, .criticality, .status, .owner,
  ]

  /// What the two records claim, side by side.
  private static func facts(
    _ first: FiledRecord?,
    _ second: FiledRecord?,
    of subject: IdentitySubject,
    _ language: Language
  ) -> [Content.Fact] {
    func values(_ filed: FiledRecord?) -> [Attribute: String] {
      Dictionary(
        filed?.record.facts.map { ($0.0, words($0.1, language)) } ?? [],
        uniquingKeysWith: { one, _ in one }
      )
    }
    let (one, other) = (values(first), values(second))
    let attributes = subject == .application ? ofApplications : Attribute.allCases
    return attributes.compactMap { attribute in
      guard one[attribute] != nil || other[attribute] != nil else { return nil }
      let (left, right) = (one[attribute] ?? "", other[attribute] ?? "")
      let isAlone = left.isEmpty || right.isEmpty
      let isSame = left.lowercased() == right.lowercased()
      return Content.Fact(
        name: attribute.label(in: language),
        first: left,
        second: right,
        state: isAlone ? "alone" : isSame ? "same" : "differs",
        sign: isAlone ? "" : isSame ? "=" : "≠"
      )
    }
  }

  private static func words(_ value: FactValue, _ language: Language) -> String {
    if case .flag(let flag) = value { return flag ? language("sì", "yes") : "no" }
    return Excerpt(value.plainText).description
  }

  /// Files what a person says, and leads to the next question.
  @Sendable private static func decide(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let (gathered, decisions) = try await state(visit)
    guard let gathered, let pair = pair(visit),
      let entry = gathered.entries.first(where: { $0.pair == pair }),
      let verdict = visit.form["verdict"].flatMap({ IdentityDecision.Verdict(rawValue: $0) })
    else { throw Trouble.notFound(language) }
    let open = gathered.open(decisions)
    guard let position = open.firstIndex(where: { $0.pair == pair }) else {
      throw Trouble(
        status: .conflict,
        text: language(
          "Qualcuno ha già risposto: vedere le decisioni",
          "Somebody has answered already: see the decisions"
        ),
        code: "web.answered"
      )
    }
    let comparison = entry.question.comparison
    let decision = IdentityDecision(
      subject: comparison.subject,
      first: comparison.first,
      second: comparison.second,
      firstMention: comparison.firstMention,
      secondMention: comparison.secondMention,
      verdict: verdict,
      score: comparison.evidence.score
    )
    let (by, at) = (visit.name, visit.desk.clock().seconds)
    let reason = String((visit.form["reason"] ?? "").prefix(1_000))
    _ = try await visit.desk.writing { store in
      try store.decide(
        decision,
        of: entry.agency.code,
        by: by,
        reason: reason,
        at: at
      )
    }
    let rest = open[(position + 1)...].first ?? open[..<position].first
    return .seeOther(rest?.path ?? "/review")
  }
}
