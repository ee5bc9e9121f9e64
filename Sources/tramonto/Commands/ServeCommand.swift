import ArgumentParser
import Dashboard
import Inventory

/// `tramonto serve`: the dashboard.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the dashboard of a workspace to this machine's browser.",
    discussion: """
      Examples:
        tramonto serve
        tramonto serve --port 8100 -w estate.sqlite
      """
  )

  @Option(help: "The port; 0 for any that is free.")
  var port = 8100

  @OptionGroup var workspace: WorkspaceOptions
  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  func run() async throws {
    let console = Console(language: language?.language ?? .current)
    let server = try DashboardServer(path: workspace.path, version: Version.current) {
      (Clock.now, Clock.today ?? .earliest)
    }
    try await server.run(host: "127.0.0.1", port: port) { port in
      console.say("http://127.0.0.1:\(port)/")
    }
  }
}
