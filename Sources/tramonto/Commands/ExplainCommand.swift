import Answers
import ArgumentParser
import Estimation
import Inventory
import Workspace

/// `tramonto explain`: why we say what we say of one machine or application.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Trace one machine: facts to file and line, identity, project, blockers, watts.",
    discussion: """
      Examples:
        tramonto explain ausltc-000123
        tramonto explain CZ23457XR0
        tramonto explain web01.example.org --json
      """
  )

  @Argument(help: "An id, name, serial number, UUID, MAC or IP address.")
  var asset: String

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try workspace.openToRead()
    let agency = try agencies.agency.map { try store.agencies().named($0).code }
    let first = try store.find(asset, in: agency).only(asset)
    let language = output.console.language
    let dossier = try Dossier(of: first, in: store)
    var explanation = try Explanation(
      of: dossier,
      power: store.savings(of: [first.agency], asOf: nil).machines
        .first { $0.entity == first.entity },
      on: Clock.today ?? .earliest,
      in: store,
      language
    )
    try explanation.addIdentity(
      of: first.entity,
      records: dossier.asset?.records ?? dossier.application?.records ?? [],
      isApplication: first.isApplication,
      in: store,
      first.agency,
      language
    )
    output.console.say(
      output.json ? explanation.fact.json : explanation.lines.joined(separator: "\n")
    )
  }
}
