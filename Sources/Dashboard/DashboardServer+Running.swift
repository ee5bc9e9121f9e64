import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import ServiceLifecycle
import Synchronization

extension DashboardServer {
  /// The most connections that are open at a time.
  static let connectionLimit = 100

  /// Serves until a signal ends it.
  ///
  /// - Parameter announce: Called with an address to open when requests are taken, and with another each time that
  ///   the one before, which works once, has been used.
  /// - Throws: What the system says when the address cannot be had.
  public func run(announce: @escaping @Sendable (String) -> Void) async throws {
    let rules = entrance.rules
    let link = LinkText(entrance: entrance)
    let responder = router(ticketUsed: { announce(link.next()) }).buildResponder()
    func application(
      _ host: String,
      connections: Int,
      running: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Application<RouterResponder<PageContext>> {
      Application(
        responder: responder,
        server: .http1(
          configuration: HTTP1Channel.Configuration(
            additionalChannelHandlers: [HeadDeadline()],
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: 8 << 10,
              maxHeaderListSize: 16 << 10,
              maxHeaderFieldCount: 100
            )
          )
        ),
        configuration: ApplicationConfiguration(
          address: .hostname(host, port: rules.port),
          availableConnectionsDelegate: MaximumAvailableConnections(connections)
        ),
        onServerRunning: { channel in running(channel.localAddress?.port ?? rules.port) },
        logger: Logger(label: "tramonto", factory: { _ in SwiftLogNoOpLogHandler() })
      )
    }
    // Both numbers of this machine, where it has both; a port of any number can only be had once.
    let isTwofold = rules.listen == nil && rules.port != 0
    let half = Self.connectionLimit / 2
    var main = application(
      rules.listen ?? "127.0.0.1",
      connections: isTwofold ? half : Self.connectionLimit
    ) { port in
      link.setPort(port)
      announce(link.next())
    }
    if isTwofold {
      main.addServices(IfPossible(service: application("::1", connections: half)))
    }
    try await main.runService()
  }
}

/// The address to open.
private final class LinkText: Sendable {
  private let entrance: Entrance
  private let port: Mutex<Int>

  init(entrance: Entrance) {
    self.entrance = entrance
    port = Mutex(entrance.rules.port)
  }

  func setPort(_ number: Int) { port.withLock { $0 = number } }

  /// The address, with a token where people come in by one.
  func next() -> String {
    let rules = entrance.rules
    let base =
      rules.publicAddress.map { ($0.isSecure ? "https://" : "http://") + $0.authority }
      ?? "http://\(rules.listen ?? "127.0.0.1"):\(port.withLock { $0 })"
    let usesTicket = (try? entrance.usesTicket()) ?? false
    return base + (usesTicket ? entrance.makeTicket() : "/")
  }
}

/// A service that may fail to start without ending the others.
private struct IfPossible: Service {
  let service: any Service

  func run() async throws {
    try? await service.run()
    // A machine without IPv6 is served on IPv4.
    try? await gracefulShutdown()
  }
}

/// Closes a connection that does not say in ten seconds what it wants.
///
/// What comes after the first request is watched by the idle limit.
private final class HeadDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private static let limit = TimeAmount.seconds(10)
  private var deadline: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: Self.limit) { channel.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    deadline?.cancel()
    deadline = nil
    context.fireChannelRead(data)
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }
}
