import ArgumentParser
import Estimation
import Inventory
import Workspace

/// `tramonto settings`: the factors that estimates rest on.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "List and set the factors that estimates rest on: PUE, tariff, grid …",
    discussion: """
      What is set here holds for estimate, report, plan and meter until it is set again or unset; who
      set it, when and why is kept. --set of those commands is for a trial.

      Examples:
        tramonto settings
        tramonto settings set pue=1.6 --by "Anna Rossi" --reason "UPS meter, 2023"
        tramonto settings set pue=1.9 --agency ausltc --room "CED Nord" --reason "contatore"
        tramonto settings set electricity-price=0.24 --low 0.22 --high 0.26 --source "bill 2024" \\
          --reason "new contract"
        tramonto settings unset pue --by "Anna Rossi"
        tramonto settings import fattori.yaml --reason "bollette 2024" --dry-run

      A file to import:
        pue: 1.6
        electricity-price: {value: 0.24, low: 0.22, high: 0.26, source: bill 2024}
        agencies:
          ausltc:
            electricity-price: 0.23
            rooms:
              CED Nord: {pue: 1.9}
      """,
    subcommands: [List.self, Set.self, Unset.self, Import.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the factors with interval, unit, place, source, and who set them."
    )
    @Flag(help: "What was ever set, the withdrawn too.") var history = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToRead()
      let view = SettingsView(
        factors: try store.estimationSettings().factors,
        filed: try store.settings(),
        output.console.language
      )
      if output.json {
        (history ? view.historyFacts : view.facts).forEach { output.console.say($0.json) }
      } else {
        (history ? view.historyLines : view.lines).forEach(output.console.say)
      }
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Set factors, to last.")
    @Argument(help: ArgumentHelp("What to set.", valueName: "key=value")) var pairs: [String]
    @Option(help: "The 5 % point of the one value given. Default: it is certain.")
    var low: Double?
    @Option(help: "Its 95 % point.") var high: Double?
    @Option(help: "Where the value comes from, such as a bill.") var source: String?
    @OptionGroup var change: SettingChangeOptions

    func validate() throws {
      if low != nil || high != nil, pairs.count > 1 {
        throw ValidationError("--low and --high are of one value: set one at a time")
      }
    }

    func run() throws {
      let store = try change.workspace.openToWrite()
      let place = try change.place(in: store)
      var refused: [any Message] = []
      let settings = pairs.compactMap { pair -> Setting? in
        guard var setting = Setting(pair: pair) else {
          refused.append(CommandFailure.noSettingPair(pair))
          return nil
        }
        (setting.low, setting.high, setting.source) = (low, high, source)
        setting.place = place
        return setting
      }
      try change.set(settings, in: store, refused)
    }
  }

  struct Unset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take settings back: the value around them, or the product’s own, holds again."
    )
    @Argument(help: "The keys.") var keys: [String]
    @OptionGroup var change: SettingChangeOptions

    func run() throws {
      let console = change.output.console
      let store = try change.workspace.openToWrite()
      let place = try change.place(in: store)
      var isRefused = false
      for key in keys {
        do {
          let isSet = try store.settings().contains {
            $0.withdrawn == nil && $0.setting.key == key && $0.setting.place == place
          }
          guard isSet || !change.dryRun else { throw DecisionRefusal.notSet(key: key, place) }
          if !change.dryRun {
            try store.withdraw(setting: key, in: place, by: change.actor.name, at: Clock.now)
          }
          console.say(
            "\(place.text(in: console.language)): \(Excerpt(key)) "
              + console.language("non è più impostato", "is no longer set")
          )
        } catch let refusal as DecisionRefusal {
          console.report(refusal)
          isRefused = true
        }
      }
      if isRefused { throw ExitCode.problems }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set what a YAML file says; what makes no sense in it is told and left out."
    )
    @Argument(help: "The file; see tramonto settings --help.") var path: String
    @OptionGroup var change: SettingChangeOptions

    func validate() throws {
      if change.agencies.agency != nil || change.room != nil {
        throw ValidationError("the file names agencies and rooms: leave out --agency and --room")
      }
    }

    func run() throws {
      let store = try change.workspace.openToWrite()
      let file = try SettingsFile(path: path)
      try change.set(file.settings, in: store, file.refused)
    }
  }
}

/// Where, by whom and why a factor is set.
struct SettingChangeOptions: ParsableArguments {
  @Option(help: "Only in this room of the agency, as exports spell it, or site/room.")
  var room: String?
  @Option(help: "Why.") var reason: String = ""
  @Flag(help: "Say what would be set, and set nothing.") var dryRun = false
  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if room != nil, agencies.agency == nil {
      throw ValidationError("--room needs --agency: whose room is it?")
    }
  }

  /// The place asked for: everywhere where no agency is named.
  func place(in store: Store) throws -> SettingPlace {
    guard agencies.agency != nil else { return .everywhere }
    return SettingPlace(agency: try agencies.only(in: store).code, room: room)
  }

  /// Sets what can be and says what cannot; ends with 1 where there is any of that.
  func set(_ settings: [Setting], in store: Store, _ refusedBefore: [any Message]) throws {
    let console = output.console
    var refused = refusedBefore
    let known = Set(try store.agencies().map(\.code))
    for setting in settings {
      do {
        _ = try setting.checked()
        if let agency = setting.place.agency, !known.contains(agency) {
          throw StoreFailure(.unknownAgency(agency), path: store.path)
        }
        if !dryRun {
          try store.set(setting, by: actor.name, reason: reason, at: Clock.now)
        } else if actor.name.isEmpty || reason.allSatisfy(\.isWhitespace) {
          throw actor.name.isEmpty ? DecisionRefusal.noName : DecisionRefusal.noReason
        }
        let place = try unknownRoom(setting.place, in: store)
        console.say(setting.line(isTrial: dryRun, console.language) + (place ?? ""))
      } catch let message as any Message {
        refused.append(message)
        // Without a name or a reason nothing else can be set either.
        if let refusal = message as? DecisionRefusal, [.noName, .noReason].contains(refusal) {
          break
        }
      }
    }
    for message in refused { console.report(message) }
    if !refused.isEmpty { throw ExitCode.problems }
  }

  /// What to add about a room in which no machine is known; `nil` for all others.
  private func unknownRoom(_ place: SettingPlace, in store: Store) throws -> String? {
    guard let agency = place.agency, place.room != nil else { return nil }
    let isKnown = try store.estate(of: agency).assets.contains { place.contains($0) }
    return isKnown
      ? nil
      : output.console.language(
        " (nessuna macchina nota in questa sala)",
        " (no machine known in this room)"
      )
  }
}

extension Setting {
  /// What was set, in one line.
  fileprivate func line(isTrial: Bool, _ language: Language) -> String {
    let interval =
      low == nil && high == nil
      ? "" : " [\(language.shortest(low ?? value)) – \(language.shortest(high ?? value))]"
    return (isTrial ? language("prova, nulla è scritto: ", "dry run, nothing is written: ") : "")
      + "\(place.text(in: language)): \(key) = \(language.shortest(value))\(interval)"
  }
}
