import Answers
import ArgumentParser
import Inventory
import Retirement

/// `tramonto plan --what-if`: what changes if a project slips or a service is dropped.
struct WhatIfQuestion {
  let suppositions: [Supposition]
  let planner: Planner
  let console: Console
  let json: Bool

  func answer(_ estates: PlannedEstates) throws {
    for supposition in suppositions
    where !estates.views.contains(where: { supposition.touches($0.estate) }) {
      throw CommandFailure.supposesNothing(supposition)
    }
    let answer = WhatIf(suppositions, planner, in: estates)
    if json {
      console.say(answer.fact.json)
    } else {
      say(answer)
    }
  }

  private func say(_ answer: WhatIf) {
    let language = console.language
    guard !answer.changes.isEmpty else {
      console.say(language("Il piano non cambia.", "The plan does not change."))
      return
    }
    var table = TextTable([
      (language("macchina", "machine"), .left), (language("codice", "id"), .left),
      (language("tipo", "kind"), .left), (language("nel piano", "in the plan"), .left),
      (language("così", "then"), .left), (language("mesi", "months"), .right),
    ])
    for item in answer.changes {
      let change = item.change
      table.add([
        item.name, change.machine.description,
        item.kind.label(in: language), change.before.label(in: language),
        change.after.label(in: language), change.monthsLater.map { String($0) } ?? "",
      ])
    }
    for line in table.lines { console.say(line) }
    let (later, earlier, lost) = answer.servers
    console.say(
      language(
        "Server: \(later) più tardi, \(earlier) prima, \(lost) non più da dismettere",
        "Servers: \(later) later, \(earlier) earlier, \(lost) no longer to retire"
      )
    )
    console.say(
      language("Per i rinvii: ", "By the delays: ") + answer.cost.delayed.text(in: language)
    )
    console.say(
      language("Ogni anno, per ciò che resta: ", "Each year, by what stays: ")
        + answer.cost.lost.text(in: language)
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
    for delay in ProjectDelay.all(projects, planner, in: estates) {
      if json {
        console.say(delay.fact.json)
      } else {
        table.add([
          delay.project.description, delay.agency.description, String(delay.machines),
          language.number(delay.month.gross.value, decimals: 0),
          language.number(delay.month.net.value, decimals: 0),
          language.number(delay.month.money.value, decimals: 0),
        ])
      }
    }
    guard !json else { return }
    for line in table.lines { console.say(line) }
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
  let supposition: Supposition

  init?(argument: String) {
    guard let supposition = Supposition(argument) else { return nil }
    self.supposition = supposition
  }
}

extension DelayCost.Amount {
  /// The amount in words.
  fileprivate func text(in language: Language) -> String {
    let figures = [gross.value, net.value, money.value].map {
      language.number($0, decimals: 0)
    }
    return language(
      "\(figures[0]) kWh lordi, \(figures[1]) netti, \(figures[2]) EUR netti",
      "\(figures[0]) kWh gross, \(figures[1]) net, \(figures[2]) EUR net"
    )
  }
}
