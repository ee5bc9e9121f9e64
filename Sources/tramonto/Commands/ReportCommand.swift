import Answers
import ArgumentParser
import Estimation
import Inventory
import Reporting
import Workspace

/// `tramonto report`: a report to open, read, print and mail.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report: HTML to read, Markdown to mail, XLSX, CSV or JSON to work with.",
    discussion: """
      Kinds: programme (all of it), agency, project (services moved whole or not, dates, amounts),
      decommissioning (what is to be off, and how far it is), energy (with --meter, verified too),
      quality (what was read, rejected, in conflict, unknown) and evidence (register and journal).

      Lists that are too long for the HTML page go to a folder beside it. A CSV file holds one table:
      the kind’s main one, or that of --table.

      Examples:
        tramonto report -o report.html
        tramonto report -o elenco.xlsx --kind decommissioning --agency ausltc --language it
        tramonto report -o mail.md --kind project --project USLTC-P1
        tramonto report -o mesi.csv --table months
        tramonto report -o energia.html --kind energy --meter ups.csv --before 2022 --after 2024
        tramonto report --schema > report.schema.json
      """
  )

  @Option(
    name: [.customShort("o"), .long],
    help: "The file: .html, .xlsx, .csv, .json or .md."
  )
  var outputFile: String?

  @Option(
    help: "Whom it is for: \(Report.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var kind: ReportKindArgument = .init(kind: .programme)

  @Option(help: "Only this project.")
  var project: String?

  @Option(help: "The programme's title on the first page.")
  var title: String?

  @Option(help: "The table of a CSV file, by its name in the JSON form: servers, months ….")
  var table: String?

  @Flag(help: "Print the JSON Schema of the .json form, and write no report.")
  var schema = false

  @OptionGroup var trial: SettingOptions
  @OptionGroup var meters: ReportMeters
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  func validate() throws {
    guard schema || outputFile != nil else {
      throw ValidationError("give the file to write with -o, or --schema")
    }
  }

  func run() throws {
    let console = Console(language: language?.language ?? .current)
    guard !schema, let outputFile else { return console.write(Report.jsonSchema) }
    guard let form = ReportForm(path: outputFile) else {
      throw CommandFailure.unknownReportForm(outputFile)
    }
    let store = try workspace.openToRead()
    let (settings, isRefused) = try trial.settings(in: store, console)
    for agency in try agencies.agencies(in: store) {
      try console.warnWhereStale(store.estate(of: agency.code), in: store)
    }
    var input = try ReportInput(
      store: store,
      title: title,
      filter: try filter(in: store),
      settings: settings,
      kind: kind.kind,
      version: Version.current,
      today: Clock.today ?? .earliest,
      language: console.language
    )
    guard input.estates.contains(where: { !$0.plan.isEmpty }) else {
      throw CommandFailure.notPlanned
    }
    input.verified = try meters.verified(input)
    try Report(input, language: console.language).write(to: outputFile, as: form, table: table)
    console.say(console.language("Scritto: \(outputFile)", "Written: \(outputFile)"))
    if isRefused { throw ExitCode.problems }
  }

  /// What the report is narrowed to; one on an agency or project needs to know which.
  private func filter(in store: Store) throws -> ReportFilter {
    var filter = ReportFilter()
    if agencies.agency != nil || kind.kind == .agency {
      filter.agency = try agencies.only(in: store).code
    }
    let projects = try store.projects()
    if let project {
      guard let found = projects.first(where: { $0.code.description == project }) else {
        throw CommandFailure.unknownProject(project)
      }
      filter.project = found.code
    } else if kind.kind == .project {
      let known = projects.filter { filter.agency == nil || $0.agency == filter.agency }
      guard let only = known.first, known.count == 1 else {
        throw CommandFailure.projectNeeded(known: known.map(\.code.description))
      }
      filter.project = only.code
    }
    return filter
  }
}

/// A kind of report as an argument.
struct ReportKindArgument: ExpressibleByArgument {
  /// The kind meant.
  let kind: Report.Kind

  init(kind: Report.Kind) {
    self.kind = kind
  }

  init?(argument: String) {
    guard let kind = Report.Kind(rawValue: argument.lowercased()) else { return nil }
    self.kind = kind
  }

  var defaultValueDescription: String { kind.rawValue }

  static var allValueStrings: [String] { Report.Kind.allCases.map(\.rawValue) }
}
