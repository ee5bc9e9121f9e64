import HTTPTypes
import Hummingbird
import Inventory

/// Says of the addresses for programs that they can only be read.
struct APIMethods: RouterMiddleware {
  func handle(
    _ request: Request,
    context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let isKnown = API.routes.contains { Self.matches(request.uri.path, $0.path) }
    guard isKnown, request.method != .get, request.method != .head else {
      return try await next(request, context)
    }
    var response = Press.json(
      .object([
        .init("code", "api.method"),
        .init(
          "message",
          .text(
            context.language(
              "questo indirizzo si può solo leggere (GET)",
              "this address can only be read (GET)"
            )
          )
        ),
      ]),
      status: .methodNotAllowed
    )
    response.headers[.allow] = "GET"
    return response
  }

  /// Whether a path is of an address, parts in braces standing for anything.
  private static func matches(_ path: String, _ template: String) -> Bool {
    let (parts, names) = (path.split(separator: "/"), template.split(separator: "/"))
    return parts.count == names.count
      && zip(parts, names).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
  }
}
