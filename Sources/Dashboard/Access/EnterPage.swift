import HTTPTypes
import Hummingbird
import Inventory

/// The door: with a link that works once, or with name and password.
enum EnterPage {
  static let routes: [Route] = [
    .get("/enter", for: nil, page),
    .post("/enter", for: nil, logIn),
    .post("/leave", for: .reader, leave),
  ]

  private struct Content: Sendable {
    var usesTicket: Bool
    var usesPassword: Bool
    var problem: String?
    var name: String
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let entrance = visit.entrance
    if let token = visit.query("token"), try entrance.usesTicket(), entrance.redeem(token) {
      visit.ticketUsed()
      return enter(entrance.rules.owner, account: nil, visit)
    }
    let language = visit.context.language
    let isUsed = visit.query("token") != nil
    return try form(
      visit,
      problem: isUsed
        ? language("Questo collegamento è già stato usato.", "This link has been used already.")
        : nil
    )
  }

  @Sendable private static func logIn(_ visit: Visit) async throws -> Response {
    let name = String((visit.form["name"] ?? "").prefix(64))
    let language = visit.context.language
    guard try !visit.entrance.usesTicket(), visit.entrance.rules.identityHeader == nil else {
      return try form(visit, problem: nil)
    }
    let account = try await visit.entrance.account(
      name,
      password: visit.form["password"] ?? "",
      from: visit.context.client,
      at: visit.desk.clock().seconds,
      language
    )
    guard let account else {
      return try form(
        visit,
        problem: language("Nome o password errati.", "Wrong name or password."),
        name: name,
        status: .unauthorized
      )
    }
    return enter(account.name, account: account, visit)
  }

  @Sendable private static func leave(_ visit: Visit) async throws -> Response {
    var response = Response.seeOther("/enter")
    response.headers[.setCookie] = visit.entrance.end(visit.request)
    return response
  }

  private static func enter(_ name: String, account: Account?, _ visit: Visit) -> Response {
    var response = Response.seeOther("/")
    response.headers[.setCookie] = visit.entrance.begin(
      name,
      account: account,
      at: visit.desk.clock().seconds
    )
    return response
  }

  private static func form(
    _ visit: Visit,
    problem: String?,
    name: String = "",
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let usesTicket = try visit.entrance.usesTicket()
    let content = Content(
      usesTicket: usesTicket,
      usesPassword: !usesTicket && visit.entrance.rules.identityHeader == nil,
      problem: problem,
      name: name
    )
    let title = visit.context.language("Entrare", "Log in")
    return visit.press.page(.enter, content, title: title, status: status, for: visit)
  }
}

extension Response {
  /// Sends the browser to look at another page: after something was done, so that reloading does not repeat it.
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }
}
