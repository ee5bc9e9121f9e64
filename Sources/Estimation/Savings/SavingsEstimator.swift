public import Inventory

/// Estimates what switching servers off saves, gross at the agency's meters and net of what the
/// workload draws where it goes.
///
/// - A machine saves only when the plan retires it, with a month. A virtual machine saves nothing
///   by itself: its host does, once it is dark.
/// - The power of a machine is measured, else modelled from its processor, else that of its class.
///   A modelled power is of the laboratory and is multiplied by the in-service factor, which the
///   agency's own measured machines calibrate; a measured one is not.
/// - Overhead is marginal while the room lives: 1 + (1 − fixed share) × (PUE − 1), applied once. Its
///   fixed part goes with the room's last machine, or with a module; see ``RoomOverhead``.
/// - A machine with month *M* in the plan counts from the month after *M*: in *M* itself its last
///   application is still moving. One that the register has off counts from that day,
///   whatever the plan says.
/// - A move runs twice for some months, and wiping takes some hours: both are in the monthly net and
///   in the first year's. Hardware that is used again saves nothing, net.
/// - Machines that no longer exist draw nothing and are not listed, but for those that the register
///   has off.
public struct SavingsEstimator: Sendable {
  /// The factors.
  public var settings: EstimationSettings
  /// Tells what a server draws in the laboratory.
  public var model: any PowerModel
  /// How often machines had each load, where it was recorded over days: then power is averaged over
  /// it.
  public var loads: [EntityID: LoadHistogram]
  /// What meters say, to last; a load of ``loads`` comes before one of these.
  public var metering: Metering
  /// How many draws the intervals of sums rest on.
  public var draws: Int
  /// The seed of the draws: same seed, same intervals.
  public var seed: UInt64

  /// Creates an estimator.
  ///
  /// - Parameters:
  ///   - settings: The factors.
  ///   - model: Tells what a server draws in the laboratory.
  ///   - loads: How often machines had each load, by machine.
  ///   - metering: What meters say.
  ///   - draws: How many draws the intervals of sums rest on, at least 100.
  ///   - seed: The seed of the draws.
  public init(
    settings: EstimationSettings = .standard,
    model: some PowerModel = MeasuredPowerModel.standard,
    loads: [EntityID: LoadHistogram] = [:],
    metering: Metering = Metering(),
    draws: Int = 1_000,
    seed: UInt64 = 1
  ) {
    self.settings = settings
    self.model = model
    self.loads = loads
    self.metering = metering
    self.draws = max(100, draws)
    self.seed = seed
  }

  /// Returns the savings of the plans in `estates`.
  ///
  /// Sums are exact sums of the machines' values; their intervals come from seeded draws in which
  /// the error of the PUE, the grid, the price, the in-service factor and the use is common to all
  /// machines and that of the model common to machines of one model, so that only each machine's
  /// own scatter averages out.
  ///
  /// - Parameters:
  ///   - estates: The agencies, planned.
  ///   - ended: What the register knows of machines' ends, by machine.
  ///   - asOf: The day whose year picks the grid's intensity; `nil` for the newest.
  /// - Returns: Each machine's estimate, the sums, and the factors used.
  /// - Complexity: O(*n*) in machines and relations, plus draws × (agencies + projects) × months
  ///   × models of machine at most.
  public func estimate(
    _ estates: [Estate],
    ended: [EntityID: RegisteredEnd] = [:],
    asOf: CalendarDate?
  ) -> Savings {
    let measured = measuredSettings()
    var local = LocalFactors(measured.settings, asOf: asOf)
    var drafts: [MachineDraft] = []
    var departures: [Departure] = []
    var passed: [PassedReading] = []
    var uses = measured.uses
    var losses: [UPSLoss] = []
    for estate in estates.sorted(by: { $0.agency.code < $1.agency.code }) {
      let occupancy = Occupancy(estate)
      let agency = estate.agency.code
      let home = local.number(of: nil, agency: agency)
      var readings = siteReadings(of: occupancy, &local, ended)
      var own = self.drafts(
        of: occupancy.assets,
        in: occupancy,
        &local,
        ended,
        readings.factor(local.all[home][.inService])
      )
      uses += self.uses(of: occupancy.assets, agency, ended)
      uses += settle(&own, groups(of: agency), &readings, local.all[home])
      losses += supply(&own, in: estate, &local)
      RoomOverhead.release(&own, local.all)
      drafts += own
      departures += occupancy.departures
      passed += passedReadings(of: occupancy.assets)
    }
    var simulation = Simulation(local.all, draws: draws, seed: seed)
    simulation.prepare(drafts)
    let retiring = drafts.filter { $0.retires != nil }
    let agencies = Set(estates.map(\.agency.code)).sorted()
    let whole = retiring.map { ($0, 1.0) }
    let span = span(of: retiring, local.all)
    let claims = Claims(retiring, departures)
    let byAgency = Dictionary(grouping: retiring, by: \.agency)
    return Savings(
      machines: drafts.map { machine($0, local.all[$0.place]) },
      total: total(whole, departures, simulation),
      byAgency: agencies.map { agency in
        (
          agency,
          total(
            (byAgency[agency] ?? []).map { ($0, 1) },
            departures.filter { $0.agency == agency },
            simulation
          )
        )
      },
      byProject: claims.projects.map { ($0, total(of: $0, claims, simulation)) },
      withoutProject: total(
        claims.unclaimed.map { ($0, 1) },
        claims.unclaimedDepartures,
        simulation
      ),
      withoutProjectByAgency: agencies.map { agency in
        (
          agency,
          total(
            claims.unclaimed.filter { $0.agency == agency }.map { ($0, 1) },
            claims.unclaimedDepartures.filter { $0.agency == agency },
            simulation
          )
        )
      },
      monthly: monthly(whole, over: span, simulation),
      monthlyByAgency: agencies.map { agency in
        (agency, monthly((byAgency[agency] ?? []).map { ($0, 1) }, over: span, simulation))
      },
      monthlyByProject: claims.projects.map { project in
        (
          project,
          monthly(claims.machines[project] ?? [], over: span, simulation) { draft in
            draft.leadingProject == project
          }
        )
      },
      factors: local.used,
      unknowns: unknowns(of: retiring, simulation),
      passedReadings: passed,
      meterUses: uses,
      upsLosses: losses
    )
  }

