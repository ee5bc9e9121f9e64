import Inventory

/// Joins records into clusters that can exist: the surest pairs first, each cluster weighed anew.
struct Clustering {
  /// The clusters, members and clusters in order.
  private(set) var clusters: [[Int]] = []
  /// The pairs that joined clusters, in the order of joining.
  private(set) var joins: [(Int, Int)] = []
  /// Pairs that an obstacle kept apart though much speaks for them.
  private(set) var apart: [(Int, Int, ReconciliationNote.Obstacle)] = []

  /// The bits that a join needs, pass by pass: what is sure first, so that doubt meets whole
  /// clusters.
  private static let passes = [24.0, 16, 11, 6, 3]

  init(_ machines: [MachineTraits], pairs: [(Int, Int)], evidence: Evidence) {
    var profiles: [Profile?] = machines.enumerated().map { Profile($0.element, at: $0.offset) }
    var parents = Array(machines.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    var scored: [(bits: Double, first: Int, second: Int)] = pairs.compactMap { first, second in
      guard let a = profiles[first], let b = profiles[second] else { return nil }
      return (evidence.bits(a, b), first, second)
    }
    scored.sort {
      $0.bits != $1.bits
        ? $0.bits > $1.bits : ($0.first, $0.second) < ($1.first, $1.second)
    }
    for (pass, threshold) in Self.passes.enumerated() {
      for pair in scored {
        let first = root(pair.first)
        let second = root(pair.second)
        guard first != second, let a = profiles[first], let b = profiles[second] else { continue }
        let bits = evidence.bits(a, b)
        guard bits >= threshold else { continue }
        if let obstacle = evidence.obstacle(a, b) {
          if pass == Self.passes.count - 1, bits > 8 {
            apart.append((pair.first, pair.second, obstacle))
          }
          continue
        }
        var whole = a
        whole.absorb(b)
        profiles[min(first, second)] = whole
        profiles[max(first, second)] = nil
        parents[max(first, second)] = min(first, second)
        joins.append((pair.first, pair.second))
      }
    }
    clusters = profiles.compactMap { $0?.members.sorted() }
  }
}
