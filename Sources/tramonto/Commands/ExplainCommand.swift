import Answers
import ArgumentParser
import Estimation
import Inventory
import Retirement
import Workspace

/// `tramonto explain`: why we say what we say of one machine, application or place.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Trace one machine: facts to file and line, identity, project, blockers, watts.",
    discussion: """
      Examples:
        tramonto explain ausltc-000123
        tramonto explain CZ23457XR0
        tramonto explain web01.example.org --json
        tramonto explain CED/A1

      Of a rack, UPS, cluster, room or site: when it goes dark, and what stands in the way. Where a
      machine has the same name, tell its kind: rack:A1, powerUnit:ups1, cluster:…, room:…, site:…
      """
  )

  @Argument(help: "An id, name, serial number, UUID, MAC or IP address; or a place.")
  var asset: String

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try workspace.openToRead()
    let agency = try agencies.agency.map { try store.agencies().named($0).code }
    let found = try store.find(asset, in: agency)
    // A rack that is called A1 is meant before a server that has it somewhere in its name.
    if found.allSatisfy({ $0.ground == .partOfName }), let place = try place(in: store) {
      return explain(place)
    }
    let first = try found.only(asset)
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
    if let asset = dossier.asset, asset.kind == .rack || asset.kind == .powerUnit {
      let view = EstateView(try store.estate(of: first.agency))
      for place in DarkPlace.all(in: view.estate) where place.thing == asset.id {
        for section in PlaceAnswer(place, in: view).explanation(language) {
          explanation.add(section.name, section.heading, section.lines)
        }
      }
    }
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

  /// The place that is meant; `nil` where no place is called so.
  private func place(in store: Store) throws -> PlaceAnswer? {
    let places = try agencies.agencies(in: store).flatMap { agency in
      let view = EstateView(try store.estate(of: agency.code))
      return DarkPlace.named(asset, in: view.estate).map { PlaceAnswer($0, in: view) }
    }
    guard places.count < 2 else {
      throw CommandFailure.ambiguousEntity(
        asset,
        found: places.map { "\($0.view.estate.agency.code) \($0.place.key)" }
      )
    }
    return places.first
  }

  private func explain(_ answer: PlaceAnswer) {
    let language = output.console.language
    let sections = answer.explanation(language)
    guard !output.json else {
      guard case .object(let fields) = answer.fact(language) else { return }
      let lists = sections.map { section in
        FactValue.Field(section.name, .list(section.lines.map { .text($0) }))
      }
      return output.console.say(FactValue.object(fields + [.init("sections", .object(lists))]).json)
    }
    let place = answer.place
    output.console.say("\(Excerpt(whole: place.key))  (\(place.kind.label(in: language)))")
    for section in sections {
      output.console.say("")
      output.console.say(section.heading)
      for line in section.lines { output.console.say("  " + line) }
    }
  }
}
