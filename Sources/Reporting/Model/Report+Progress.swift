import Estimation
import Inventory
import Retirement

/// What the machines that are off by the register no longer draw.
struct DoneWork {
  /// A physical machine that is off.
  private struct Machine {
    var agency: AgencyCode
    var offFrom: CalendarDate
    /// Kilowatt-hours of a year at the agency's meter, of the report's share; `nil` when the
    /// machine was not estimated.
    var yearly: Double?
  }

  private let machines: [Machine]

  init(_ register: [RegisteredDevice], _ scope: Scope) {
    machines = register.compactMap { device in
      guard device.kind.isPhysical, device.state.isDark, let day = device.offFrom else {
        return nil
      }
      let estimate = scope.machines[device.entity]
      var yearly = estimate?.yearly.energy.value.value
      if let project = scope.project, let shares = estimate?.projects, !shares.isEmpty {
        yearly = yearly.map { energy in
          energy * (shares.first { $0.project == project }?.share.value ?? 0)
        }
      }
      return Machine(agency: device.agency, offFrom: day, yearly: yearly)
    }
  }

  /// The energy of a year of all.
  var yearly: KilowattHours { KilowattHours(machines.reduce(0) { $0 + ($1.yearly ?? 0) }) }

  /// The energy of a year of an agency's.
  func yearly(of agency: AgencyCode) -> KilowattHours {
    KilowattHours(machines.reduce(0) { $0 + ($1.agency == agency ? $1.yearly ?? 0 : 0) })
  }

  /// What was off in each of `count` months from `first` on: a machine counts by the day.
  ///
  /// - Complexity: O(machines + months).
  func months(from first: Month, count: Int) -> [Report.MonthLine.Done] {
    guard count > 0 else { return [] }
    // What begins in a month: machines, their yearly energy, and of that the part already lost.
    var begin = Array(repeating: (machines: 0, energy: 0.0, missed: 0.0), count: count)
    for machine in machines {
      let month = Month(machine.offFrom)
      let index = max(0, first.months(to: month))
      guard index < count else { continue }
      begin[index].machines += 1
      begin[index].energy += machine.yearly ?? 0
      if first.months(to: month) >= 0 {
        begin[index].missed += (machine.yearly ?? 0) * Double(machine.offFrom.day - 1)
      }
    }
    var (off, energy) = (0, 0.0)
    return begin.indices.map { index in
      off += begin[index].machines
      energy += begin[index].energy
      let days = Double(first.advanced(by: index)?.days ?? 30)
      let gross = (energy * days - begin[index].missed) / 365.25
      return Report.MonthLine.Done(machines: off, gross: KilowattHours(gross))
    }
  }
}

extension Report {
  static func counts(_ register: some Sequence<RegisteredDevice>) -> RegisterCounts {
    var counts = RegisterCounts()
    for device in register { counts.add(device.state) }
    return counts
  }

  static func progress(
    _ scope: Scope,
    servers: [ServerLine],
    register: [RegisteredDevice],
    _ done: DoneWork
  ) -> [ProgressLine] {
    let devices = Dictionary(grouping: register, by: \.agency)
    var planned: [AgencyCode: Int] = [:]
    for server in servers where server.kind.isServer && server.status == .retire {
      planned[server.agencyCode, default: 0] += 1
    }
    return scope.estates.map(\.agency).map { agency in
      ProgressLine(
        agency: agency,
        planned: planned[agency.code] ?? 0,
        register: counts(devices[agency.code] ?? []),
        done: done.yearly(of: agency.code)
      )
    }
  }

  static func months(_ scope: Scope, _ done: DoneWork, made: CalendarDate) -> [MonthLine] {
    guard let first = scope.months.first?.month else { return [] }
    let past = min(scope.months.count, max(0, first.months(to: Month(made)) + 1))
    let works = done.months(from: first, count: past)
    return scope.months.enumerated().map { index, month in
      MonthLine(
        planned: month,
        carbon: carbon(of: month, in: scope.total.net),
        done: works.indices.contains(index) ? works[index] : nil
      )
    }
  }

  /// The emissions that a month avoids of what a year does.
  ///
  /// The month's share of the year's energy is its share of the year's emissions, whose interval
  /// holds the grid's uncertainty as well.
  static func carbon(of month: MonthlySaving, in year: Footprint) -> Estimate<KilogramsCO2e> {
    let share =
      year.energy.value > .zero ? month.net.value.value / year.energy.value.value : 0
    let (low, high) = (year.carbon.low.value * share, year.carbon.high.value * share)
    return Estimate(
      KilogramsCO2e(year.carbon.value.value * share),
      // In a month that draws more than it saves, the ends change places.
      low: KilogramsCO2e(min(low, high)),
      high: KilogramsCO2e(max(low, high)),
      basis: year.carbon.basis
    )
  }

  /// The way from what retired machines draw to what is saved; `nil` when nothing is.
  public var waterfall: Waterfall? {
    let saved = headline.savings
    guard saved.gross.energy.value > .zero else { return nil }
    let overhead = plug.map { KilowattHours(saved.gross.energy.value.value - $0.value) }
    return Waterfall(
      plug: plug,
      overhead: overhead,
      gross: saved.gross.energy,
      destination: KilowattHours(
        saved.gross.energy.value.value - saved.net.energy.value.value
      ),
      net: saved.net.energy
    )
  }

  /// What retired machines draw at their plugs in a year: power × hours ÷ 1,000, of a project its
  /// share; `nil` where the hours are not told.
  static func plug(_ scope: Scope, _ factors: [Factor]) -> KilowattHours? {
    guard let hours = factors.general("hours")?.value else { return nil }
    let agencies = Set(scope.estates.map(\.agency.code))
    let watts = scope.machines.values.filter { $0.retires != nil && agencies.contains($0.agency) }
      .sorted { $0.entity < $1.entity }
      .reduce(0.0) { sum, machine in
        let share =
          scope.project.map { code in
            machine.projects.first { $0.project == code }?.share.value ?? 0
          } ?? 1
        return sum + machine.power.value.value * share
      }
    return KilowattHours(watts * hours / 1_000)
  }

  static func services(_ checks: [MigrationCheck], _ scope: Scope) -> [ServiceLine] {
    let codes = Set(scope.projects.map(\.code))
    var names: [EntityID: String] = [:]
    for estate in scope.estates {
      for asset in estate.assets { names[asset.id] = asset.name }
      for application in estate.applications { names[application.id] = application.name }
    }
    return checks.filter { codes.contains($0.project) }
      .sorted { ($0.project, $0.service) < ($1.project, $1.service) }
      .map { check in
        ServiceLine(
          project: check.project,
          service: check.service,
          verdict: check.verdict,
          applications: check.applications.count,
          moved: check.moved,
          accepted: check.exceptions.count,
          left: check.open.map { names[$0.entity] ?? $0.entity.description }
        )
      }
  }
}

extension [Factor] {
  /// The factor of a key that holds everywhere, or else the first of that key.
  func general(_ key: String) -> Factor? {
    let found = filter { $0.key == key }
    return found.first { $0.place == .everywhere } ?? found.first
  }
}
