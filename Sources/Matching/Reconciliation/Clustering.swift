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

  /// A pair of machines, and the bits for the clusters that they stood in when last weighed.
  private struct ScoredPair {
    let first: Int
    let second: Int
    var bits: Double
    var firstVersion: Int
    var secondVersion: Int
  }

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
    var scored: [ScoredPair] = pairs.compactMap { first, second in
      guard let a = profiles[first], let b = profiles[second] else { return nil }
      return ScoredPair(
        first: first,
        second: second,
        bits: evidence.bits(a, b),
        firstVersion: first,
        secondVersion: second
      )
    }
    scored.sort {
      $0.bits != $1.bits
        ? $0.bits > $1.bits : ($0.first, $0.second) < ($1.first, $1.second)
    }
    // A number for what each profile is by now: that of its machine at first, a new one by a join.
    var versions = parents
    for (pass, threshold) in Self.passes.enumerated() {
      for index in scored.indices {
        let pair = scored[index]
        let first = root(pair.first)
        let second = root(pair.second)
        guard first != second else { continue }
        // Most pairs are as they were when last weighed.
        let isWeighed =
          pair.firstVersion == versions[first] && pair.secondVersion == versions[second]
        if isWeighed, pair.bits < threshold { continue }
        guard let a = profiles[first], let b = profiles[second] else { continue }
        let bits = isWeighed ? pair.bits : evidence.bits(a, b)
        if !isWeighed {
          scored[index].bits = bits
          scored[index].firstVersion = versions[first]
          scored[index].secondVersion = versions[second]
        }
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
        versions[min(first, second)] = machines.count + joins.count
        joins.append((pair.first, pair.second))
      }
    }
    clusters = profiles.compactMap { $0?.members.sorted() }
  }
}
