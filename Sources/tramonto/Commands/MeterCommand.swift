import ArgumentParser
import Estimation
import Inventory
import Retirement
import Workspace

/// `tramonto meter`: meters that verify what was saved, and that calibrate estimates.
struct MeterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meter",
    abstract: "Verify savings by meters, and add series of meters that estimates rest on.",
    discussion: """
      Without a further word, it verifies: tramonto meter verify --help. What add brings in, every
      estimate uses from then on; see tramonto meter add --help.

      Examples:
        tramonto meter ups.csv --before 2022 --after 2023 --option B
        tramonto meter add pdu.csv --by "Anna Rossi"
        tramonto meter list
        tramonto meter withdraw 3 --by "Anna Rossi"
      """,
    subcommands: [Verify.self, MeterAdd.self, MeterList.self, MeterWithdraw.self],
    defaultSubcommand: Verify.self
  )
}

extension MeterCommand {
  /// `tramonto meter verify`: what meters say was saved.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Verify savings: what meters counted before and after, with interval.",
      discussion: """
        Reads CSV, XLSX or ODS: a column of dates, times or months, one or more of kWh, Wh, W, kW, A and
        V by their headings (kWh with “counter” or “lettura” for a counter), and a column meter or
        server where there are several. Hourly to monthly; gaps, resets and meters that run backwards
        are told and left out.

        Option B of the IPMVP is for a PDU or UPS that feeds the servers alone, C for the meter of a
        room or building; there, give --degree-days (date, hdd, cdd). What else changed goes into
        --changes (from, to, W, note).

        --off names servers that were switched off: one with a meter of its own whose load did not
        fall is raised. With --agency they come from the workspace’s register, and its estimate is set
        beside the measurement.

        Examples:
          tramonto meter ups.csv --before 2022 --after 2023 --option B
          tramonto meter bill.csv --before 2022-01..2022-12 --after 2024-01..2024-12 \\
            --degree-days degree-days.csv --changes log.csv
          tramonto meter pdu.csv --before 2023-01 --after 2023-03 --off srv01=2023-02-10
        """
    )

    @Argument(help: "The tables of meters.")
    var paths: [String]

    @Option(help: "The time before: a year, month or day, or from..to.")
    var before: PeriodArgument

    @Option(help: "The time after.")
    var after: PeriodArgument

    @Option(help: "What the meters see: B, the servers alone; C, the room or building. Default: C.")
    var option: VerificationOptionArgument?

    @Option(help: "A table of degree days: date or month, hdd, cdd.")
    var degreeDays: String?

    @Option(help: "A table of what else changed: from, to, W, note.")
    var changes: String?

    @Option(
      help: ArgumentHelp("A server that was switched off, and since when.", valueName: "name=day")
    )
    var off: [SwitchedOffArgument] = []

    @Option(help: "How far a meter’s gain may be off, in per cent.")
    var meterError: Double = 2

    @OptionGroup var trial: SettingOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard (0...50).contains(meterError) else {
        throw ValidationError("--meter-error is from 0 to 50 per cent")
      }
      if !trial.pairs.isEmpty, agencies.agency == nil {
        throw ValidationError("--set is of the estimate that --agency sets beside the meters")
      }
      guard before.period.last < after.period.first else {
        throw ValidationError("--before ends before --after begins: check the two times")
      }
    }

    func run() throws {
      let console = output.console
      let option = option?.option ?? .facility
      var reading = MeterReadings()
      for path in paths { try reading.read(meters: path) }
      if let degreeDays { try reading.read(degreeDays: degreeDays) }
      if let changes { try reading.read(changes: changes) }
      let verifier = SavingsVerifier(
        before: before.period,
        after: after.period,
        option: option,
        weather: reading.degreeDays,
        changes: reading.changes,
        // Without the phase, the power factor's ± 5 % comes on top of the meter's class.
        meterError: reading.hasApparentPower ? meterError / 100 + 0.05 : meterError / 100
      )
      let (registered, isRefused) = try registered(option, console)
      let servers = off.map(\.server) + registered
      let series = reading.series
      let alarms = verifier.alarms(for: servers, in: series)
      let savings = series.compactMap { verifier.saving(of: $0) }
      let names = Set(servers.map { $0.name.lowercased() })
      let view = MeterView(
        results: savings.map { saving in
          // Of several meters, only one that has a server's name tells which servers it sees.
          let isComparable = savings.count == 1 || names.contains(saving.meter.lowercased())
          return MeterView.Result(
            saving: saving,
            comparison: isComparable ? verifier.comparison(of: saving, with: servers) : nil
          )
        },
        unread: series.filter { meter in !savings.contains { $0.meter == meter.name } },
        alarms: alarms,
        findings: reading.findings,
        paths: paths,
        console: console
      )
      output.json ? console.say(view.fact.json) : view.say()
      view.complain()
      if view.hasProblems || isRefused { throw ExitCode.problems }
    }

    /// The servers that the register of the agency asked for has as off, with their estimates.
    private func registered(
      _ option: VerificationOption,
      _ console: Console
    ) throws -> (servers: [SwitchedOff], isRefused: Bool) {
      guard agencies.agency != nil else { return ([], false) }
      let store = try workspace.openToRead()
      let agency = try agencies.only(in: store)
      let (settings, isRefused) = try trial.settings(in: store, console)
      let savings = try store.savings(
        of: [agency.code],
        settings: settings,
        asOf: after.period.last
      )
      let estimates = Dictionary(
        savings.machines.map { ($0.entity, option == .isolation ? $0.power : $0.metered) },
        uniquingKeysWith: { first, _ in first }
      )
      let register = try store.register(of: agency.code, on: after.period.last)
      let servers = register.compactMap { row -> SwitchedOff? in
        guard row.state.isDark, let day = row.offFrom, day <= after.period.last else { return nil }
        return SwitchedOff(name: row.name, day: day, power: estimates[row.entity])
      }
      return (servers, isRefused)
    }
  }
}

extension MachineEstimate {
  /// The mean power of a year at the room's meter, cooling and losses included.
  var metered: Estimate<Watts> {
    let hours = 8.76
    let energy = yearly.energy
    return Estimate(
      Watts(energy.value.value / hours),
      low: Watts(energy.low.value / hours),
      high: Watts(energy.high.value / hours),
      basis: energy.basis
    )
  }
}

/// A period as an argument.
struct PeriodArgument: ExpressibleByArgument {
  /// The days meant.
  let period: MeterPeriod

  init?(argument: String) {
    guard let period = MeterPeriod(argument) else { return nil }
    self.period = period
  }
}

/// A server that was switched off as an argument: `name=YYYY-MM-DD`.
struct SwitchedOffArgument: ExpressibleByArgument {
  /// The server meant.
  let server: SwitchedOff

  init?(argument: String) {
    guard let mark = argument.lastIndex(of: "="), mark > argument.startIndex,
      let day = CalendarDate(iso: argument[argument.index(after: mark)...])
    else { return nil }
    server = SwitchedOff(name: String(argument[..<mark]), day: day)
  }
}

/// An option of the IPMVP as an argument: `B` or `C`.
struct VerificationOptionArgument: ExpressibleByArgument {
  /// The option meant.
  let option: VerificationOption

  init?(argument: String) {
    guard let option = VerificationOption(rawValue: argument.uppercased()) else { return nil }
    self.option = option
  }
}
