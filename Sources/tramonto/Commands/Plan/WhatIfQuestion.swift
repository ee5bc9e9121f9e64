import ArgumentParser
import Estimation
import Inventory
import Retirement

/// `tramonto plan --what-if`: what changes if a project slips or a service is dropped.
struct WhatIfQuestion {
  let suppositions: [Supposition]
  let planner: Planner
  let console: Console
  let json: Bool

  private struct Change {
    var view: EstateView
    var kind: AssetKind
    var change: SupposedChange
  }

  func answer(_ estates: PlannedEstates) throws {
    for supposition in suppositions
    where !estates.views.contains(where: { supposition.touches($0.estate) }) {
      throw CommandFailure.supposesNothing(supposition)
    }
    let changes = estates.views.flatMap { view in
      let kinds = Dictionary(view.estate.assets.map { ($0.id, $0.kind) }) { first, _ in first }
      return planner.changes(suppositions, in: view.estate).map {
        Change(view: view, kind: kinds[$0.machine] ?? .unknown, change: $0)
      }
    }
    let cost = changes.reduce(into: DelayCost()) { $0.add($1.change, $1.view, estates) }
    if json {
      sayJSON(changes, cost)
    } else {
      say(changes, cost)
    }
  }

  private func say(_ changes: [Change], _ cost: DelayCost) {
    let language = console.language
    guard !changes.isEmpty else {
      console.say(language("Il piano non cambia.", "The plan does not change."))
      return
    }
    var table = TextTable([
      (language("macchina", "machine"), .left), (language("codice", "id"), .left),
      (language("tipo", "kind"), .left), (language("nel piano", "in the plan"), .left),
      (language("così", "then"), .left), (language("mesi", "months"), .right),
    ])
    for item in changes {
      let change = item.change
      table.add([
        item.view.name(of: change.machine), change.machine.description,
        item.kind.label(in: language), change.before.label(in: language),
        change.after.label(in: language), change.monthsLater.map { String($0) } ?? "",
      ])
    }
    for line in table.lines { console.say(line) }
    let servers = changes.filter { $0.kind.isServer }.map(\.change)
    let later = servers.count { ($0.monthsLater ?? 0) > 0 }
    let earlier = servers.count { ($0.monthsLater ?? 0) < 0 }
    let lost = servers.count { $0.isLost }
    console.say(
      language(
        "Server: \(later) più tardi, \(earlier) prima, \(lost) non più da dismettere",
        "Servers: \(later) later, \(earlier) earlier, \(lost) no longer to retire"
      )
    )
    console.say(language("Per i rinvii: ", "By the delays: ") + cost.delayed.text(in: language))
    console.say(
      language("Ogni anno, per ciò che resta: ", "Each year, by what stays: ")
        + cost.lost.text(in: language)
    )
  }

  private func sayJSON(_ changes: [Change], _ cost: DelayCost) {
    console.say(
      FactValue.object([
        .init("delays", cost.delayed.fact), .init("eachYear", cost.lost.fact),
        .init("changes", .list(changes.map { fact($0) })),
      ]).json
    )
  }

  private func fact(_ item: Change) -> FactValue {
    let change = item.change
    return .object(
      [
        .init("id", .text(change.machine.description)),
        .init("agency", .text(item.view.estate.agency.code.description)),
        .init("name", .text(item.view.name(of: change.machine))),
        .init("kind", .text(item.kind.rawValue)),
        .init("statusBefore", .text(change.before.status.rawValue)),
        change.before.month.map { .init("monthBefore", .text($0.description)) },
        .init("statusAfter", .text(change.after.status.rawValue)),
        change.after.month.map { .init("monthAfter", .text($0.description)) },
        change.monthsLater.map { .init("monthsLater", .integer($0)) },
      ].compactMap(\.self)
    )
  }
}

/// `tramonto plan --delay`: what a month more costs, project by project.
struct DelayQuestion {
  let planner: Planner
  let console: Console
  let json: Bool

  func answer(_ estates: PlannedEstates, projects: [Project]) {
    let language = console.language
    var table = TextTable([
      (language("progetto", "project"), .left), (language("azienda", "agency"), .left),
      (language("macchine in ritardo", "machines late"), .right),
      (language("kWh/mese lordi", "kWh/month gross"), .right),
      (language("kWh/mese netti", "kWh/month net"), .right),
      (language("EUR/mese netti", "EUR/month net"), .right),
    ])
    for project in projects.sorted(by: { $0.code < $1.code }) {
      guard let view = estates.views.first(where: { $0.estate.agency.code == project.agency })
      else { continue }
      let changes = planner.changes([.slip(project.code, months: 1)], in: view.estate)
      let cost = changes.reduce(into: DelayCost()) { $0.add($1, view, estates) }.delayed
      if json {
        console.say(
          FactValue.object([
            .init("project", .text(project.code.description)),
            .init("agency", .text(project.agency.description)),
            .init("machines", .integer(changes.count)), .init("month", cost.fact),
          ]).json
        )
      } else {
        table.add([
          project.code.description, project.agency.description, String(changes.count),
          language.number(cost.gross.value, decimals: 0),
          language.number(cost.net.value, decimals: 0),
          language.number(cost.money.value, decimals: 0),
        ])
      }
    }
    guard !json else { return }
    for line in table.lines { console.say(line) }
  }
}

/// The energy that machines draw because they go dark later, or not at all.
private struct DelayCost {
  /// An amount of energy with its price.
  struct Amount {
    /// At the agency's meter.
    var gross = KilowattHours.zero
    /// Less what the workload would draw at its destination.
    var net = KilowattHours.zero
    /// The price of the net.
    var money = Euros.zero

    func text(in language: Language) -> String {
      let figures = [gross.value, net.value, money.value].map {
        language.number($0, decimals: 0)
      }
      return language(
        "\(figures[0]) kWh lordi, \(figures[1]) netti, \(figures[2]) EUR netti",
        "\(figures[0]) kWh gross, \(figures[1]) net, \(figures[2]) EUR net"
      )
    }

    var fact: FactValue {
      .object([
        .init("grossKWh", .number(gross.value)), .init("netKWh", .number(net.value)),
        .init("netEUR", .number(money.value)),
      ])
    }
  }

  /// Once, for the months that machines run longer; negative when they go dark earlier.
  var delayed = Amount()
  /// In each year, for machines that no longer go dark.
  var lost = Amount()

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

extension PlanEntry {
  /// The month, or else the status.
  fileprivate func label(in language: Language) -> String {
    month?.description ?? status.label(in: language)
  }
}

/// A supposition as an argument: `slip=PROJECT:MONTHS` or `drop=SERVICE`.
struct SuppositionArgument: ExpressibleByArgument {
  /// The most months that a project may be supposed to slip either way.
  private static let limit = 120

  let supposition: Supposition

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "drop":
      supposition = .drop(service: parts[1])
    case "slip":
      guard let colon = parts[1].lastIndex(of: ":"), colon > parts[1].startIndex,
        let months = Int(parts[1][parts[1].index(after: colon)...]),
        (-Self.limit...Self.limit).contains(months)
      else { return nil }
      supposition = .slip(ProjectCode(String(parts[1][..<colon])), months: months)
    default: return nil
    }
  }
}
