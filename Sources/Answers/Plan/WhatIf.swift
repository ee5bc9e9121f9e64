import Estimation
public import Inventory
public import Retirement

/// What changes if a project slips or a service is dropped.
public struct WhatIf: Sendable {
  /// A machine whose plan changes.
  public struct Change: Sendable {
    /// Its agency.
    public var agency: AgencyCode
    /// Its name.
    public var name: String
    /// Its kind.
    public var kind: AssetKind
    /// What changes.
    public var change: SupposedChange

    /// The change as named values.
    public var fact: FactValue {
      .object(
        [
          .init("id", .text(change.machine.description)),
          .init("agency", .text(agency.description)),
          .init("name", .text(name)),
          .init("kind", .text(kind.rawValue)),
          .init("statusBefore", .text(change.before.status.rawValue)),
          change.before.month.map { .init("monthBefore", .text($0.description)) },
          .init("statusAfter", .text(change.after.status.rawValue)),
          change.after.month.map { .init("monthAfter", .text($0.description)) },
          change.monthsLater.map { .init("monthsLater", .integer($0)) },
        ].compactMap(\.self)
      )
    }
  }

  /// The machines whose plan changes, by agency and id in order.
  public var changes: [Change]
  /// The energy and money that it costs.
  public var cost: DelayCost

  /// That nothing changes.
  public static let nothing = WhatIf()

  private init() {
    changes = []
    cost = DelayCost()
  }

  /// Asks what changes in the plans of `estates` if `suppositions` came true together.
  public init(_ suppositions: [Supposition], _ planner: Planner, in estates: PlannedEstates) {
    changes = []
    cost = DelayCost()
    for view in estates.views {
      let kinds = Dictionary(view.estate.assets.map { ($0.id, $0.kind) }) { first, _ in first }
      for change in planner.changes(suppositions, in: view.estate) {
        cost.add(change, view, estates)
        changes.append(
          Change(
            agency: view.estate.agency.code,
            name: view.name(of: change.machine),
            kind: kinds[change.machine] ?? .unknown,
            change: change
          )
        )
      }
    }
  }

  /// How many servers go dark later, earlier, and no longer.
  public var servers: (later: Int, earlier: Int, lost: Int) {
    let servers = changes.filter { $0.kind.isServer }.map(\.change)
    return (
      servers.count { ($0.monthsLater ?? 0) > 0 }, servers.count { ($0.monthsLater ?? 0) < 0 },
      servers.count { $0.isLost }
    )
  }

  /// The answer as named values.
  public var fact: FactValue {
    .object([
      .init("delays", cost.delayed.fact), .init("eachYear", cost.lost.fact),
      .init("changes", .list(changes.map(\.fact))),
    ])
  }
}

/// The energy that machines draw because they go dark later, or not at all.
public struct DelayCost: Sendable {
  /// An amount of energy with its price.
  public struct Amount: Sendable {
    /// At the agency's meter.
    public var gross = KilowattHours.zero
    /// Less what the workload would draw at its destination.
    public var net = KilowattHours.zero
    /// The price of the net.
    public var money = Euros.zero

    /// The amount as named values.
    public var fact: FactValue {
      .object([
        .init("grossKWh", .number(gross.value)), .init("netKWh", .number(net.value)),
        .init("netEUR", .number(money.value)),
      ])
    }
  }

  /// Once, for the months that machines run longer; negative when they go dark earlier.
  public var delayed = Amount()
  /// In each year, for machines that no longer go dark.
  public var lost = Amount()

  /// Adds what `change` costs: a year's energy × months ÷ 12, or that of every year.
  mutating func add(_ change: SupposedChange, _ view: EstateView, _ estates: PlannedEstates) {
    guard let estimate = estates.estimate(of: change.machine, in: view) else { return }
    func add(_ share: Double, to amount: inout Amount) {
      let (here, there) = (estimate.yearly, estimate.destination)
      amount.gross += here.energy.value * share
      amount.net += (here.energy.value - there.energy.value) * share
      amount.money += (here.cost.value - there.cost.value) * share
    }
    if let months = change.monthsLater {
      add(Double(months) / 12, to: &delayed)
    } else if change.isLost {
      add(1, to: &lost)
    }
  }
}

/// What a month more of a project costs.
public struct ProjectDelay: Sendable {
  /// The project.
  public var project: ProjectCode
  /// Its agency.
  public var agency: AgencyCode
  /// How many machines go dark later.
  public var machines: Int
  /// What a month costs.
  public var month: DelayCost.Amount

  /// Asks of each project whose agency is among `estates`, by code in order.
  ///
  /// - Complexity: that of two plans for each project.
  public static func all(
    _ projects: [Project],
    _ planner: Planner,
    in estates: PlannedEstates
  ) -> [ProjectDelay] {
    projects.sorted { $0.code < $1.code }.compactMap { project in
      guard let view = estates.views.first(where: { $0.estate.agency.code == project.agency })
      else { return nil }
      let changes = planner.changes([.slip(project.code, months: 1)], in: view.estate)
      return ProjectDelay(
        project: project.code,
        agency: project.agency,
        machines: changes.count,
        month: changes.reduce(into: DelayCost()) { $0.add($1, view, estates) }.delayed
      )
    }
  }

  /// The answer as named values.
  public var fact: FactValue {
    .object([
      .init("project", .text(project.description)), .init("agency", .text(agency.description)),
      .init("machines", .integer(machines)), .init("month", month.fact),
    ])
  }
}

extension Supposition {
  /// The most months that a project may be supposed to slip either way.
  public static let limit = 120

  /// Reads `slip=PROJECT:MONTHS` or `drop=SERVICE`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "drop":
      self = .drop(service: parts[1])
    case "slip":
      guard let colon = parts[1].lastIndex(of: ":"), colon > parts[1].startIndex,
        let months = Int(parts[1][parts[1].index(after: colon)...]),
        (-Self.limit...Self.limit).contains(months)
      else { return nil }
      self = .slip(ProjectCode(String(parts[1][..<colon])), months: months)
    default: return nil
    }
  }
}
