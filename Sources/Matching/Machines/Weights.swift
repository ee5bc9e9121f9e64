/// The bits of each level of each ground, for each pair of kinds of source.
///
/// They are learnt from the records at hand, without labels, by an expectation–maximisation whose
/// expectation leaves the ground in question out: pairs that all *other* evidence calls one machine,
/// or strangers, tell how often that ground agrees in either. Few such pairs leave the priors
/// nearly as they are; each pair of kinds of source leans on all kinds together.
struct Weights: Sendable, Hashable {
  typealias Ground = IdentityEvidence.Ground

  /// Of pairs that agree, the part that are strangers, before anything is learnt; one row for each
  /// ground: near, misread, one, two, several.
  private static let strangers: [Ground: [Double]] = [
    .serial: [0.5, 0.05, 0.004, 0.02, 0.5], .uuid: [0.5, 0.5, 0.004, 0.02, 0.5],
    .assetTag: [0.5, 0.5, 0.05, 0.2, 0.8], .macAddress: [0.5, 0.5, 0.01, 0.05, 0.5],
    .ipAddress: [0.5, 0.5, 0.02, 0.4, 0.75], .name: [0.4, 0.3, 0.02, 0.4, 0.7],
  ]
  /// Of records of one machine, the part that disagree, before anything is learnt.
  private static let disagreement: [Ground: Double] = [
    .serial: 0.02, .uuid: 0.03, .assetTag: 0.2, .macAddress: 0.06, .ipAddress: 0.12, .name: 0.04,
    .cores: 0.15, .memory: 0.1, .system: 0.1, .model: 0.1,
  ]
  /// Of records of one machine, the part whose names differ in their numbers only.
  private static let otherNumber = 0.004
  /// Pairs that the prior counts as, and that all kinds together count as for one pair of kinds.
  private static let priorPairs = 20.0
  private static let pooledPairs = 10.0

  static let levels = Level.allCases.count
  private static let kinds = SourceKind.allCases.count

  /// The odds before any evidence, in bits: about three true pairs a record among all pairs.
  let prior: Float
  /// The bits by ground, level, and the kinds of source of either side.
  private var table: [Float]

  /// The priors, for so many records.
  init(population: Int) {
    // A handful of rows is judged like a part of a small agency's.
    prior = Bits.stepped(Bits.log2(6 / Double(max(population, 512))))
    table = Array(
      repeating: 0,
      count: Ground.allCases.count * Self.levels * Self.kinds * Self.kinds
    )
    learn(Tally())
  }

  /// Learns from `tally`.
  mutating func learn(_ tally: Tally) {
    for ground in Ground.allCases where Self.disagreement[ground] != nil {
      for level in Level.allCases where level != .absent {
        for a in SourceKind.allCases {
          for b in SourceKind.allCases {
            let position = Self.row(ground, level) + Int(a.rawValue) * Self.kinds + Int(b.rawValue)
            table[position] =
              level == .shared ? 0.5 : Bits.stepped(bits(ground, level, a, b, tally))
          }
        }
      }
    }
  }

  private static func row(_ ground: Ground, _ level: Level) -> Int {
    (ground.rawValue * levels + Int(level.rawValue)) * kinds * kinds
  }

  /// The bits of a level, where the first side's value stands in sources `a`, the second's in `b`.
  ///
  /// Where several kinds of source state a value, agreement counts as of the best two, and
  /// disagreement as of the middle of all.
  func bits(_ ground: Ground, _ level: Level, _ a: UInt8, _ b: UInt8) -> Float {
    let row = Self.row(ground, level)
    if a & (a &- 1) == 0, b & (b &- 1) == 0 {
      return table[row + a.trailingZeroBitCount * Self.kinds + b.trailingZeroBitCount]
    }
    var best = -Float.infinity
    var sum: Float = 0
    var restA = a
    while restA != 0 {
      let line = row + restA.trailingZeroBitCount * Self.kinds
      restA &= restA &- 1
      var restB = b
      while restB != 0 {
        let bits = table[line + restB.trailingZeroBitCount]
        restB &= restB &- 1
        best = max(best, bits)
        sum += bits
      }
    }
    if level.isAgreement { return best }
    return Bits.stepped(Double(sum) / Double(a.nonzeroBitCount * b.nonzeroBitCount))
  }

  private func bits(
    _ ground: Ground,
    _ level: Level,
    _ a: SourceKind,
    _ b: SourceKind,
    _ tally: Tally
  ) -> Double {
    let pair = Tally.pair(a, b)
    let isHard = Self.strangers[ground] != nil
    if isHard, level.isAgreement {
      if ground == .serial, level == .near {
        // Makers count up, so a neighbour's serial is a slip away too: about one pair in 200.
        return min(6, Bits.log2(share(ground, level, pair, tally)) + 7.6)
      }
      let row = Self.strangers[ground] ?? []
      let expected = row[Self.column(level)]
      let all = tally.count(ground, level)
      let pooled =
        (Self.priorPairs * expected + Double(all.strangers))
        / (Self.priorPairs + Double(all.strangers + all.same))
      let own = tally.count(ground, level, pair)
      let part =
        (Self.pooledPairs * pooled + Double(own.strangers))
        / (Self.pooledPairs + Double(own.strangers + own.same))
      // The prior is in the odds of such a pair already.
      return min(18, Bits.log2((1 - part) / part) - Double(prior))
    }
    let share = share(ground, level, pair, tally)
    if isHard { return Bits.log2(share) }
    // How rare the value is comes on top, value by value.
    return level == .differ ? Bits.log2(share / 0.75) : Bits.log2(share)
  }

  private static func column(_ level: Level) -> Int {
    switch level {
    case .near: 0
    case .misread: 1
    case .two: 3
    case .several: 4
    default: 2
    }
  }

  /// The part of one machine's pairs that are of a level.
  private func share(_ ground: Ground, _ level: Level, _ pair: Int, _ tally: Tally) -> Double {
    let differ = Self.disagreement[ground] ?? 0.1
    let expected: Double
    switch level {
    case .differ: expected = differ
    case .taken: expected = differ / 4
    case .otherNumber: expected = Self.otherNumber
    case .near: expected = differ / 2
    default: expected = 1 - differ
    }
    let pooled =
      (Self.priorPairs * expected + Double(tally.count(ground, level).same))
      / (Self.priorPairs + Double(tally.same(ground)))
    return (Self.pooledPairs * pooled + Double(tally.count(ground, level, pair).same))
      / (Self.pooledPairs + Double(tally.same(ground, pair)))
  }
}
