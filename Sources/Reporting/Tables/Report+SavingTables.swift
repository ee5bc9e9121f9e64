import Estimation
import Inventory

/// The tables of what is saved, and of what that rests on.
extension Report {
  var monthColumns: [Column<MonthLine>] {
    [
      Column(language("Mese", "Month")) { .month($0.planned.month) },
      .figure(
        language("Macchine spente, piano", "Machines off, planned"),
        short: language("Spente, piano", "Off, planned"),
        width: 16
      ) { .count($0.planned.machinesOff) },
      .figure(
        language("Macchine spente, registro", "Machines off, register"),
        short: language("Spente, registro", "Off, register"),
        width: 16
      ) { $0.done.map { .count($0.machines) } ?? .empty },
      .figure(language("kWh lordi, piano", "kWh gross, planned")) {
        .energy($0.planned.gross.value)
      },
      .figure(language("kWh lordi, 5 %", "kWh gross, 5 %"), in: .tables) {
        .energy($0.planned.gross.low)
      },
      .figure(language("kWh lordi, 95 %", "kWh gross, 95 %"), in: .tables) {
        .energy($0.planned.gross.high)
      },
      .figure(language("kWh lordi, registro", "kWh gross, register")) {
        .energy($0.done?.gross)
      },
      .figure(
        language("kWh netti, piano", "kWh net, planned"),
        note: { intervalNote($0.planned.net) }
      ) { .energy($0.planned.net.value) },
      .figure(language("kWh netti, 5 %", "kWh net, 5 %"), in: .tables) {
        .energy($0.planned.net.low)
      },
      .figure(language("kWh netti, 95 %", "kWh net, 95 %"), in: .tables) {
        .energy($0.planned.net.high)
      },
      .figure(language("tCO2e nette", "tCO2e net")) { .tonnes($0.carbon.value) },
      .figure(language("tCO2e nette, 5 %", "tCO2e net, 5 %"), in: .tables) {
        .tonnes($0.carbon.low)
      },
      .figure(language("tCO2e nette, 95 %", "tCO2e net, 95 %"), in: .tables) {
        .tonnes($0.carbon.high)
      },
    ]
  }

  /// A step of the way from gross to net.
  struct WaterfallStep {
    /// What kind of step it is, which tells its sign.
    enum Kind { case part, less, sum }

    var name: String
    var kind: Kind
    var energy: KilowattHours
    var interval: Estimate<KilowattHours>?

    /// The energy with its sign.
    var signed: KilowattHours { kind == .less ? KilowattHours(-energy.value) : energy }
  }

  /// The steps from what the machines draw to what is saved; none when nothing is.
  var waterfallSteps: [WaterfallStep] {
    guard let waterfall else { return [] }
    var steps: [WaterfallStep] = []
    if let plug = waterfall.plug, let overhead = waterfall.overhead {
      steps = [
        WaterfallStep(
          name: language("Alle prese delle macchine", "At the machines’ plugs"),
          kind: .part,
          energy: plug
        ),
        WaterfallStep(
          name: language("Raffreddamento e perdite", "Cooling and losses"),
          kind: .part,
          energy: overhead
        ),
      ]
    }
    return steps + [
      WaterfallStep(
        name: language("Risparmio lordo", "Saved, gross"),
        kind: .sum,
        energy: waterfall.gross.value,
        interval: waterfall.gross
      ),
      WaterfallStep(
        name: language("Consumo a destinazione", "Drawn at the destination"),
        kind: .less,
        energy: waterfall.destination
      ),
      WaterfallStep(
        name: language("Risparmio netto", "Saved, net"),
        kind: .sum,
        energy: waterfall.net.value,
        interval: waterfall.net
      ),
    ]
  }

