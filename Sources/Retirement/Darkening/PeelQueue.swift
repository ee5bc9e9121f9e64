/// A move and the watts of the lit machines that it keeps on.
struct Peel: Hashable, Comparable {
  var degree: Int
  var move: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.degree, left.move) < (right.degree, right.move)
  }
}

/// A binary heap that gives the smallest first.
struct PeelQueue {
  private var items: [Peel] = []

  mutating func push(_ item: Peel) {
    items.append(item)
    var index = items.count - 1
    while index > 0, items[index] < items[(index - 1) / 2] {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func pop() -> Peel? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    items[0] = last
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < items.count && items[child] < items[least] {
        least = child
      }
      if least == index { return first }
      items.swapAt(index, least)
      index = least
    }
  }
}
