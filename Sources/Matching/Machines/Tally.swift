/// How often pairs that other evidence decides were of each level.
struct Tally: Sendable {
  /// Pairs of one machine, and pairs of two.
  struct Count: Sendable {
    var same = 0
    var strangers = 0
  }

  private static let kinds = SourceKind.allCases.count
  private static let pairs = kinds * kinds
  private static let grounds = IdentityEvidence.Ground.allCases.count

  private var own = [Count](repeating: Count(), count: grounds * Weights.levels * pairs)
  private var pooled = [Count](repeating: Count(), count: grounds * Weights.levels)
  private var ownSame = [Int](repeating: 0, count: grounds * pairs)
  private var pooledSame = [Int](repeating: 0, count: grounds)

  init() {}

  /// The number of a pair of kinds, either way round.
  static func pair(_ a: SourceKind, _ b: SourceKind) -> Int {
    Int(min(a.rawValue, b.rawValue)) * kinds + Int(max(a.rawValue, b.rawValue))
  }

  mutating func add(
    _ ground: IdentityEvidence.Ground,
    _ level: Level,
    _ pair: Int,
    isSame: Bool
  ) {
    let row = ground.rawValue * Weights.levels + Int(level.rawValue)
    if isSame {
      own[row * Self.pairs + pair].same += 1
      pooled[row].same += 1
      ownSame[ground.rawValue * Self.pairs + pair] += 1
      pooledSame[ground.rawValue] += 1
    } else {
      own[row * Self.pairs + pair].strangers += 1
      pooled[row].strangers += 1
    }
  }

  /// The pairs of a level, of one pair of kinds or of all.
  func count(_ ground: IdentityEvidence.Ground, _ level: Level, _ pair: Int? = nil) -> Count {
    let row = ground.rawValue * Weights.levels + Int(level.rawValue)
    return pair.map { own[row * Self.pairs + $0] } ?? pooled[row]
  }

  /// The pairs of one machine in which a ground can be compared, of one pair of kinds or of all.
  func same(_ ground: IdentityEvidence.Ground, _ pair: Int? = nil) -> Int {
    pair.map { ownSame[ground.rawValue * Self.pairs + $0] } ?? pooledSame[ground.rawValue]
  }
}

extension Tally {
  /// A pair whose other evidence reaches this is one machine, as far as learning goes.
  private static let same: Float = 3
  /// A pair whose other evidence, the prior apart, is below this is two.
  private static let strangers: Float = -4

  private static let pairsLearntFrom = 100_000

  /// Counts the levels of `pairs`, each ground where all others decide the pair.
  init(
    _ machines: Machines,
    _ pairs: [(first: Int32, second: Int32)],
    _ evidence: inout Evidence
  ) {
    self.init()
    // Every so many pairs tell as much as all of a large estate's.
    let step = max(1, pairs.count / Self.pairsLearntFrom)
    for index in stride(from: 0, to: pairs.count, by: step) {
      let pair = pairs[index]
      let a = machines.machines[Int(pair.first)]
      let b = machines.machines[Int(pair.second)]
      let found = machines.marks.withUnsafeBufferPointer { marks in
        evidence.weigh(
          Marks(rebasing: marks[a.marks]),
          ClusterForm(a),
          Marks(rebasing: marks[b.marks]),
          ClusterForm(b)
        )
      }
      guard found.obstacle == nil else { continue }
      let kinds = Tally.pair(a.source, b.source)
      let total = found.total - found[.overlap]
      for ground in IdentityEvidence.Ground.allCases {
        let level = found.level(ground)
        guard level != .absent, level != .shared else { continue }
        let others = total - found[ground]
        if others >= Self.same {
          add(ground, level, kinds, isSame: true)
        } else if others - found[.prior] <= Self.strangers {
          add(ground, level, kinds, isSame: false)
        }
      }
    }
  }
}
