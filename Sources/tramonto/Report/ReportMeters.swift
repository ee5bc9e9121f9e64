import ArgumentParser
import Estimation
import Inventory
import Reporting
import Retirement
import Workspace

/// The meters that a report sets beside its estimates.
struct ReportMeters: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table of a meter, as “tramonto meter” reads it; with --before and --after.",
      valueName: "file"
    )
  )
  var meter: [String] = []

  @Option(help: "The time before, for --meter: a year, month or day, or from..to.")
  var before: PeriodArgument?

  @Option(help: "The time after, for --meter.")
  var after: PeriodArgument?

  @Option(help: "What the meters see: B, the servers alone; C, the room or building. Default: C.")
  var option: VerificationOptionArgument?

  func validate() throws {
    guard meter.isEmpty == (before == nil), (before == nil) == (after == nil) else {
      throw ValidationError("--meter, --before and --after go together")
    }
    if let before, let after, before.period.last >= after.period.first {
      throw ValidationError("--before ends before --after begins: check the two times")
    }
  }

  /// What the meters say, beside the estimates of the machines that the register has as off.
  func verified(_ input: ReportInput) throws -> [VerifiedMeter] {
    guard let before, let after else { return [] }
    let option = option?.option ?? .facility
    var reading = MeterReadings()
    for path in meter { try reading.read(meters: path) }
    let verifier = SavingsVerifier(
      before: before.period,
      after: after.period,
      option: option,
      weather: reading.degreeDays,
      changes: reading.changes,
      // Without the phase, the power factor's ± 5 % comes on top of the meter's class of 2 %.
      meterError: reading.hasApparentPower ? 0.07 : 0.02
    )
    let estimates = Dictionary(
      input.savings.machines.map { ($0.entity, option == .isolation ? $0.power : $0.metered) },
      uniquingKeysWith: { first, _ in first }
    )
    let servers = input.register.compactMap { device -> SwitchedOff? in
      guard device.state.isDark, let day = device.offFrom, day <= after.period.last else {
        return nil
      }
      return SwitchedOff(name: device.name, day: day, power: estimates[device.entity])
    }
    let savings = reading.series.compactMap { verifier.saving(of: $0) }
    let names = Set(servers.map { $0.name.lowercased() })
    return savings.map { saving in
      // Of several meters, only one that has a server's name tells which servers it sees.
      let isComparable = savings.count == 1 || names.contains(saving.meter.lowercased())
      return VerifiedMeter(
        saving: saving,
        comparison: isComparable ? verifier.comparison(of: saving, with: servers) : nil
      )
    }
  }
}
