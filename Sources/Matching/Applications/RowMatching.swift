import Inventory

/// Which rows of lists are of one application, and why.
struct RowMatching {
  /// Two rows that were compared, and what came of it.
  struct Comparison {
    /// The rows, by position.
    var first: Int
    var second: Int
    var evidence: IdentityEvidence
    var outcome: IdentityComparison.Outcome

    fileprivate var score: Float { evidence.total }
  }

  /// The rows of each application, by position in order.
  private(set) var sets: [[Int]] = []
  /// The joins in the order made, then what stayed apart: of two applications the likest rows.
  private(set) var comparisons: [Comparison] = []

  /// The most rows that share a name or server and are all compared.
  private static let crowd = 60

  /// Joins `rows` as each other's best by name, service, site and servers; a list names an
  /// application once.
  ///
  /// What was settled of rows, by position, holds.
  ///
  /// - Complexity: near O(*n* log *n*) in the number of rows, each compared with at most
  ///   ``crowd`` others for each of its names, services and servers.
  init(_ rows: [Applications.Row], _ likeness: RowLikeness, settled: SettledApplications) {
    var sets = DisjointSets(rows.count)
    var imports = rows.map { Set([$0.filed.importID]) }
    for (one, other) in settled.sameRows {
      comparisons.append(
        Comparison(
          first: one,
          second: other,
          evidence: likeness.evidence(one, other),
          outcome: .joinedByDecision
        )
      )
      Self.join(one, other, &sets, &imports)
    }
    var apart: [Comparison] = []
    for pair in Self.pairs(rows, likeness) {
      let (first, second) = (sets.root(pair.first), sets.root(pair.second))
      guard first != second else { continue }
      var pair = pair
      let isFree = imports[first].isDisjoint(with: imports[second])
      let isParted = settled.differentRows.contains { one, other in
        let parted = (sets.root(one), sets.root(other))
        return parted == (first, second) || parted == (second, first)
      }
      if isParted {
        pair.outcome = .separatedByDecision
      } else if let obstacle = pair.evidence.obstacle {
        pair.outcome = .impossible(obstacle)
      } else if pair.score < 0 {
        pair.outcome = .weak
      } else if !isFree {
        pair.outcome = .rivalled
      } else {
        comparisons.append(pair)
        Self.join(first, second, &sets, &imports)
        continue
      }
      apart.append(pair)
    }
    comparisons += Self.likest(apart, &sets)
    self.sets = sets.groups()
  }

  private static func join(
    _ first: Int,
    _ second: Int,
    _ sets: inout DisjointSets,
    _ imports: inout [Set<ImportID>]
  ) {
    let (first, second) = (sets.root(first), sets.root(second))
    guard first != second else { return }
    let all = imports[first].union(imports[second])
    imports[sets.join(first, second)] = all
  }

  /// The pairs of rows that share a name, a service at a site, or a server, the likest first.
  private static func pairs(_ rows: [Applications.Row], _ likeness: RowLikeness) -> [Comparison] {
    var blocks: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      var keys = row.aliases.union(row.words.map { $0.joined(separator: " ") })
      if let kind = row.kind { keys.insert("\u{1}\(kind)\u{1}" + (row.site ?? "")) }
      for key in keys { blocks[key, default: []].append(index) }
    }
    var pairs: [Comparison] = []
    var seen: Set<Int64> = []
    for block in [likeness.byServer.values.map(\.self), blocks.values.map(\.self)].joined()
    where block.count <= crowd {
      for (offset, one) in block.enumerated() {
        for other in block[(offset + 1)...] where one != other {
          let (first, second) = (min(one, other), max(one, other))
          guard seen.insert(Int64(first) << 32 | Int64(second)).inserted else { continue }
          let evidence = likeness.evidence(first, second)
          // A list has many rows of one service: only what looks listed twice is worth a word.
          guard evidence.total >= (evidence.obstacle == nil ? -7 : 0) else { continue }
          pairs.append(
            Comparison(first: first, second: second, evidence: evidence, outcome: .joined)
          )
        }
      }
    }
    pairs.sort {
      $0.score != $1.score
        ? $0.score > $1.score : ($0.first, $0.second) < ($1.first, $1.second)
    }
    return pairs
  }

  /// Of all that was compared of two applications the likest, where no decision parts them.
  private static func likest(_ apart: [Comparison], _ sets: inout DisjointSets) -> [Comparison] {
    var found: [Comparison] = []
    var places: [Int64: Int] = [:]
    for pair in apart {
      let roots = (sets.root(pair.first), sets.root(pair.second))
      guard roots.0 != roots.1 else { continue }
      let key = Int64(min(roots.0, roots.1)) << 32 | Int64(max(roots.0, roots.1))
      if let place = places[key] {
        if pair.outcome == .separatedByDecision { found[place].outcome = pair.outcome }
      } else {
        places[key] = found.count
        found.append(pair)
      }
    }
    return found
  }
}
