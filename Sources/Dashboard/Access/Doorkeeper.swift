import HTTPTypes
import Hummingbird
import Inventory

/// Stands before all addresses: turns away floods, other names and other sites, and finds out who asks.
struct Doorkeeper: RouterMiddleware {
  let entrance: Entrance
  let desk: Desk

  func handle(
    _ request: Request,
    context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let now = desk.clock().seconds
    let language = context.language
    let client = entrance.client(request, from: context.address)
    if let seconds = entrance.delay(of: client, at: now) {
      throw Trouble.tooMany(seconds, language)
    }
    let host = request.head.authority ?? ""
    guard entrance.rules.admits(host: host) else { throw Trouble.misdirected(language) }
    if request.method != .get, request.method != .head {
      guard isFromHere(request, host: host) else { throw Trouble.foreign(language) }
    }
    var context = context
    context.client = client
    if let (person, token) = try entrance.person(request, from: context.address, at: now) {
      context.person = person
      context.formToken = token
    }
    return try await next(request, context)
  }

  /// Whether a page of ours sends a form, as far as the browser tells.
  ///
  /// Because no page of ours tells where one comes from, the origin of a form is `null`; then only the browser’s
  /// own word counts.
  private func isFromHere(_ request: Request, host: String) -> Bool {
    let origin = request.headers[.origin]
    let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
    if let site, site != "same-origin" { return false }
    guard let origin else { return true }
    if origin == "null" { return site == "same-origin" }
    return entrance.rules.admits(origin: origin, host: host)
  }
}

extension Route {
  /// Makes sure that who asks may, and that a form was made for him.
  ///
  /// - Throws: ``Trouble``, or ``Unknown`` when nobody has been recognised.
  func check(_ visit: Visit) throws {
    guard let role else { return }
    let language = visit.context.language
    guard let person = visit.context.person else { throw Unknown() }
    guard role <= person.role else { throw Trouble.forbidden(role, language) }
    guard method != .get, intake != .stream else { return }
    let held = HTTPField.Name("X-Form-Token").flatMap { visit.request.headers[$0] }
    try visit.check(formToken: visit.form["token"] ?? held ?? "")
  }

  /// That nobody has been recognised who asks for what is not for everybody.
  struct Unknown: Error {}
}

extension Visit {
  /// Makes sure that a form was made for who sends it.
  ///
  /// - Throws: ``Trouble``.
  func check(formToken: String) throws {
    guard !context.formToken.isEmpty, Secret.isSame(formToken, context.formToken) else {
      throw Trouble.foreign(context.language)
    }
  }
}

extension Trouble {
  /// Too many requests; may be tried again after so many seconds.
  static func tooMany(_ seconds: Int, _ language: Language) -> Self {
    Self(
      status: .tooManyRequests,
      text: language(
        "Troppe richieste: riprovare tra \(seconds) s",
        "Too many requests: try again in \(seconds) s"
      ),
      code: "web.too-many",
      retryAfter: seconds
    )
  }

  /// Meant for another name.
  static func misdirected(_ language: Language) -> Self {
    Self(
      status: .misdirectedRequest,
      text: language(
        "Questo indirizzo non è del cruscotto: usare quello stampato da tramonto serve, o "
          + "aggiungerlo con --public-address",
        "This is no address of the dashboard: use the one that tramonto serve prints, or add it "
          + "with --public-address"
      ),
      code: "web.misdirected"
    )
  }

  /// Sent by another site, or by a page of before.
  static func foreign(_ language: Language) -> Self {
    Self(
      status: .forbidden,
      text: language(
        "Questo modulo non viene da una pagina aperta qui: ricaricare la pagina e ripetere",
        "This form is not from a page that was opened here: reload the page and repeat"
      ),
      code: "web.foreign-form"
    )
  }

  /// For people who are known.
  static func unknown(_ language: Language) -> Self {
    Self(
      status: .unauthorized,
      text: language("Prima entrare: /enter", "Log in first: /enter"),
      code: "web.unknown-person"
    )
  }

  /// Not for who asks.
  static func forbidden(_ role: Role, _ language: Language) -> Self {
    Self(
      status: .forbidden,
      text: language(
        "Serve il ruolo di \(role.name(in: language)): chiederlo a chi gestisce gli account",
        "This needs the role of \(role.name(in: language)): ask whoever looks after the accounts"
      ),
      code: "web.forbidden"
    )
  }
}
