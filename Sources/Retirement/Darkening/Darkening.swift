public import Inventory

/// What it takes for some machines to go dark together.
public struct Darkening: Sendable, Hashable {
  /// The machines that are still there, by id in order.
  public var machines: [EntityID]
  /// The smallest set of moves: what the plan moves nowhere, yet keeps one of them on, by id in
  /// order.
  ///
  /// Applications, and machines that stay or of which nobody knows what they carry.
  public var moves: [EntityID]
  /// Machines on the way down of which more is unclear than ``moves`` says, and those that may be in
  /// the place, by id in order; where there are any, the moves are at least these.
  public var doubts: [EntityID]
  /// The month in which those that go dark as planned all have; `nil` where none does.
  public var month: Month?

  /// Whether the moves are all that it takes.
  public var isExact: Bool { doubts.isEmpty }

  /// Finds what it takes for `targets` to go dark.
  ///
  /// Everything that keeps one of them on has to move, and nothing else has: of all sets of moves
  /// that do, the set is the smallest. What is gone or not planned is passed over.
  ///
  /// - Parameters:
  ///   - targets: The machines.
  ///   - place: The place that they are all of; what only follows others of it is no move, and what
  ///     may be in it is in doubt. `nil` for machines that are of none.
  ///   - estate: The estate with its plan.
  /// - Complexity: O(plan + what the targets carry).
  public init(
    of targets: some Sequence<EntityID>,
    place: DarkPlace? = nil,
    in estate: Estate
  ) {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    machines = Set(targets).sorted().filter { plan[$0].map { $0.status != .gone } ?? false }
    month = machines.compactMap { plan[$0]?.month }.max()
    var seen = Set(machines)
    var open = machines.filter { plan[$0]?.status != .retire }
    var moves: Set<EntityID> = []
    var doubts = Set(place?.outlook.strays ?? [])
    if let place {
      let inside = Set(place.machines)
      let leading = open.filter { machine in
        plan[machine].map { !DarkPlace.Outlook.follows($0, inside) } ?? true
      }
      // Where each rests on another of them, one has to move all the same.
      if !leading.isEmpty || !doubts.isEmpty { open = leading }
    }
    while let next = open.popLast() {
      guard let entry = plan[next], entry.status == .blocked else {
        moves.insert(next)
        continue
      }
      // Each blocker has its reason; what is said besides is unclear.
      let reasons = entry.reasons.filter { $0 != .cycle }
      if reasons.count > entry.blockers.count || entry.blockers.isEmpty {
        doubts.insert(next)
      }
      for blocker in entry.blockers where seen.insert(blocker).inserted { open.append(blocker) }
    }
    self.moves = moves.sorted()
    self.doubts = doubts.sorted()
  }
}
