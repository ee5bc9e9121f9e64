import ArgumentParser
import Importers
import Inventory
import Workspace

/// `tramonto services`: the catalogue that applications are recognised by.
struct ServicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "List the catalogue of services, or import one.",
    discussion: """
      A table has the columns Servizio, Sinonimi (parted by |), Classe, Destinazione,
      Infrastruttura; or Service, Synonyms, Class, Destination, Infrastructure.

      Examples:
        tramonto services
        tramonto services import catalogue.xlsx
      """,
    subcommands: [List.self, Import.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the services.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let services = try workspace.openToRead().services()
      if output.json {
        for service in services { console.say(Self.fact(service).json) }
        return
      }
      var table = TextTable([
        (language("servizio", "service"), .left), (language("classe", "class"), .left),
        (language("destinazione", "destination"), .left), (language("sinonimi", "synonyms"), .left),
      ])
      for service in services {
        table.add([
          service.name, service.serviceClass?.label(in: language) ?? "",
          service.isInfrastructure
            ? language("(infrastruttura)", "(infrastructure)") : service.destination?.label ?? "",
          service.synonyms.joined(separator: ", "),
        ])
      }
      for line in table.lines { console.say(line) }
    }

    private static func fact(_ service: Service) -> FactValue {
      .object(
        [
          .init("name", .text(service.name)),
          FactValue.texts(service.synonyms).map { .init("synonyms", $0) },
          service.serviceClass.map { .init("class", .text($0.rawValue)) },
          service.destination.map { .init("destination", .text($0.label)) },
          .init("infrastructure", .flag(service.isInfrastructure)),
        ].compactMap(\.self)
      )
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Import services from CSV or XLSX.")
    @Argument(help: "Tables of services.") var paths: [String]
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try ProgrammeImport(paths: paths, output: output).run(in: workspace.openToWrite())
    }
  }
}
