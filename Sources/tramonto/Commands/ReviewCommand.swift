import ArgumentParser
import Inventory
import Matching
import Workspace

/// `tramonto review`: the doubtful cases, and what a person decides about them.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Which records are one machine? The doubtful pairs, most valuable first.",
    discussion: """
      A decision names two records by the numbers that the list shows (or two assets by id, name or
      serial number). It lasts through every new export until it is withdrawn, and what the
      evidence says against it is told, never acted on. Then run tramonto match and tramonto plan.

      Examples:
        tramonto review
        tramonto review same 1234 5678 --reason "same machine, renamed in March" --by "Anna Rossi"
        tramonto review different srv01 srv01-new --reason "old and new server side by side"
        tramonto review value 1234 memory --reason "counted in the room"
        tramonto review relate "LIS Santa Chiara" runs-on srvlis01 --reason "asked the ward"
        tramonto review unrelate "LIS Santa Chiara" runs-on srvold --reason "moved in March"
        tramonto review accept srvpacs03 --ground imaging-cache --reason "cache of the PACS"
        tramonto review decisions
        tramonto review withdraw 3
      """,
    subcommands: [
      List.self, Same.self, Different.self, Value.self, Relate.self, Unrelate.self, Accept.self,
      Decisions.self, Withdraw.self,
    ],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the doubtful pairs.")

    @Option(help: "How many to show.")
    var limit = 20

    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToRead()
      for agency in try agencies.agencies(in: store) {
        let review = try store.review(of: agency.code)
        let view = ReviewView(review, of: agency, output.console.language)
        output.json
          ? output.console.say(view.fact.json)
          : view.lines(limit: limit).forEach(output.console.say)
      }
    }
  }

  struct Same: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that two records are of one machine."
    )
    @OptionGroup var pair: PairOptions
    func run() throws { try pair.decide(.same) }
  }

  struct Different: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that two records are of two machines."
    )
    @OptionGroup var pair: PairOptions
    func run() throws { try pair.decide(.different) }
  }

  struct Value: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that a record is right about one attribute of its asset.",
      discussion: "Attributes: \(Attribute.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    @Argument(help: "The number of the record; tramonto explain shows it with what it says.")
    var record: Int
    @Argument(help: "The attribute.") var attribute: String
    @Option(help: "Why.") var reason: String
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if Attribute(rawValue: attribute) == nil {
        throw ValidationError("no attribute “\(attribute)”; see --help")
      }
    }

    func run() throws {
      guard let attribute = Attribute(rawValue: attribute) else { return }
      let store = try workspace.openToWrite()
      let id = RecordID(Int64(record))
      let known = try agencies.agencies(in: store).map(\.code)
      guard let agency = try known.first(where: { try store.hasRecord(id, of: $0) }) else {
        throw DecisionRefusal.unknownRecord(id)
      }
      let filed = try store.decide(
        ValueDecision(record: id, attribute: attribute),
        of: agency,
        by: actor.name,
        reason: reason,
        at: Clock.now
      )
      output.say(filed, of: agency)
    }
  }

  struct Decisions: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the decisions made.")
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToRead()
      for agency in try agencies.agencies(in: store) {
        for decision in try store.decisions(of: agency.code) {
          output.console.say(
            output.json
              ? decision.fact(of: agency.code).json
              : "\(agency.code) " + decision.line(output.console.language)
          )
        }
      }
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a decision back.")
    @Argument(help: "The number of the decision.") var number: Int
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToWrite()
      let agency = try agencies.only(in: store)
      try store.withdraw(decision: number, of: agency.code, by: actor.name, at: Clock.now)
      output.console.say(
        output.console.language(
          "\(agency.code): decisione \(number) revocata. Poi: tramonto match",
          "\(agency.code): decision \(number) withdrawn. Next: tramonto match"
        )
      )
    }
  }
}

/// Two records and a reason.
struct PairOptions: ParsableArguments {
  @Argument(help: "The number of a record, or an asset by id, name or serial number.")
  var first: String
  @Argument(help: "The other.")
  var second: String
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func decide(_ verdict: IdentityDecision.Verdict) throws {
    let store = try workspace.openToWrite()
    let (agency, records) = try records(in: store)
    let filed = try store.decide(
      IdentityDecision(first: records.0, second: records.1, verdict: verdict),
      of: agency,
      by: actor.name,
      reason: reason,
      at: Clock.now
    )
    output.say(filed, of: agency)
  }

  private func records(in store: Store) throws -> (AgencyCode, (RecordID, RecordID)) {
    let only = try agencies.agency.map { try store.agencies().named($0).code }
    let one = try record(first, in: store, only)
    let other = try record(second, in: store, only ?? one.agency)
    return (one.agency, (one.record, other.record))
  }

  private func record(
    _ text: String,
    in store: Store,
    _ only: AgencyCode?
  ) throws -> (agency: AgencyCode, record: RecordID) {
    if let number = Int64(text) {
      let id = RecordID(number)
      for agency in try only.map({ [$0] }) ?? store.agencies().map(\.code)
      where try store.hasRecord(id, of: agency) {
        return (agency, id)
      }
    }
    let match = try store.find(text, in: only).filter { !$0.isApplication }.only(text)
    let asset = try store.estate(of: match.agency).assets.first { $0.id == match.entity }
    guard let record = asset?.records.first else { throw CommandFailure.unknownEntity(text) }
    return (match.agency, record)
  }
}
