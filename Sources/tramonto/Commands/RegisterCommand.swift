import Answers
import ArgumentParser
import Inventory
import Retirement
import Workspace

/// `tramonto register`: how far each device is on its way out, and how it came there.
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "List how far each device is on its way out; show one with all its steps.",
    discussion: """
      Examples:
        tramonto register
        tramonto register --state off --csv > spenti.csv
        tramonto register show srv01

      The CSV can be given back to “tramonto retire --from” with a column Passo added: its column
      Voce keeps a row from being recorded when somebody else was faster.
      """,
    subcommands: [List.self, Show.self],
    defaultSubcommand: List.self
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the devices.")

    @Option(
      help: "Only this state: \(RetirementState.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var state: StateArgument?

    @Option(help: "The day to look on, YYYY-MM-DD. Default: today.")
    var on: DateArgument?

    @Flag(help: "As CSV, for a spreadsheet.")
    var csv = false

    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      let day = on?.date ?? Clock.today ?? .earliest
      let headings = [
        StepField.asset.label(in: language), language("azienda", "agency"),
        language("denominazione", "title"), language("tipo", "kind"),
        language("numero di serie", "serial number"), language("stato", "state"),
        language("dal", "since"), language("spento dal", "off from"),
        StepField.seen.label(in: language),
      ]
      var table = TextTable(headings.map { ($0, .left) })
      var text = CSVText(headings)
      var counts: [RetirementState: Int] = [:]
      for agency in try agencies.agencies(in: store) {
        for row in try store.register(of: agency.code, on: day, state: state?.state) {
          counts[row.state, default: 0] += 1
          if output.json {
            console.say(row.fact(of: agency.code).json)
            continue
          }
          let cells = [
            row.entity.description, agency.code.description, row.name,
            row.kind.label(in: language), row.serial ?? "", row.state.label(in: language),
            row.day.description, row.offFrom?.description ?? "", String(row.sequence),
          ]
          csv ? text.addInert(cells) : table.add(cells)
        }
      }
      if csv {
        console.write(text.text)
      } else if !output.json {
        for line in table.lines { console.say(line) }
        let shown = RetirementState.allCases.filter { counts[$0] != nil }
          .map { "\($0.label(in: language)) \(counts[$0] ?? 0)" }
        console.say(
          shown.isEmpty
            ? language(
              "Nulla è registrato: cominciare con “tramonto retire APPARATO plan”.",
              "Nothing is recorded: begin with “tramonto retire ASSET plan”."
            ) : shown.joined(separator: ", ")
        )
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the steps of one device.")

    @Argument(help: "The device: its id, name, serial number or asset tag.")
    var asset: String

    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      let found = try DeviceIndex(of: agencies.agencies(in: store), in: store)
        .device(called: asset)
      let entries = try store.journal(of: found.agency, entity: found.device.entity)
      if output.json {
        for entry in entries { console.say(entry.line) }
        return
      }
      let retirement = try store.retirement(of: found.device.entity, in: found.agency)
      let state = retirement.state(on: Clock.today ?? .earliest)
      console.say(
        "\(found.device.entity)  \(Excerpt(found.device.name))  "
          + "(\(found.device.kind.label(in: language))): \(state.label(in: language))"
      )
      for entry in entries { say(entry, console) }
    }

    private func say(_ entry: JournalEntry, _ console: Console) {
      let language = console.language
      var line = "  \(entry.sequence)  "
      if let step = entry.deviceStep {
        line +=
          "\(step.day)  \(step.step.name.label(in: language)) → "
          + "\(step.state.label(in: language))  \(Excerpt(entry.by))"
        if let approver = entry.approvedBy {
          line += language(", approva ", ", approved by ") + "\(Excerpt(approver))"
        }
        if let waiver = step.step.waiver {
          line += language("  deroga di ", "  waived by ") + "\(Excerpt(waiver.by))"
        }
        if let reason = step.step.reason { line += ": \(Excerpt(reason))" }
      } else if case .adjustment(_, let reason) = entry.deed {
        line +=
          language("rettifica della baseline", "adjustment of the baseline")
          + "  \(Excerpt(entry.by)): \(Excerpt(reason))"
      }
      console.say(line)
      for document in entry.documents {
        console.say(
          "      \(Excerpt(document.name))  \(document.size) B  sha256:\(document.sha256)"
        )
      }
    }
  }
}

/// A state of the register as an argument.
struct StateArgument: ExpressibleByArgument {
  /// The state meant.
  let state: RetirementState

  /// Reads the state's name; `nil` for any other word.
  init?(argument: String) {
    guard let state = RetirementState(rawValue: argument) else { return nil }
    self.state = state
  }
}
