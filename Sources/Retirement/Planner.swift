public import Inventory

/// Decides for each server, storage array and network device whether it can go, and when.
///
/// The rules, in the order in which they are tried:
///
/// 1. A template is looked at by a person.
/// 2. A physical server whose workload already runs on a virtual machine can go at once. What its
///    source calls withdrawn, or no source has seen for long, is gone; a host with a machine that
///    is still there is not, nor is a virtual machine that a hypervisor lists.
/// 3. Each application on a machine moves in its project's month, stays (it is in no project), or
///    is unclear. Each virtual machine leaves its host in the month that it retires itself.
///    The host, the array below the hosts and the rack's switch follow the last of them. A rack is
///    known by what its devices' own sources say; what may stand in it leaves its switch unclear.
/// 4. One thing that stays blocks. Without such, one unclear thing means review: *retire* is never
///    said on a guess, because switching off what must stay is the worst error. Nor is it where
///    only installed products say what runs on a machine.
/// 5. What carries nothing but the infrastructure's services is kept; infrastructure beside
///    something that moves stays, and blocks.
///
/// What rests on one another in a circle goes, or stays, as one: by what rests on any of it. The
/// circle is told, and where nothing else is known of it, it is looked at by a person.
///
/// The plan is a fold over the graph of what rests on what: each relation is looked at once.
public struct Planner: Sendable {
  /// The day the plan is made for; `nil` for the newest day on which anything of the estate was
  /// seen.
  public var asOf: CalendarDate?
  /// After how many days without being seen a machine counts as gone.
  public var staleAfterDays: Int

  /// Creates a planner.
  ///
  /// - Parameters:
  ///   - asOf: The day the plan is made for: what no source has seen for long before it is gone.
  ///     `nil`: the newest day on which anything of the estate was seen.
  ///   - staleAfterDays: After how many days without being seen a machine counts as gone.
  public init(asOf: CalendarDate?, staleAfterDays: Int = 365) {
    self.asOf = asOf
    self.staleAfterDays = staleAfterDays
  }

  /// Returns the plan: one entry for each server, virtual machine, host, storage array and network
  /// device, in the order of ids.
  ///
  /// A machine that can go at once has the month of ``asOf``.
  ///
  /// - Complexity: O(*n* log *n*) in assets and relations.
  public func plan(_ estate: Estate) -> [PlanEntry] {
    let graph = EstateGraph(estate)
    let today = asOf ?? estate.assets.lazy.compactMap(\.lastSeen).max()
    var conclusions: [PlanEntry?] = Array(repeating: nil, count: graph.assets.count)
    for part in graph.order {
      if part.count == 1 {
        let index = part[0]
        conclusions[index] = conclusion(on: index, in: graph, given: conclusions, today: today)
      } else {
        let entries = circleConclusions(on: part, in: graph, given: conclusions)
        for (index, entry) in zip(part, entries) { conclusions[index] = entry }
      }
    }
    return graph.assets.indices.compactMap { index in
      graph.isPlanned(index) ? conclusions[index] : nil
    }
  }
}
