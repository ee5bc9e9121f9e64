import ArgumentParser
import Importers
import Inventory
import Workspace

/// `tramonto init`: makes a workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace, with a programme if asked.",
    discussion: """
      The workspace is one file. It begins with the catalogue of services; with a programme it
      also has its agencies and projects.

      Examples:
        tramonto init --programme toscana
        tramonto init -w migration.sqlite
      """
  )

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "A built-in programme: toscana.")
  var programme: ProgrammeArgument?

  func run() throws {
    let console = output.console
    var reading = ProgrammeReading()
    if let programme {
      reading = try programme.programme.read()
    } else {
      reading.services = try BuiltInProgramme.catalogue()
    }
    let store = try Store.create(at: workspace.path)
    try store.merge(
      agencies: reading.agencies,
      services: reading.services,
      projects: reading.projects
    )
    let amount = reading.projects.reduce(Euros.zero) { $0 + ($1.amount ?? .zero) }
    if output.json {
      console.say(
        FactValue.object([
          .init("workspace", .text(workspace.path)),
          .init("agencies", .integer(reading.agencies.count)),
          .init("projects", .integer(reading.projects.count)),
          .init("services", .integer(reading.services.count)),
          .init("amountEUR", .number(amount.value)),
        ]).json
      )
      return
    }
    let language = console.language
    console.say(
      language("Creato: \(workspace.path)", "Made: \(workspace.path)")
    )
    console.say(
      language(
        "\(reading.agencies.count) aziende, \(reading.projects.count) progetti, "
          + "\(reading.services.count) servizi nel catalogo",
        "\(reading.agencies.count) agencies, \(reading.projects.count) projects, "
          + "\(reading.services.count) services in the catalogue"
      )
    )
    if let programme {
      console.say(
        language(
          "Importo dei progetti: \(language.number(amount.value, decimals: 0)) EUR "
            + "(fonte: \(programme.programme.source))",
          "Sum of the projects: \(language.number(amount.value, decimals: 0)) EUR "
            + "(source: \(programme.programme.source))"
        )
      )
    }
    console.say(
      language(
        "Poi: tramonto import CARTELLA --agency CODICE",
        "Next: tramonto import FOLDER --agency CODE"
      )
    )
  }
}

/// A built-in programme as an argument.
enum ProgrammeArgument: String, ExpressibleByArgument, CaseIterable {
  case toscana

  /// The programme meant.
  var programme: BuiltInProgramme {
    switch self {
    case .toscana: .toscana
    }
  }
}
