import ArgumentParser
import Inventory
import Matching
import Workspace

/// `tramonto match`: records become assets, and assets go to projects.
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Reconcile records into assets and assign them to projects; tells what changed.",
    discussion: """
      The same records and the same projects always give the same answer. Ids last.

      Examples:
        tramonto match
        tramonto match --agency ausltc --notes
      """
  )

  @Flag(help: "Tell every value that was too common to use, and every conflict.")
  var notes = false

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try workspace.openToWrite()
    let console = output.console
    let language = console.language
    let progress = ProgressLine()
    var table = TextTable([
      (language("azienda", "agency"), .left), (language("registrazioni", "records"), .right),
      (language("beni", "assets"), .right), (language("nuovi", "new"), .right),
      (language("uniti", "merged"), .right), (language("non più visti", "not seen since"), .right),
      (language("applicativi", "applications"), .right),
      (language("attribuiti", "assigned"), .right), (language("senza progetto", "in none"), .right),
    ])
    var said: [any Message] = []
    var questions = 0
    for agency in try agencies.agencies(in: store) {
      progress.show(agency.name)
      let outcome = try store.match(agency.code, at: Clock.now)
      said += outcome.messages
      questions += outcome.questions
      if output.json {
        console.say(outcome.fact(of: agency, language).json)
        continue
      }
      table.add(
        [agency.code.description]
          + [
            outcome.records, outcome.assets, outcome.new, outcome.merged, outcome.gone,
            outcome.applications, outcome.assigned, outcome.unassigned,
          ].map { language.number(Double($0), decimals: 0) }
      )
    }
    progress.clear()
    guard !output.json else { return }
    for line in table.lines { console.say(line) }
    if questions > 0 {
      console.say(
        language(
          "\(questions) coppie in dubbio: tramonto review le mostra",
          "\(questions) doubtful pairs: tramonto review shows them"
        )
      )
    }
    if notes {
      for note in said { console.say("\(note.text(in: language)) [\(note.code)]") }
    } else if !said.isEmpty {
      console.say(
        language(
          "\(said.count) osservazioni: --notes le elenca",
          "\(said.count) notes: --notes lists them"
        )
      )
    }
  }
}

extension MatchOutcome {
  /// All that there is to tell, the most urgent first.
  fileprivate var messages: [any Message] {
    var messages: [any Message] = conflicts
    messages += changes
    messages += notes
    return messages
  }

  /// The outcome as named values.
  fileprivate func fact(of agency: Agency, _ language: Language) -> FactValue {
    .object([
      .init("agency", .text(agency.code.description)), .init("records", .integer(records)),
      .init("assets", .integer(assets)), .init("new", .integer(new)),
      .init("merged", .integer(merged)), .init("notSeenSince", .integer(gone)),
      .init("applications", .integer(applications)), .init("assigned", .integer(assigned)),
      .init("unassigned", .integer(unassigned)), .init("questions", .integer(questions)),
      .init(
        "notes",
        .list(
          messages.map {
            .object([.init("code", .text($0.code)), .init("text", .text($0.text(in: language)))])
          }
        )
      ),
    ])
  }
}
