/// Sets of numbers that grow together.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  /// The smallest member of the set of `index`.
  mutating func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  /// Makes one set of two; returns its root.
  mutating func join(_ first: Int, _ second: Int) -> Int {
    let roots = (root(first), root(second))
    parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
    return min(roots.0, roots.1)
  }

  /// The sets, members and sets in order.
  mutating func groups() -> [[Int]] {
    var members: [[Int]] = Array(repeating: [], count: parents.count)
    for index in parents.indices { members[root(index)].append(index) }
    return members.filter { !$0.isEmpty }
  }
}
