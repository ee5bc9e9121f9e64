import Answers
import HTTPTypes
import Hummingbird
import Inventory
import Retirement
import Workspace

/// A step that waits for a second person: what was asked, and the answer of an approver.
enum RegisterRequestPage {
  static let routes: [Route] = [
    .get("/register/requests/{request}", page),
    .post("/register/requests/{request}", for: .approver, answer),
    .post("/register/requests/{request}/withdraw", withdraw),
  ]

  private struct Content: Sendable {
    struct Value: Sendable {
      var name: String
      var value: String
    }

    var token: String
    var action: String
    var device: String
    var path: String
    var step: String
    var by: String
    var values: [Value]
    var documents: [String]
    var canApprove: Bool
    var isOwn: Bool
    var problems: [String]
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    page(try request(visit), problems: [], status: .ok, visit)
  }

  private static func page(
    _ request: StepRequests.Request,
    problems: [any Message],
    status: HTTPResponse.Status,
    _ visit: Visit
  ) -> Response {
    let language = visit.context.language
    let content = Content(
      token: visit.context.formToken,
      action: request.path,
      device: Excerpt(request.device).description,
      path: "/register/" + request.entity.addressPart,
      step: request.name(in: language),
      by: Excerpt(request.by).description,
      values: StepField.allCases.compactMap { field in
        guard field != .step, field != .seen, let value = request.fields[field.rawValue] else {
          return nil
        }
        return Content.Value(
          name: StepFields.heading(field.label(in: language)),
          value: Excerpt(whole: value.replacing("|", with: ", ")).description
        )
      },
      documents: request.documents.map { Excerpt($0).description },
      canApprove: visit.may(.approver) && request.by != visit.name,
      isOwn: request.by == visit.name,
      problems: problems.map { $0.text(in: language) }
    )
    let title = language("Da approvare", "To approve")
    return visit.press.page(.request, content, title: title, status: status, for: visit)
  }

  private static func request(_ visit: Visit) throws -> StepRequests.Request {
    guard let request = visit.part("request").flatMap({ visit.requests.request($0) }) else {
      throw Trouble.notFound(visit.context.language)
    }
    return request
  }

  /// Approves or turns down; nobody his own.
  @Sendable private static func answer(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let request = try request(visit)
    guard request.by != visit.name else {
      throw Trouble(
        status: .forbidden,
        text: language(
          "Chi chiede non approva: serve un’altra persona",
          "Who asks does not approve: another person must"
        ),
        code: "web.own-request"
      )
    }
    guard visit.form["answer"] == "approve" else {
      visit.requests.remove(request.id)
      return .seeOther("/register")
    }
    let problems = try await RegisterDevicePage.take(
      request,
      by: request.by,
      approvedBy: visit.name,
      mode: .allOrNone,
      visit
    )
    guard problems.isEmpty else {
      return page(request, problems: problems, status: .unprocessableContent, visit)
    }
    visit.requests.remove(request.id)
    return .seeOther("/register/" + request.entity.addressPart)
  }

  /// Takes one’s own request back.
  @Sendable private static func withdraw(_ visit: Visit) async throws -> Response {
    let request = try request(visit)
    guard request.by == visit.name else {
      throw Trouble.forbidden(.approver, visit.context.language)
    }
    visit.requests.remove(request.id)
    return .seeOther("/register")
  }
}
