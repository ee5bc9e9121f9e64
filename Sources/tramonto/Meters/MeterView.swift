import Answers
import Estimation
import Inventory

/// What meters say was saved, for a person or a program.
struct MeterView {
  /// What one meter says, and what was estimated for the servers that it sees.
  struct Result {
    var saving: VerifiedSaving
    var comparison: VerifiedComparison?
  }

  let results: [Result]
  /// Meters that were not read in one of the two times.
  let unread: [MeterSeries]
  let alarms: [MeterFinding]
  let findings: [MeterReadings.Finding]
  /// The tables that were read.
  let paths: [String]
  let console: Console

  private var language: Language { console.language }

  /// Whether something is to be looked into.
  var hasProblems: Bool {
    !unread.isEmpty || results.isEmpty || !told.isEmpty
  }

  /// All that a person should know, in order.
  private var told: [MeterReadings.Finding] {
    let ofSeries =
      results.flatMap(\.saving.findings) + unread.flatMap(\.findings) + alarms
      + results.filter { $0.comparison?.fellShort ?? false }.map {
        MeterFinding(meter: $0.saving.meter, line: nil, reason: .lessThanEstimated)
      }
    return findings
      + ofSeries.map { finding in
        // A meter may stand in several tables: only of one is the line known.
        var finding = finding
        if paths.count > 1 { finding.line = nil }
        return MeterReadings.Finding(
          path: paths.count == 1 ? paths[0] : "tramonto",
          finding: finding
        )
      }
  }

  /// Says it to a person.
  func say() {
    var table = TextTable([
      (language("contatore", "meter"), .left), (language("giorni prima", "days before"), .right),
      (language("kWh al giorno", "kWh a day"), .right),
      (language("giorni dopo", "days after"), .right),
      (language("kWh al giorno", "kWh a day"), .right),
      (language("kWh risparmiati", "kWh saved"), .right), ("90 %", .left),
      (language("kWh/anno", "kWh/year"), .right), ("90 %", .left),
    ])
    for saving in results.map(\.saving) {
      table.add(
        [saving.meter.isEmpty ? "–" : saving.meter]
          + cells(saving.before) + cells(saving.after)
          + figure(saving.saved) + figure(saving.yearly)
      )
    }
    for line in table.lines { console.say(line) }
    for saving in results.map(\.saving) where saving.heating != nil || saving.cooling != nil {
      let degrees = [
        saving.heating.map { language("riscaldamento", "heating") + " " + number($0.value, 2) },
        saving.cooling.map { language("raffrescamento", "cooling") + " " + number($0.value, 2) },
      ].compactMap(\.self).joined(separator: ", ")
      console.say(
        language("kWh per grado giorno: ", "kWh for each degree day: ") + degrees
      )
    }
    for result in results {
      if let comparison = result.comparison { say(comparison, result.saving.meter) }
    }
  }

  private func say(_ comparison: VerifiedComparison, _ meter: String) {
    let (estimated, metered) = (figure(comparison.estimated), figure(comparison.metered))
    console.say(
      (meter.isEmpty ? "" : "\(Excerpt(meter)): ")
        + language(
          "stima per gli stessi giorni (server spenti: \(comparison.servers)): \(estimated[0]) kWh "
            + "(\(estimated[1])); misura: \(metered[0]) kWh (\(metered[1]))",
          "estimate for the same days (servers off: \(comparison.servers)): \(estimated[0]) kWh "
            + "(\(estimated[1])); measurement: \(metered[0]) kWh (\(metered[1]))"
        )
        + (comparison.ratio.map {
          language("; misura ÷ stima ", "; measurement ÷ estimate ") + number($0, 2)
        } ?? "")
    )
  }

  /// How many findings of one sort a person is shown; programs are given all.
  private static let shown = 20

  /// Writes what was left out and what is to be looked into, one a line.
  func complain() {
    var counts: [String: Int] = [:]
    for told in told {
      // Every server that still draws is said: it is what the command is run for.
      if !told.finding.isAlarm {
        counts[told.finding.code, default: 0] += 1
        if counts[told.finding.code, default: 0] > Self.shown { continue }
      }
      let place = told.path + (told.finding.line.map { ":\($0)" } ?? "")
      let word =
        told.finding.isAlarm ? language("errore", "error") : language("attenzione", "warning")
      console.complain(
        "\(Excerpt(whole: place)): \(word): \(told.finding.text(in: language)) "
          + "[\(told.finding.code)]"
      )
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.shown {
      console.complain(
        language(
          "tramonto: attenzione: in tutto \(count) così: --json li elenca [\(code)]",
          "tramonto: warning: \(count) of these in all: --json lists them [\(code)]"
        )
      )
    }
    for meter in unread {
      console.complain(
        language(
          "\(name(meter.name)): attenzione: nessuna lettura prima o dopo: scegliere altri giorni "
            + "con --before e --after [meter.unread]",
          "\(name(meter.name)): warning: no reading before or after: choose other days with "
            + "--before and --after [meter.unread]"
        )
      )
    }
  }

  private func name(_ meter: String) -> String {
    meter.isEmpty ? "tramonto" : Excerpt(meter).description
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    language.number(value, decimals: decimals)
  }

  private func cells(_ time: VerifiedSaving.Time) -> [String] {
    [number(time.days, 0), number(time.metered.value / time.days, 1)]
  }

  private func figure(_ estimate: Estimate<KilowattHours>) -> [String] {
    [
      number(estimate.value.value, 0),
      number(estimate.low.value, 0) + " – " + number(estimate.high.value, 0),
    ]
  }

  /// All of it as named values.
  var fact: FactValue {
    .object(
      [
        .init("meters", .list(results.map(\.fact))),
        .init("unread", .list(unread.map { .text($0.name) })),
        .init(
          "findings",
          .list(
            told.map { told in
              .object(
                [
                  .init("code", .text(told.finding.code)),
                  .init("path", .text(told.path)),
                  told.finding.line.map { .init("line", .integer($0)) },
                  .init("meter", .text(told.finding.meter)),
                  .init("text", .text(told.finding.text(in: language))),
                ].compactMap(\.self)
              )
            }
          )
        ),
      ].compactMap(\.self)
    )
  }
}

extension MeterView.Result {
  /// The result as named values.
  fileprivate var fact: FactValue {
    .object(saving.fields + (comparison.map { [.init("comparison", $0.fact)] } ?? []))
  }
}

extension VerifiedSaving {
  /// The saving as named values.
  fileprivate var fields: [FactValue.Field] {
    [
      .init("meter", .text(meter)), .init("option", .text(option.rawValue)),
      .init("before", before.fact), .init("after", after.fact),
      .init("baselineKWh", .number(baseline.value)),
      heating.map { .init("heatingKWhPerDegreeDay", .number($0.value)) },
      cooling.map { .init("coolingKWhPerDegreeDay", .number($0.value)) },
      .init("savedKWh", saved.fact), .init("yearlyKWh", yearly.fact),
    ].compactMap(\.self)
  }
}

extension VerifiedSaving.Time {
  /// The time as named values.
  fileprivate var fact: FactValue {
    .object([
      .init("days", .number(days)), .init("coverage", .number(coverage)),
      .init("stretches", .integer(stretches)), .init("meteredKWh", .number(metered.value)),
      .init("changedKWh", .number(changed.value)),
    ])
  }
}

extension VerifiedComparison {
  /// The comparison as named values.
  fileprivate var fact: FactValue {
    .object([
      .init("servers", .integer(servers)), .init("estimatedKWh", estimated.fact),
      .init("meteredKWh", metered.fact), .init("fellShort", .flag(fellShort)),
    ])
  }
}
