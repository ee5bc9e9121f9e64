public import Inventory

/// The energy, greenhouse gas and money of something over one year or another stated time.
public struct Footprint: Sendable, Hashable {
  /// The energy at the agency's meter.
  public var energy: Estimate<KilowattHours>
  /// What producing that energy emits on the grid where it is drawn (location-based).
  public var carbon: Estimate<KilogramsCO2e>
  /// What it costs.
  public var cost: Estimate<Euros>
  /// What the electricity that is bought emits (market-based); `nil` where nobody set its factor.
  public var marketCarbon: Estimate<KilogramsCO2e>?
  /// The water that goes with it; `nil` where nobody set its factor.
  public var water: Estimate<Litres>?

  /// Creates a footprint.
  public init(
    energy: Estimate<KilowattHours>,
    carbon: Estimate<KilogramsCO2e>,
    cost: Estimate<Euros>,
    marketCarbon: Estimate<KilogramsCO2e>? = nil,
    water: Estimate<Litres>? = nil
  ) {
    self.energy = energy
    self.carbon = carbon
    self.cost = cost
    self.marketCarbon = marketCarbon
    self.water = water
  }
}

/// What a number of retirements save in a full year, once all of them are done.
public struct SavingsTotal: Sendable, Hashable {
  /// How many physical machines go dark.
  public var machines: Int
  /// How many virtual machines leave; they save nothing by themselves.
  public var virtualMachines: Int
  /// What the agency's meters no longer count.
  public var gross: Footprint
  /// What is left of it after what the workload draws at its destination.
  public var net: Footprint
  /// What the move itself draws once, running twice and wiping; `nil` where nobody reckoned it.
  public var move: Footprint?
  /// The net saving of a first year, less what the move draws once.
  public var firstYear: Footprint?
  /// What making the servers among them has emitted, which switching them off does not undo; `nil`
  /// where nobody set a figure for it.
  public var embodied: Estimate<KilogramsCO2e>?

  /// Creates a total.
  public init(
    machines: Int,
    virtualMachines: Int,
    gross: Footprint,
    net: Footprint,
    move: Footprint? = nil,
    firstYear: Footprint? = nil,
    embodied: Estimate<KilogramsCO2e>? = nil
  ) {
    self.machines = machines
    self.virtualMachines = virtualMachines
    self.gross = gross
    self.net = net
    self.move = move
    self.firstYear = firstYear
    self.embodied = embodied
  }
}

/// One line of the way to a figure: what was done, with what, and where that comes from.
public struct EstimateStep: Sendable, Hashable {
  /// What the line is about, in both languages, such as “idle power of the class”.
  public var italian: String
  /// The same in English.
  public var english: String
  /// The figure with its unit, such as `126 W`.
  public var figure: Figure
  /// Where it comes from: an attribute, a factor's source, or a formula.
  public var source: Wording
  /// The record that the figure was read from; `nil` for factors and formulas.
  public var record: RecordID?

  /// Creates a line.
  public init(
    italian: String,
    english: String,
    figure: Figure,
    source: Wording,
    record: RecordID? = nil
  ) {
    self.record = record
    self.italian = italian
    self.english = english
    self.figure = figure
    self.source = source
  }
}

/// What one physical machine draws, and what it saves when it goes dark.
public struct MachineEstimate: Sendable, Hashable {
  /// The machine.
  public var entity: EntityID
  /// Its agency.
  public var agency: AgencyCode
  /// The average power at its own plug.
  public var power: Estimate<Watts>
  /// The energy of a year at the agency's meter, cooling and losses included.
  public var yearly: Footprint
  /// What is drawn in a year elsewhere: by the workload at its destination, and by the hardware where
  /// it is used again; zero where nothing moves.
  public var destination: Footprint
  /// The month in which it goes dark, whose following month is the first to save; `nil` for none.
  public var retires: Month?
  /// The projects that empty it, with the share of the saving that each may claim; shares sum
  /// to 1, or there are none.
  public var projects: [ProjectShare]
  /// How the figures were reached, in order.
  public var steps: [EstimateStep]

  /// A project's share of a machine's saving.
  public struct ProjectShare: Sendable, Hashable {
    /// The project.
    public var project: ProjectCode
    /// Its share.
    public var share: Share

    /// Creates a share.
    public init(project: ProjectCode, share: Share) {
      self.project = project
      self.share = share
    }
  }

  /// Creates an estimate.
  public init(
    entity: EntityID,
    agency: AgencyCode,
    power: Estimate<Watts>,
    yearly: Footprint,
    destination: Footprint,
    retires: Month?,
    projects: [ProjectShare],
    steps: [EstimateStep]
  ) {
    self.entity = entity
    self.agency = agency
    self.power = power
    self.yearly = yearly
    self.destination = destination
    self.retires = retires
    self.projects = projects
    self.steps = steps
  }
}

