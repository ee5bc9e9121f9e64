import ArgumentParser
import Inventory
import Matching
import Workspace

/// `tramonto review`: the doubtful cases, and what a person decides about them.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Which records are one machine or application? Most valuable doubts first.",
    discussion: """
      A decision names two records by the numbers that the list shows (or two assets or applications
      by id, name or serial number). NUMBER:WORDS is what a machine's row calls an application. It lasts through every new export until it is withdrawn, and what the
      evidence says against it is told, never acted on. Then run tramonto match and tramonto plan.

      Examples:
        tramonto review
        tramonto review same 1234 5678 --reason "same machine, renamed in March" --by "Anna Rossi"
        tramonto review different srv01 srv01-new --reason "old and new server side by side"
        tramonto review same 2233 "1234:LIS" --reason "the note means the new one"
        tramonto review assign "LIS Santa Chiara" ASL-P1 --reason "agreed with the ward"
        tramonto review value 1234 memory --reason "counted in the room"
        tramonto review relate "LIS Santa Chiara" runs-on srvlis01 --reason "asked the ward"
        tramonto review unrelate "LIS Santa Chiara" runs-on srvold --reason "moved in March"
        tramonto review accept srvpacs03 --ground imaging-cache --reason "cache of the PACS"
        tramonto review decisions
        tramonto review withdraw 3
      """,
    subcommands: [
      List.self, Same.self, Different.self, Value.self, Assign.self, Relate.self, Unrelate.self,
      Accept.self, Decisions.self, Withdraw.self,
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
      abstract: "Decide that two records are of one machine or application."
    )
    @OptionGroup var pair: PairOptions
    func run() throws { try pair.decide(.same) }
  }

  struct Different: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that two records are of two machines or applications."
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
      // A number that one agency alone has needs no agency.
      let known = try agencies.agencies(in: store).filter { agency in
        try store.decisions(of: agency.code).contains { $0.number == number }
      }
      let agency = try known.count == 1 ? known[0] : agencies.only(in: store)
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
  @Argument(
    help: "The number of a record, NUMBER:WORDS, or an asset or application by id or name."
  )
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
    let only = try agencies.code(in: store)
    let one = try end(first, in: store, only)
    let other = try end(second, in: store, only ?? one.agency)
    guard let decision = IdentityDecision(one.end, other.end, verdict) else {
      throw DecisionRefusal.machineAndApplication
    }
    let filed = try store.decide(
      decision,
      of: one.agency,
      by: actor.name,
      reason: reason,
      at: Clock.now
    )
    output.say(filed, of: one.agency)
    let overruled = try store.decisions(of: one.agency).filter { earlier in
      guard earlier.withdrawn == nil, earlier.number < filed.number,
        case .identity(let known) = earlier.decision
      else { return false }
      return Set(known.ends) == Set(decision.ends) && known.verdict != verdict
    }
    guard !output.json else { return }
    for earlier in overruled {
      output.console.say(
        output.console.language(
          "Vale invece della decisione \(earlier.number), che dice il contrario",
          "It holds instead of decision \(earlier.number), which says the contrary"
        )
      )
    }
  }

  private func end(
    _ text: String,
    in store: Store,
    _ only: AgencyCode?
  ) throws -> (agency: AgencyCode, end: IdentityEnd) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    if let number = parts.first.flatMap({ Int64($0) }) {
      let id = RecordID(number)
      for agency in try only.map({ [$0] }) ?? store.agencies().map(\.code) {
        guard let row = try store.record(id, of: agency)?.record else { continue }
        guard parts.count > 1 else {
          let subject: IdentitySubject = row.kind == .application ? .application : .machine
          return (agency, IdentityEnd(subject: subject, record: id))
        }
        let words = parts[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let mentions = ApplicationMention.all(in: row).map(\.title)
        guard let mention = mentions.first(where: { $0.lowercased() == words.lowercased() }) else {
          throw CommandFailure.noMention(id, words, mentions)
        }
        return (agency, IdentityEnd(subject: .application, record: id, mention: mention))
      }
    }
    let match = try store.entity(called: text, in: only)
    return (match.agency, try store.identityEnd(of: match.entity, in: match.agency))
  }
}
