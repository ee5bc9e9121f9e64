import ArgumentParser
import Estimation
import Inventory
import Workspace

/// `tramonto meter add`: series of meters and loads that last.
struct MeterAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add series of meters and CPU loads, which all estimates use from then on.",
    discussion: """
      Reads what tramonto meter reads, and columns host and cpu (per cent) for loads. Each meter
      counts what its name says: a server, storage array or switch by its name, serial number or asset
      tag; a PDU or UPS for what it feeds; a rack or room as rack:A1, rack:CED/A1 or room:CED. --of says
      it where the name does not: --of srv01 for a table of one meter, --of outlet7=srv01 for one of
      several.

      A server's own series is then its power; a PDU, UPS, rack or room brings the machines on it
      that have none to what it leaves for them, and calibrates the agency's in-service factor. Series
      of one thing follow each other in time; two that count different feeds of it add up when each
      has its own --feed.

      Examples:
        tramonto meter add ilo-2023.csv --by "Anna Rossi" --dry-run
        tramonto meter add outlet.csv --of srv01 --feed B
        tramonto meter add rack.csv --of "rack:CED Nord/A1" --reason "PDU of the rack"
        tramonto meter add ups.csv --of ups1 --input      # before the UPS: its losses are in it
        tramonto meter add zabbix.csv                     # columns time, host, cpu
      """
  )

  @Argument(help: "The tables.") var paths: [String]
  @Option(
    help: ArgumentHelp("What a meter counts, where its name does not say.", valueName: "thing")
  )
  var of: [String] = []
  @Option(help: "Which of several feeds of the thing this is: A, B …") var feed: String = ""
  @Flag(help: "The meter stands before a UPS, so that it counts its losses too.") var input = false
  @Flag(help: "The meter of a room counts cooling and losses too.") var facility = false
  @Option(help: "Why.") var reason: String = ""
  @Flag(help: "Say what would be added, and add nothing.") var dryRun = false
  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !(input && facility) else {
      throw ValidationError("--input is of a UPS, --facility of a room: one of them")
    }
  }

  func run() throws {
    let console = output.console
    let store = try workspace.openToWrite()
    var reading = SeriesReading(
      subjects: try MeterSubjects(of: agencies.agencies(in: store), in: store),
      ties: of.map { SeriesTie($0) },
      feed: feed,
      side: input ? .input : facility ? .facility : .output
    )
    for path in paths { try reading.read(path) }
    guard !actor.name.isEmpty else { throw DecisionRefusal.noName }
    let added =
      dryRun
      ? reading.series
      : try store.add(reading.series, by: actor.name, reason: reason, at: Clock.now)
    for series in added {
      if output.json {
        console.say(series.fact.json)
      } else {
        let trial = console.language("prova, nulla è scritto: ", "dry run, nothing is written: ")
        console.say((dryRun ? trial : "") + series.line(reading.subjects, console.language))
      }
    }
    let repeated = reading.series.count - added.count
    if repeated > 0 {
      console.complain(
        console.language(
          "tramonto: serie già presenti, non aggiunte di nuovo: \(repeated)",
          "tramonto: series that stand here already, not added again: \(repeated)"
        )
      )
    }
    reading.complain(console)
    if reading.hasProblems { throw ExitCode.problems }
  }
}

/// `tramonto meter list`: the series that last.
struct MeterList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the series that were added, and what the estimate makes of them."
  )
  @Flag(help: "The withdrawn too.") var history = false
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (console, store) = (output.console, try workspace.openToRead())
    let known = try agencies.agencies(in: store)
    let codes = Set(known.map(\.code))
    let series = try store.meterSeries().filter {
      codes.contains($0.agency) && (history || $0.withdrawn == nil)
    }
    if output.json { return series.forEach { console.say($0.fact.json) } }
    guard !series.isEmpty else {
      return console.say(
        console.language(
          "nessuna serie: tramonto meter add ne aggiunge",
          "no series: tramonto meter add adds some"
        )
      )
    }
    let subjects = try MeterSubjects(of: known, in: store)
    for one in series { console.say(one.line(subjects, console.language)) }
    let uses = try store.savings(of: known.map(\.code), asOf: nil).meterUses
    guard !uses.isEmpty else { return }
    console.say("")
    console.say(console.language("Nella stima:", "In the estimate:"))
    for use in uses { console.say("  \(use.text(in: console.language)) [\(use.code)]") }
  }
}

/// `tramonto meter withdraw`: takes series back.
struct MeterWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take series back: estimates are made without them; that they were is kept."
  )
  @Argument(help: "The numbers, as tramonto meter list has them.") var numbers: [Int]
  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (console, store) = (output.console, try workspace.openToWrite())
    let agency = try agencies.only(in: store).code
    do {
      try store.withdraw(series: numbers, of: agency, by: actor.name, at: Clock.now)
    } catch let refusal as DecisionRefusal {
      console.report(refusal)
      throw ExitCode.problems
    }
    for number in numbers {
      console.say(
        console.language(
          "\(agency): serie \(number) revocata",
          "\(agency): series \(number) withdrawn"
        )
      )
    }
  }
}
