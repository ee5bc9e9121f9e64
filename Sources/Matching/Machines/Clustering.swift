import Inventory

/// Joins machines into clusters that can exist: the surest pairs first, each cluster weighed anew.
struct Clustering: Sendable {
  /// A join, in the order made: the pair that led to it, and the evidence of the whole clusters.
  struct Join: Sendable {
    var first: Int32
    var second: Int32
    var evidence: IdentityEvidence
    var isDecided: Bool
  }

  /// A pair of clusters that stayed apart.
  struct Rest: Sendable {
    var first: Int32
    var second: Int32
    var evidence: IdentityEvidence
    /// Whether another cluster was nearly as good a match.
    var hasRival: Bool
    var isDecided: Bool
  }

  /// The joins, in order.
  private(set) var joins: [Join] = []
  /// The pairs of clusters that stayed apart though something speaks for them, by pairs in order.
  private(set) var apart: [Rest] = []
  /// The cluster of each machine: the smallest machine in it.
  private(set) var roots: [Int32]

  /// The bits that a join needs, pass by pass: what is sure first, so that doubt meets whole
  /// clusters.
  private static let passes: [Float] = [24, 16, 11, 6, 3, 0]
  /// Below this a match must also be better than its rivals, by this much.
  private static let sure: Float = 8
  private static let lead: Float = 2
  /// Two clusters whose identifiers and names speak against one machine by this are rivals.
  private static let strangers: Float = -3
  /// Pairs below this are left out of what stayed apart.
  private static let worthTelling: Float = -2

  private var marks: [Mark]
  private var ranges: [Range<Int>]
  private var forms: [ClusterForm]
  private var versions: [Int32]
  /// The next machine of the same cluster, round and round.
  private var next: [Int32]
  /// For each cluster that decisions keep from others: machines that must stay out of it.
  private var foes: [Int32: [Int32]] = [:]

  /// A pair of machines, and the bits for the clusters that they stood in when last weighed.
  private struct ScoredPair {
    let first: Int32
    let second: Int32
    var bits: Float
    var firstVersion: Int32
    var secondVersion: Int32
  }

  /// Clusters `machines` by `pairs`, each of which stands there once.
  ///
  /// Pairs that a person decided are the `same` are joined first, whatever else is known; pairs
  /// decided to be `different` never stand in one cluster.
  init(
    _ machines: Machines,
    pairs: [(first: Int32, second: Int32)],
    same: [(Int32, Int32)],
    different: [(Int32, Int32)],
    evidence: inout Evidence
  ) {
    let all = machines.machines
    marks = machines.marks
    ranges = all.map(\.marks)
    forms = all.map { ClusterForm($0) }
    roots = Array(0..<Int32(all.count))
    versions = roots
    next = roots
    for (one, other) in different {
      foes[one, default: []].append(other)
      foes[other, default: []].append(one)
    }
    for (one, other) in same where root(one) != root(other) {
      join(one, other, weigh(root(one), root(other), &evidence), isDecided: true)
    }
    var scored = pairs.map { pair in
      ScoredPair(
        first: pair.first,
        second: pair.second,
        bits: weigh(root(pair.first), root(pair.second), &evidence).total,
        firstVersion: versions[Int(root(pair.first))],
        secondVersion: versions[Int(root(pair.second))]
      )
    }
    scored.sort {
      $0.bits != $1.bits
        ? $0.bits > $1.bits : ($0.first, $0.second) < ($1.first, $1.second)
    }
    let neighbours = Neighbours(pairs, count: all.count)
    for threshold in Self.passes {
      for index in scored.indices {
        let pair = scored[index]
        let first = root(pair.first)
        let second = root(pair.second)
        guard first != second else { continue }
        // Most pairs are as they were when last weighed.
        let isWeighed =
          pair.firstVersion == versions[Int(first)] && pair.secondVersion == versions[Int(second)]
        if isWeighed, pair.bits < threshold { continue }
        let found = weigh(first, second, &evidence)
        scored[index].bits = found.total
        scored[index].firstVersion = versions[Int(first)]
        scored[index].secondVersion = versions[Int(second)]
        guard found.total >= threshold, found.obstacle == nil, !areFoes(first, second) else {
          continue
        }
        if found.total < Self.sure, hasRival(first, second, found, neighbours, &evidence) {
          continue
        }
        join(pair.first, pair.second, found, isDecided: false)
      }
    }
    tellRest(scored, neighbours, &evidence)
    for index in roots.indices { roots[index] = root(Int32(index)) }
  }

  /// Gives up what only weighing needs; nothing is weighed after it.
  mutating func finish() {
    (marks, ranges, forms, versions, next) = ([], [], [], [], [])
  }

  private mutating func root(_ machine: Int32) -> Int32 {
    var index = machine
    while roots[Int(index)] != index {
      roots[Int(index)] = roots[Int(roots[Int(index)])]
      index = roots[Int(index)]
    }
    return index
  }

  /// The evidence between the clusters of two machines as they stand at the end.
  mutating func evidence(
    _ one: Int32,
    _ other: Int32,
    _ evidence: inout Evidence
  ) -> IdentityEvidence {
    weigh(root(one), root(other), &evidence)
  }

  private func weigh(
    _ first: Int32,
    _ second: Int32,
    _ evidence: inout Evidence
  ) -> IdentityEvidence {
    marks.withUnsafeBufferPointer { marks in
      evidence.weigh(
        Marks(rebasing: marks[ranges[Int(first)]]),
        forms[Int(first)],
        Marks(rebasing: marks[ranges[Int(second)]]),
        forms[Int(second)]
      )
    }
  }

