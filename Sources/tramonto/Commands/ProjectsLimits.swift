import ArgumentParser
import Inventory
import Retirement
import Workspace

extension ProjectsCommand {
  /// `tramonto projects limits`: how many services are funded, against the notice's limits.
  struct Limits: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count the funded services by class, against the notice's limits.",
      discussion: """
        The notice for health agencies funds 3 to 15 ordinary and 3 to 26 critical services under
        one project code (CUP). Classes are the catalogue's: tramonto services.

        Examples:
          tramonto projects limits
          tramonto projects limits --agency ausltc --json
        """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      let projects = try agencies.agencies(in: store).flatMap { try store.projects(of: $0.code) }
      let counts = FundedServices.all(of: projects, catalogue: try store.services())
      if output.json {
        for count in counts { console.say(count.fact.json) }
        return
      }
      guard !counts.isEmpty else {
        console.say(
          language(
            "Nessun progetto dice quali servizi migra: tramonto projects import",
            "No project says which services it moves: tramonto projects import"
          )
        )
        return
      }
      var table = TextTable([
        (language("azienda", "agency"), .left), ("CUP", .left),
        (language("progetti", "projects"), .left), (language("ordinari", "ordinary"), .right),
        ("3–15", .left), (language("critici", "critical"), .right), ("3–26", .left),
        (language("strategici", "strategic"), .right),
        (language("classe ignota", "class unknown"), .right),
      ])
      for count in counts {
        table.add([
          count.agency.description, count.cup ?? "",
          count.projects.map(\.description).joined(separator: " "), String(count.ordinary),
          count.ordinaryVerdict.label(in: language), String(count.critical),
          count.criticalVerdict.label(in: language), String(count.strategic),
          String(count.unknown),
        ])
      }
      for line in table.lines { console.say(line) }
    }
  }
}

extension FundedServices {
  /// The count as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("agency", .text(agency.description)),
        cup.map { .init("cup", .text($0)) },
        .init("projects", .list(projects.map { .text($0.description) })),
        .init("ordinary", .integer(ordinary)),
        .init("ordinaryVerdict", .text(ordinaryVerdict.rawValue)),
        .init("critical", .integer(critical)),
        .init("criticalVerdict", .text(criticalVerdict.rawValue)),
        .init("strategic", .integer(strategic)), .init("unknown", .integer(unknown)),
      ].compactMap(\.self)
    )
  }
}
