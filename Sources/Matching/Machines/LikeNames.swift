/// Pairs of names that may be one name written twice: mistyped, or cut to fifteen letters.
struct LikeNames: Sendable {
  /// How two names are alike, by both numbers, the smaller first.
  private var levels: [UInt64: Level] = [:]
  /// Whether a name is like any other.
  private var isLikeAny: [Bool]
  /// The numbers of names without their figures; equal for names that differ in numbers only.
  private let stems: [Int32]

  /// A key that more names share than this tells too little.
  private static let largestGroup = 20
  /// A name that is a slip from so many others is one of a family.
  private static let family = 3
  /// NetBIOS names have no more letters.
  private static let netBIOS = 15
  /// What is left of such a name without hyphens and leading zeros.
  private static let shortestCut = 12

  init(_ values: ValueTable, _ statistics: ValueStatistics) {
    var keys: [(key: UInt64, name: Int32)] = []
    var long: [(text: String, name: Int32)] = []
    var stemNumbers: [String: Int32] = [:]
    var stems = [Int32](repeating: -1, count: values.count)
    for value in 0..<values.count where values.traits[value] == .flatName {
      let text = values.texts[value]
      let letters = Array(text.utf8)
      let stem = String(decoding: letters.filter { $0 > 57 }, as: UTF8.self)
      let number = stemNumbers[stem] ?? Int32(stemNumbers.count)
      stemNumbers[stem] = number
      stems[value] = number
      if letters.count >= 5 { Self.addKeys(letters, Int32(value), to: &keys) }
      if letters.count >= Self.shortestCut { long.append((text, Int32(value))) }
    }
    self.stems = stems
    isLikeAny = Array(repeating: false, count: values.count)
    keys.sort { ($0.key, $0.name) < ($1.key, $1.name) }
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].key == keys[start].key { end += 1 }
      if end - start > 1, end - start <= Self.largestGroup {
        for one in start..<end {
          for other in (one + 1)..<end {
            slip(keys[one].name, keys[other].name, values, statistics)
          }
        }
      }
      start = end
    }
    dropFamilies()
    // Names in order of spelling: those that a cut one begins stand behind it.
    long.sort { $0.text < $1.text }
    for (index, entry) in long.enumerated() where entry.text.utf8.count <= Self.netBIOS {
      for other in long[(index + 1)...].prefix(Self.largestGroup) {
        guard other.text.hasPrefix(entry.text) else { break }
        note(entry.name, other.name, .misread)
      }
    }
  }

  /// One key for the name and for each of its letters left out: names a slip apart share one.
  private static func addKeys(
    _ letters: [UInt8],
    _ name: Int32,
    to keys: inout [(key: UInt64, name: Int32)]
  ) {
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    // The hash of a text is the sum of its letters times powers of the base, the last letter first.
    var suffixes = [UInt64](repeating: 0, count: letters.count + 1)
    var power: UInt64 = 1
    for index in letters.indices.reversed() {
      suffixes[index] = suffixes[index + 1] &+ UInt64(letters[index]) &* power
      power = power &* base
    }
    keys.append((suffixes[0], name))
    var powers: UInt64 = 1
    var prefix: UInt64 = 0
    // Walks from the front: what stands before the letter left out moves one place down.
    var scale = [UInt64](repeating: 1, count: letters.count + 1)
    for index in 1...letters.count {
      powers = powers &* base
      scale[index] = powers
    }
    var last: UInt64?
    for index in letters.indices {
      let key = prefix &+ suffixes[index + 1]
      if letters[index] > 57, key != last {
        keys.append((key, name))
        last = key
      }
      if letters.count - 2 - index >= 0 {
        prefix = prefix &+ UInt64(letters[index]) &* scale[letters.count - 2 - index]
      }
    }
  }

  private static func key(_ one: Int32, _ other: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: min(one, other))) << 32 | UInt64(UInt32(bitPattern: max(one, other)))
  }

  private mutating func note(_ one: Int32, _ other: Int32, _ level: Level) {
    levels[Self.key(one, other)] = level
    isLikeAny[Int(one)] = true
    isLikeAny[Int(other)] = true
  }

  /// A mistyped name is one that hardly any other record bears.
  private mutating func slip(
    _ one: Int32,
    _ other: Int32,
    _ values: ValueTable,
    _ statistics: ValueStatistics
  ) {
    guard one != other, min(statistics.counts[Int(one)], statistics.counts[Int(other)]) <= 2,
      levels[Self.key(one, other)] == nil
    else { return }
    let a = Array(values.text(one).utf8)
    let b = Array(values.text(other).utf8)
    guard Slip.isOne(a, b), a.filter({ $0 < 58 }) == b.filter({ $0 < 58 }) else { return }
    note(one, other, .near)
  }

  /// A slip is like one name, or nearly; where every name is like many, letters tell machines apart.
  private mutating func dropFamilies() {
    var counts: [Int32: Int] = [:]
    for key in levels.keys {
      counts[Int32(key >> 32), default: 0] += 1
      counts[Int32(truncatingIfNeeded: key & 0xFFFF_FFFF), default: 0] += 1
    }
    levels = levels.filter { key, _ in
      let one = counts[Int32(key >> 32)] ?? 0
      let other = counts[Int32(truncatingIfNeeded: key & 0xFFFF_FFFF)] ?? 0
      return min(one, other) < Self.family
    }
  }

  /// How two different names compare.
  func level(_ one: Int32, _ other: Int32) -> Level {
    if isLikeAny[Int(one)], isLikeAny[Int(other)], let level = levels[Self.key(one, other)] {
      return level
    }
    return stems[Int(one)] == stems[Int(other)] ? .otherNumber : .differ
  }

  /// The pairs of names that are alike, in order.
  var pairs: [(Int32, Int32)] {
    levels.keys.sorted().map { (Int32($0 >> 32), Int32(truncatingIfNeeded: $0)) }
  }
}

/// One slip of the keyboard: a letter left out, put in, changed, or two swapped.
enum Slip {
  static func isOne(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) <= 1 else { return false }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < a.count - start, end < b.count - start, a[a.count - 1 - end] == b[b.count - 1 - end]
    {
      end += 1
    }
    let left = a.count - start - end
    let right = b.count - start - end
    if left <= 1, right <= 1 { return true }
    guard left == right else { return false }
    // What differs begins and ends with the two that were swapped.
    return a[start] == b[start + left - 1] && a[start + left - 1] == b[start]
      && a[(start + 1)..<(start + left - 1)] == b[(start + 1)..<(start + left - 1)]
  }
}
