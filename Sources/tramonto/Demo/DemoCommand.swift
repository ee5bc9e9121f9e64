import Answers
import ArgumentParser
import Estimation
import Foundation
import Importers
import Inventory
import Reporting
import Workspace

/// `tramonto demo`: the whole path on an invented estate.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "The whole path on a built-in, invented estate; ends with a report to open.",
    discussion: """
      Writes the files of three small agencies to a folder, imports, matches, plans and estimates
      them in a workspace beside them, records some steps of retirement, and writes the report in five forms.

      Examples:
        tramonto demo
        tramonto demo --output /tmp/demo --language it
      """
  )

  @Option(help: "The folder to write to.")
  var output = "tramonto-demo"

  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  func run() throws {
    let console = Console(language: language?.language ?? .current)
    let language = console.language
    try write(DemoEstate.programme + DemoEstate.exports)
    let path = output + "/demo.sqlite"
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    let store = try Store.create(at: path)
    try store.merge(services: try BuiltInProgramme.catalogue())

    say(console, "1/7", language("Progetti e servizi", "Projects and services"))
    try importProgramme(into: store)
    say(console, "2/7", language("Importazione", "Import"))
    let agencies = try store.agencies()
    for agency in agencies {
      let folder = output + "/" + agency.code.description.lowercased()
      try ImportRun(store: store, agency: agency.code, console: console)
        .run(paths: [folder], options: ImportOptions()).say()
    }
    say(console, "3/7", language("Riconciliazione e attribuzione", "Matching"))
    for agency in agencies {
      let outcome = try store.match(agency.code, at: Clock.now)
      console.say(
        language(
          "  \(agency.code): \(outcome.records) registrazioni → \(outcome.assets) beni, "
            + "\(outcome.applications) applicativi",
          "  \(agency.code): \(outcome.records) records → \(outcome.assets) assets, "
            + "\(outcome.applications) applications"
        )
      )
    }
    say(console, "4/7", language("Piano", "Plan"))
    for agency in agencies {
      let counts = try store.plan(agency.code, asOf: nil).counts.map {
        "\($0.status.label(in: language)) \($0.count)"
      }
      console.say("  \(agency.code): " + counts.joined(separator: ", "))
    }
    say(console, "5/7", language("Stima", "Estimate"))
    let savings = try store.estimate(asOf: nil, at: Clock.now)
    let total = savings.total
    console.say(
      "  " + Self.energy(total.gross, language("lordi", "gross"), language) + "; "
        + Self.energy(total.net, language("netti", "net"), language)
    )
    if let unknown = savings.unknowns.first {
      let narrowing = language.number(unknown.narrowing.value, decimals: 0)
      console.say(
        language(
          "  per prima cosa (stringe l’intervallo di \(narrowing) kWh) ",
          "  first of all (narrows the interval by \(narrowing) kWh) "
        ) + unknown.text(in: language)
      )
    }
    say(console, "6/7", language("Registro", "Register"))
    let steps = try DemoRegister.record(in: store, by: "Anna Rossi", at: Clock.now)
    console.say(
      language(
        "  \(steps) passi registrati su quattro server",
        "  \(steps) steps recorded of four servers"
      )
    )
    say(console, "7/7", language("Rapporto", "Report"))
    try writeReports(of: store, language)
    console.say(
      language(
        "Aprire \(output)/report.html (e report.xlsx, .csv, .json, .md)",
        "Open \(output)/report.html (and report.xlsx, .csv, .json, .md)"
      )
    )
  }

  private func say(_ console: Console, _ step: String, _ words: String) {
    console.say("[\(step)] \(words)")
  }

  private static func energy(
    _ footprint: Footprint,
    _ word: String,
    _ language: Language
  ) -> String {
    let energy = footprint.energy
    return "\(language.number(energy.value.value, decimals: 0)) kWh/"
      + language("anno ", "year ") + word
      + " [\(language.number(energy.low.value, decimals: 0)) – "
      + "\(language.number(energy.high.value, decimals: 0))]"
  }

  private func write(_ files: [DemoEstate.File]) throws {
    for file in files {
      let folder = output + "/" + file.folder
      do {
        try FileManager.default.createDirectory(
          atPath: folder,
          withIntermediateDirectories: true
        )
        try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/" + file.name))
      } catch {
        throw CommandFailure.cannotWrite(path: folder + "/" + file.name, errno: errno)
      }
    }
  }

  private func importProgramme(into store: Store) throws {
    var reading = ProgrammeReading()
    for file in DemoEstate.programme {
      let part = try ProgrammeReader(agencies: reading.agencies)
        .read(path: output + "/" + file.folder + "/" + file.name)
      reading.agencies += part.agencies
      reading.projects += part.projects
      reading.moves += part.moves
    }
    _ = ProgrammeImport.attach(reading.moves, to: &reading.projects, known: [])
    try store.merge(agencies: reading.agencies, projects: reading.projects)
  }

  private func writeReports(of store: Store, _ language: Language) throws {
    let input = try ReportInput(
      store: store,
      title: language("Dimostrazione su dati inventati", "Demonstration on invented data"),
      version: Version.current,
      today: Clock.today ?? .earliest,
      language: language
    )
    let report = Report(input, language: language)
    for form in ReportForm.allCases {
      try report.write(to: "\(output)/report.\(form.rawValue)", as: form)
    }
  }
}
