import Answers
import ArgumentParser
import Estimation
import Inventory
import Workspace

/// `tramonto estimate`: the energy that the plan saves.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimate what the plan saves: kWh, CO2e and EUR, gross and net, with intervals.",
    discussion: """
      Intervals hold the truth nine times in ten. Figures are for a full year with all planned
      retirements done.

      Examples:
        tramonto estimate
        tramonto estimate --set pue=1.6 --set electricity-price=0.24
        tramonto estimate --factors
        tramonto estimate --loads monitoring.csv       # columns host and cpu, in per cent
      """
  )

  @Option(
    name: .customLong("loads"),
    help: """
      A table of recorded loads for this run: machine and CPU in per cent, a sample a row; tramonto meter \
      add makes them last.
      """
  )
  var loadPaths: [String] = []

  @Option(help: "The day to estimate for, YYYY-MM-DD.")
  var asOf: DateArgument?

  @Flag(help: "List the factors with unit, interval and source.")
  var factors = false

  @OptionGroup var trial: SettingOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let store = try workspace.openToWrite()
    let (settings, isRefused) = try trial.settings(in: store, console)
    let known = try agencies.agencies(in: store)
    let loads = try RecordedLoads(loadPaths, of: known, in: store)
    loads.complain(console)
    let savings = try store.estimate(
      known.map(\.code),
      settings: settings,
      loads: loads.byMachine,
      asOf: asOf?.date,
      at: Clock.now
    )
    complain(savings.passedReadings, console)
    complain(savings.meterUses, console)
    if output.json {
      console.say(savings.fact.json)
    } else {
      if factors { sayFactors(savings, console) }
      say(savings, console)
      say(savings.upsLosses, console)
      say(savings.meterUses, console)
      say(savings.unknowns, console)
    }
    // What could be computed is; a setting that could not be taken is still a problem.
    if isRefused || loads.hasProblems { throw ExitCode.problems }
  }

  private func say(_ savings: Savings, _ console: Console) {
    let language = console.language
    var table = TextTable([
      ("", .left), (language("fisici", "physical"), .right),
      (language("virtuali", "virtual"), .right),
      (language("kWh/anno lordi", "kWh/year gross"), .right), ("90 %", .left),
      (language("kWh/anno netti", "kWh/year net"), .right), ("90 %", .left),
      ("tCO2e", .right), ("EUR", .right),
    ])
    for (agency, total) in savings.byAgency { table.add(row(agency.description, total, language)) }
    for (project, total) in savings.byProject {
      table.add(row(project.description, total, language))
    }
    let rest = savings.withoutProject
    if rest.machines > 0 || rest.virtualMachines > 0 {
      table.add(row(language("senza progetto", "in no project"), rest, language))
    }
    table.add(row(language("TOTALE", "TOTAL"), savings.total, language))
    for line in table.lines { console.say(line) }
    console.say(
      language(
        "tCO2e e EUR sono netti; una macchina virtuale da sola non risparmia nulla",
        "tCO2e and EUR are net; a virtual machine by itself saves nothing"
      )
    )
    for line in savings.total.furtherLines(language) { console.say(line) }
  }

  /// Says which readings were passed over: twenty of them, programs are given all.
  private func complain(_ passed: [PassedReading], _ console: Console) {
    let language = console.language
    for reading in passed.prefix(20) {
      console.complain(
        "tramonto: \(language("attenzione", "warning")): \(reading.text(in: language)) "
          + "[\(reading.code)]"
      )
    }
    if passed.count > 20 {
      console.complain(
        language(
          "tramonto: attenzione: in tutto \(passed.count) letture così: --json le elenca",
          "tramonto: warning: \(passed.count) such readings in all: --json lists them"
        )
      )
    }
  }

  /// Says which series of meters could not be used: twenty of them, programs are given all.
  private func complain(_ uses: [MeterUse], _ console: Console) {
    let problems = uses.filter(\.isProblem)
    for use in problems.prefix(20) {
      console.complain(
        "tramonto: \(console.language("attenzione", "warning")): "
          + "\(use.text(in: console.language)) [\(use.code)]"
      )
    }
    if problems.count > 20 {
      console.complain(
        console.language(
          "tramonto: attenzione: in tutto \(problems.count) serie così: --json le elenca",
          "tramonto: warning: \(problems.count) such series in all: --json lists them"
        )
      )
    }
  }

  /// Says what UPSs lose.
  private func say(_ losses: [UPSLoss], _ console: Console) {
    let language = console.language
    for loss in losses.prefix(20) {
      func watts(_ power: Watts) -> String { language.number(power.value, decimals: 0) }
      console.say(
        "\(loss.agency), UPS \(Excerpt(whole: loss.name)): "
          + language(
            "carico \(watts(loss.load)) W su \(watts(loss.rated)), perdite "
              + "\(watts(loss.total.value)) W [\(watts(loss.total.low)) – \(watts(loss.total.high))] "
              + "dentro il PUE: a vuoto \(watts(loss.fixed)), proporzionali "
              + "\(watts(loss.proportional)), quadratiche \(watts(loss.square))",
            "load \(watts(loss.load)) W of \(watts(loss.rated)), losses "
              + "\(watts(loss.total.value)) W [\(watts(loss.total.low)) – \(watts(loss.total.high))] "
              + "within the PUE: no load \(watts(loss.fixed)), proportional "
              + "\(watts(loss.proportional)), square-law \(watts(loss.square))"
          )
      )
    }
  }

  /// Says how much rests on series of meters.
  private func say(_ uses: [MeterUse], _ console: Console) {
    var (measured, groups, machines) = (0, 0, 0)
    for use in uses {
      switch use.outcome {
      case .measured: measured += 1
      case .calibrated(let count, _): (groups, machines) = (groups + 1, machines + count)
      default: continue
      }
    }
    guard measured + groups > 0 else { return }
    console.say(
      console.language(
        "contatori: macchine misurate \(measured), riportate a un contatore comune \(machines) "
          + "(contatori: \(groups)); tramonto meter list",
        "meters: machines measured \(measured), brought to a common meter \(machines) "
          + "(meters: \(groups)); tramonto meter list"
      )
    )
  }

  /// Says which facts would narrow the total most, where an interval is that wide.
  private func say(_ unknowns: [Unknown], _ console: Console) {
    guard !unknowns.isEmpty else { return }
    let language = console.language
    console.say("")
    console.say(
      language(
        "Che cosa restringerebbe di più l’intervallo del totale netto:",
        "What would narrow the interval of the net total most:"
      )
    )
    var table = TextTable([
      ("kWh/" + language("anno", "year"), .right), (language("macchine", "machines"), .right),
      (language("fatto che manca", "missing fact"), .left),
    ])
    for unknown in unknowns.prefix(10) {
      table.add([
        language.number(unknown.narrowing.value, decimals: 0), String(unknown.machines),
        unknown.text(in: language),
      ])
    }
    for line in table.lines { console.say(line) }
  }

  private func row(_ name: String, _ total: SavingsTotal, _ language: Language) -> [String] {
    func figure(_ estimate: Estimate<KilowattHours>) -> [String] {
      [
        language.number(estimate.value.value, decimals: 0),
        language.number(estimate.low.value, decimals: 0) + " – "
          + language.number(estimate.high.value, decimals: 0),
      ]
    }
    return [name, String(total.machines), String(total.virtualMachines)]
      + figure(total.gross.energy) + figure(total.net.energy)
      + [
        language.number(total.net.carbon.value.value / 1_000, decimals: 1),
        language.number(total.net.cost.value.value, decimals: 0),
      ]
  }

  private func sayFactors(_ savings: Savings, _ console: Console) {
    let language = console.language
    for factor in savings.factors {
      let place = factor.place == .everywhere ? "" : factor.place.text(in: language) + ": "
      console.say(
        "\(place)\(factor.key) = \(language.shortest(factor.value)) "
          + "[\(language.shortest(factor.low)) – \(language.shortest(factor.high))] "
          + "\(factor.unit.text(in: language))\(factor.year.map { " (\($0))" } ?? ""): "
          + "\(language(factor.italian, factor.english)) — \(factor.source.text(in: language))"
      )
    }
  }
}