  var stepColumns: [Column<WaterfallStep>] {
    [
      Column(language("Passo", "Step"), width: 36) { .words($0.name) },
      .figure(
        language("kWh/anno", "kWh/year"),
        note: { $0.interval.flatMap { intervalNote($0) } }
      ) { .energy($0.signed) },
      .figure("5 %", in: .tables) { .energy($0.interval?.low) },
      .figure("95 %", in: .tables) { .energy($0.interval?.high) },
    ]
  }

  var unknownColumns: [Column<Unknown>] {
    [
      Column(language("Che cosa", "What"), width: 70) { .words($0.text(in: language)) },
      .figure(
        language("Macchine che si spengono", "Machines that go dark"),
        width: 18
      ) { .count($0.machines) },
      .figure(
        language("Intervallo più stretto di kWh/anno", "Interval narrower by kWh/year"),
        width: 22
      ) { .energy($0.narrowing) },
    ]
  }

  var verifiedColumns: [Column<VerifiedMeter>] {
    [
      Column(language("Contatore", "Meter"), width: 26) {
        .text($0.saving.meter.isEmpty ? Figures.none : $0.saving.meter)
      },
      Column(language("Metodo IPMVP", "IPMVP option"), width: 30) {
        .words(label($0.saving.option))
      },
      .figure(language("Giorni prima", "Days before")) {
        .number($0.saving.before.days, decimals: 0)
      },
      .figure(language("Giorni dopo", "Days after")) { .number($0.saving.after.days, decimals: 0) },
      .figure(
        language("kWh misurati in meno", "kWh less by meter"),
        note: { intervalNote($0.saving.saved) }
      ) { .energy($0.saving.saved.value) },
      .figure(language("kWh in meno, 5 %", "kWh less, 5 %"), in: .tables) {
        .energy($0.saving.saved.low)
      },
      .figure(language("kWh in meno, 95 %", "kWh less, 95 %"), in: .tables) {
        .energy($0.saving.saved.high)
      },
      .figure(
        language("kWh stimati", "kWh estimated"),
        note: { $0.comparison.flatMap { intervalNote($0.estimated) } }
      ) { .energy($0.comparison?.estimated.value) },
      .figure(language("Server spenti", "Servers off")) {
        $0.comparison.map { .count($0.servers) } ?? .empty
      },
      .figure(
        language("kWh/anno misurati", "kWh/year by meter"),
        note: { intervalNote($0.saving.yearly) }
      ) { .energy($0.saving.yearly.value) },
      .figure(language("kWh/anno, 5 %", "kWh/year, 5 %"), in: .tables) {
        .energy($0.saving.yearly.low)
      },
      .figure(language("kWh/anno, 95 %", "kWh/year, 95 %"), in: .tables) {
        .energy($0.saving.yearly.high)
      },
    ]
  }

  private func label(_ option: VerificationOption) -> String {
    switch option {
    case .isolation: language("B, solo i server", "B, the servers alone")
    case .facility: language("C, sala o edificio", "C, room or building")
    }
  }

  var factorColumns: [Column<Factor>] {
    [
      Column(language("Chiave", "Key"), width: 24, in: .tables) { .text($0.key) },
      Column(language("Fattore", "Factor"), width: 44) {
        .words(language($0.italian, $0.english))
      },
      .figure(
        language("Valore", "Value"),
        note: { factor in
          factor.low == factor.high
            ? nil : figures.shortest(factor.low) + "–" + figures.shortest(factor.high)
        }
      ) { .factor($0.value) },
      .figure("5 %", in: .tables) { .factor($0.low) },
      .figure("95 %", in: .tables) { .factor($0.high) },
      Column(language("Unità", "Unit")) { .words($0.unit.text(in: language)) },
      Column(language("Vale per", "Holds for"), width: 24) {
        .words($0.place.text(in: language))
      },
      Column(language("Anno", "Year"), width: 8) { .words($0.year.map { String($0) }) },
      Column(language("Fonte", "Source"), width: 70) { .words($0.source.text(in: language)) },
    ]
  }
}
