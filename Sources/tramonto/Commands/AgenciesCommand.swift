import Answers
import ArgumentParser
import Inventory
import Workspace

/// `tramonto agencies`: who takes part.
struct AgenciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agencies",
    abstract: "List the agencies, or add one.",
    discussion: """
      Examples:
        tramonto agencies
        tramonto agencies add ausltc "Azienda USL Toscana Centro"
      """,
    subcommands: [List.self, Add.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the agencies.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let agencies = try workspace.openToRead().agencies()
      if output.json {
        for agency in agencies { console.say(agency.fact.json) }
        return
      }
      var table = TextTable([
        (console.language("codice", "code"), .left), (console.language("nome", "name"), .left),
      ])
      for agency in agencies { table.add([agency.code.description, agency.name]) }
      for line in table.lines { console.say(line) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add an agency, or rename it.")
    @Argument(help: "Its code, such as the IPA code; no blanks.") var code: String
    @Argument(help: "Its name.") var name: String
    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
      if AgencyCode(code) == nil { throw ValidationError("a code has no blanks: “\(code)”") }
    }

    func run() throws {
      guard let code = AgencyCode(code) else { return }
      try workspace.openToWrite().add([Agency(code: code, name: name)])
    }
  }
}
