import Answers
import ArgumentParser
import Inventory
import Retirement
import Workspace

extension ProjectsCommand {
  /// `tramonto projects check`: which services have moved whole, and what is left of the others.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check which services have moved whole, and list what is left of the others.",
      discussion: """
        A service is complete when every server, database and machine that it calls, and every
        machine that these call in their turn, is drained or off by the register, is gone, or stays
        by a decision (tramonto review accept SERVER, tramonto retire SERVER keep); where a newer
        export no longer shows an application on a server, it has left it.

        Where a baseline is frozen (tramonto baseline freeze), what came or was moved after it is
        told apart.

        Examples:
          tramonto projects check
          tramonto projects check USLTC-P1 --left
          tramonto projects check --json
        """
    )

    @Argument(help: "Only the project of this code.") var code: String?

    @Flag(help: "List what is left, one line each.")
    var left = false

    @Option(help: "The day to look on, YYYY-MM-DD. Default: today.")
    var on: DateArgument?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      if let code, try !store.projects().contains(where: { $0.code.description == code }) {
        throw CommandFailure.unknownProject(code)
      }
      let day = on?.date ?? Clock.today ?? .earliest
      var services = TextTable([
        (language("progetto", "project"), .left), (language("servizio", "service"), .left),
        (language("stato", "state"), .left), (language("applicativi", "applications"), .right),
        (language("migrati", "moved"), .right), (language("ammessi", "accepted"), .right),
        (language("restano", "left"), .right),
        (language("dopo la data di riferimento", "since the baseline"), .right),
      ])
      var parts = TextTable([
        (language("progetto", "project"), .left), (language("servizio", "service"), .left),
        (language("resta", "left"), .left), (language("codice", "id"), .left),
        (language("che cosa", "what"), .left), (language("chiamata da", "called by"), .left),
        (language("origine", "origin"), .left),
      ])
      for agency in try agencies.agencies(in: store) {
        let view = EstateView(try store.estate(of: agency.code))
        try console.warnWhereStale(view.estate, in: store)
        for check in try store.migrationChecks(of: agency.code, on: day)
        where code == nil || check.project.description == code {
          if output.json {
            console.say(fact(check, view).json)
            continue
          }
          services.add([
            check.project.description, check.service, check.verdict.label(in: language),
            String(check.applications.count), String(check.moved),
            String(check.exceptions.count), String(check.open.count),
            check.hasOrigins ? String(check.sinceBaseline) : "",
          ])
          for part in check.open {
            parts.add([
              check.project.description, check.service, view.name(of: part.entity),
              part.entity.description,
              part.role.label(in: language) + (part.depth > 1 ? " (\(part.depth))" : ""),
              part.caller.map { view.name(of: $0) } ?? "",
              part.origin?.label(in: language) ?? "",
            ])
          }
        }
      }
      guard !output.json else { return }
      for line in (left ? parts : services).lines { console.say(line) }
    }

    private func fact(_ check: MigrationCheck, _ view: EstateView) -> FactValue {
      func facts(_ parts: [MigrationCheck.Part]) -> FactValue {
        .list(
          parts.map { part in
            .object(
              [
                .init("id", .text(part.entity.description)),
                .init("name", .text(view.name(of: part.entity))),
                .init("role", .text(part.role.rawValue)), .init("depth", .integer(part.depth)),
                part.caller.map { .init("calledBy", .text($0.description)) },
                part.origin.map { .init("origin", .text($0.code)) },
                part.exception.map { .init("exception", $0.fact) },
              ].compactMap(\.self)
            )
          }
        )
      }
      return .object([
        .init("agency", .text(view.estate.agency.code.description)),
        .init("project", .text(check.project.description)),
        .init("service", .text(check.service)),
        .init("verdict", .text(check.verdict.rawValue)),
        .init("applications", .list(check.applications.map { .text($0.description) })),
        .init("moved", .integer(check.moved)),
        .init("exceptions", facts(check.exceptions)),
        .init("left", facts(check.open)),
      ])
    }
  }
}

extension MigrationCheck {
  /// Whether it is known where machines come from.
  fileprivate var hasOrigins: Bool { (open + exceptions).contains { $0.origin != nil } }
}

extension AcceptedException {
  /// The exception as named values.
  fileprivate var fact: FactValue {
    .object([
      .init("decision", .integer(number)), .init("ground", .text(ground.rawValue)),
      .init("by", .text(by)), .init("reason", .text(reason)), .init("at", .integer(at)),
    ])
  }
}
