import Estimation
import Inventory
import Retirement

/// `tramonto plan --waves`: the order of moves that frees most energy for each.
struct WavesQuestion {
  let console: Console
  let json: Bool

  /// The most waves that a table shows.
  private static let limit = 20

  private struct Wave {
    var view: EstateView
    var wave: DarkWave
    var energy: KilowattHours

    /// The energy of a year that each move frees.
    var perMove: Double { wave.moves.isEmpty ? 0 : energy.value / Double(wave.moves.count) }

    /// The most energy of a year that each move could free.
    var bound: Double {
      wave.watts == 0 ? 0 : wave.bound * energy.value / Double(wave.watts)
    }
  }

  func answer(_ estates: PlannedEstates) {
    let waves = waves(estates)
    if json {
      for (index, wave) in waves.enumerated() { console.say(fact(wave, number: index + 1).json) }
    } else {
      say(waves)
    }
  }

  private func waves(_ estates: PlannedEstates) -> [Wave] {
    estates.views.flatMap { view in
      let loads = DarkLoad.all(in: view.estate) { machine in
        Int((estates.estimate(of: machine, in: view)?.power.value.value ?? 0).rounded())
      }
      return DarkWaves().waves(loads).map { wave in
        Wave(view: view, wave: wave, energy: estates.yearly(of: wave.machines, in: view))
      }
    }
    .enumerated().sorted { left, right in
      if left.element.wave.freesMore(than: right.element.wave) { return true }
      if right.element.wave.freesMore(than: left.element.wave) { return false }
      return left.offset < right.offset
    }
    .map(\.element)
  }

  private func say(_ waves: [Wave]) {
    let language = console.language
    guard !waves.isEmpty else {
      console.say(language("Niente è bloccato.", "Nothing is blocked."))
      return
    }
    var table = TextTable([
      ("", .right), (language("azienda", "agency"), .left),
      (language("spostamenti", "moves"), .right), (language("si spengono", "go dark"), .right),
      (language("kWh/anno", "kWh/year"), .right),
      (language("per spostamento", "per move"), .right),
      (language("al più", "at most"), .right), (language("che cosa", "what"), .left),
    ])
    for (index, item) in waves.prefix(Self.limit).enumerated() {
      let wave = item.wave
      table.add([
        String(index + 1), item.view.estate.agency.code.description, String(wave.moves.count),
        String(wave.machines.count), language.number(item.energy.value, decimals: 0),
        language.number(item.perMove, decimals: 0),
        wave.isExact ? "" : language.number(item.bound, decimals: 0), names(of: item),
      ])
    }
    for line in table.lines { console.say(line) }
    if waves.count > Self.limit {
      console.say(
        language(
          "… e altre \(waves.count - Self.limit): tramonto plan --waves --json",
          "… and \(waves.count - Self.limit) more: tramonto plan --waves --json"
        )
      )
    }
    let inexact = waves.count { !$0.wave.isExact }
    guard inexact > 0 else { return }
    console.say(
      language(
        "“al più”: quanto libererebbe, per spostamento, la scelta migliore; altrove è la migliore",
        "“at most”: what the best choice could free for each move; elsewhere this is the best"
      )
    )
  }

  /// The first names of what moves.
  private func names(of item: Wave) -> String {
    let names = item.wave.moves.prefix(4).map { Excerpt(item.view.name(of: $0)).description }
    let rest = item.wave.moves.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " … +\(rest)" : "")
  }

  private func fact(_ item: Wave, number: Int) -> FactValue {
    .object([
      .init("wave", .integer(number)),
      .init("agency", .text(item.view.estate.agency.code.description)),
      .init("moves", .list(item.wave.moves.map { item.view.fact(ofMove: $0) })),
      .init("machines", .list(item.wave.machines.map { .text($0.description) })),
      .init("watts", .integer(item.wave.watts)),
      .init("kWhPerYear", .number(item.energy.value)),
      .init("wattsPerMove", .number(item.wave.wattsPerMove)),
      .init("wattsPerMoveAtMost", .number(item.wave.bound)),
      .init("exact", .flag(item.wave.isExact)),
    ])
  }
}