extension SavingsTotal {
  /// What counts once, and what only where a factor for it is set, one a line.
  fileprivate func furtherLines(_ language: Language) -> [String] {
    func line<Unit>(
      _ name: String,
      _ estimate: Estimate<Unit>?,
      _ scale: Double,
      _ unit: String
    ) -> String? {
      estimate.map { estimate in
        func number(_ value: Unit) -> String {
          language.number(value.value / scale, decimals: scale == 1 ? 0 : 1)
        }
        return "\(name): \(number(estimate.value)) \(unit) "
          + "[\(number(estimate.low)) – \(number(estimate.high))]"
      }
    }
    return [
      line(
        language(
          "il trasloco consuma una volta sola (doppio funzionamento, cancellazione dei dischi)",
          "the move draws once (running twice, wiping)"
        ),
        move?.energy,
        1,
        "kWh"
      ),
      line(
        language("totale netto del primo anno", "net total of the first year"),
        firstYear?.energy,
        1,
        "kWh"
      ),
      line(
        language("totale netto, elettricità comprata (market-based)", "net total, market-based"),
        net.marketCarbon,
        1_000,
        "tCO2e"
      ),
      line(language("totale netto, acqua", "net total, water"), net.water, 1_000, "m³"),
      line(
        language(
          "già emesse per costruire questi server, che spegnerli non annulla",
          "emitted already to make these servers, which switching them off does not undo"
        ),
        embodied,
        1_000,
        "tCO2e"
      ),
    ].compactMap(\.self)
  }
}
