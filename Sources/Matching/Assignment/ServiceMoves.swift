import Inventory

/// The moves that a project's papers plan for one service at one site.
///
/// Papers name an application by its service, its product and, where a ward has an installation of
/// its own, the ward: “Ricovero ordinario per acuti RicoverOK Ostetricia - San Donato”. The ward
/// tells installations apart.
struct ServiceMoves {
  private struct Entry {
    var move: PlannedMove
    var wards: Set<String>
  }

  private let here: [Entry]
  private let deadline: Month?

  /// Collects the moves; where the site is not known, those at every site.
  init(
    of service: Int,
    site: String?,
    in project: Project,
    recogniser: inout ServiceRecogniser
  ) {
    deadline = project.deadline
    var here: [Entry] = []
    for move in project.moves where move.service.flatMap({ recogniser.number(of: $0) }) == service {
      if let place = move.site, let site, !SiteNames.same(place, site) { continue }
      here.append(Entry(move: move, wards: recogniser.read(move.application).wards))
    }
    self.here = here
  }

  /// The move that names the installation of `wards`, where one does, and its month.
  ///
  /// An installation that no paper names moves with the last of its service, or with the project's
  /// deadline if that is later: a month too late costs energy, one too early an application. One
  /// that may be any of them, for which `wards` is `nil`, moves with the last that papers name.
  func choice(for wards: Set<String>?) -> (named: PlannedMove?, month: Month?) {
    guard let wards else {
      return (nil, here.compactMap { $0.move.month ?? deadline }.max() ?? deadline)
    }
    let named = here.filter { wards.isEmpty ? $0.wards.isEmpty : !wards.isDisjoint(with: $0.wards) }
    if let first = named.first {
      return (first.move, named.compactMap { $0.move.month ?? deadline }.max())
    }
    return (nil, (here.compactMap(\.move.month) + [deadline].compactMap(\.self)).max())
  }
}
