public import Inventory

extension DarkPlace {
  /// What is to become of a place: the statuses of machines, said of all that is in it.
  ///
  /// The rules, in the order in which they are tried:
  ///
  /// 1. A place of which no source tells what is in it, or what it feeds, is looked at by a person;
  ///    one that all has left is gone. Templates do not count.
  /// 2. Where something stays, the place is blocked by it. What is kept for the infrastructure's
  ///    sake blocks beside something that leaves; with nothing else, the place is kept.
  /// 3. Where something is unclear, or something that stays may be in the place since no source
  ///    tells where it is, a person must look: *retire* is never said on a guess.
  /// 4. The place goes dark with the last that leaves it.
  ///
  /// What only follows other machines of the place, such as the switch of its rack, stands in
  /// nobody's way.
  public struct Outlook: Sendable, Hashable {
    /// What is to become of the place.
    public var status = RetirementStatus.review
    /// For `retire`: the month from which nothing in it needs to be on.
    public var month: Month?
    /// For `retire`: what leaves last; of several in one month, the first by id.
    public var last: EntityID?
    /// What stays in it, by id in order.
    public var blockers: [EntityID] = []
    /// What is in it and a person must look at, by id in order.
    public var doubts: [EntityID] = []
    /// What does not leave and may be in it, or be fed by it, since no source tells; by id in order.
    public var strays: [EntityID] = []

    /// Creates the outlook of a place of which nothing is known.
    public init() {}

    /// Concludes what is to become of a place.
    ///
    /// - Parameters:
    ///   - machines: The planned machines in it, by id in order.
    ///   - strays: What does not leave and may be in it, by id in order.
    ///   - plan: The plan for a machine.
    /// - Complexity: O(machines + their blockers).
    init(
      of machines: [EntityID],
      strays: [EntityID],
      _ plan: (EntityID) -> PlanEntry?
    ) {
      // What is not planned yet, a person must look at.
      let present = machines.map { plan($0) ?? PlanEntry(entity: $0, status: .review, reasons: []) }
        .filter { $0.status != .gone && $0.reasons != [.template] }
      guard !present.isEmpty else {
        status = machines.isEmpty ? .review : .gone
        return
      }
      let lit = present.filter { $0.status != .retire || $0.month == nil }
      let inside = Set(machines)
      let leading = lit.filter { !Self.follows($0, inside) }
      // Where each rests on another of them, or its doubt is about none of this place's, all count.
      let standing = leading.isEmpty && strays.isEmpty ? lit : leading
      blockers = standing.filter { $0.status == .blocked || $0.status == .keep }.map(\.entity)
      doubts = standing.filter { $0.status == .review || $0.status == .retire }.map(\.entity)
      self.strays = strays
      let isKept = !blockers.isEmpty && standing.allSatisfy { $0.status != .blocked }
      if !blockers.isEmpty, !isKept || lit.count < present.count {
        status = .blocked
      } else if isKept, doubts.isEmpty {
        status = .keep
      } else if doubts.isEmpty, strays.isEmpty {
        status = .retire
        month = present.compactMap(\.month).max()
        last = present.first { $0.month == month }?.entity
      } else {
        status = .review
      }
    }

    /// Whether a machine that does not leave would, if what else is in the place did.
    static func follows(_ entry: PlanEntry, _ inside: Set<EntityID>) -> Bool {
      switch entry.status {
      case .blocked: entry.blockers.allSatisfy { inside.contains($0) }
      case .review:
        // What may stand in a switch's rack may stand in this place, or is known to.
        !entry.reasons.isEmpty
          && entry.reasons.allSatisfy { reason in
            if case .mayStandInRack = reason { true } else { false }
          }
      case .retire, .keep, .gone: false
      }
    }
  }
}
