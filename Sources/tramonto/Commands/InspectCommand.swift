import ArgumentParser
import Importers
import Inventory

/// `tramonto inspect`: what is this file, and what would be read from it.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a file is and what would be read from it; touches no workspace.",
    discussion: """
      Examples:
        tramonto inspect exports/
        tramonto inspect --json inventory.xlsx
        tramonto inspect --table strange.csv
        tramonto inspect list.xlsx --mapping-template list.yaml   (edit it, then:)
        tramonto inspect list.xlsx --mapping list.yaml

      With --json: one object a file, one a line. Exit code 1 when a file was refused.
      """
  )

  @Argument(help: "Files or folders.")
  var paths: [String]

  @Flag(help: "Show the raw tables instead of records.")
  var table = false

  @Option(help: "Write to this file how the first table is read, as YAML to edit.")
  var mappingTemplate: String?

  @OptionGroup var mapping: MappingOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let language = console.language
    var refused = 0
    if let mappingTemplate {
      try writeTemplate(to: mappingTemplate, console)
    } else if table {
      for path in paths {
        let answer = Inspection.inspectTables(path: path, language: language)
        if answer["error"] != nil { refused += 1 }
        output.json ? console.say(answer.json) : showTables(answer, console)
      }
    } else {
      for found in try mapping.applied(to: ExportFinder.find(at: paths)) {
        let answer = Inspection.inspect(found, language: language)
        if answer["error"] != nil { refused += 1 }
        output.json ? console.say(answer.json) : show(answer, console)
      }
    }
    if refused > 0 { throw ExitCode.problems }
  }

  private func writeTemplate(to file: String, _ console: Console) throws {
    for path in paths {
      guard let template = try TableMapping.template(of: path) else { continue }
      let words = console.language(
        "Che cosa contiene ogni colonna: il nome di un attributo, o none per ignorarla.",
        "What each column holds: the name of an attribute, or none to pass it over."
      )
      let names = Attribute.allCases.map(\.rawValue).joined(separator: " ")
      try Output.write(
        "# \(words)\n# \(names)\n" + YAMLText.text(of: template.settings),
        to: file
      )
      console.say(console.language("Scritto: \(file)", "Written: \(file)"))
      return
    }
    throw CommandFailure.noTable(path: paths.first ?? "")
  }

  private func show(_ answer: FactValue, _ console: Console) {
    let language = console.language
    console.say(Excerpt(path: answer["path"]?.plainText ?? "").description)
    if let error = answer["error"]?.plainText {
      console.say(language("  rifiutato: \(error)", "  refused: \(error)"))
      return
    }
    let facts = ["format", "container", "encoding", "delimiter"].compactMap { key in
      answer[key].map { "\(key): \(Excerpt($0.plainText == "\t" ? "tab" : $0.plainText))" }
    }
    console.say("  " + facts.joined(separator: " · "))
    if let rows = answer["rows"] {
      let count = { (name: String) in rows[name]?.plainText ?? "0" }
      console.say(
        language(
          "  righe lette \(count("read")) = registrate \(count("records")) + saltate "
            + "\(count("skipped")) + rifiutate \(count("rejected"))",
          "  rows read \(count("read")) = records \(count("records")) + skipped "
            + "\(count("skipped")) + rejected \(count("rejected"))"
        )
      )
    }
    showList(answer["rejected"], language("rifiutati", "rejected"), console) { item in
      [item["at"], item["value"], item["reason"]].compactMap { $0?.plainText }
        .filter { !$0.isEmpty }.map { Excerpt($0).description }.joined(separator: " · ")
    }
    showList(answer["unmapped"], language("colonne non usate", "columns not used"), console) {
      $0.plainText
    }
    showList(answer["decisions"], language("decisioni", "decisions"), console) { $0.plainText }
    showRecords(answer["records"]?.items ?? [], console)
  }

  private func showRecords(_ records: [FactValue], _ console: Console) {
    let language = console.language
    guard !records.isEmpty else { return }
    var table = TextTable([
      (language("tipo", "kind"), .left), (language("nome", "name"), .left),
      (language("n. di serie", "serial"), .left), (language("modello", "model"), .left),
      (language("core", "cores"), .right), ("MiB", .right),
      (language("dove", "place"), .left),
    ])
    for record in records.prefix(Self.shown) {
      table.add(
        ["kind", "name", "serial", "model", "cpuCores", "memoryMiB", "at"].map { key in
          (record[key] ?? (key == "name" ? record["hostname"] : nil))?.plainText ?? ""
        }
      )
    }
    for line in table.lines { console.say("  " + line) }
    if records.count > Self.shown {
      console.say(
        language(
          "  … e altre \(records.count - Self.shown); --json le mostra tutte",
          "  … and \(records.count - Self.shown) more; --json shows all"
        )
      )
    }
  }

  private func showList(
    _ list: FactValue?,
    _ title: String,
    _ console: Console,
    _ line: (FactValue) -> String
  ) {
    guard let items = list?.items, !items.isEmpty else { return }
    console.say("  \(title): \(items.count)")
    for item in items.prefix(Self.shown) { console.say("    " + line(item)) }
    if items.count > Self.shown { console.say("    …") }
  }

  private func showTables(_ answer: FactValue, _ console: Console) {
    console.say(Excerpt(path: answer["path"]?.plainText ?? "").description)
    if let error = answer["error"]?.plainText {
      console.say("  " + error)
      return
    }
    for table in answer["tables"]?.items ?? [] {
      let facts = ["sheet", "encoding", "delimiter", "rows", "columns"].compactMap { key in
        table[key].map { "\(key): \(Excerpt($0.plainText == "\t" ? "tab" : $0.plainText))" }
      }
      console.say("  " + facts.joined(separator: " · "))
      for row in table["firstRows"]?.items ?? [] {
        console.say("    " + row.texts.map { Excerpt($0).description }.joined(separator: " | "))
      }
    }
  }

  /// How many entries of a list a person is shown.
  private static let shown = 20
}
