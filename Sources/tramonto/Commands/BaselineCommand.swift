import ArgumentParser
import Inventory
import Retirement
import Workspace

/// `tramonto baseline`: the estate as it was on a day, frozen.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Freeze the estate as of a day; adjust it with a reason; compare it with today.",
    discussion: """
      What is frozen is never changed by later imports. What was wrong in it is put right by
      adjustments, which say why and stay beside it.

      Examples:
        tramonto baseline freeze --agency ausltc --as-of 2023-02-28 --by "Anna Rossi"
        tramonto baseline adjust --agency ausltc --asset srv01 --reason "era già spento"
        tramonto baseline
        tramonto baseline compare --agency ausltc
      """,
    subcommands: [List.self, Freeze.self, Adjust.self, Compare.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the baselines with their adjustments."
    )
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      for agency in try agencies.agencies(in: store) {
        for baseline in try store.baselines(of: agency.code) {
          if output.json {
            console.say(baseline.entry.line)
            for adjustment in baseline.adjustments { console.say(adjustment.line) }
            continue
          }
          console.say(baseline.title(in: language))
          for entry in baseline.adjustments {
            guard case .adjustment(let entity, let reason) = entry.deed else { continue }
            let subject = entity.map { "\($0): " } ?? ""
            console.say("  \(entry.sequence)  \(subject)\(Excerpt(reason))  (\(Excerpt(entry.by)))")
          }
        }
      }
    }
  }

  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Freeze the estate as it is known for a day, and sign it off."
    )
    @Option(help: "The day that it describes, YYYY-MM-DD, such as 2023-02-28.")
    var asOf: DateArgument
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToWrite()
      let agency = try agencies.only(in: store)
      guard try !store.estate(of: agency.code).assets.isEmpty else {
        throw CommandFailure.notMatched
      }
      let baseline = try store.freezeBaseline(
        of: agency.code,
        asOf: asOf.date,
        by: actor.known(),
        at: Clock.now
      )
      let console = output.console
      console.say(
        output.json ? baseline.entry.line : baseline.title(in: console.language)
      )
    }
  }

  struct Adjust: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note that something in the baseline was otherwise, and why."
    )
    @Option(help: "The device that it is about. Default: none in particular.")
    var asset: String?
    @Option(help: "What was otherwise, and why.")
    var reason: String
    @Option(help: "A document to file with it. May be repeated.")
    var evidence: [String] = []
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToWrite()
      let agency = try agencies.only(in: store)
      let refusals: [StepRefusal?] = [
        actor.name.isEmpty ? .noActor : nil,
        reason.allSatisfy(\.isWhitespace) ? .noReason : nil,
      ]
      let given = refusals.compactMap(\.self)
      guard given.isEmpty else { throw StepRefused(given) }
      let entity = try asset.map {
        try DeviceIndex(of: [agency], in: store).device(called: $0).device.entity
      }
      let entry = try store.adjustBaseline(
        of: agency.code,
        entity: entity,
        reason: reason,
        documents: evidence,
        by: actor.known(),
        at: Clock.now
      )
      let console = output.console
      console.say(
        output.json
          ? entry.line
          : console.language(
            "rettifica registrata  [voce \(entry.sequence)]",
            "adjustment recorded  [entry \(entry.sequence)]"
          )
      )
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the last baseline with the estate of today."
    )
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      for agency in try agencies.agencies(in: store) {
        guard let baseline = try store.baselines(of: agency.code).last else { continue }
        let comparison = try store.compare(baseline)
        if output.json {
          console.say(comparison.fact(of: baseline).json)
          continue
        }
        console.say(baseline.title(in: language))
        console.say(
          language(
            "  comuni \(comparison.common), non più noti \(comparison.missing.count), nuovi "
              + "\(comparison.added.count), rettifiche \(baseline.adjustments.count)",
            "  in both \(comparison.common), known no more \(comparison.missing.count), new "
              + "\(comparison.added.count), adjustments \(baseline.adjustments.count)"
          )
        )
        for name in comparison.missing.prefix(20) { console.say("  − \(Excerpt(name))") }
        for entity in comparison.added.prefix(20) { console.say("  + \(entity)") }
      }
    }
  }
}

extension Baseline {
  /// What it is, in one line.
  fileprivate func title(in language: Language) -> String {
    let hash = entry.documents.first?.sha256 ?? ""
    return language(
      "\(entry.agency): baseline al \(asOf), \(assets) beni, approvata da \(Excerpt(entry.by))  "
        + "[voce \(entry.sequence)]  sha256:\(hash)",
      "\(entry.agency): baseline of \(asOf), \(assets) assets, signed off by \(Excerpt(entry.by))  "
        + "[entry \(entry.sequence)]  sha256:\(hash)"
    )
  }
}

extension BaselineComparison {
  /// The comparison as named values.
  fileprivate func fact(of baseline: Baseline) -> FactValue {
    .object([
      .init("agency", .text(baseline.entry.agency.description)),
      .init("asOf", .text(baseline.asOf.description)), .init("common", .integer(common)),
      .init("missing", .list(missing.map { .text($0) })),
      .init("added", .list(added.map { .text($0.description) })),
      .init("adjustments", .integer(baseline.adjustments.count)),
    ])
  }
}
