import ArgumentParser
import Dashboard
import Foundation
import Inventory

/// `tramonto serve`: the dashboard.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the dashboard of a workspace to this machine's browser, or to colleagues.",
    discussion: """
      Alone: only this machine can reach it, and the link that is printed works once.

        tramonto serve --open
        tramonto serve --port 8100 -w estate.sqlite --by "Anna Rossi"

      For several people: accounts, and a proxy with TLS in front, which passes on Host.

        tramonto account add "Anna Rossi" --role approver
        tramonto serve --public-address https://tramonto.example.it
        tramonto serve --listen 10.0.0.5 --public-address https://tramonto.example.it \\
          --trusted-proxy 10.0.0.2

      Or the proxy knows the people: it sets a header, whose name has the role of the account of
      that name, else that of a reader. The proxy must take away what others send in that header.

        tramonto serve --identity-header X-Remote-User --public-address https://tramonto.example.it
      """
  )

  @Option(help: "The port; 0 for any that is free.")
  var port = 8100

  @Option(help: "The address to listen on. Default: this machine's own, 127.0.0.1 and ::1.")
  var listen: String?

  @Option(help: "The address that people type where a proxy stands in front: https://name")
  var publicAddress: PublicAddressArgument?

  @Option(help: "The header in which the proxy names the person.")
  var identityHeader: String?

  @Option(help: "The number of an address from which a proxy is believed; repeatable.")
  var trustedProxy: [String] = []

  @Option(help: "How many requests a second one client may make; 0 for any number.")
  var requestRate = 20

  @Flag(help: "Open it in the browser.")
  var open = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var workspace: WorkspaceOptions
  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  func run() async throws {
    let console = Console(language: language?.language ?? .current)
    var rules = AccessRules(owner: actor.name.isEmpty ? NSUserName() : actor.name)
    rules.port = port
    rules.listen = listen
    rules.publicAddress = publicAddress?.address
    rules.identityHeader = identityHeader
    rules.trustedProxies = Set(trustedProxy)
    rules.requestRate = max(0, requestRate)
    let server = try DashboardServer(
      path: workspace.path,
      version: Version.current,
      rules: rules,
      accounts: Accounts(ofWorkspace: workspace.path),
      clock: { (Clock.now, Clock.today ?? .earliest) },
      random: Randomness.bytes,
      complain: console.complain
    )
    let browser = Browser(isWanted: open)
    try await server.run { address in
      console.say(address)
      browser.show(address)
    }
  }
}

/// The only place that throws dice; fit for secrets.
enum Randomness {
  @Sendable static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// The address that people type as an argument.
struct PublicAddressArgument: ExpressibleByArgument {
  /// The address meant.
  let address: PublicAddress

  /// Reads `https://name`; `nil` for anything else.
  init?(argument: String) {
    guard let address = PublicAddress(argument) else { return nil }
    self.address = address
  }
}
