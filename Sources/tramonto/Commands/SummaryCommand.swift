import ArgumentParser
import Estimation
import Inventory
import Retirement
import Workspace

/// `tramonto summary`: an agency's figures for its region, signed, without names of machines.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Write an agency’s figures, signed and without host names, for the region.",
    discussion: """
      Examples:
        tramonto summary --agency ausltc --key tramonto.pem -o ausltc.json
        tramonto rollup *.json
      """
  )

  @Option(help: "The private key to sign with.")
  var key: String

  @Option(name: [.customShort("o"), .long], help: "The file.")
  var outputFile: String

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let key = try KeyFiles.signingKey(at: key)
    let store = try workspace.openToRead()
    let agency = try agencies.only(in: store)
    let figures = try Self.figures(of: agency, in: store, on: Clock.today ?? .earliest)
    try Output.write(SignedSummary(figures, key: key).text, to: outputFile)
    let console = output.console
    console.say(
      output.json
        ? figures.json : console.language("Scritto: \(outputFile)", "Written: \(outputFile)")
    )
  }

  /// The figures that every agency sends, by the same definitions.
  private static func figures(
    of agency: Agency,
    in store: Store,
    on day: CalendarDate
  ) throws -> FactValue {
    let estate = try store.estate(of: agency.code)
    let servers = Set(estate.assets.filter { $0.kind.isServer }.map(\.id))
    let plan = estate.plan.filter { servers.contains($0.entity) }
    let register = try store.register(of: agency.code, on: day)
    let savings = try store.savings(of: [agency.code], asOf: nil).total
    let head = try store.journalHead(of: agency.code)
    func counts(_ pairs: [(String, Int)]) -> FactValue {
      .object(pairs.map { .init($0.0, .integer($0.1)) })
    }
    return .object([
      .init("definitions", .integer(RollupCommand.definitions)),
      .init("agency", .text(agency.code.description)), .init("name", .text(agency.name)),
      .init("day", .text(day.description)),
      .init(
        "plan",
        counts(
          RetirementStatus.allCases.map { status in
            (status.rawValue, plan.count { $0.status == status })
          }
        )
      ),
      .init(
        "register",
        counts(
          RetirementState.allCases.map { state in
            (state.rawValue, register.count { $0.state == state })
          }
        )
      ),
      .init("gross", footprint(savings.gross)), .init("net", footprint(savings.net)),
      .init(
        "journal",
        .object([
          .init("entries", .integer(head.size)), .init("head", .text(head.hash)),
        ])
      ),
    ])
  }

  private static func footprint(_ footprint: Footprint) -> FactValue {
    func interval(_ value: Double, _ low: Double, _ high: Double) -> FactValue {
      .object([
        .init("value", .number(value)), .init("low", .number(low)), .init("high", .number(high)),
      ])
    }
    let energy = footprint.energy
    let carbon = footprint.carbon
    let cost = footprint.cost
    return .object([
      .init("kWhPerYear", interval(energy.value.value, energy.low.value, energy.high.value)),
      .init("kgCO2ePerYear", interval(carbon.value.value, carbon.low.value, carbon.high.value)),
      .init("eurPerYear", interval(cost.value.value, cost.low.value, cost.high.value)),
    ])
  }
}
