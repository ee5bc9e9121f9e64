public import Inventory
import HTTPTypes
import Hummingbird
import Logging

/// The dashboard: web pages and an API over a workspace.
public struct DashboardServer: Sendable {
  let desk: Desk
  let press: Press
  let entrance: Entrance
  let workshop: Workshop
  let review: ReviewBook
  let requests: StepRequests

  /// What the clock says: seconds since 1970, UTC, and the day where the user is.
  public typealias Clock = @Sendable () -> (seconds: Int, today: CalendarDate)

  private let complain: @Sendable (String) -> Void

  /// Creates the server of the workspace at `path`.
  ///
  /// - Parameters:
  ///   - path: The file of the workspace.
  ///   - version: The version of the program, which reports state.
  ///   - rules: How it is reached, and how it knows who asks.
  ///   - accounts: Who may come in by name and password.
  ///   - clock: What asks the clock.
  ///   - random: Gives so many random bytes, fit for secrets.
  ///   - complain: Told of errors that nobody thought of.
  /// - Throws: `StoreFailure` when the workspace cannot be opened; ``AccessFailure`` when somebody could come in
  ///   who should not.
  public init(
    path: String,
    version: String,
    rules: AccessRules,
    accounts: Accounts,
    clock: @escaping Clock,
    random: @escaping @Sendable (Int) -> [UInt8],
    complain: @escaping @Sendable (String) -> Void
  ) throws {
    try self.init(
      path: path,
      version: version,
      rules: rules,
      accounts: accounts,
      spool: Spool(ofWorkspace: path),
      clock: clock,
      random: random,
      complain: complain
    )
  }

  init(
    path: String,
    version: String,
    rules: AccessRules,
    accounts: Accounts,
    spool: Spool,
    clock: @escaping Clock,
    random: @escaping @Sendable (Int) -> [UInt8],
    complain: @escaping @Sendable (String) -> Void
  ) throws {
    try rules.check(accounts)
    desk = try Desk(path: path, version: version) {
      let (seconds, today) = clock()
      return Moment(seconds: seconds, today: today)
    }
    press = try Press()
    entrance = Entrance(rules, accounts: accounts, workspace: path, random: random)
    workshop = Workshop(
      path: path,
      spool: spool,
      clock: desk.clock,
      random: random
    )
    review = ReviewBook(path: path)
    requests = StepRequests(ofWorkspace: path)
    self.complain = complain
  }

  /// All addresses.
  static var routes: [Route] {
    EnterPage.routes + OverviewPage.routes + ImportsPage.routes + ImportsBatchPage.routes
      + JobPage.routes + ImportsLedgerPage.routes + ReviewPage.routes
      + ReviewDecisionsPage.routes + RegisterPage.routes + RegisterRequestPage.routes
      + RegisterDevicePage.routes + ServersPage.routes + ServerPage.routes
      + ProjectsPage.routes + ProjectPage.routes + PlanPage.routes + PlacesPage.routes
      + EnergyPage.routes + ReportsPage.routes + SettingsPage.routes + API.routes + PageFile.routes
  }

  /// What answers each request; `ticketUsed` is called when a link that works once has been used.
  func router(ticketUsed: @escaping @Sendable () -> Void = {}) -> Router<PageContext> {
    let router = Router(context: PageContext.self)
    router.add(
      middleware: Manners(
        press: press,
        desk: desk,
        entrance: entrance,
        workshop: workshop,
        review: review,
        requests: requests,
        complain: complain
      )
    )
    router.add(middleware: Doorkeeper(entrance: entrance, desk: desk))
    router.add(middleware: APIMethods())
    for route in Self.routes {
      router.on(RouterPath(route.path), method: route.method) { [self] request, context in
        var visit = Visit(
          request: request,
          context: context,
          desk: desk,
          press: press,
          entrance: entrance,
          workshop: workshop,
          review: review,
          requests: requests,
          ticketUsed: ticketUsed
        )
        // Nobody unknown makes us read on.
        if route.role != nil, context.person == nil { throw Route.Unknown() }
        try await visit.takeIn(route.intake)
        try route.check(visit)
        return try await route.answer(visit)
      }
    }
    return router
  }
}

extension Visit {
  /// Reads what was sent, where that is the fields of a form.
  mutating func takeIn(_ intake: Route.Intake) async throws {
    guard case .form(let limit) = intake else { return }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Trouble.tooLarge(limit, context.language)
    }
    let body = try await request.body.collect(upTo: limit)
    let type = request.headers[.contentType] ?? "application/x-www-form-urlencoded"
    if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
      form = FormFields(encoded: String(buffer: body))
    }
  }
}
