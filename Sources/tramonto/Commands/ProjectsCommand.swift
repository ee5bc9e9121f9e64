import Answers
import ArgumentParser
import Importers
import Inventory
import Workspace

/// `tramonto projects`: the funded migrations.
struct ProjectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projects",
    abstract: "List the projects, or import them with their services and planned moves.",
    discussion: """
      A table of projects has columns such as Progetto, Azienda, Destinazione, Scadenza, Importo,
      Servizi (parted by |), and two for each of the five dates: Data decreto, Contratto previsto,
      Data contratto, Completamento previsto, Data completamento, Asseverazione prevista, Data
      asseverazione, Erogazione prevista, Data erogazione; Fascia is the agency's size: ASL-1 to
      ASL-3, AO-1 to AO-3. A table of planned moves has Progetto, Applicazione, Servizio, Sede,
      Mese previsto; one of services Progetto, Servizio, Classe, Modalità (A or B), Prezzo
      unitario. English headings work too. CSV and XLSX are read.

      Examples:
        tramonto projects
        tramonto projects show USLTC-P1
        tramonto projects check USLTC-P1
        tramonto projects limits --on 2024-06-30
        tramonto projects import progetti.csv progetti_applicazioni.csv
      """,
    subcommands: [List.self, Show.self, Check.self, Limits.self, Import.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the projects.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      let projects = try agencies.agencies(in: store).flatMap { try store.projects(of: $0.code) }
      if output.json {
        for project in projects { console.say(project.fact.json) }
        return
      }
      var table = TextTable([
        (language("progetto", "project"), .left), (language("azienda", "agency"), .left),
        ("CUP", .left), (language("misura", "measure"), .left),
        (language("importo EUR", "amount EUR"), .right), (language("decreto", "decree"), .left),
        (language("contratto", "contract"), .left), (language("completato", "completed"), .left),
        (language("asseverato", "attested"), .left), (language("erogato", "paid"), .left),
        (language("stato", "state"), .left), (language("a", "to"), .left),
        (language("entro", "by"), .left), (language("servizi", "services"), .right),
        (language("applicativi", "applications"), .right),
      ])
      for project in projects {
        table.add(
          [
            project.code.description, project.agency.description, project.cup ?? "",
            project.measure?.rawValue ?? "",
            project.amount.map { language.number($0.value, decimals: 2) } ?? "",
          ]
            + Milestone.allCases.map { project.schedule[$0].text } + [
              project.state?.label(in: language) ?? "",
              project.destination?.label ?? "", project.deadline?.description ?? "",
              String(project.services.count), String(project.moves.count),
            ]
        )
      }
      for line in table.lines { console.say(line) }
      let sum = projects.reduce(Euros.zero) { $0 + ($1.amount ?? .zero) }
      console.say(
        language(
          "\(projects.count) progetti, \(language.number(sum.value, decimals: 2)) EUR",
          "\(projects.count) projects, \(language.number(sum.value, decimals: 2)) EUR"
        )
      )
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one project.")
    @Argument(help: "Its code.") var code: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let store = try workspace.openToRead()
      guard let project = try store.projects().first(where: { $0.code.description == code }) else {
        throw CommandFailure.unknownProject(code)
      }
      if output.json {
        console.say(project.fact.json)
        return
      }
      for line in project.lines(console.language) { console.say(line) }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import projects, services and planned moves from CSV or XLSX."
    )
    @Argument(help: "Tables of projects, of their services, and of planned moves.") var paths:
      [String]
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try ProgrammeImport(paths: paths, output: output).run(in: workspace.openToWrite())
    }
  }
}
