import Inventory

/// Whose installation of a service an application is.
enum Ward: Hashable {
  /// Nobody's own.
  case none
  /// That of these wards; several are other words for one.
  case of(Set<String>)
  /// Any of the site: no list names the application, only machines tell its service.
  case any
  /// A list names it, but not so that it could be told from another of the site.
  case untold

  init(_ wards: Set<String>) { self = wards.isEmpty ? .none : .of(wards) }
}

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
  ///
  /// - Parameters:
  ///   - moves: The project's moves of the service.
  ///   - site: The site.
  ///   - deadline: The project's.
  ///   - recogniser: Reads the wards that papers name beside the service.
  init(
    _ moves: [PlannedMove],
    at site: String?,
    deadline: Month?,
    recogniser: inout ServiceRecogniser
  ) {
    self.deadline = deadline
    var here: [Entry] = []
    for move in moves {
      if let place = move.site, let site, !SiteNames.same(place, site) { continue }
      here.append(Entry(move: move, wards: recogniser.read(move.application).wards))
    }
    self.here = here
  }

  /// The move that names the installation of `ward`, where one does, and its month.
  ///
  /// An installation that no paper names moves with the last of its service, or with the project's
  /// deadline if that is later: a month too late costs energy, one too early an application. One
  /// that may be any of them moves with the last that papers name.
  func choice(for ward: Ward) -> (named: PlannedMove?, month: Month?) {
    let months = here.compactMap { $0.move.month ?? deadline }
    let named: [Entry]
    switch ward {
    case .none: named = here.filter(\.wards.isEmpty)
    case .of(let wards): named = here.filter { !wards.isDisjoint(with: $0.wards) }
    case .any: return (nil, months.max() ?? deadline)
    case .untold where here.count > 1: return (nil, months.max())
    case .untold: named = []
    }
    if let first = named.first {
      return (first.move, named.compactMap { $0.move.month ?? deadline }.max())
    }
    return (nil, (months + [deadline].compactMap(\.self)).max())
  }
}
