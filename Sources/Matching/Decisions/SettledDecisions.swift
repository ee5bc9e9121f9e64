import Inventory

/// Decisions as matching takes them: free of contradictions, by what was decided on.
struct SettledDecisions: Sendable {
  private(set) var same: [(Int32, Int32)] = []
  private(set) var different: [(Int32, Int32)] = []
  /// The decisions behind ``same`` and ``different``.
  private(set) var standing: [(decision: IdentityDecision, first: Int32, second: Int32)] = []
  private(set) var conflicts: [DecisionConflict] = []

  /// Settles `decisions`, which are in the order they were made; in a contradiction the later holds.
  ///
  /// `number` tells the number of what a record, or the words in it, stand for: a machine, or an
  /// application's row or wording; `nil` when there is no such thing.
  ///
  /// - Complexity: near O(*n* log *n*) in the number of decisions.
  init(_ decisions: [IdentityDecision], number: (RecordID, String?) -> Int32?) {
    var parents: [Int32: Int32] = [:]
    var foes: [Int32: [Int32: IdentityDecision]] = [:]
    func root(_ index: Int32) -> Int32 {
      var index = index
      while let parent = parents[index], parent != index { index = parent }
      return index
    }
    var latest: [Int32: IdentityDecision] = [:]
    for decision in decisions.reversed() {
      guard let first = number(decision.first, decision.firstMention),
        let second = number(decision.second, decision.secondMention)
      else {
        conflicts.append(DecisionConflict(decision: decision, reason: .recordGone))
        continue
      }
      let (one, other) = (root(first), root(second))
      if decision.verdict == .same, one != other {
        if let later = foes[one]?[other] {
          conflicts.append(DecisionConflict(decision: decision, reason: .overruled(by: later)))
          continue
        }
        let (whole, gone) = (min(one, other), max(one, other))
        parents[gone] = whole
        latest[whole] = latest[whole] ?? latest[gone] ?? decision
        for (foe, later) in foes.removeValue(forKey: gone) ?? [:] {
          foes[whole, default: [:]][foe] = later
          foes[foe]?[gone] = nil
          foes[foe, default: [:]][whole] = later
        }
        same.append((first, second))
      } else if decision.verdict == .different {
        if one == other {
          // Of a chain of decisions the latest is named.
          let later = latest[one] ?? decision
          conflicts.append(DecisionConflict(decision: decision, reason: .overruled(by: later)))
          continue
        }
        foes[one, default: [:]][other] = foes[one]?[other] ?? decision
        foes[other, default: [:]][one] = foes[other]?[one] ?? decision
        different.append((first, second))
      }
      standing.append((decision, first, second))
    }
    conflicts.reverse()
    standing.reverse()
    same.reverse()
    different.reverse()
  }
}
