import HTTPTypes
import Hummingbird

/// One address of the dashboard: what is asked how, who may ask, and what answers.
///
/// ``DashboardServer/routes`` is the only list of them: the router, the check of roles and the document of
/// the API are all made from it.
struct Route: Sendable {
  /// The method.
  var method: HTTPRequest.Method
  /// The path, with the names of its parts in braces: `/servers/{id}`.
  var path: String
  /// The least that who asks must be allowed; `nil` for what anybody may see.
  var role: Role?
  /// What is taken in with the request.
  var intake = Intake.nothing
  /// What answers.
  var answer: @Sendable (Visit) async throws -> Response

  /// What an address takes in besides itself.
  enum Intake: Sendable, Hashable {
    /// Nothing; a body is refused.
    case nothing
    /// Fields of a form, up to so many bytes in all, with the form’s token among them.
    case form(limit: Int)
    /// As much as what answers reads, which must look for the token itself.
    case stream
  }

  /// A page or list to look at.
  static func get(
    _ path: String,
    for role: Role? = .reader,
    _ answer: @escaping @Sendable (Visit) async throws -> Response
  ) -> Self {
    Self(method: .get, path: path, role: role, answer: answer)
  }

  /// Something to be done.
  static func post(
    _ path: String,
    for role: Role? = .operator,
    taking intake: Intake = .form(limit: 65_536),
    _ answer: @escaping @Sendable (Visit) async throws -> Response
  ) -> Self {
    Self(method: .post, path: path, role: role, intake: intake, answer: answer)
  }
}

/// One request, with all that an answer needs.
struct Visit: Sendable {
  /// What was asked.
  var request: Request
  /// Who asks, in which language.
  var context: PageContext
  /// Where the workspace is read and changed.
  var desk: Desk
  /// What pages are made with.
  var press: Press
  /// What lets people in.
  var entrance: Entrance
  /// Where long work is done.
  var workshop: Workshop
  /// The questions to persons.
  var review: ReviewBook
  /// Steps that wait for a second person.
  var requests: StepRequests
  /// Called when a link that works once has been used.
  var ticketUsed: @Sendable () -> Void = {}
  /// The fields that were sent; empty when there were none.
  var form = FormFields()

  /// The name under which the journal files what is done.
  var name: String { context.person?.name ?? "" }

  /// Whether who asks may do what `role` may.
  func may(_ role: Role) -> Bool { context.person.map { $0.role >= role } ?? false }

  /// The value of a part of the path, as ``Route/path`` names it.
  func part(_ name: String) -> String? { context.parameters.get(name) }

  /// The first value of a field of the address; `nil` when it is missing or empty.
  func query(_ name: String) -> String? {
    FormFields(encoded: request.uri.query ?? "")[name]
  }
}
