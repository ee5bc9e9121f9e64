import Estimation
import Inventory

/// What meters say was saved, for a person or a program.
struct MeterView {
  let savings: [VerifiedSaving]
  let comparison: VerifiedComparison?
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
    !unread.isEmpty || savings.isEmpty || fellShort || !told.isEmpty
  }

  private var fellShort: Bool { comparison?.fellShort ?? false }

  /// All that a person should know, in order.
  private var told: [MeterReadings.Finding] {
    let ofSeries =
      savings.flatMap(\.findings) + unread.flatMap(\.findings) + alarms
      + (fellShort
        ? [MeterFinding(meter: "", line: nil, reason: .lessThanEstimated)] : [])
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
    for saving in savings {
      table.add(
        [saving.meter.isEmpty ? "–" : saving.meter]
          + cells(saving.before) + cells(saving.after)
          + figure(saving.saved) + figure(saving.yearly)
      )
    }
    for line in table.lines { console.say(line) }
    for saving in savings where saving.heating != nil || saving.cooling != nil {
      let degrees = [
        saving.heating.map { language("riscaldamento", "heating") + " " + number($0.value, 2) },
        saving.cooling.map { language("raffrescamento", "cooling") + " " + number($0.value, 2) },
      ].compactMap(\.self).joined(separator: ", ")
      console.say(
        language("kWh per grado giorno: ", "kWh for each degree day: ") + degrees
      )
    }
    if let comparison { say(comparison) }
  }

  private func say(_ comparison: VerifiedComparison) {
    let (estimated, metered) = (figure(comparison.estimated), figure(comparison.metered))
    console.say(
      language(
        "stima per gli stessi giorni, \(comparison.servers) server spenti: \(estimated[0]) kWh "
          + "(\(estimated[1])); misura: \(metered[0]) kWh (\(metered[1]))",
        "estimate for the same days, \(comparison.servers) servers off: \(estimated[0]) kWh "
          + "(\(estimated[1])); measurement: \(metered[0]) kWh (\(metered[1]))"
      )
        + (comparison.ratio.map {
          language("; misura ÷ stima ", "; measurement ÷ estimate ") + number($0, 2)
        } ?? "")
    )
  }

  /// Writes what was left out and what is to be looked into, one a line.
  func complain() {
    for told in told {
      let place = told.path + (told.finding.line.map { ":\($0)" } ?? "")
      let word =
        told.finding.isAlarm ? language("errore", "error") : language("attenzione", "warning")
      console.complain(
        "\(Excerpt(whole: place)): \(word): \(told.finding.text(in: language)) "
          + "[\(told.finding.code)]"
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
        .init("meters", .list(savings.map(\.fact))),
        comparison.map { .init("comparison", $0.fact) },
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

extension VerifiedSaving {
  /// The saving as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("meter", .text(meter)), .init("option", .text(option.rawValue)),
        .init("before", before.fact), .init("after", after.fact),
        .init("baselineKWh", .number(baseline.value)),
        heating.map { .init("heatingKWhPerDegreeDay", .number($0.value)) },
        cooling.map { .init("coolingKWhPerDegreeDay", .number($0.value)) },
        .init("savedKWh", saved.fact), .init("yearlyKWh", yearly.fact),
      ].compactMap(\.self)
    )
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
