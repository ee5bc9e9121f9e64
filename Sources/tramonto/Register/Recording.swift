import ArgumentParser
import Foundation
import Inventory
import Retirement
import Workspace

/// Records the rows of a table of steps, or one that was typed, and says what became of each.
struct Recording {
  let store: Store
  let index: DeviceIndex
  let actor: String
  let mode: RecordingMode
  let output: OutputOptions

  /// A row with what became of it.
  private struct Result {
    var row: StepTable.Row
    var device: DeviceIndex.Entry?
    var outcome: StepOutcome?
    var problems: [any Message]
  }

  /// Records one step that was typed.
  ///
  /// - Throws: `ExitCode.problems` when it is refused.
  func run(_ row: StepTable.Row) throws {
    let results = try record([row], in: "")
    for result in results { say(result, place: nil) }
    if results.contains(where: { !$0.problems.isEmpty }) { throw ExitCode.problems }
  }

  /// Records the steps of a table.
  ///
  /// - Throws: `ExitCode.problems` when one of them is refused.
  func run(_ table: StepTable, from path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    let results = try record(table.rows, in: folder)
    for result in results { say(result, place: path) }
    for column in table.ledger.unmapped {
      output.console.complain(
        "\(Excerpt(whole: path)): "
          + output.console.language("colonna non usata", "column not used")
          + " “\(Excerpt(column.name))”"
      )
    }
    sayCounts(results, table.ledger)
    if results.contains(where: { !$0.problems.isEmpty }) { throw ExitCode.problems }
  }

  private func record(_ rows: [StepTable.Row], in folder: String) throws -> [Result] {
    var results = rows.map { row -> Result in
      var result = Result(row: row, problems: row.problems)
      do {
        if !row.asset.isEmpty { result.device = try index.device(called: row.asset) }
      } catch {
        if let failure = error as? CommandFailure { result.problems.append(failure) }
      }
      return result
    }
    let hasProblems = results.contains { !$0.problems.isEmpty }
    // What could not be read counts as refused.
    let mode = mode == .allOrNone && hasProblems ? .none : mode
    let agencies = Set(results.compactMap(\.device?.agency)).sorted()
    // Where there are several, a first round shows whether all can be recorded.
    let rounds: [RecordingMode] =
      mode == .allOrNone && agencies.count > 1 ? [.none, .allOrNone] : [mode]
    for round in rounds {
      if round == .allOrNone, results.contains(where: { !$0.problems.isEmpty }) { break }
      for agency in agencies { try record(&results, of: agency, in: folder, mode: round) }
    }
    return results
  }

  private func record(
    _ results: inout [Result],
    of agency: AgencyCode,
    in folder: String,
    mode: RecordingMode
  ) throws {
    var rows: [Int] = []
    var requests: [StepRequest] = []
    for (index, result) in results.enumerated() where result.device?.agency == agency {
      guard let request = request(for: result, in: folder) else { continue }
      rows.append(index)
      requests.append(request)
    }
    let outcomes = try store.record(requests, in: agency, by: actor, at: Clock.now, mode: mode)
    for (index, outcome) in zip(rows, outcomes) {
      results[index].outcome = outcome
      results[index].problems = results[index].row.problems + outcome.problems
    }
  }

  private func request(for result: Result, in folder: String) -> StepRequest? {
    guard let step = result.row.step, let device = result.device else { return nil }
    return StepRequest(
      entity: device.device.entity,
      step: step,
      day: result.row.day,
      by: result.row.by,
      seen: result.row.seen,
      documents: result.row.documents.map {
        folder.isEmpty || $0.hasPrefix("/") ? $0 : folder + "/" + $0
      }
    )
  }

  private func say(_ result: Result, place: String?) {
    let console = output.console
    let language = console.language
    if output.json {
      console.say(fact(of: result).json)
      return
    }
    let name = result.device.map { "\(Excerpt($0.device.name)) (\($0.device.entity))" }
    let title = name ?? Excerpt(result.row.asset).description
    for problem in result.problems {
      let source = place.map { "\(Excerpt(whole: $0)): \(result.row.at.text(in: language))" }
      console.complain(
        "\(source ?? "tramonto"): \(language("errore", "error")): \(title): "
          + "\(problem.text(in: language)) [\(problem.code)]"
      )
    }
    guard result.problems.isEmpty, let outcome = result.outcome else { return }
    var line = "\(title): \(outcome.from.label(in: language)) → \(outcome.to.label(in: language))"
    if outcome.to == .drained, let offFrom = outcome.offFrom {
      line += language(
        ", spento dal \(offFrom) se nessuno segnala",
        ", off from \(offFrom) if nobody complains"
      )
    }
    if let sequence = outcome.sequence {
      line += language("  [voce \(sequence)]", "  [entry \(sequence)]")
    } else {
      line += language("  [non registrato]", "  [not recorded]")
    }
    console.say(line)
  }

  private func fact(of result: Result) -> FactValue {
    let language = output.console.language
    let outcome = result.outcome
    let problems = result.problems.map { problem in
      FactValue.object([
        .init("code", .text(problem.code)), .init("text", .text(problem.text(in: language))),
      ])
    }
    return .object(
      [
        result.row.at.number > 0 ? .init("row", .integer(result.row.at.number)) : nil,
        .init("asset", .text(result.row.asset)),
        result.device.map { .init("id", .text($0.device.entity.description)) },
        result.row.name.map { .init("step", .text($0.rawValue)) },
        outcome.map { .init("from", .text($0.from.rawValue)) },
        outcome.map { .init("to", .text($0.to.rawValue)) },
        (outcome?.offFrom).map { .init("offFrom", .text($0.description)) },
        (outcome?.sequence).map { .init("entry", .integer($0)) },
        .init("problems", .list(problems)),
      ].compactMap(\.self)
    )
  }

  private func sayCounts(_ results: [Result], _ ledger: Ledger) {
    let console = output.console
    let refused = results.count { !$0.problems.isEmpty }
    let recorded = results.count { $0.outcome?.sequence != nil }
    if output.json {
      console.say(
        FactValue.object([
          .init("rows", .integer(ledger.read)), .init("skipped", .integer(ledger.skipped)),
          .init("steps", .integer(results.count)), .init("recorded", .integer(recorded)),
          .init("refused", .integer(refused)),
        ]).json
      )
      return
    }
    console.say(
      console.language(
        "\(ledger.read) righe, \(ledger.skipped) saltate, \(results.count) passi: "
          + "\(recorded) registrati, \(refused) rifiutati",
        "\(ledger.read) rows, \(ledger.skipped) skipped, \(results.count) steps: "
          + "\(recorded) recorded, \(refused) refused"
      )
    )
    if recorded == 0, mode != .none, refused > 0 {
      console.say(
        console.language(
          "Nulla è stato registrato: correggere e ripetere, o --possible per il resto.",
          "Nothing was recorded: correct and repeat, or give --possible for the rest."
        )
      )
    }
  }
}
