public import Inventory
import Hummingbird
import Logging

/// The dashboard: web pages and an API over a workspace.
public struct DashboardServer: Sendable {
  let desk: Desk
  let press: Press

  /// Creates the server of the workspace at `path`.
  ///
  /// - Parameters:
  ///   - path: The file of the workspace.
  ///   - version: The version of the program, which reports state.
  ///   - clock: What asks the clock: seconds since 1970, UTC, and the day where the user is.
  /// - Throws: `StoreFailure` when the workspace cannot be opened.
  public init(
    path: String,
    version: String,
    clock: @escaping @Sendable () -> (seconds: Int, today: CalendarDate)
  ) throws {
    desk = try Desk(path: path, version: version) {
      let (seconds, today) = clock()
      return Moment(seconds: seconds, today: today)
    }
    press = try Press()
  }

  /// All addresses.
  static var routes: [Route] {
    OverviewPage.routes + ServersPage.routes + ServerPage.routes + ProjectsPage.routes
      + ProjectPage.routes + PlanPage.routes + PlacesPage.routes + EnergyPage.routes
      + API.routes + PageFile.routes
  }

  /// What answers each request.
  func router() -> Router<PageContext> {
    let router = Router(context: PageContext.self)
    router.add(middleware: Manners(press: press, desk: desk))
    for route in Self.routes {
      router.on(RouterPath(route.path), method: route.method) { [desk, press] request, context in
        try await route.answer(
          Visit(request: request, context: context, desk: desk, press: press)
        )
      }
    }
    return router
  }

  /// Serves at `host` and `port` until a signal ends it.
  ///
  /// - Parameters:
  ///   - host: The name or number of the address to listen on.
  ///   - port: The port; 0 for any that is free.
  ///   - running: Called once with the port, when requests are taken.
  /// - Throws: What the system says when the address cannot be had.
  public func run(host: String, port: Int, running: @escaping @Sendable (Int) -> Void) async throws
  {
    let application = Application(
      router: router(),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in running(channel.localAddress?.port ?? port) },
      logger: Logger(label: "tramonto", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    try await application.runService()
  }
}