  /// The figures of machines.
  private func drafts(
    of assets: some Sequence<Asset>,
    in occupancy: Occupancy,
    _ local: inout LocalFactors,
    _ ended: [EntityID: RegisteredEnd],
    _ service: SiteCalibration
  ) -> [MachineDraft] {
    var drafts: [MachineDraft] = []
    for asset in assets where asset.kind.drawsPower {
      let place = local.number(of: asset.facts, agency: occupancy.agency)
      let draft = draft(
        of: asset,
        in: occupancy,
        at: place,
        ended: ended[asset.id],
        service,
        local.all[place]
      )
      if let draft { drafts.append(draft) }
    }
    return drafts
  }

  /// What the measured machines and metered groups of an agency say of its in-service factor.
  func siteReadings(
    of occupancy: Occupancy,
    _ local: inout LocalFactors,
    _ ended: [EntityID: RegisteredEnd]
  ) -> SiteReadings {
    let home = local.number(of: nil, agency: occupancy.agency)
    var found = SiteReadings(machines: readings(of: occupancy.assets, local.all[home]))
    let groups = groups(of: occupancy.agency)
    guard !groups.isEmpty else { return found }
    let members = Set(groups.flatMap { $0.members.keys })
    var drafts = self.drafts(
      of: occupancy.assets.filter { members.contains($0.id) },
      in: occupancy,
      &local,
      ended,
      found.factor(local.all[home][.inService])
    )
    _ = settle(&drafts, groups, &found, local.all[home])
    return found
  }

  private func total(
    of project: ProjectCode,
    _ claims: Claims,
    _ simulation: Simulation
  ) -> SavingsTotal {
    let machines = claims.machines[project] ?? []
    var sum = total(machines, claims.departures[project] ?? [], simulation)
    // A machine is counted once, for the project with the greatest share of it.
    sum.machines = machines.count { $0.0.leadingProject == project }
    return sum
  }
}

/// What each project may claim of the retirements, gathered in one pass over the machines, so that
/// a thousand projects cost no more than one.
private struct Claims {
  /// The projects that empty something, in order.
  let projects: [ProjectCode]
  /// The machines of each project, with its share of them.
  private(set) var machines: [ProjectCode: [(MachineDraft, Double)]] = [:]
  /// The virtual machines that each project moves.
  private(set) var departures: [ProjectCode: [Departure]] = [:]
  /// The machines that no project empties.
  let unclaimed: [MachineDraft]
  /// The virtual machines that no project moves.
  let unclaimedDepartures: [Departure]

  init(_ retiring: [MachineDraft], _ left: [Departure]) {
    unclaimed = retiring.filter(\.shares.isEmpty)
    unclaimedDepartures = left.filter { $0.project == nil }
    projects = Set(retiring.flatMap(\.shares).map(\.project)).union(left.compactMap(\.project))
      .sorted()
    for draft in retiring {
      for share in draft.shares {
        machines[share.project, default: []].append((draft, share.share.value))
      }
    }
    for departure in left {
      if let project = departure.project { departures[project, default: []].append(departure) }
    }
  }
}

extension AssetKind {
  /// Whether machines of the kind are estimated: servers and what serves them.
  var drawsPower: Bool {
    switch self {
    case .server, .host, .storage, .networkDevice: true
    default: false
    }
  }
}
