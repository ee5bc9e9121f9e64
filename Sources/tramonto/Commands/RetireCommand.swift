import Answers
import ArgumentParser
import Inventory
import Retirement
import Workspace

/// `tramonto retire`: records a step of one device, or of many from a table.
struct RetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Record a step of a device on its way out, or many from a table.",
    discussion: """
      The way: plan, drain, switch-off (a trial, which passes by itself), wipe, remove, dispose.
      Beside it: complain and roll-back during a trial; keep, reverse, lose, find; withdraw for a
      step that was recorded by mistake. Each gate needs its evidence, or --waived-by with --reason.

      Examples:
        tramonto retire srv01 plan --month 2024-03 --by "Anna Rossi"
        tramonto retire srv01 drain --backup-by Rossi --retention-by Bianchi
        tramonto retire srv01 switch-off --told Radiologia --told CUP
        tramonto retire srv01 wipe --disk Z1D2 --method overwrite --standard nist-800-88 \\
          --certificate C-12 --operator Verdi --evidence C-12.pdf
        tramonto retire srv01 remove --rack R3 --unit 12 --feed A7 --feed B7
        tramonto retire srv01 dispose --outcome waste --recipient "Ecoraee srl" \\
          --act "Det. 12/2024" --waste-form "XR 123" --evidence verbale.pdf
        tramonto retire --from passi.xlsx --dry-run

      A table has one step a row, of a wipe one disk a row; its columns are named as the options
      are, in Italian or English (Apparato; Passo; Data; Motivo; Matricola disco; Metodo; …), and
      parts of a cell are parted by “|”. Paths of documents count from the folder of the table.
      Nothing is recorded if one row is refused, unless --possible is given.
      """
  )

  @Argument(help: "The device: its id, name, serial number or asset tag.")
  var asset: String?

  @Argument(help: "The step: \(StepWords.steps.joined(separator: ", ")).")
  var step: String?

  @Option(help: "A CSV, XLSX or ODS table of steps.")
  var from: String?

  @Flag(help: "Only say what would be recorded or refused.")
  var dryRun = false

  @Flag(help: "Record what is not refused, and list the rest.")
  var possible = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup(title: "What a step is recorded with") var options: StepOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (from == nil) == (asset != nil && step != nil) else {
      throw ValidationError("Name a device and a step, or a table with --from.")
    }
  }

  func run() throws {
    let today = Clock.today ?? CalendarDate.earliest
    let store = try workspace.openToWrite()
    let recording = Recording(
      store: store,
      index: try DeviceIndex(of: agencies.agencies(in: store), in: store),
      actor: actor.name,
      mode: dryRun ? .none : possible ? .possible : .allOrNone,
      output: output
    )
    if let from {
      try recording.run(StepTable(path: from, today: today), from: from)
    } else {
      try recording.run(typed(today))
    }
  }

  /// The step that the options spell, as the only row of a table.
  private func typed(_ today: CalendarDate) -> StepTable.Row {
    var values = options.values
    values[.step] = step
    var form = StepForm(values, today: today)
    let disks = form.disks()
    let name = form.name()
    let day = form.day()
    let seen = form.seen()
    let given = name.flatMap { form.step($0, disks: disks) }
    return StepTable.Row(
      at: Locator(number: 0),
      asset: asset ?? "",
      by: nil,
      step: form.problems.isEmpty ? given : nil,
      name: name,
      day: day,
      seen: seen,
      documents: options.evidence,
      problems: form.problems
    )
  }
}

extension CalendarDate {
  /// What stands for today where the system has no calendar.
  static var earliest: CalendarDate {
    guard let day = CalendarDate(year: 1970, month: 1, day: 1) else {
      preconditionFailure("1 January 1970 is a day")
    }
    return day
  }
}