/// The energy saved in one month by the machines that are off by then.
public struct MonthlySaving: Sendable, Hashable {
  /// The month.
  public var month: Month
  /// How many physical machines are off in it.
  public var machinesOff: Int
  /// The energy that the agency's meters did not count in the month.
  public var gross: Estimate<KilowattHours>
  /// The same after what the destination drew in the month, and wiping; below zero while more runs
  /// twice than is off.
  public var net: Estimate<KilowattHours>

  /// Creates a month.
  public init(
    month: Month,
    machinesOff: Int,
    gross: Estimate<KilowattHours>,
    net: Estimate<KilowattHours>
  ) {
    self.month = month
    self.machinesOff = machinesOff
    self.gross = gross
    self.net = net
  }
}

/// A factor that figures rest on, as it was used.
public struct Factor: Sendable, Hashable {
  /// Its name in the settings, such as `grid-intensity`.
  public var key: String
  /// What it is, in Italian.
  public var italian: String
  /// What it is, in English.
  public var english: String
  /// The value with its interval.
  public var value: Double
  /// The 5 % point.
  public var low: Double
  /// The 95 % point.
  public var high: Double
  /// The unit, such as `g/kWh`; a word for what has no sign.
  public var unit: Wording
  /// The year it is for; `nil` for what does not change.
  public var year: Int?
  /// Where it comes from: a citation, or the word for an assumption.
  public var source: Wording
  /// Where it holds.
  public var place: SettingPlace

  /// Creates a factor.
  public init(
    key: String,
    italian: String,
    english: String,
    value: Double,
    low: Double,
    high: Double,
    unit: Wording,
    year: Int?,
    source: Wording,
    place: SettingPlace = .everywhere
  ) {
    self.key = key
    self.italian = italian
    self.english = english
    self.value = value
    self.low = low
    self.high = high
    self.unit = unit
    self.year = year
    self.source = source
    self.place = place
  }
}

/// What retiring servers saves.
public struct Savings: Sendable {
  /// Each physical machine, in the order of agencies and ids.
  public var machines: [MachineEstimate]
  /// The whole.
  public var total: SavingsTotal
  /// By agency, in order.
  public var byAgency: [(agency: AgencyCode, total: SavingsTotal)]
  /// By project, in order; machines that no project empties are in none.
  public var byProject: [(project: ProjectCode, total: SavingsTotal)]
  /// What no project may claim: with ``byProject``, it makes up ``total``.
  public var withoutProject: SavingsTotal
  /// The same by agency, in order.
  public var withoutProjectByAgency: [(agency: AgencyCode, total: SavingsTotal)]
  /// Month by month, from the first in which a move runs twice to twelve months after the last
  /// retirement; empty when nothing retires.
  public var monthly: [MonthlySaving]
  /// The same by agency, in order, over the same months: they sum to ``monthly``.
  public var monthlyByAgency: [(agency: AgencyCode, months: [MonthlySaving])]
  /// The same by project, in order, over the same months; a machine of two projects is counted for
  /// the one with the greatest share of it, its energy shared between them.
  public var monthlyByProject: [(project: ProjectCode, months: [MonthlySaving])]
  /// The factors used, in order.
  public var factors: [Factor]
  /// What is not known of the whole, that which widens its net interval most first.
  public var unknowns: [Unknown]
  /// Readings of power that cannot be, passed over, in the order of agencies and ids.
  public var passedReadings: [PassedReading]
  /// What became of the series of meters, in the order of agencies: machines, then groups, small ones
  /// first.
  public var meterUses: [MeterUse]
  /// What UPSs lose, within the PUE, in the order of agencies.
  public var upsLosses: [UPSLoss]

  /// Creates savings.
  public init(
    machines: [MachineEstimate],
    total: SavingsTotal,
    byAgency: [(agency: AgencyCode, total: SavingsTotal)],
    byProject: [(project: ProjectCode, total: SavingsTotal)],
    withoutProject: SavingsTotal,
    withoutProjectByAgency: [(agency: AgencyCode, total: SavingsTotal)] = [],
    monthly: [MonthlySaving],
    monthlyByAgency: [(agency: AgencyCode, months: [MonthlySaving])] = [],
    monthlyByProject: [(project: ProjectCode, months: [MonthlySaving])] = [],
    factors: [Factor],
    unknowns: [Unknown] = [],
    passedReadings: [PassedReading] = [],
    meterUses: [MeterUse] = [],
    upsLosses: [UPSLoss] = []
  ) {
    self.machines = machines
    self.total = total
    self.byAgency = byAgency
    self.byProject = byProject
    self.withoutProject = withoutProject
    self.withoutProjectByAgency = withoutProjectByAgency
    self.monthly = monthly
    self.monthlyByAgency = monthlyByAgency
    self.monthlyByProject = monthlyByProject
    self.factors = factors
    self.unknowns = unknowns
    self.passedReadings = passedReadings
    self.meterUses = meterUses
    self.upsLosses = upsLosses
  }
}
