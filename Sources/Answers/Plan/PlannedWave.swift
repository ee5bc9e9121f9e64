public import Inventory
public import Retirement

/// Moves that free most energy for each, with what goes dark by them.
public struct PlannedWave: Sendable {
  /// The estate.
  public var view: EstateView
  /// What moves and goes dark.
  public var wave: DarkWave
  /// The energy of a year that it frees.
  public var energy: KilowattHours

  /// The energy of a year that each move frees.
  public var perMove: Double { wave.moves.isEmpty ? 0 : energy.value / Double(wave.moves.count) }

  /// The most energy of a year that each move could free.
  public var bound: Double {
    wave.watts == 0 ? 0 : wave.bound * energy.value / Double(wave.watts)
  }

  /// Asks for the waves of all `estates`, that which frees most for each move first.
  public static func all(in estates: PlannedEstates) -> [PlannedWave] {
    estates.views.flatMap { view in
      let loads = DarkLoad.all(in: view.estate) { estates.watts(of: $0, in: view) }
      return DarkWaves().waves(loads).map { wave in
        PlannedWave(
          view: view,
          wave: wave,
          energy: estates.yearly(of: wave.machines, in: view)
        )
      }
    }
    .enumerated().sorted { left, right in
      if left.element.wave.freesMore(than: right.element.wave) { return true }
      if right.element.wave.freesMore(than: left.element.wave) { return false }
      return left.offset < right.offset
    }
    .map(\.element)
  }

  /// The wave as named values.
  public func fact(number: Int) -> FactValue {
    .object([
      .init("wave", .integer(number)),
      .init("agency", .text(view.estate.agency.code.description)),
      .init("moves", .list(wave.moves.map { view.fact(ofMove: $0) })),
      .init("machines", .list(wave.machines.map { .text($0.description) })),
      .init("watts", .integer(wave.watts)),
      .init("kWhPerYear", .number(energy.value)),
      .init("wattsPerMove", .number(wave.wattsPerMove)),
      .init("wattsPerMoveAtMost", .number(wave.bound)),
      .init("exact", .flag(wave.isExact)),
    ])
  }
}