  private mutating func join(
    _ one: Int32,
    _ other: Int32,
    _ evidence: IdentityEvidence,
    isDecided: Bool
  ) {
    let (first, second) = (root(one), root(other))
    let whole = min(first, second)
    let gone = max(first, second)
    let start = marks.count
    merge(ranges[Int(first)], ranges[Int(second)])
    ranges[Int(whole)] = start..<marks.count
    forms[Int(whole)].absorb(forms[Int(gone)])
    roots[Int(gone)] = whole
    next.swapAt(Int(whole), Int(gone))
    versions[Int(whole)] = Int32(ranges.count + joins.count)
    if let more = foes.removeValue(forKey: gone) { foes[whole, default: []] += more }
    joins.append(Join(first: one, second: other, evidence: evidence, isDecided: isDecided))
  }

  /// Appends the marks of both, in order, each value once.
  private mutating func merge(_ a: Range<Int>, _ b: Range<Int>) {
    var one = a.lowerBound
    var two = b.lowerBound
    while one < a.upperBound, two < b.upperBound {
      if marks[one].key == marks[two].key {
        marks.append(marks[one].joined(marks[two]))
        one += 1
        two += 1
      } else if marks[one].key < marks[two].key {
        marks.append(marks[one])
        one += 1
      } else {
        marks.append(marks[two])
        two += 1
      }
    }
    while one < a.upperBound {
      marks.append(marks[one])
      one += 1
    }
    while two < b.upperBound {
      marks.append(marks[two])
      two += 1
    }
  }

  private mutating func areFoes(_ first: Int32, _ second: Int32) -> Bool {
    guard let others = foes[first] else { return false }
    for other in others where root(other) == second { return true }
    return false
  }

  /// Whether a cluster other than the two matches one of them nearly as well, so that the evidence
  /// does not tell which it is.
  private mutating func hasRival(
    _ first: Int32,
    _ second: Int32,
    _ found: IdentityEvidence,
    _ neighbours: Neighbours,
    _ evidence: inout Evidence
  ) -> Bool {
    for (side, other) in [(first, second), (second, first)] {
      let seekers = members(side)
      let isHome = seekers.count > members(other).count
      var seen: Set<Int32> = [side, other]
      for machine in seekers {
        for neighbour in neighbours[machine] {
          let cluster = root(neighbour)
          guard seen.insert(cluster).inserted else { continue }
          let rival = weigh(side, cluster, &evidence)
          guard rival.obstacle == nil,
            rival.total + rival.dissent > found.total + found.dissent - Self.lead
          else { continue }
          // What may well be one machine with the other is no rival of it, and a larger cluster may
          // take both unless they exclude each other.
          let both = weigh(other, cluster, &evidence)
          if both.obstacle != nil { return true }
          if !isHome, both.total < 0, both.against < Self.strangers { return true }
        }
      }
    }
    return false
  }

  /// The machines of a cluster, beginning with `machine`.
  private func members(_ machine: Int32) -> [Int32] {
    var members = [machine]
    var index = next[Int(machine)]
    while index != machine {
      members.append(index)
      index = next[Int(index)]
    }
    return members
  }

  /// Keeps, of the pairs of clusters that stayed apart, those that something speaks for, and the
  /// best of each cluster.
  private mutating func tellRest(
    _ scored: [ScoredPair],
    _ neighbours: Neighbours,
    _ evidence: inout Evidence
  ) {
    var seen: Set<UInt64> = []
    var rest: [(bits: Float, first: Int32, second: Int32)] = []
    for pair in scored {
      let first = root(pair.first)
      let second = root(pair.second)
      guard first != second,
        seen.insert(UInt64(UInt32(min(first, second))) << 32 | UInt64(UInt32(max(first, second))))
          .inserted
      else { continue }
      let isWeighed =
        pair.firstVersion == versions[Int(first)] && pair.secondVersion == versions[Int(second)]
      let bits = isWeighed ? pair.bits : weigh(first, second, &evidence).total
      rest.append((bits, pair.first, pair.second))
    }
    rest.sort {
      $0.bits != $1.bits
        ? $0.bits > $1.bits : ($0.first, $0.second) < ($1.first, $1.second)
    }
    var isTold = [Bool](repeating: false, count: roots.count)
    for pair in rest {
      let (first, second) = (root(pair.first), root(pair.second))
      let isBest = !isTold[Int(first)] || !isTold[Int(second)]
      guard isBest || pair.bits >= Self.worthTelling else { continue }
      isTold[Int(first)] = true
      isTold[Int(second)] = true
      // Weighed again rather than kept: most pairs are not worth telling.
      let found = weigh(first, second, &evidence)
      apart.append(
        Rest(
          first: pair.first,
          second: pair.second,
          evidence: found,
          hasRival: found.obstacle == nil && pair.bits >= Self.passes.last ?? 0
            && hasRival(first, second, found, neighbours, &evidence),
          isDecided: areFoes(first, second)
        )
      )
    }
  }
}

/// The machines that each machine is compared with.
struct Neighbours: Sendable {
  private let starts: [Int32]
  private let members: [Int32]

  init(_ pairs: [(first: Int32, second: Int32)], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for pair in pairs {
      starts[Int(pair.first) + 1] += 1
      starts[Int(pair.second) + 1] += 1
    }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var members = [Int32](repeating: 0, count: 2 * pairs.count)
    for pair in pairs {
      for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
        members[Int(next[Int(one)])] = other
        next[Int(one)] += 1
      }
    }
    self.starts = starts
    self.members = members
  }

  subscript(machine: Int32) -> ArraySlice<Int32> {
    members[Int(starts[Int(machine)])..<Int(starts[Int(machine) + 1])]
  }
}
