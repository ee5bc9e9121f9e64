import ArgumentParser
import Foundation
import Importers
import Inventory
import Workspace

/// `tramonto import`: reads exports into the workspace.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read exports into the workspace; of a file all is kept, or nothing.",
    discussion: """
      Files are recognised by what they hold, never by their names. The same file twice changes
      nothing; a newer export of the same source takes the place of the older one.

      Examples:
        tramonto import exports/ --agency ausltc
        tramonto import rvtools.xlsx --agency aouc_fi --as-of 2023-02-28
        tramonto import new.csv --dry-run
        tramonto import list.xlsx --mapping list.yaml

      Without --agency, a folder named like an agency's code is of that agency; a mapping with
      `agency: HEADING` gives each row to the agency that it names.
      Exit code 1 when a file was refused or a row rejected.
      """
  )

  @Argument(help: "Files or folders.")
  var paths: [String]

  @Option(name: [.customShort("a"), .long], help: "Whose they are: an agency's code or name.")
  var agency: String?

  @Option(help: "The day that the files describe, YYYY-MM-DD. Default: as they say themselves.")
  var asOf: DateArgument?

  @Flag(help: "Read and check everything, keep nothing.")
  var dryRun = false

  @Flag(help: "Refuse a file with a single rejected row or value.")
  var strict = false

  @OptionGroup var mapping: MappingOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    // A dry run that has no workspace yet makes one elsewhere, and takes it away again.
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("tramonto-\(UUID().uuidString).sqlite").path
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: scratch + suffix)
      }
    }
    let store = try openOrMake(at: dryRun ? scratch : workspace.path)
    let options = ImportOptions(strict: strict, asOf: asOf?.date)
    var hasProblems = false
    for (agency, paths) in try byAgency(in: store) {
      let run = ImportRun(store: store, agency: agency, console: output.console)
      let report = try run.run(
        paths: paths,
        mapping: mapping,
        options: options,
        isDryRun: dryRun
      )
      output.json ? report.sayJSON() : report.say()
      hasProblems = hasProblems || report.hasProblems
    }
    if hasProblems { throw ExitCode.problems }
  }

  /// Opens the workspace; makes one on the first import, for the agency named.
  private func openOrMake(at path: String) throws -> Store {
    guard !FileManager.default.fileExists(atPath: workspace.path) else {
      return try workspace.openToWrite()
    }
    guard let agency, let code = AgencyCode(agency) else {
      throw CommandFailure.agencyNeeded(known: [])
    }
    // No workspace is made for a mistyped path.
    for given in paths where !FileManager.default.fileExists(atPath: given) {
      throw ImportFailure(path: given, .cannotOpen(errno: ENOENT))
    }
    let store = try Store.create(at: path)
    try store.merge(
      agencies: [Agency(code: code, name: agency)],
      services: try BuiltInProgramme.catalogue()
    )
    return store
  }

  /// The paths of each agency, in the order of agencies.
  private func byAgency(in store: Store) throws -> [(AgencyCode, [String])] {
    let agencies = try store.agencies()
    if let agency {
      if agencies.isEmpty, let code = AgencyCode(agency) {
        try store.add([Agency(code: code, name: agency)])
        return [(code, paths)]
      }
      return [(try agencies.named(agency).code, paths)]
    }
    if try mapping.table()?.agencyColumn != nil {
      let named = try namedAgencies(among: agencies)
      if !named.isEmpty { return named.map { ($0, paths) } }
    }
    if agencies.count == 1 { return [(agencies[0].code, paths)] }
    let known = agencies.map(\.code.description)
    var groups: [AgencyCode: [String]] = [:]
    for path in paths {
      let folders = path.split(separator: "/").map { $0.lowercased() }
      guard let owner = agencies.last(where: { folders.contains($0.code.description.lowercased()) })
      else { throw CommandFailure.agencyNeeded(known: known) }
      groups[owner.code, default: []].append(path)
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension ImportCommand {
  /// The agencies that rows of the files name in the mapping's column, in order.
  private func namedAgencies(among agencies: [Agency]) throws -> [AgencyCode] {
    let names = AgencyNames(agencies)
    var texts: Set<String> = []
    for case .export(let export) in try mapping.applied(to: ExportFinder.find(at: paths)) {
      // What cannot be read is refused when it is imported.
      _ = try? export.read { record in
        if let text = record.agency { texts.insert(text) }
      }
    }
    return Set(texts.compactMap { names.agency(called: $0)?.code }).sorted()
  }
}

/// One call of importing for one agency.
struct ImportRun {
  let store: Store
  let agency: AgencyCode
  let console: Console

  /// Finds and imports, with a progress line.
  func run(
    paths: [String],
    mapping: MappingOptions? = nil,
    options: ImportOptions,
    isDryRun: Bool = false
  ) throws -> ImportReport {
    let progress = ProgressLine()
    defer { progress.clear() }
    progress.show(console.language("cerco i file…", "looking for files…"))
    // Whole paths, so that files of one name in two folders stay two sources.
    let files = ExportFinder.find(
      at: paths.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    )
    let found = try mapping?.applied(to: files) ?? files
    let show = { (state: ImportProgress) in
      progress.show("\(state.done)/\(state.total) \(state.path ?? "")")
    }
    if isDryRun {
      let (outcomes, changes) = try store.rehearse(
        found,
        into: agency,
        options: options,
        at: Clock.now,
        progress: show
      )
      return ImportReport(agency: agency, outcomes: outcomes, changes: changes, console: console)
    }
    let outcomes = try store.importExports(
      found,
      into: agency,
      options: options,
      at: Clock.now,
      progress: show
    )
    return ImportReport(agency: agency, outcomes: outcomes, changes: nil, console: console)
  }
}

/// What importing did, for a person or a program.
struct ImportReport {
  let agency: AgencyCode
  let outcomes: [ImportOutcome]
  /// What a dry run says of the assets; `nil` when the import was made.
  let changes: AssetChanges?
  let console: Console

  /// Whether a file was refused or a row rejected.
  var hasProblems: Bool {
    outcomes.contains { outcome in
      switch outcome {
      case .imported(let filed, let records, _):
        records == 0 || !filed.ledger.rejections.isEmpty
      case .unchanged: false
      case .refused, .notFiled: true
      }
    }
  }

  /// Says it to a person: a total by format, then what was refused or rejected.
  func say() {
    let language = console.language
    var table = TextTable([
      (language("formato", "format"), .left), (language("file", "files"), .right),
      (language("lette", "read"), .right), (language("registrate", "records"), .right),
      (language("saltate", "skipped"), .right), (language("rifiutate", "rejected"), .right),
    ])
    for (format, counts) in totals {
      table.add([format] + counts.map { language.number(Double($0), decimals: 0) })
    }
    console.say(
      "\(agency)"
        + (changes == nil
          ? "" : language(" (prova, nulla è salvato)", " (dry run, nothing is kept)"))
    )
    for line in table.lines { console.say("  " + line) }
    if unchanged > 0 {
      console.say(
        language(
          "  \(unchanged) già importati, invariati",
          "  \(unchanged) imported before, unchanged"
        )
      )
    }
    saySuperseded()
    sayUnmapped()
    if let changes { AssetChangesView(changes: changes, console: console).say() }
    complain()
  }

  private func saySuperseded() {
    for case .imported(let filed, _, let supersedes) in outcomes where !supersedes.isEmpty {
      let path = Excerpt(whole: filed.files.first?.path ?? "").description
      let numbers = supersedes.map { String($0.number) }.joined(separator: ", ")
      console.say(
        console.language(
          "  \(path): sostituisce l’importazione n. \(numbers)",
          "  \(path): takes the place of import no. \(numbers)"
        )
      )
    }
  }

  /// Names the columns of hand-made tables that nobody took: their headings are anybody's.
  private func sayUnmapped() {
    for case .imported(let filed, _, _) in outcomes
    where filed.format == "inventory-table" && !filed.ledger.unmapped.isEmpty {
      let path = Excerpt(whole: filed.files.first?.path ?? "").description
      let columns = filed.ledger.unmapped.filter { $0.filled > 0 }
        .map { "“\(Excerpt($0.name))” (\($0.filled))" }
      guard !columns.isEmpty else { continue }
      console.say(
        console.language(
          "  \(path): colonne non usate: \(columns.joined(separator: ", "))",
          "  \(path): columns not used: \(columns.joined(separator: ", "))"
        )
      )
    }
  }

  /// Says each file's outcome as a JSON object on a line.
  func sayJSON() {
    for outcome in outcomes {
      switch outcome {
      case .imported(let filed, let records, let supersedes):
        console.say(
          FactValue.object([
            .init("outcome", "imported"), .init("agency", .text(agency.description)),
            .init("paths", .list(filed.files.map { .text($0.path) })),
            .init("format", .text(filed.format.description)), .init("rows", filed.ledger.rowsFact),
            .init("records", .integer(records)),
            .init("supersedes", .list(supersedes.map { .integer(Int($0.number)) })),
          ]).json
        )
      case .unchanged(let filed):
        console.say(
          FactValue.object([
            .init("outcome", "unchanged"), .init("agency", .text(agency.description)),
            .init("paths", .list(filed.files.map { .text($0.path) })),
          ]).json
        )
      case .refused(let failure):
        console.say(refusal("refused", failure.path, failure).json)
      case .notFiled(let failure):
        console.say(refusal("not-filed", failure.path, failure).json)
      }
    }
    if let changes { console.say(AssetChangesView(changes: changes, console: console).fact.json) }
  }

  private func refusal(_ outcome: String, _ path: String, _ message: any Message) -> FactValue {
    .object([
      .init("outcome", .text(outcome)), .init("agency", .text(agency.description)),
      .init("paths", .list([.text(path)])), .init("code", .text(message.code)),
      .init("error", .text(message.text(in: console.language))),
    ])
  }

  /// Files, rows read, records, skipped and rejected by format, in order.
  private var totals: [(String, [Int])] {
    var sums: [String: [Int]] = [:]
    for case .imported(let filed, _, _) in outcomes {
      let ledger = filed.ledger
      let counts = [
        filed.files.count, ledger.read, ledger.records, ledger.skipped, ledger.rejected,
      ]
      sums[filed.format.description] = zip(
        sums[filed.format.description] ?? [0, 0, 0, 0, 0],
        counts
      ).map { $0 + $1 }
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var unchanged: Int {
    outcomes.count { if case .unchanged = $0 { true } else { false } }
  }

  /// Tells on standard error what was refused, and the first rejected rows and values.
  private func complain() {
    let language = console.language
    var rejected = 0
    for outcome in outcomes {
      switch outcome {
      case .refused(let failure): console.report(failure)
      case .notFiled(let failure): console.report(failure)
      case .unchanged: continue
      case .imported(let filed, let records, _):
        if records == 0 {
          console.report(CommandFailure.nothingRead(path: filed.files.first?.path ?? ""))
        }
        for finding in filed.ledger.rejections {
          rejected += 1
          guard rejected <= Self.shown else { continue }
          let path =
            filed.files.indices.contains(finding.at.file)
            ? filed.files[finding.at.file].path : ""
          console.complain(
            "\(Excerpt(whole: path)): \(finding.at.text(in: language)): "
              + (finding.value.isEmpty ? "" : "“\(Excerpt(finding.value))”: ")
              + "\(finding.reason.text(in: language)) [\(finding.reason.code)]"
          )
        }
      }
    }
    if rejected > Self.shown {
      console.complain(
        language(
          "… e altri \(rejected - Self.shown) rifiuti: tramonto imports --rejected li elenca tutti",
          "… and \(rejected - Self.shown) more: tramonto imports --rejected lists all"
        )
      )
    }
  }

  /// How many rejections a person is shown at once.
  private static let shown = 20
}

extension Ledger {
  /// The counts as named values.
  var rowsFact: FactValue {
    .object([
      .init("read", .integer(read)), .init("records", .integer(records)),
      .init("skipped", .integer(skipped)), .init("rejected", .integer(rejected)),
    ])
  }
}
