/// How likely two records stand at one site, learnt from records that are surely one machine.
///
/// Sources spell places in tongues of their own: a data centre, a domain, a subnet, a hospital.
/// The evidence of places *a* and *b* is the logarithm of how often records of one machine have
/// them together against how often chance would pair them, log₂((n_ab + ½) / (n_a n_b / n + ½)).
struct Places {
  private var together: [Int64: Double] = [:]
  private var alone: [Double]
  private var total = 0.0
  /// The letter that tells the sort of a place, and its text, by number; other values have none.
  private let sorts: [UInt8]
  private let texts: [Int32: String]

  /// Learns from `pairs` of machines, which are tied by identifiers that no others share.
  init(_ machines: [MachineTraits], pairs: [(Int, Int)], values: ValueTable) {
    var sorts = [UInt8](repeating: 0, count: values.texts.count)
    var texts: [Int32: String] = [:]
    for machine in machines {
      for place in machine.places where sorts[Int(place)] == 0 {
        let text = values.text(place)
        sorts[Int(place)] = text.utf8.first ?? 0x3F
        texts[place] = String(text.dropFirst())
      }
    }
    alone = Array(repeating: 0, count: values.texts.count)
    self.sorts = sorts
    self.texts = texts
    for (first, second) in pairs {
      for a in machines[first].places {
        for b in machines[second].places { add(a, b) }
      }
    }
  }

  private mutating func add(_ a: Int32, _ b: Int32) {
    together[Self.key(a, b), default: 0] += 1
    alone[Int(a)] += 0.5
    alone[Int(b)] += 0.5
    total += 1
  }

  private static func key(_ a: Int32, _ b: Int32) -> Int64 {
    Int64(min(a, b)) << 32 | Int64(max(a, b))
  }

  /// The evidence in bits that two sets of places are of one site: −8 to +3.
  func evidence(_ first: [Int32], _ second: [Int32]) -> Double {
    var best = 0.0
    var worst = 0.0
    for a in first {
      for b in second {
        let seen = together[key: Self.key(a, b)]
        let chance = total > 0 ? 2 * alone[Int(a)] * alone[Int(b)] / total : 0
        var bits = Places.log2((seen + 0.5) / (chance + 0.5))
        if a == b { bits = max(bits, 1) }
        if a != b, seen + chance < 2, sorts[Int(a)] == sorts[Int(b)] { bits += prior(a, b) }
        best = max(best, bits)
        worst = min(worst, bits)
      }
    }
    return max(-8, min(3, best) + worst)
  }

  /// Before anything is learnt, two spellings of one sort are two places unless one is in the other.
  private func prior(_ a: Int32, _ b: Int32) -> Double {
    guard let one = texts[a], let other = texts[b], !one.contains(other), !other.contains(one)
    else {
      return 0
    }
    switch sorts[Int(a)] {
    case 0x73, 0x64, 0x76: return -6  // s, d, v
    case 0x6E: return -4  // n
    default: return 0
    }
  }

  /// The binary logarithm, from the exponent and a series for what is left: 10⁻⁷ is enough here.
  static func log2(_ value: Double) -> Double {
    guard value > 0 else { return -1_000 }
    let y =
      (value.significand - 1.414_213_562_373_095) / (value.significand + 1.414_213_562_373_095)
    let square = y * y
    let series =
      y * (2 + square * (2 / 3.0 + square * (2 / 5.0 + square * (2 / 7.0 + square * 2 / 9))))
    return Double(value.exponent) + 0.5 + series * 1.442_695_040_888_963
  }
}

extension [Int64: Double] {
  fileprivate subscript(key key: Int64) -> Double { self[key] ?? 0 }
}
