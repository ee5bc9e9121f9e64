import Answers
import Inventory
import Retirement

/// `tramonto plan --waves`: the order of moves that frees most energy for each.
struct WavesQuestion {
  let console: Console
  let json: Bool

  /// The most waves that a table shows.
  private static let limit = 20

  func answer(_ estates: PlannedEstates) {
    let waves = PlannedWave.all(in: estates)
    if json {
      for (index, wave) in waves.enumerated() { console.say(wave.fact(number: index + 1).json) }
    } else {
      say(waves)
    }
  }

  private func say(_ waves: [PlannedWave]) {
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
  private func names(of item: PlannedWave) -> String {
    let names = item.wave.moves.prefix(4).map { Excerpt(item.view.name(of: $0)).description }
    let rest = item.wave.moves.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " … +\(rest)" : "")
  }
}
