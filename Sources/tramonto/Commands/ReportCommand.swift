import ArgumentParser
import Estimation
import Inventory
import Reporting
import Workspace

/// `tramonto report`: a report to open, read and print.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report: HTML to read, XLSX, CSV or JSON to work with.",
    discussion: """
      Examples:
        tramonto report -o report.html
        tramonto report -o elenco.xlsx --agency ausltc --language it
        tramonto report -o report.json --project USLTC-P1
      """
  )

  @Option(name: [.customShort("o"), .long], help: "The file: .html, .xlsx, .csv or .json.")
  var outputFile: String

  @Option(help: "Only this project.")
  var project: String?

  @Option(help: "The programme's title on the first page.")
  var title: String?

  @OptionGroup var trial: SettingOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  func run() throws {
    let console = Console(language: language?.language ?? .current)
    guard let kind = ReportKind(path: outputFile) else {
      throw CommandFailure.unknownReportKind(outputFile)
    }
    let store = try workspace.openToRead()
    var filter = ReportFilter()
    if agencies.agency != nil { filter.agency = try agencies.agencies(in: store).first?.code }
    if let project {
      guard let found = try store.projects().first(where: { $0.code.description == project }) else {
        throw CommandFailure.unknownProject(project)
      }
      filter.project = found.code
    }
    let (settings, isRefused) = try trial.settings(in: store, console)
    for agency in try agencies.agencies(in: store) {
      try console.warnWhereStale(store.estate(of: agency.code), in: store)
    }
    let input = try ReportInput(
      store: store,
      title: title,
      filter: filter,
      settings: settings
    )
    try Report(input, language: console.language).write(to: outputFile, as: kind)
    console.say(console.language("Scritto: \(outputFile)", "Written: \(outputFile)"))
    if isRefused { throw ExitCode.problems }
  }
}

/// The form of a report, told by the file's ending.
enum ReportKind: String {
  case html, xlsx, csv, json

  /// The kind of the file at `path`; `nil` for other endings.
  init?(path: String) {
    guard let end = path.split(separator: ".").last, let kind = Self(rawValue: end.lowercased())
    else { return nil }
    self = kind
  }
}

extension Report {
  /// Writes the report, whole or not at all.
  func write(to path: String, as kind: ReportKind) throws {
    switch kind {
    case .html: try Output.write(html(), to: path)
    case .csv: try Output.write(csv(), to: path)
    case .json: try Output.write(json(), to: path)
    case .xlsx: try writeWorkbook(to: path)
    }
  }
}

extension ReportInput {
  /// Gathers what the report is made from.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` when no agency has a plan.
  init(store: Store, title: String?, filter: ReportFilter, settings: EstimationSettings) throws {
    let agencies = try store.agencies()
    let estates = try agencies.map { try store.estate(of: $0.code) }
    guard estates.contains(where: { !$0.plan.isEmpty }) else { throw CommandFailure.notPlanned }
    guard let today = Clock.today else { throw CommandFailure.setting("clock") }
    self.init(
      programme: title,
      workspace: store.path.split(separator: "/").last.map(String.init) ?? store.path,
      estates: estates,
      projects: try store.projects(),
      imports: try agencies.flatMap { try store.imports(of: $0.code) },
      refused: try agencies.flatMap { agency in
        try store.refusals(of: agency.code).map {
          RefusedFile(agency: agency.code, path: $0.path, reason: $0)
        }
      },
      savings: try store.savings(settings: settings, asOf: nil),
      made: today,
      version: Version.current,
      filter: filter
    )
  }
}
