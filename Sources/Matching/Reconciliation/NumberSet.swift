/// A small set of numbers, in order.
///
/// A cluster has a handful of each sort of value: walking two short arrays costs less than hashing
/// one number.
struct NumberSet<Number: FixedWidthInteger & Sendable>: Sendable, ExpressibleByArrayLiteral {
  /// The members, the smallest first.
  private(set) var members: [Number] = []

  init(arrayLiteral numbers: Number...) { self.init(numbers) }

  init(_ numbers: [Number]) {
    members = numbers
    guard numbers.count > 1 else { return }
    members.sort()
    var kept = 1
    for index in 1..<members.count where members[index] != members[kept - 1] {
      members[kept] = members[index]
      kept += 1
    }
    members.removeSubrange(kept...)
  }

  var isEmpty: Bool { members.isEmpty }

  /// Whether the two have no member in common.
  func isDisjoint(with other: NumberSet) -> Bool { !shares(with: other) { _ in true } }

  /// Whether some member of both is as `condition` asks.
  func shares(with other: NumberSet, where condition: (Number) -> Bool) -> Bool {
    var one = 0
    var two = 0
    while one < members.count, two < other.members.count {
      if members[one] == other.members[two] {
        if condition(members[one]) { return true }
        one += 1
        two += 1
      } else if members[one] < other.members[two] {
        one += 1
      } else {
        two += 1
      }
    }
    return false
  }

  /// The smallest of what `value` says of the members of both; `nil` when they share none.
  func smallest(sharedWith other: NumberSet, _ value: (Number) -> Int32) -> Int32? {
    var smallest: Int32?
    _ = shares(with: other) { number in
      smallest = min(smallest ?? .max, value(number))
      return false
    }
    return smallest
  }

  /// Takes in the members of `other`.
  mutating func formUnion(_ other: NumberSet) {
    if other.members.isEmpty { return }
    if members.isEmpty {
      self = other
    } else if members != other.members {
      self = NumberSet(members + other.members)
    }
  }
}
