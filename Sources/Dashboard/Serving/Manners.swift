import HTTPTypes
import Hummingbird
import Inventory

/// What holds for every answer: the language, the headers, and a page for what goes wrong.
struct Manners: RouterMiddleware {
  let press: Press
  let desk: Desk
  let entrance: Entrance
  let workshop: Workshop
  let review: ReviewBook
  let requests: StepRequests
  /// Told of errors that nobody thought of, with the number that who asked was given.
  let complain: @Sendable (String) -> Void

  func handle(
    _ request: Request,
    context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = Self.language(of: request)
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      response = answer(to: error, request, context)
    }
    keepLanguage(of: request, in: &response)
    for (name, value) in Self.headers { response.headers[name] = value }
    if entrance.rules.isSecure {
      response.headers[.strictTransportSecurity] = "max-age=31536000"
    }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  /// A page that another leads to speaks the language that was asked of that.
  private func keepLanguage(of request: Request, in response: inout Response) {
    guard let language = request.uri.queryParameters.get("language"),
      Language(rawValue: language) != nil, let target = response.headers[.location],
      target.hasPrefix("/"), !target.contains("language=")
    else { return }
    response.headers[.location] =
      target + (target.contains("?") ? "&" : "?") + "language=" + language
  }

  private func answer(to error: any Error, _ request: Request, _ context: PageContext) -> Response {
    let visit = Visit(
      request: request,
      context: context,
      desk: desk,
      press: press,
      entrance: entrance,
      workshop: workshop,
      review: review,
      requests: requests
    )
    var trouble: Trouble
    if error is Route.Unknown {
      if !request.uri.path.hasPrefix("/api/") { return .seeOther("/enter") }
      trouble = .unknown(context.language)
    } else {
      trouble = Trouble(error, in: context.language)
    }
    if trouble.code == "web.internal" {
      let number = String(entrance.secret().text.prefix(8))
      trouble.code += " " + number
      complain("\(number): \(request.method) \(Excerpt(request.uri.path)): \(Excerpt("\(error)"))")
    }
    return trouble.response(visit)
  }

  /// What every answer bears: nothing from elsewhere, nothing in line, no frame, no referrer.
  private static let headers: [(HTTPField.Name, String)] =
    [
      (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
      ),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

  /// The language that the address asks for, else a cookie, else the browser; Italian by default.
  private static func language(of request: Request) -> Language {
    let asked =
      request.uri.queryParameters.get("language") ?? request.cookies["language"]?.value
    if let language = asked.flatMap({ Language(rawValue: $0) }) { return language }
    let accepted = request.headers[.acceptLanguage] ?? "it"
    return accepted.lowercased().hasPrefix("it") ? .italian : .english
  }
}
