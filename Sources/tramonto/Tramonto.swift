import ArgumentParser
import Glibc
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
      MatchCommand.self, ReviewCommand.self, ServersCommand.self, ExplainCommand.self,
      PlanCommand.self,
      RetireCommand.self, RegisterCommand.self, BaselineCommand.self, AlarmsCommand.self,
      EvidenceCommand.self, FormCommand.self, VerifyCommand.self, KeyCommand.self,
      CheckpointCommand.self, SummaryCommand.self, RollupCommand.self, EstimateCommand.self,
      SettingsCommand.self, MeterCommand.self, ServeCommand.self, AccountCommand.self,
      ReportCommand.self,
      ExportCommand.self, PowerCommand.self,
    ]
  )

  /// Runs the command and turns what goes wrong into one line and an exit code.
  static func main() async {
    // The same zone, said aloud: else the C library asks for the file each time that libzip converts
    // a date, which is once for each member at each opening of a zip.
    setenv("TZ", ":/etc/localtime", 0)
    do {
      var command = try parseAsRoot()
      if var lasting = command as? any AsyncParsableCommand {
        try await lasting.run()
      } else {
        try command.run()
      }
    } catch {
      let console = Console.standard(for: CommandLine.arguments)
      if let failure = error as? any Message {
        console.report(failure)
      } else if outcome(of: error) == .bug {
        console.complain(
          console.language(
            "tramonto: errore interno: \(error)",
            "tramonto: internal error: \(error)"
          )
        )
      } else {
        exit(withError: error)
      }
      exit(withError: outcome(of: error))
    }
  }

  /// The exit code that an error ends the program with.
  ///
  /// What says nothing of itself to people, and is none of the parser's, is a bug of ours.
  static func outcome(of error: any Error) -> ExitCode {
    if error is any Message { return .unreadable }
    if let code = error as? ExitCode { return code }
    let code = exitCode(for: error)
    return code == .failure ? .bug : code
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
  /// Something went wrong that nobody thought of.
  static let bug = ExitCode(70)
}
