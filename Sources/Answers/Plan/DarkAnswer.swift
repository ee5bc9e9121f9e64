public import Inventory
public import Retirement

/// The smallest set of moves that lets a place or machine go dark.
public struct DarkAnswer: Sendable {
  /// The estate that it is in.
  public var view: EstateView
  /// What is to go dark: a place's key, or a machine's id.
  public var target: String
  /// What it takes.
  public var darkening: Darkening
  /// The machines of the target that the plan does not retire.
  public var lit: [EntityID]
  /// The energy of a year of these.
  public var freed: KilowattHours

  /// Asks what it takes for `machines`, which are called `target` and are all of `place`, to go dark.
  public init(
    _ target: String,
    _ machines: [EntityID],
    of place: DarkPlace? = nil,
    in view: EstateView,
    of estates: PlannedEstates
  ) {
    self.view = view
    self.target = target
    let darkening = Darkening(of: machines, place: place, in: view.estate)
    self.darkening = darkening
    lit = darkening.machines.filter { view.entry(of: $0)?.status != .retire }
    freed = estates.yearly(of: lit, in: view)
  }

  /// The answer as named values.
  public var fact: FactValue {
    .object(
      [
        .init("agency", .text(view.estate.agency.code.description)),
        .init("target", .text(target)),
        .init("machines", .list(darkening.machines.map { .text($0.description) })),
        .init("moves", .list(darkening.moves.map { view.fact(ofMove: $0) })),
        .init("exact", .flag(darkening.isExact)),
        .init("doubts", .list(darkening.doubts.map { .text($0.description) })),
        darkening.month.map { .init("month", .text($0.description)) },
        .init("kWhPerYear", .number(freed.value)),
      ].compactMap(\.self)
    )
  }
}
