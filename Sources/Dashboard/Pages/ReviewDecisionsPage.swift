import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Matching
import Reporting
import Workspace

/// What persons decided about identities and values, each to be withdrawn.
enum ReviewDecisionsPage {
  static let routes: [Route] = [
    .get("/review/decisions", page),
    .post("/review/decisions/{agency}/{number}", withdraw),
  ]

  private struct Content: Sendable {
    struct Row: Sendable {
      var path: String
      var agency: String
      var number: String
      var words: String
      var by: String
      var at: String
      var reason: String
      var withdrawn: String?
      var canWithdraw: Bool
    }

    var token: String
    var canDo: Bool
    var conflicts: [String]
    var rows: [Row]
    var count: String
  }

  /// The most decisions that are listed.
  private static let shown = 500

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let (gathered, decisions) = try await ReviewPage.state(visit)
    let canDo = visit.may(.operator)
    let content = Content(
      token: visit.context.formToken,
      canDo: canDo,
      conflicts: gathered?.conflicts.map { $0.conflict.text(in: language) } ?? [],
      rows: decisions.sorted { ($0.1.at, $0.1.number) > ($1.1.at, $1.1.number) }.prefix(shown)
        .map { agency, filed in
          Content.Row(
            path: "/review/decisions/\(agency.description.addressPart)/\(filed.number)",
            agency: agency.description,
            number: String(filed.number),
            words: words(filed, language),
            by: Excerpt(filed.by).description,
            at: day(filed.at, figures),
            reason: Excerpt(filed.reason).description,
            withdrawn: filed.withdrawn.map {
              "\(day($0.at, figures)), \(Excerpt($0.by))"
            },
            canWithdraw: canDo && filed.withdrawn == nil
          )
        },
      count: figures.count(decisions.count)
    )
    return visit.press.page(
      .decisions,
      content,
      title: language("Decisioni", "Decisions"),
      for: visit
    )
  }

  private static func words(_ filed: FiledDecision, _ language: Language) -> String {
    switch filed.decision {
    case .identity(let decision):
      let ends = decision.ends.map { $0.words(language) }
        .joined(separator: language(" e ", " and "))
      return switch (decision.subject, decision.verdict) {
      case (.machine, .same):
        language("\(ends) sono una macchina", "\(ends) are one machine")
      case (.machine, .different):
        language("\(ends) sono due macchine", "\(ends) are two machines")
      case (.application, .same):
        language("\(ends) sono un applicativo", "\(ends) are one application")
      case (.application, .different):
        language("\(ends) sono due applicativi", "\(ends) are two applications")
      }
    case .value(let decision):
      let name = decision.attribute.label(in: language)
      return language(
        "\(name): ha ragione \(decision.record.number)",
        "\(name): \(decision.record.number) is right"
      )
    case .relation, .exception, .assignment:
      return Excerpt(whole: filed.words(language)).description
    }
  }

  private static func day(_ seconds: Int, _ figures: Figures) -> String {
    CalendarDate(dayNumber: Int((Double(seconds) / 86_400).rounded(.down)))
      .map { figures.shortDay($0) } ?? ""
  }

  @Sendable private static func withdraw(_ visit: Visit) async throws -> Response {
    guard let agency = visit.part("agency").flatMap({ AgencyCode($0) }),
      let number = visit.part("number").flatMap({ Int($0) })
    else { throw Trouble.notFound(visit.context.language) }
    let (by, at) = (visit.name, visit.desk.clock().seconds)
    _ = try await visit.desk.writing { store in
      try store.withdraw(decision: number, of: agency, by: by, at: at)
    }
    return .seeOther("/review/decisions")
  }
}
