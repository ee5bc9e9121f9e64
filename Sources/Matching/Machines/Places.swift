/// How likely two records stand at one site, learnt from records that are surely one machine.
///
/// Sources spell places in tongues of their own: a data centre, a domain, a subnet, a hospital.
/// The evidence of places *a* and *b* is the logarithm of how often records of one machine have
/// them together against how often chance would pair them, log₂((n_ab + ½) / (n_a n_b / n + ½)).
struct Places: Sendable {
  /// What speaks most for one site, and most against it, of two sets of places; in bits.
  struct Bounds: Sendable {
    var best: Float = 0
    var worst: Float = 0

    /// The evidence: −8 to +3.
    var bits: Float { max(-8, min(3, best) + worst) }

    mutating func take(_ other: Bounds) {
      best = max(best, other.best)
      worst = min(worst, other.worst)
    }
  }

  private var together: [UInt64: Int32] = [:]
  /// Twice how often each place was paired.
  private var alone: [Int32]
  private var total = 0
  private let sets: PlaceSets
  private var known: [UInt64: Bounds] = [:]

  /// Learns from `pairs` of sets of places that stand on records of one machine, in any order.
  init(_ sets: PlaceSets, pairs: [(Int32, Int32)]) {
    self.sets = sets
    alone = Array(repeating: 0, count: sets.words.count)
    var counts: [UInt64: Int32] = [:]
    for pair in pairs { counts[Self.key(pair.0, pair.1), default: 0] += 1 }
    for (key, count) in counts {
      for a in sets.sets[Int(key >> 32)] {
        for b in sets.sets[Int(key & 0xFFFF_FFFF)] {
          together[Self.key(a, b), default: 0] += count
          alone[Int(a)] += count
          alone[Int(b)] += count
          total += Int(count)
        }
      }
    }
  }

  private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
  }

  /// What two sets of places say of their being one site.
  mutating func bounds(_ first: Int32, _ second: Int32) -> Bounds {
    let key = Self.key(first, second)
    if let bounds = known[key] { return bounds }
    var bounds = Bounds()
    for a in sets.sets[Int(first)] {
      for b in sets.sets[Int(second)] {
        let seen = Double(together[Self.key(a, b)] ?? 0)
        let chance =
          total > 0
          ? Double(alone[Int(a)]) * Double(alone[Int(b)]) / (2 * Double(total)) : 0
        var bits = Bits.log2((seen + 0.5) / (chance + 0.5))
        if a == b { bits = max(bits, 1) }
        if a != b, seen + chance < 2 { bits += prior(a, b) }
        bounds.take(Bounds(best: Bits.stepped(bits), worst: Bits.stepped(bits)))
      }
    }
    known[key] = bounds
    return bounds
  }

  /// Before anything is learnt, two spellings of one sort are two places unless one is in the other.
  private func prior(_ a: Int32, _ b: Int32) -> Double {
    let one = sets.words[Int(a)]
    let other = sets.words[Int(b)]
    guard let sort = one.utf8.first, sort == other.utf8.first else { return 0 }
    let (first, second) = (one.dropFirst(), other.dropFirst())
    guard !first.contains(second), !second.contains(first) else { return 0 }
    switch sort {
    case 0x73, 0x64, 0x76: return -6  // s, d, v
    case 0x6E: return -4  // n
    default: return 0
    }
  }
}
