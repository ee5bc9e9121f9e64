import ArgumentParser
import Inventory

/// The command: one subcommand a file.
@main
struct Tramonto: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tramonto",
    abstract: "From asset exports to the servers to switch off, and the energy that saves.",
    discussion: """
      Dalle esportazioni degli inventari all’elenco dei server da spegnere, con l’energia risparmiata.

      A first run on your own files:
        tramonto init --programme toscana
        tramonto inspect exports/
        tramonto import exports/ --agency ausltc
        tramonto match
        tramonto plan
        tramonto report -o report.html

      To see it all work on an invented estate: tramonto demo
      """,
    version: Version.current,
    subcommands: [
      DemoCommand.self, InitCommand.self, InspectCommand.self, ImportCommand.self,
      ImportsCommand.self, AgenciesCommand.self, ProjectsCommand.self, ServicesCommand.self,
      MatchCommand.self, ServersCommand.self, ExplainCommand.self, PlanCommand.self,
      EstimateCommand.self, ReportCommand.self, ExportCommand.self, PowerCommand.self,
    ]
  )

  /// Runs the command and turns what goes wrong into one line and an exit code.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if let failure = error as? any Message {
        Console.standard.report(failure)
        exit(withError: ExitCode.unreadable)
      }
      exit(withError: error)
    }
  }
}

/// The version that reports and `--version` state.
enum Version {
  static let current = "0.1.0"
}

extension ExitCode {
  /// Done, but rows were rejected or problems are open.
  static let problems = ExitCode(1)
  /// An input or the workspace could not be read or written.
  static let unreadable = ExitCode(65)
}
